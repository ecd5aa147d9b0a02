"""Notes, themes and actions as tables for a spreadsheet; never who said what, or from which perspective."""

from collections.abc import Iterable, Iterator, Sequence

from exports.context import Context
from exports.plan import NOT_SAID, titles
from exports.sheet import Cell, Sheet
from meetings.notes import Note, Source
from meetings.plan import Passage, Plan, PriorityArea
from meetings.programme import Question
from meetings.summary import Summary, Theme

OTHER = "Övrigt"
NO_THEME = "Utan tema"
NO_AREA = "Inget område ännu"


def notes_sheet(questions: Sequence[Question], notes: Sequence[Note]) -> Sheet:
    """The notes of a meeting, question by question, with their lasting numbers."""
    asked = {question.key: question.title for question in questions}
    places = {key: place for place, key in enumerate(asked)}
    ordered = sorted(notes, key=lambda note: (places.get(note.question, len(places)), note.number))
    rows = tuple((note.number, asked.get(note.question, OTHER), note.text) for note in ordered)
    return Sheet("Anteckningar", ("Nummer", "Fråga", "Anteckning"), rows, (10, 30, 90))


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
            theme.text,
            theme.weight,
            *_behind(theme, summary, context),
        )
        for theme in summary.themes
    ]
    if summary.unsorted:
        marks = (_marks(summary.unsorted),) if summary.network else ("", "", "")
        rows.append(("", "", NO_THEME, "", len(summary.unsorted), *marks))
    return Sheet("Teman", header, tuple(rows), widths)


def actions_sheet(plan: Plan) -> Sheet:
    """The actions of a plan, one a row; an area without one, and what belongs to no area, are there too."""
    header = ("Område", "Insats", "Hur", "Ansvarig funktion", "Samverkansparter", "Källor")
    rows = (*(row for area in plan.areas for row in _actions(area)), *(_loose(passage) for passage in plan.loose))
    return Sheet("Insatser", header, rows, (30, 30, 60, 30, 30, 30))


def _themes_header(summary: Summary) -> tuple[tuple[str, ...], tuple[int, ...]]:
    header = ("Nummer", "Fråga", "Tema", "Text", "Antal anteckningar")
    widths = (10, 30, 30, 70, 20)
    if summary.network:
        return (*header, "Källor"), (*widths, 30)
    return (*header, "Antal nätverk", "Inlämnade nätverk", "Saknas"), (*widths, 20, 20, 30)


def _behind(theme: Theme, summary: Summary, context: Context) -> tuple[Cell, ...]:
    if summary.network:
        return (_marks(theme.sources),)
    return len(theme.networks), len(summary.submitted), context.named(summary.missing)


def _actions(area: PriorityArea) -> Iterator[tuple[Cell, ...]]:
    """Who and with whom is said of the area, so it stands at each of the area's actions."""
    named = f"{area.number}. {area.title}"
    carried = (*area.who, *area.partners)
    for how in area.how:
        yield named, how.title, how.text, titles(area.who), titles(area.partners), _marks(_sources(how, *carried))
    if not area.how:
        marks = _marks(_sources(*carried)) or _marks(area.sources)
        yield named, NOT_SAID, NOT_SAID, titles(area.who), titles(area.partners), marks


def _loose(passage: Passage) -> tuple[Cell, ...]:
    return NO_AREA, passage.title, passage.text, NOT_SAID, NOT_SAID, _marks(passage.sources)


def _sources(*passages: Passage) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for passage in passages for source in passage.sources))


def _marks(sources: Iterable[Source]) -> str:
    """For example "M3·T2·N4, M3·T2·N7"."""
    return ", ".join(source.mark for source in sources)
