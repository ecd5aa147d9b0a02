"""The plan as one body gets it: first its own decision, then a clean text, last what is missing and the sources."""

from collections.abc import Iterator, Mapping

from exports import plan_wording
from exports.citing import with_references
from exports.context import Context
from exports.document import Block, Contents, Document, Heading, PageBreak, Paragraph, Text
from exports.plan import chapter_matter, sources_of, summary_matter
from exports.plan_decision import facts_of, notice_of, page_one
from exports.plan_tables import gaps_table
from exports.sources import without_marks
from meetings.plan import Plan
from meetings.plan_bodies import Body, for_body, gaps_for_body
from meetings.plan_content import Chapter
from meetings.plan_version import Adoption, Stamp

SUMMARY = "Sammanfattning"


def plan_for_body(plan: Plan, body: Body, context: Context, stamp: Stamp | None, adoption: Adoption | None) -> Document:
    """The whole `plan` as a paper for a body. A chapter that nobody has filled is left out and named at the end."""
    own = for_body(plan, body)
    names: dict[Chapter, str] = {}
    blocks: list[Block] = [*page_one(own, body, stamp, adoption), Contents()]
    for chapter in Chapter:
        if matter := _matter(own, plan, body, chapter):
            names[chapter] = f"{len(names) + 1} {_title(chapter)}"
            blocks += [PageBreak()] if not names.keys() - {chapter} else []
            blocks += [Heading(2, names[chapter], f"kapitel-{len(names)}"), *matter]
    blocks += _appendices(own, plan, body, {chapter: names.get(chapter, _title(chapter)) for chapter in Chapter})
    document = context.document(
        f"{'Lokal plan' if adoption else 'Förslag till lokal plan'} för {context.network}",
        blocks,
        facts=facts_of(body, stamp, adoption),
        notice=notice_of(stamp, adoption),
    )
    return with_references(document, plan.facts)


def _title(chapter: Chapter) -> str:
    return SUMMARY if chapter is Chapter.PROPOSAL else plan_wording.PLAN_CHAPTERS[chapter]


def _matter(own: Plan, plan: Plan, body: Body, chapter: Chapter) -> list[Block]:
    if chapter is Chapter.PROPOSAL:
        return list(summary_matter(own))
    matter = chapter_matter(own, chapter, without_marks)
    if chapter is Chapter.ACTIONS and (others := plan_wording.others(plan, body)):
        matter.append(Paragraph((Text(others),)))
    return matter


def _appendices(own: Plan, plan: Plan, body: Body, chapters: Mapping[Chapter, str]) -> Iterator[Block]:
    yield PageBreak()
    if gaps := gaps_for_body(plan, body):
        yield Heading(2, "Bilaga: Det som saknas", "saknas")
        yield gaps_table(gaps, chapters)
    yield from sources_of(own, chapters)
