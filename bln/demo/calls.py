"""The demo's calls with the leaders."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bln.calls import services
from bln.calls.queries import standing_of
from bln.demo.content import CallContent
from bln.networks.models import Network, Programme
from bln.people.models import Account
from meetings.agenda import Occasion


def hold_call(
    programme: Programme, found: CallContent, networks: Mapping[str, Network], today: date, staff: Account
) -> None:
    """Plan a call and, where it has been, note what was said, through the services that people use."""
    step = programme.template.steps[found["step"] - 1]
    day = today + timedelta(days=found["day"])
    when = datetime.combine(day, time.fromisoformat(found["clock"].replace(".", ":")))
    planned = services.When(when, found["minutes"], "")
    call = services.plan_call(programme, step, Occasion(found["occasion"]), 0, planned)
    for point in found["points"]:
        services.add_point(call, networks[point["network"]], point["text"])
    if found["notes"]:
        came = frozenset(networks[slug].id for slug in found["came"])
        services.save_notes(call, standing_of(call).mark, found["notes"], came, staff)
    for action in found["actions"]:
        due = today + timedelta(days=action["due"])
        network = networks[action["who"]] if action["who"] else None
        agreed = services.agree(call, network, action["text"], due)
        if action["done"]:
            services.finish(agreed, done=True)
