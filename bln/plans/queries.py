"""The draft plan of a network, put together from its latest summaries."""

from bln.desk.queries import shared_summaries
from bln.networks.models import Network
from bln.networks.queries import compositions, meetings_of
from bln.room.guides import uncompiled_summary
from meetings.plan import Plan, draft_plan


def plan_of(network: Network) -> Plan:
    """Draft the plan from shared summaries, or from submitted notes where nobody has compiled a meeting yet."""
    meetings = meetings_of(network)
    shared = shared_summaries([meeting.id for meeting in meetings])
    found = (shared.get(meeting.id) or uncompiled_summary(network, meeting) for meeting in meetings)
    composition = compositions(network.programme, [network.id])[network.id]
    return draft_plan(network.programme.template, network.slug, [s for s in found if s], composition)
