"""The four tables of a plan (domain.md, A plan that can be decided on). No cell is blank."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from exports import plan_wording, wording
from exports.document import Inline, Table, Text
from exports.sources import Marking
from meetings.plan import Plan, PriorityArea
from meetings.plan_content import Action, Arena, Chapter, Measure, Risk
from meetings.plan_gaps import Gap

NOT_SAID = "Inte angivet"


def areas_table(areas: Sequence[PriorityArea], marked: Marking) -> Table:
    """Area, current state, goal, reason and meeting."""
    rows = tuple(
        (
            (Text(f"{area.number}. {area.title}"),),
            _cell(area.current_state),
            _cell(area.goal),
            marked(_reason(area), area.sources),
        )
        for area in areas
    )
    return Table("Prioriterade områden", ("Område", "Nuläge", "Mål", "Skäl och möte"), rows, (4, 5, 4, 5))


def _reason(area: PriorityArea) -> str:
    meetings = wording.join(f"möte {n}" for n in sorted({source.meeting for source in area.sources}))
    said = area.text or NOT_SAID
    return f"{said} ({wording.sentence(meetings)})" if meetings else said


def actions_tables(numbered: Mapping[str, Action], marked: Marking) -> Iterator[Table]:
    """A table for each arena that has actions, since each decides on its own; last those whose arena is not said."""
    header = ("Insats", "Ansvarig funktion", "Samverkan med", "Kostnad", "Start och slut", "Milstolpe")
    for arena in (*Arena, None):
        rows = tuple(_action(n, action, marked) for n, action in numbered.items() if action.arena is arena)
        if rows:
            caption = f"Insatser för {plan_wording.ARENAS[arena]}" if arena else "Insatser utan angiven arena"
            yield Table(caption, header, rows, (16, 18, 17, 11, 12, 13))


def _action(number: str, action: Action, marked: Marking) -> tuple[tuple[Inline, ...], ...]:
    others = (
        action.responsible,
        action.partners,
        plan_wording.cost(action),
        plan_wording.period(action.start, action.end),
        action.milestone,
    )
    return (marked(f"{number} {action.title}", action.sources), *map(_cell, others))


def measures_table(measures: Sequence[Measure]) -> Table:
    """Indicator, baseline, target, source, when, who."""
    header = ("Indikator", "Utgångsläge", "Mål", "Källa", "När", "Vem")
    rows = tuple(tuple(map(_cell, (m.indicator, m.baseline, m.target, m.source, m.when, m.who))) for m in measures)
    return Table("Indikatorer", header, rows, (6, 5, 4, 6, 4, 6))


def risks_table(risks: Sequence[Risk]) -> Table:
    """Risk, likelihood, consequence, measure."""
    rows = tuple(
        tuple(
            map(
                _cell,
                (r.risk, plan_wording.LIKELIHOODS[r.likelihood] if r.likelihood else "", r.consequence, r.measure),
            )
        )
        for r in risks
    )
    return Table("Risker", ("Risk", "Sannolikhet", "Konsekvens", "Åtgärd"), rows, (5, 3, 5, 6))


def gaps_table(gaps: Iterable[Gap], chapters: Mapping[Chapter, str]) -> Table:
    """What is missing, by chapter; `chapters` are their names as they stand in the document."""
    rows = tuple(((Text(chapters[gap.chapter]),), (Text(plan_wording.plan_gap(gap)),)) for gap in gaps)
    return Table("Det som saknas i planen", ("Kapitel", "Saknas"), rows, (2, 3))


def sources_table(plan: Plan, chapters: Mapping[Chapter, str]) -> Table | None:
    """The marks behind each part of the plan, for the version that has none in its text."""
    rows = tuple(
        (
            (Text(chapters[part.chapter]),),
            (Text(part.title),),
            (Text(", ".join(source.mark for source in part.sources)),),
        )
        for part in plan.parts()
        if part.sources
    )
    header = ("Kapitel", "Del av planen", "Anteckningar")
    return Table("Källor till planens delar", header, rows, (4, 6, 7)) if rows else None


def _cell(text: str) -> tuple[Inline, ...]:
    return (Text(text or NOT_SAID),)
