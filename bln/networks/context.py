"""What documents say of a programme, a network and a meeting."""

from collections.abc import Sequence

from bln.clock import today
from bln.networks.models import Meeting, Network, Programme
from exports import wording
from exports.context import Context
from meetings.appointment import as_members_see_it


def meeting_title(network: Network, steps: Sequence[str]) -> str:
    """What a meeting is called: the titles of the steps that it covers."""
    return " · ".join(network.programme.template.step(step).title for step in steps)


def context_of(
    network: Network, meeting: Meeting | None = None, *, version: int | None = None, for_members: bool = False
) -> Context:
    """The context of a network's document, or of one of its meetings'; for members, with the date that was sent."""
    planned = meeting.appointment if meeting else None
    if meeting and for_members:
        planned = as_members_see_it(planned, meeting.told, today())
    return Context(
        programme=network.programme.title,
        network=network.place,
        place=wording.where(planned) if planned else "",
        date_text=wording.span(planned) if planned else "",
        version=version,
        demo=network.programme.demo,
        names={network.slug: network.place},
    )


def national_context(programme: Programme, *, version: int | None = None) -> Context:
    """The context of a document over all networks of a programme."""
    names = {network.slug: network.place for network in programme.networks}
    return Context(programme=programme.title, version=version, demo=programme.demo, names=names)
