"""Everything that a network's notes can have reached, put together once for a page."""

from collections.abc import Mapping

from bln.desk.queries import shared_rounds
from bln.networks.models import Network
from bln.networks.queries import meetings_of
from bln.plans.queries import plan_of, summaries_of
from bln.room.guides import current_guide
from meetings.provenance import Place, trace_notes


def trail_of(network: Network) -> Mapping[str, tuple[Place, ...]]:
    """For each note id of the network the places that it has reached."""
    summaries = summaries_of(network)
    guides = [current_guide(network, meeting) for meeting in meetings_of(network)]
    national = shared_rounds(network.programme).values()
    return trace_notes(summaries, guides, plan_of(network, summaries), national)
