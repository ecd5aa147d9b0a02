"""What goes along with a plan to its receiving body: the cover letter (missiv), and material for its staff report.

Both hold what the plan says and nothing else; what is missing is told to those who lead, not here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exports import plan_wording
from exports.citing import with_references
from exports.context import Context
from exports.document import Block, Chart, Document, Heading, Item, ListBlock, Paragraph, Table, Text
from exports.plan import chapter_matter, summary_matter
from exports.plan_decision import PROPOSAL, decision_blocks, facts_of, notice_of
from exports.prose import markdown_blocks, text_blocks
from exports.sources import without_marks
from meetings.plan import Plan
from meetings.plan_bodies import Body
from meetings.plan_content import CONSEQUENCES, Chapter, Section
from meetings.plan_version import Stamp

PASTE = "Texten går att klistra in i er egen mall. Allt är hämtat ur nätverkets plan; er egen bedömning lägger ni till."
ANSWER = (
    "När ni har fattat ett beslut vill nätverket gärna få veta vilken instans som beslutade, datum, paragraf, "
    "diarienummer och vad beslutet blev. Skicka gärna ett protokollsutdrag till den som leder nätverket."
)


def cover_letter(own: Plan, body: Body, context: Context, stamp: Stamp | None) -> Document:
    """The missiv: what is handed over and asked for, which papers there are, what the network hopes for back."""
    blocks: list[Block] = [*_opening(own, body, context)]
    if stamp and stamp.returned:
        blocks += [Heading(2, "Varför planen kommer tillbaka"), *text_blocks(stamp.returned)]
    if stamp and stamp.reason:
        blocks += [Heading(2, "Det som är nytt"), *text_blocks(stamp.reason)]
    blocks += _decision(own, body)
    blocks += [Heading(2, "Handlingar"), ListBlock(tuple(Item((Text(paper),)) for paper in _papers(context)))]
    blocks += [Heading(2, "Svar till nätverket"), *text_blocks(ANSWER)]
    title = f"Missiv: förslag till lokal plan för {context.network}"
    return replace(_document(title, own, body, context, stamp, blocks), compact=True)


def material(own: Plan, body: Body, context: Context, stamp: Stamp | None) -> Document:
    """What a case officer can paste into the authority's own tjänsteskrivelse, under the headings that those have."""
    blocks: list[Block] = [Paragraph((Text(PASTE),), "muted"), *_decision(own, body)]
    parts = (
        ("Ärendet", (*_opening(own, body, context), *summary_matter(own))),
        ("Bakgrund", (*chapter_matter(own, Chapter.BACKGROUND, without_marks), *_made(own))),
        ("Nätverkets bedömning", tuple(_assessment(own))),
        ("Insatser", tuple(chapter_matter(own, Chapter.ACTIONS, without_marks))),
        ("Konsekvenser", tuple(_consequences(own))),
        ("Ekonomi", tuple(_economy(own))),
        ("Uppföljning", tuple(chapter_matter(own, Chapter.FOLLOW_UP, without_marks))),
    )
    for title, matter in parts:
        blocks += [Heading(2, title), *matter] if matter else []
    return _document("Underlag för tjänsteskrivelse", own, body, context, stamp, blocks)


def _decision(own: Plan, body: Body) -> list[Block]:
    return [Heading(2, PROPOSAL), *decision_blocks(own, body)] if own.proposals else []


def _document(
    title: str, own: Plan, body: Body, context: Context, stamp: Stamp | None, blocks: list[Block]
) -> Document:
    notice, facts = notice_of(stamp, None), facts_of(body, stamp, None)
    return with_references(context.document(title, blocks, facts=facts, notice=notice), own.facts)


def _opening(own: Plan, body: Body, context: Context) -> Iterator[Block]:
    text = (
        f"Det lokala nätverket i {context.network} lämnar sitt förslag till lokal plan till {body.name}. Förslaget har "
        f"tagits fram i programmet {context.programme}."
    )
    if own.actions:
        text += f" Det innehåller {plan_wording.actions_counted(len(own.actions))} som {body.name} beslutar om."
    yield Paragraph((Text(text),), "lead")


def _papers(context: Context) -> tuple[str, ...]:
    return (
        f"Förslag till lokal plan för {context.network}",
        "Planen på en sida",
        "Underlag för tjänsteskrivelse",
    )


def _made(own: Plan) -> Iterator[Block]:
    yield Heading(3, plan_wording.PLAN_CHAPTERS[Chapter.MAKING])
    yield from chapter_matter(own, Chapter.MAKING, without_marks)


def _assessment(own: Plan) -> Iterator[Block]:
    for chapter in (Chapter.GOVERNING_DOCUMENTS, Chapter.CURRENT_STATE, Chapter.PRIORITIES, Chapter.TECHNOLOGY):
        if matter := chapter_matter(own, chapter, without_marks):
            yield Heading(3, plan_wording.PLAN_CHAPTERS[chapter])
            yield from (_lowered(block) for block in _without_charts(matter))
    if matter := chapter_matter(own, Chapter.RISKS, without_marks):
        yield Heading(3, plan_wording.PLAN_CHAPTERS[Chapter.RISKS])
        yield from matter


def _without_charts(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without charts and the tables of their numbers: a count of notes is no reason of a committee's."""
    follows = False
    for block in blocks:
        if not (isinstance(block, Chart) or (follows and isinstance(block, Table))):
            yield block
        follows = isinstance(block, Chart)


def _lowered(block: Block) -> Block:
    return Heading(4, block.text) if isinstance(block, Heading) else block


def _consequences(own: Plan) -> Iterator[Block]:
    """Those but the economic ones, which have a heading of their own."""
    for section in CONSEQUENCES:
        if section is not Section.ECONOMY and (text := own.text(section)):
            yield Heading(3, plan_wording.SECTIONS[section])
            yield from markdown_blocks(text)


def _economy(own: Plan) -> Iterator[Block]:
    yield from markdown_blocks(own.text(Section.ECONOMY))
    yield from chapter_matter(own, Chapter.RESOURCES, without_marks)
