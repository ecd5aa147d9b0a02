"""Notes, themes and actions as tables for a spreadsheet; never who said what, or from which perspective."""

from collections.abc import Iterable, Sequence

from exports import plan_wording, wording
from exports.context import Context
from exports.plan_tables import NOT_SAID
from exports.sheet import Cell, Sheet
from meetings.facts import uncited
from meetings.notes import Note, Source
from meetings.plan import Plan, PriorityArea
from meetings.plan_content import Action
from meetings.plan_gaps import numbered_actions
from meetings.programme import Question
from meetings.summary import Summary, Theme

OTHER = "Övrigt"
NATIONAL_COLUMNS = 5  # what a national theme says of the networks behind it
NO_THEME = "Utan tema"
NO_AREA = "Inget område ännu"

ACTIONS_HEADER = (
    "Nummer",
    "Område",
    "Insats",
    "Beskrivning",
    "Arena",
    "Ansvarig funktion",
    "Samverkansparter",
    "Kostnad",
    "Start och slut",
    "Milstolpe",
    "Källor",
)
ACTIONS_WIDTHS = (10, 30, 30, 60, 16, 30, 30, 18, 20, 30, 30)


def notes_sheet(questions: Sequence[Question], notes: Sequence[Note]) -> Sheet:
    """The notes of a meeting, question by question, with their lasting numbers."""
    asked = {question.key: question.title for question in questions}
    places = {key: place for place, key in enumerate(asked)}
    ordered = sorted(notes, key=lambda note: places.get(note.question, len(places)))
    rows = tuple((note.number, asked.get(note.question, OTHER), note.text, _kind(note)) for note in ordered)
    return Sheet("Anteckningar", ("Nummer", "Fråga", "Anteckning", "Sort"), rows, (10, 30, 90, 18))


def _kind(note: Note) -> str:
    return wording.NOTE_KINDS[note.kind] if note.kind else ""


def themes_sheet(summary: Summary, questions: Sequence[Question], context: Context) -> Sheet:
    """The themes of a summary: of a network with the marks of their notes, nationally with counts alone.

    What lies in no theme is counted in a row of its own.
    """
    asked = {question.key: question.title for question in questions}
    header, widths = _themes_header(summary)
    rows: list[tuple[Cell, ...]] = [
        (
            theme.number,
            asked.get(theme.question, OTHER),
            theme.title,
            uncited(theme.text),
            theme.weight,
            *_behind(theme, summary, context),
        )
        for theme in summary.themes
    ]
    if summary.unsorted:
        marks = (_marks(summary.unsorted),) if summary.network else ("",) * NATIONAL_COLUMNS
        rows.append(("", "", NO_THEME, "", len(summary.unsorted), *marks))
    return Sheet("Teman", header, tuple(rows), widths)


def actions_sheet(plan: Plan) -> Sheet:
    """The actions of a plan, one a row; an area without one, and what belongs to no area, are there too."""
    areas, rows = _areas(plan), _actions(plan)
    rows += [("", areas[area.id], *_nothing_said(area)) for area in plan.areas if not plan.actions_of(area)]
    rows += [("", NO_AREA, passage.title, passage.text, *_unsaid(6), _marks(passage.sources)) for passage in plan.loose]
    return Sheet("Insatser", ACTIONS_HEADER, tuple(rows), ACTIONS_WIDTHS)


def handed_actions_sheet(plan: Plan) -> Sheet:
    """The actions of a plan as they are handed in: nothing but them, and not what they were taken from."""
    rows = tuple(row[:-1] for row in _actions(plan)) or (_unsaid(len(ACTIONS_HEADER) - 1),)
    return Sheet("Insatser", ACTIONS_HEADER[:-1], rows, ACTIONS_WIDTHS[:-1])


def _areas(plan: Plan) -> dict[str, str]:
    return {area.id: f"{area.number}. {area.title}" for area in plan.areas}


def _actions(plan: Plan) -> list[tuple[Cell, ...]]:
    areas = _areas(plan)
    return [_action(n, areas.get(a.area, NO_AREA), a) for n, a in numbered_actions(plan).items()]


def measures_sheet(plan: Plan) -> Sheet:
    """The indicators of a plan, one a row."""
    header = ("Indikator", "Utgångsläge", "Mål", "Källa", "När", "Vem")
    rows = tuple(
        (m.indicator, *(t or NOT_SAID for t in (m.baseline, m.target, m.source, m.when, m.who))) for m in plan.measures
    )
    return Sheet("Indikatorer", header, rows or (_unsaid(len(header)),), (40, 30, 30, 40, 30, 30))


def _themes_header(summary: Summary) -> tuple[tuple[str, ...], tuple[int, ...]]:
    header = ("Nummer", "Fråga", "Tema", "Text", "Antal anteckningar")
    widths = (10, 30, 30, 70, 20)
    if summary.network:
        return (*header, "Källor"), (*widths, 30)
    behind = ("Antal nätverk", "Inlämnade nätverk", "Saknas", "Skillnader", "Citat")
    return (*header, *behind), (*widths, 20, 20, 30, 50, 50)


def _behind(theme: Theme, summary: Summary, context: Context) -> tuple[Cell, ...]:
    if summary.network:
        return (_marks(theme.sources),)
    quotes = "\n".join(f"”{quote.text}”" for quote in theme.quotes)
    missing = context.named(summary.missing)
    return len(theme.networks), len(summary.submitted), missing, theme.differences, quotes


def _action(number: str, area: str, action: Action) -> tuple[Cell, ...]:
    said = (
        action.title,
        uncited(action.description),
        wording.sentence(plan_wording.ARENAS[action.arena]) if action.arena else "",
        action.responsible,
        action.partners,
        plan_wording.cost(action),
        plan_wording.period(action.start, action.end),
        action.milestone,
    )
    return (number, area, *(text or NOT_SAID for text in said), _marks(action.sources))


def _nothing_said(area: PriorityArea) -> tuple[Cell, ...]:
    return (*_unsaid(8), _marks(area.sources))


def _unsaid(cells: int) -> tuple[Cell, ...]:
    return (NOT_SAID,) * cells


def _marks(sources: Iterable[Source]) -> str:
    """For example "M3·T2·N4, M3·T2·N7"."""
    return ", ".join(source.mark for source in sources)
