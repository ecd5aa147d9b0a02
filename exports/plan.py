"""The local plan, chapter by chapter (domain.md, A plan that can be decided on); a gap is stated as a gap."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from exports import wording
from exports.charts import bar_chart
from exports.context import Context
from exports.document import Block, Document, Heading, Inline, Item, ListBlock, Paragraph, Table, Text
from exports.prose import text_blocks
from exports.sources import sources_appendix, with_marks
from meetings.notes import Note, Source
from meetings.plan import Chapter, Passage, Plan, PriorityArea

DRAFT = "Utkast: planen är inte beslutad."
NOT_SAID = "Inte angivet"
NOT_CALCULATED = "Ej beräknat"


def plan_document(plan: Plan, context: Context, notes: Mapping[str, Note]) -> Document:
    """The draft plan with all its chapters, its gaps, and the notes of the network that stand behind it."""
    blocks: list[Block] = []
    for number, chapter in enumerate(Chapter, start=1):
        blocks.append(Heading(2, f"{number} {wording.PLAN_CHAPTERS[chapter]}", f"kapitel-{number}"))
        blocks += _CHAPTERS[chapter](plan)
        blocks += [Paragraph((Text(wording.plan_gap(gap)),), "gap") for gap in plan.gaps if gap.chapter is chapter]
    blocks += _missing(plan)
    blocks += sources_appendix(_sources(plan), notes)
    title = f"Förslag till lokal plan för {context.network}" if context.network else "Förslag till lokal plan"
    return context.document(title, blocks, notice=DRAFT, contents=True)


def _proposal(plan: Plan) -> Iterator[Block]:
    said = len({source.note_id for source in _sources(plan)})
    sentence = f"Planen bygger på {wording.count_notes(said)} från nätverkets möten."
    if plan.areas:
        sentence += f" Nätverket har valt {wording.counted(len(plan.areas), 'område')} att börja med:"
    yield Paragraph((Text(sentence),), "lead")
    if plan.areas:
        yield ListBlock(tuple(Item((Text(area.title),)) for area in plan.areas), numbered=True)
    yield Heading(3, "Förslag till beslut")
    if plan.proposals:
        items = (Item(with_marks(passage.text, passage.sources)) for passage in plan.proposals)
        yield ListBlock(tuple(items), numbered=True)


def _background(plan: Plan) -> Iterator[Block]:
    yield Heading(3, "Syfte")
    yield from text_blocks(plan.purpose)
    yield Heading(3, "Mål för nätverket")
    yield from text_blocks(plan.goal)
    yield from _passages("Stöd som betyder något", plan.needs)


def _current_state(plan: Plan) -> Iterator[Block]:
    yield from _passages("Det som fungerar i dag", plan.strengths)
    yield from _passages("Det som behöver bli bättre", plan.gaps_found)
    yield from _passages("Problem på vägen", plan.problems)


def _priorities(plan: Plan) -> Iterator[Block]:
    if plan.areas:
        rows = tuple(((Text(f"{area.number}. {area.title}"),), _reason(area)) for area in plan.areas)
        yield Table("Prioriterade områden", ("Område", "Skäl och möte"), rows, (4, 9))
        counts = [(f"{area.number}. {area.title}", len(area.sources)) for area in plan.areas]
        yield from bar_chart("Anteckningar bakom varje område", "Område", "anteckning", counts)
    if plan.goals:
        yield Heading(3, "Mål")
        yield _listed(plan.goals)


def _reason(area: PriorityArea) -> tuple[Inline, ...]:
    meetings = wording.join(f"möte {n}" for n in sorted({source.meeting for source in area.sources}))
    said = area.text or NOT_SAID
    return with_marks(f"{said} {wording.sentence(meetings)}:" if meetings else said, area.sources)


def _actions(plan: Plan) -> Iterator[Block]:
    rows = tuple(_action(area, how) for area in plan.areas for how in area.how)
    if rows:
        header = ("Insats", "Ansvarig funktion", "Samverkan med", "Kostnad", "Start och slut", "Milstolpe")
        yield Table("Insatser", header, rows, (19, 20, 17, 11, 11, 13))
    for area in plan.areas:
        said = (("Hur: ", area.how), ("Vem: ", area.who), ("Vilka som hjälps åt: ", area.partners))
        items = tuple(
            Item((Text(label, strong=True), *with_marks(passage.text, passage.sources)))
            for label, passages in said
            for passage in passages
        )
        if items:
            yield Heading(3, f"Område {area.number}: {area.title}")
            yield ListBlock(items)
    yield from _passages("Förslag som inte hör till något område ännu", plan.loose)


def _action(area: PriorityArea, how: Passage) -> tuple[tuple[Inline, ...], ...]:
    """One action: who and with whom is said of the area, so it stands at each of the area's actions."""
    cells = (how.title, titles(area.who), titles(area.partners), NOT_CALCULATED, NOT_SAID, NOT_SAID)
    return tuple((Text(cell),) for cell in cells)


