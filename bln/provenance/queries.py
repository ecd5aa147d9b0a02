"""Everything that a network's notes can have reached, put together once for a page."""

from collections.abc import Mapping

from bln.desk.queries import shared_rounds
from bln.handing.models import PlanDecision
from bln.handing.papers import body_of
from bln.handing.queries import decisions_of, snapshots_of
from bln.handing.words import decided
from bln.networks.models import Network
from bln.networks.queries import meetings_of
from bln.plans.queries import plan_of, summaries_of
from bln.room.guides import current_guide
from meetings.plan_bodies import for_body
from meetings.plan_content import Action, Proposal
from meetings.plan_decisions import HandedIn
from meetings.provenance import DecidedOn, Place, trace_notes


def trail_of(network: Network) -> Mapping[str, tuple[Place, ...]]:
    """For each note id of the network the places that it has reached."""
    summaries = summaries_of(network)
    guides = [current_guide(network, meeting) for meeting in meetings_of(network)]
    national = shared_rounds(network.programme).values()
    handed = snapshots_of(network)
    return trace_notes(
        summaries,
        guides,
        plan_of(network, summaries),
        national,
        [(number, each.plan) for number, each in handed.items()],
        [_place_of(each, handed[each.version.version]) for each in decisions_of([network.id]) if each.confirmed_at],
    )


def _place_of(decision: PlanDecision, handed: HandedIn) -> DecidedOn:
    body = body_of(handed, decision.body_id)
    own = for_body(handed.plan, body) if body else None
    rows: list[Action | Proposal] = [*own.proposals, *own.actions] if own else []
    return DecidedOn(str(decision.id), decided(decision), decision.version.version, rows)
