"""The papers that a receiving body gets: each with its own proposed decision and its own actions only."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from exports.context import Context
from exports.document import Document
from exports.plan_for_body import plan_for_body
from exports.plan_one_page import one_page
from exports.plan_papers import cover_letter, material
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
    """The papers of the whole `plan` for a body; number, day and mark of the stamp stand in each.

    Without a stamp they are drafts. With an adoption whose outcome adopts, the plan and its page stand without the
    proposal, with body, date and paragraph instead, and there is nothing more to hand in.
    """
    if stamp:
        context = replace(context, dated=stamp.made_on)
    adopted = adoption if adoption and adoption.outcome.adopts else None
    own = for_body(plan, body)
    papers = {
        DocumentKind.PLAN: plan_for_body(plan, body, context, stamp, adopted),
        DocumentKind.ONE_PAGE: one_page(own, body, context, stamp, adopted),
    }
    if adopted:
        return papers
    return papers | {
        DocumentKind.COVER_LETTER: cover_letter(own, body, context, stamp),
        DocumentKind.MATERIAL: material(own, body, context, stamp),
    }
