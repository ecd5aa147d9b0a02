"""The local plan, chapter by chapter (domain.md, A plan that can be decided on); a gap is stated as a gap."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from exports import plan_wording, wording
from exports.charts import bar_chart
from exports.citing import with_references
from exports.context import Context
from exports.document import Block, Document, Heading, Item, ListBlock, PageBreak, Paragraph, Text
from exports.plan_tables import actions_tables, areas_table, gaps_table, measures_table, risks_table, sources_table
from exports.prose import markdown_blocks, text_blocks
from exports.sources import Marking, sources_appendix, with_marks, without_marks
from meetings.notes import Note
from meetings.plan import Passage, Plan, PriorityArea
from meetings.plan_content import CONSEQUENCES, Arena, Chapter, Cost, Proposal, Section
from meetings.plan_gaps import Gap, find_gaps, numbered_actions

DRAFT = "Utkast: planen är inte beslutad."
NOTHING = "Nätverket har inget underlag till det här kapitlet."
HOW_TO_TRACE = (
    "M är mötet, T temat i dess sammanställning och N anteckningen. Anteckningarna finns hos den som leder nätverket."
)


def plan_document(plan: Plan, context: Context, notes: Mapping[str, Note] | None = None) -> Document:
    """The plan as it is handed in: gaps and source marks stand in an appendix.

    With the `notes` of the network it is the version to work with: gaps and marks where they belong, and the notes
    themselves last.
    """
    marked = without_marks if notes is None else with_marks
    gaps = find_gaps(plan)
    blocks: list[Block] = []
    for number, chapter in enumerate(Chapter, start=1):
        blocks.append(Heading(2, plan_wording.NUMBERED_CHAPTERS[chapter], f"kapitel-{number}"))
        matter = chapter_matter(plan, chapter, marked)
        if notes is not None:
            missing = [gap for gap in gaps if gap.chapter is chapter]
            matter += [Paragraph((Text(plan_wording.plan_gap(gap)),), "gap") for gap in missing]
        blocks += matter or [Paragraph((Text(NOTHING),), "muted")]
    blocks += _appendices(plan, gaps, notes)
    title = f"Förslag till lokal plan för {context.network}" if context.network else "Förslag till lokal plan"
    return with_references(context.document(title, blocks, notice=DRAFT, contents=True), plan.facts)


def chapter_matter(plan: Plan, chapter: Chapter, marked: Marking) -> list[Block]:
    """What stands under the heading of a chapter; nothing where nobody has said or written anything."""
    return list(_CHAPTERS[chapter](plan, marked))


def summary_matter(plan: Plan) -> Iterator[Block]:
    """The summary that somebody wrote, else what the plan builds on."""
    summary = plan.text(Section.SUMMARY)
    if summary:
        yield from markdown_blocks(summary)
    else:
        yield from _lead(plan)


def _proposal(plan: Plan, marked: Marking) -> Iterator[Block]:
    yield from summary_matter(plan)
    if plan.proposals:
        yield Heading(3, "Förslag till beslut")
        yield from _decisions(plan.proposals, marked)


def _lead(plan: Plan) -> Iterator[Block]:
    sentence = f"Planen bygger på {wording.count_notes(len(plan.sources))} från nätverkets möten."
    if plan.areas:
        sentence += f" Nätverket har valt {wording.counted(len(plan.areas), 'område')} att börja med:"
    yield Paragraph((Text(sentence),), "lead")
    if plan.areas:
        yield ListBlock(tuple(Item((Text(area.title),)) for area in plan.areas), numbered=True)


def _decisions(proposals: Sequence[Proposal], marked: Marking) -> Iterator[Block]:
    """The points under the arena that decides on them; a point without an arena stands first."""
    order = (None, *Arena)
    ordered = sorted(proposals, key=lambda proposal: order.index(proposal.arena))
    for arena, points in groupby(ordered, key=lambda proposal: proposal.arena):
        if arena:
            yield Heading(4, f"För {plan_wording.ARENAS[arena]}")
        yield ListBlock(tuple(Item(marked(point.text, point.sources)) for point in points), numbered=True)


def _background(plan: Plan, marked: Marking) -> Iterator[Block]:
    yield from markdown_blocks(plan.text(Section.BACKGROUND))
    yield Heading(3, "Syfte")
    yield from text_blocks(plan.purpose)
    yield Heading(3, "Mål för nätverket")
    yield from text_blocks(plan.goal)
    yield from _passages("Stöd som betyder något", plan.needs, marked)


def _governing_documents(plan: Plan, _marked: Marking) -> Iterator[Block]:
    yield from markdown_blocks(plan.text(Section.GOVERNING_DOCUMENTS))


def _current_state(plan: Plan, marked: Marking) -> Iterator[Block]:
    yield from markdown_blocks(plan.text(Section.CURRENT_STATE))
    yield from _passages("Det som fungerar i dag", plan.strengths, marked)
    yield from _passages("Det som behöver bli bättre", plan.gaps_found, marked)
    yield from _passages("Problem på vägen", plan.problems, marked)


def _priorities(plan: Plan, marked: Marking) -> Iterator[Block]:
    if plan.areas:
        yield areas_table(plan.areas, marked)
        counts = [(f"{area.number}. {area.title}", len(area.sources)) for area in plan.areas]
        yield from bar_chart("Anteckningar bakom varje område", "Område", "anteckning", counts)
    yield from _passages("Mål", plan.goals, marked)
    yield from _passages("Områden som nätverket tog upp men inte valde", plan.considered, marked)


def _actions(plan: Plan, marked: Marking) -> Iterator[Block]:
    numbered = numbered_actions(plan)
    yield from actions_tables(numbered, marked)
    for area in plan.areas:
        own = [(n, action) for n, action in numbered.items() if action.area == area.id and action.description]
        items = [Item((Text(f"{n} {a.title}. ", strong=True), Text(a.description))) for n, a in own]
        items += _said_of(area, marked)
        if items:
            yield Heading(3, f"Område {area.number}: {area.title}")
            yield ListBlock(tuple(items))
    yield from _passages("Förslag som inte hör till något område ännu", plan.loose, marked)


def _said_of(area: PriorityArea, marked: Marking) -> Iterator[Item]:
    """What the network said of who and with whom: of the area, not of one action."""
    for label, passages in (("Vem: ", area.who), ("Vilka som hjälps åt: ", area.partners)):
        for passage in passages:
            yield Item((Text(label, strong=True), *marked(passage.text or passage.title, passage.sources)))


def _technology(plan: Plan, marked: Marking) -> Iterator[Block]:
    yield from markdown_blocks(plan.text(Section.TECHNOLOGY))
    yield from _listed(plan.technology, marked)


def _resources(plan: Plan, _marked: Marking) -> Iterator[Block]:
    yield from markdown_blocks(plan.text(Section.RESOURCES))
    if plan.actions:
        costs = [action.cost for action in plan.actions]
        counted = ((plan_wording.COUNTED_COSTS[cost], costs.count(cost)) for cost in Cost)
        parts = wording.join(words.format(actions=plan_wording.actions_counted(n)) for words, n in counted if n)
        yield Paragraph((Text(f"Kostnaden {parts}."),))


def _consequences(plan: Plan, _marked: Marking) -> Iterator[Block]:
    for section in CONSEQUENCES:
        if text := plan.text(section):
            yield Heading(3, plan_wording.SECTIONS[section])
            yield from markdown_blocks(text)


def _risks(plan: Plan, _marked: Marking) -> Iterator[Block]:
    if plan.risks:
        yield risks_table(plan.risks)


def _follow_up(plan: Plan, marked: Marking) -> Iterator[Block]:
    yield from markdown_blocks(plan.text(Section.FOLLOW_UP))
    yield from _listed(plan.follow_up, marked)
    if plan.measures:
        yield measures_table(plan.measures)


def _making(plan: Plan, _marked: Marking) -> Iterator[Block]:
    """Who took part, by perspective but without numbers: in a small network a number can tell who it is."""
    yield from markdown_blocks(plan.text(Section.MAKING))
    there = [wording.PERSPECTIVES_PLURAL[p] for p, n in plan.composition.by_perspective if n]
    members = f"Nätverket har {wording.counted(plan.composition.members, 'deltagare')}."
    yield Paragraph((Text(f"{members} De deltar som {wording.join(there)}." if there else members),))
    if plan.composition.missing:
        missing = wording.join(wording.PERSPECTIVES_PLURAL[p] for p in plan.composition.missing)
        yield Paragraph((Text(f"{wording.sentence(missing)} saknas i nätverket."),))


_CHAPTERS = {
    Chapter.PROPOSAL: _proposal,
    Chapter.BACKGROUND: _background,
    Chapter.GOVERNING_DOCUMENTS: _governing_documents,
    Chapter.CURRENT_STATE: _current_state,
    Chapter.PRIORITIES: _priorities,
    Chapter.ACTIONS: _actions,
    Chapter.TECHNOLOGY: _technology,
    Chapter.RESOURCES: _resources,
    Chapter.CONSEQUENCES: _consequences,
    Chapter.RISKS: _risks,
    Chapter.FOLLOW_UP: _follow_up,
    Chapter.MAKING: _making,
}


def _appendices(plan: Plan, gaps: Sequence[Gap], notes: Mapping[str, Note] | None) -> Iterator[Block]:
    if notes is None:
        yield PageBreak()
    if gaps:
        yield Heading(2, "Bilaga: Det som saknas", "saknas")
        yield gaps_table(gaps, plan_wording.NUMBERED_CHAPTERS)
    if notes is not None:
        yield from sources_appendix(plan.sources, notes)
    else:
        yield from sources_of(plan, plan_wording.NUMBERED_CHAPTERS)


def sources_of(plan: Plan, chapters: Mapping[Chapter, str]) -> Iterator[Block]:
    """The appendix of marks for a version that has none in its text."""
    if table := sources_table(plan, chapters):
        yield Heading(2, "Bilaga: Källor", "kallor")
        yield Paragraph((Text(HOW_TO_TRACE),), "muted")
        yield table


def _passages(title: str, passages: Sequence[Passage], marked: Marking) -> Iterator[Block]:
    if passages:
        yield Heading(3, title)
        yield from _listed(passages, marked)


def _listed(passages: Sequence[Passage], marked: Marking) -> Iterator[Block]:
    if passages:
        yield ListBlock(tuple(Item((Text(f"{p.title}. ", strong=True), *marked(p.text, p.sources))) for p in passages))
