"""The plan as a document, and its actions as a table. Builders are imported when something is built."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bln.evidence.queries import as_they_stand
from bln.networks.context import context_of
from bln.networks.models import Network, ReceivingBody
from bln.plans.queries import body_of, plan_of, summaries_of
from bln.room.queries import notes_of_network
from meetings.snapshot import from_data

if TYPE_CHECKING:
    from exports.document import Document
    from exports.sheet import Sheet
    from meetings.plan import Plan


def plan_document_of(network: Network, *, working: bool = False, for_members: bool = False) -> "Document":
    """The draft plan of a network as it is handed in, or to work with: then with its own notes behind it.

    For members it holds what is shared with them, and no notes.
    """
    from exports.plan import plan_document

    if for_members:
        return plan_document(_as_cited_now(_shared_plan(network)), context_of(network))
    notes = notes_of_network(network) if working else None
    return plan_document(_as_cited_now(plan_of(network)), context_of(network), notes)


def actions_sheet_of(network: Network, *, for_members: bool = False) -> "Sheet":
    """The actions of the draft plan as a table; for members, of what is shared with them."""
    from exports.tables import actions_sheet

    return actions_sheet(_shared_plan(network) if for_members else plan_of(network))


def plan_to_hand_in(network: Network) -> "Plan":
    """The plan of a network as it stands, with the facts that it cites."""
    return _as_cited_now(plan_of(network))


def measures_sheet_of(network: Network, *, for_members: bool = False) -> "Sheet":
    """The indicators of the draft plan as a table; for members, of what is shared with them."""
    from exports.tables import measures_sheet

    return measures_sheet(_shared_plan(network) if for_members else plan_of(network))


def papers_of(network: Network, body: ReceivingBody, *, for_members: bool = False) -> "Mapping[str, Document]":
    """The draft papers for a body by the code of their kind, as they would be handed in today; for members, of what is
    shared with them."""
    from exports.look import Look
    from exports.plan_documents import plan_documents

    plan = _shared_plan(network) if for_members else plan_of(network)
    made = plan_documents(_as_cited_now(plan), body_of(body), context_of(network))
    look = from_data(Look, body.look) if body.look else None
    return {kind.value: replace(document, look=look) for kind, document in made.items()}


def _as_cited_now(plan: "Plan") -> "Plan":
    return replace(plan, facts=as_they_stand(plan.facts))


def _shared_plan(network: Network) -> "Plan":
    return plan_of(network, summaries_of(network, shared_only=True))
