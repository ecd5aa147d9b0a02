"""The plan as a document, and its actions as a table. Builders are imported when something is built."""

from typing import TYPE_CHECKING

from bln.networks.context import context_of
from bln.networks.models import Network
from bln.plans.queries import plan_of
from bln.room.queries import notes_of_network

if TYPE_CHECKING:
    from exports.document import Document
    from exports.sheet import Sheet


def plan_document_of(network: Network, *, working: bool = False) -> "Document":
    """The draft plan of a network as it is handed in, or to work with: then with its own notes behind it."""
    from exports.plan import plan_document

    return plan_document(plan_of(network), context_of(network), notes_of_network(network) if working else None)


def actions_sheet_of(network: Network) -> "Sheet":
    """The actions of the draft plan as a table."""
    from exports.tables import actions_sheet

    return actions_sheet(plan_of(network))
