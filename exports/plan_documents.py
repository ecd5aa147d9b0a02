"""The papers that a receiving body gets: each with its own proposed decision and its own actions only."""

from collections.abc import Mapping
from enum import StrEnum

from exports.context import Context
from exports.document import Document
from exports.plan import plan_document
from meetings.plan import Plan
from meetings.plan_bodies import Body, for_body
from meetings.plan_version import Adoption, Stamp


class DocumentKind(StrEnum):
    """The papers of a plan."""

    PLAN = "plan"
    COVER_LETTER = "cover_letter"  # missiv
    MATERIAL = "material"  # underlag för tjänsteskrivelse
    ONE_PAGE = "one_page"


def plan_documents(
    plan: Plan, body: Body, context: Context, stamp: Stamp | None = None, adoption: Adoption | None = None
) -> Mapping[DocumentKind, Document]:
    """The papers of the whole `plan` for a body; its mark stands in each once there is a stamp.

    Without a stamp they are drafts. With an adoption whose outcome adopts, the plan stands without its proposal.
    """
    return {DocumentKind.PLAN: plan_document(for_body(plan, body), context)}
