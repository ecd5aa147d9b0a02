"""The draft plan of a network: its latest summaries, and what people have written in it."""

from collections.abc import Sequence

from bln.desk.queries import shared_summaries
from bln.networks.models import Network, ReceivingBody
from bln.networks.queries import compositions, meetings_of
from bln.plans.models import PlanRevision
from bln.room.guides import prioritised, uncompiled_summary
from bln.room.priorities import submitted_priorities
from bln.saved import latest_snapshot, snapshot_at
from meetings.plan import Plan, draft_plan
from meetings.plan_bodies import Body
from meetings.plan_content import PlanContent
from meetings.summary import Summary


def summaries_of(network: Network, *, shared_only: bool = False) -> list[Summary]:
    """What each meeting left, with what it chose: its shared summary, or (unless `shared_only`) its submitted notes
    where nobody has compiled them yet; one that handed in nothing is left out."""
    meetings = meetings_of(network)
    ids = [meeting.id for meeting in meetings]
    shared, chosen = shared_summaries(ids), submitted_priorities(ids)
    found = [(meeting, shared.get(meeting.id)) for meeting in meetings]
    if not shared_only:
        found = [(meeting, summary or uncompiled_summary(network, meeting)) for meeting, summary in found]
    return [prioritised(network, meeting, summary, chosen) for meeting, summary in found if summary]


def plan_of(network: Network, summaries: Sequence[Summary] | None = None) -> Plan:
    """Draft the plan as it stands; `summaries` where `summaries_of` has been asked already."""
    composition = compositions(network.programme, [network.id])[network.id]
    _, content = latest_content(network)
    found = summaries_of(network) if summaries is None else summaries
    return draft_plan(network.programme.template, network.slug, found, composition, content)


def body_of(row: ReceivingBody) -> Body:
    """A receiving body as the rules know it."""
    return Body(str(row.id), row.name, row.arena)


def latest_content(network: Network) -> tuple[int, PlanContent]:
    """The newest version of what people have written in a plan, and its number; 0 and nothing where nobody has."""
    return latest_snapshot(PlanRevision, PlanContent, PlanRevision.network_id == network.id)


def content_at(network: Network, version: int) -> PlanContent:
    """What people had written at a version; nothing at 0 or at one that never was."""
    return snapshot_at(PlanRevision, PlanContent, PlanRevision.network_id == network.id, version)
