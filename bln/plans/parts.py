"""The parts of a plan that people write in, and the rows of each as they stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bln.plans import forms
from exports import plan_wording, wording
from meetings.notes import Source
from meetings.plan import Plan
from meetings.plan_content import Action, AreaText, Measure, Proposal, Risk, Section, SectionText
from meetings.plan_gaps import numbered_actions

Row = SectionText | AreaText | Action | Proposal | Measure | Risk


@dataclass(frozen=True)
class Shown:
    """A row as a list shows it; `said` is empty where nothing is written yet."""

    row: Row
    title: str
    said: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part by its address. `field` is its name in `PlanContent`; `new` makes a row, where people can add one.

    A part with a `header` is a table, and `cells` are what stands of a row beside its title.
    """

    key: str
    field: str
    title: str
    form: type[forms.RowForm]
    rows: Callable[[Plan], Sequence[Shown]]
    new: Callable[[str], Row] | None = None
    label: str = ""
    header: tuple[str, ...] = ()
    cells: Callable[[Any], tuple[str, ...]] = lambda _row: ()


def _action_cells(action: Action) -> tuple[str, ...]:
    return (
        wording.sentence(plan_wording.ARENAS[action.arena]) if action.arena else "",
        action.responsible,
        action.partners,
        plan_wording.cost(action),
        plan_wording.period(action.start, action.end),
        action.milestone,
    )


def _measure_cells(measure: Measure) -> tuple[str, ...]:
    return (measure.baseline, measure.target, measure.source, measure.when, measure.who)


def _risk_cells(risk: Risk) -> tuple[str, ...]:
    return (plan_wording.LIKELIHOODS[risk.likelihood] if risk.likelihood else "", risk.consequence, risk.measure)


def _texts(plan: Plan) -> Sequence[Shown]:
    return [
        Shown(SectionText(section, plan.text(section)), plan_wording.SECTIONS[section], plan.text(section))
        for section in Section
    ]


def _areas(plan: Plan) -> Sequence[Shown]:
    return [
        Shown(
            AreaText(area.id, area.current_state, area.goal),
            f"{area.number}. {area.title}",
            " ".join(filter(None, (area.current_state, area.goal))),
            area.sources,
        )
        for area in plan.areas
    ]


def _actions(plan: Plan) -> Sequence[Shown]:
    return [Shown(a, f"{n} {a.title}", a.description, a.sources) for n, a in numbered_actions(plan).items()]


def _proposals(plan: Plan) -> Sequence[Shown]:
    return [
        Shown(
            point,
            wording.sentence(plan_wording.ARENAS[point.arena]) if point.arena else "Punkt",
            point.text,
            point.sources,
        )
        for point in plan.proposals
    ]


def _measures(plan: Plan) -> Sequence[Shown]:
    return [Shown(measure, measure.indicator, measure.target) for measure in plan.measures]


def _risks(plan: Plan) -> Sequence[Shown]:
    return [Shown(risk, risk.risk, risk.measure) for risk in plan.risks]


PARTS: Mapping[str, Part] = {
    part.key: part
    for part in (
        Part(
            "beslut",
            "proposals",
            "Förslag till beslut",
            forms.ProposalForm,
            _proposals,
            lambda key: Proposal(key, ""),
            "Lägg till en beslutspunkt",
        ),
        Part(
            "omraden",
            "areas",
            "Prioriterade områden",
            forms.AreaForm,
            _areas,
            header=("Område", "Nuläge", "Mål"),
            cells=lambda area: (area.current_state, area.goal),
        ),
        Part(
            "insatser",
            "actions",
            "Insatser",
            forms.ActionForm,
            _actions,
            lambda key: Action(key, ""),
            "Lägg till en insats",
            ("Insats", "Arena", "Ansvarig funktion", "Samverkan med", "Kostnad", "Start och slut", "Milstolpe"),
            _action_cells,
        ),
        Part(
            "indikatorer",
            "measures",
            "Indikatorer",
            forms.MeasureForm,
            _measures,
            lambda key: Measure(key, ""),
            "Lägg till en indikator",
            ("Indikator", "Utgångsläge", "Mål", "Källa", "När", "Vem"),
            _measure_cells,
        ),
        Part(
            "risker",
            "risks",
            "Risker",
            forms.RiskForm,
            _risks,
            lambda key: Risk(key, ""),
            "Lägg till en risk",
            ("Risk", "Sannolikhet", "Konsekvens", "Åtgärd"),
            _risk_cells,
        ),
        Part("texter", "texts", "Texter", forms.SectionForm, _texts),
    )
}


BY_FIELD: Mapping[str, Part] = {part.field: part for part in PARTS.values()}


def find_row(part: Part, plan: Plan, key: str) -> Shown | None:
    """The row of a part with this id as it stands, or None."""
    return next((shown for shown in part.rows(plan) if shown.row.id == key), None)