def titles(passages: Sequence[Passage]) -> str:
    """What passages are called, in one line; a word for it when nothing is said."""
    return "; ".join(passage.title for passage in passages) or NOT_SAID


def _technology(plan: Plan) -> Iterator[Block]:
    if plan.technology:
        yield _listed(plan.technology)


def _follow_up(plan: Plan) -> Iterator[Block]:
    if plan.follow_up:
        yield _listed(plan.follow_up)


def _making(plan: Plan) -> Iterator[Block]:
    """Who took part, by perspective but without numbers: in a small network a number can tell who it is."""
    there = [wording.PERSPECTIVES_PLURAL[p] for p, n in plan.composition.by_perspective if n]
    members = f"Nätverket har {wording.counted(plan.composition.members, 'deltagare')}."
    yield Paragraph((Text(f"{members} {_took_part(there)}"),))
    if plan.composition.missing:
        missing = wording.join(wording.PERSPECTIVES_PLURAL[p] for p in plan.composition.missing)
        yield Paragraph((Text(f"{wording.sentence(missing)} saknas i nätverket."),), "gap")


def _took_part(perspectives: Sequence[str]) -> str:
    return f"De deltar som {wording.join(perspectives)}." if perspectives else ""


def _nothing(_plan: Plan) -> Iterator[Block]:
    yield from ()


_CHAPTERS = {
    Chapter.PROPOSAL: _proposal,
    Chapter.BACKGROUND: _background,
    Chapter.GOVERNING_DOCUMENTS: _nothing,
    Chapter.CURRENT_STATE: _current_state,
    Chapter.PRIORITIES: _priorities,
    Chapter.ACTIONS: _actions,
    Chapter.TECHNOLOGY: _technology,
    Chapter.RESOURCES: _nothing,
    Chapter.CONSEQUENCES: _nothing,
    Chapter.RISKS: _nothing,
    Chapter.FOLLOW_UP: _follow_up,
    Chapter.MAKING: _making,
}


def _missing(plan: Plan) -> Iterator[Block]:
    if plan.gaps:
        order = list(Chapter)
        rows = tuple(
            (
                (Text(f"{order.index(gap.chapter) + 1} {wording.PLAN_CHAPTERS[gap.chapter]}"),),
                (Text(wording.plan_gap(gap)),),
            )
            for gap in plan.gaps
        )
        yield Heading(2, "Det som saknas", "saknas")
        yield Table("Det som saknas i planen", ("Kapitel", "Saknas"), rows, (2, 3))


def _passages(title: str, passages: Sequence[Passage]) -> Iterator[Block]:
    if passages:
        yield Heading(3, title)
        yield _listed(passages)


def _listed(passages: Sequence[Passage]) -> ListBlock:
    return ListBlock(
        tuple(
            Item((Text(f"{passage.title}. ", strong=True), *with_marks(passage.text, passage.sources)))
            for passage in passages
        )
    )


def _sources(plan: Plan) -> Iterator[Source]:
    whole = (plan.needs, plan.strengths, plan.gaps_found, plan.problems, plan.technology, plan.loose)
    said: chain[Passage | PriorityArea] = chain(*whole, plan.goals, plan.proposals, plan.follow_up, plan.areas)
    for passage in chain(said, *(part for area in plan.areas for part in (area.how, area.who, area.partners))):
        yield from passage.sources
