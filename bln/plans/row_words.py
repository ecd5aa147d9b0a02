"""What a row of a plan and its fields are called, and what a code in it says."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from exports import plan_wording, wording
from meetings.plan import Plan
from meetings.plan_bodies import Body
from meetings.plan_content import Arena, Cost, Likelihood

LONGEST_TITLE = 90
GONE = "inte längre med"

_ACTION = {
    "title": "Insats",
    "description": "Beskrivning",
    "area": "Prioriterat område",
    "arena": "Vem gäller insatsen?",
    "body": "Vilken av dem?",
    "responsible": "Ansvarig funktion",
    "partners": "Samverkansparter",
    "cost": "Kostnad",
    "amount": "Beräknad kostnad",
    "start": "Start",
    "end": "Slut",
    "milestone": "Milstolpe",
}
LABELS: Mapping[str, Mapping[str, str]] = {
    "proposals": {"text": "Beslutspunkt", "arena": "Vem beslutar?", "body": "Vilken av dem?"},
    "areas": {"current_state": "Nuläge", "goal": "Mål"},
    "actions": _ACTION,
    "measures": {
        "indicator": "Indikator",
        "baseline": "Utgångsläge",
        "target": "Mål",
        "source": "Källa",
        "when": "När",
        "who": "Vem",
    },
    "risks": {"risk": "Risk", "likelihood": "Sannolikhet", "consequence": "Konsekvens", "measure": "Åtgärd"},
    "texts": {"text": "Text"},
}
_TITLES: Mapping[str, Callable[[Any, Plan], str]] = {
    "proposals": lambda row, _plan: f"Beslutspunkt: {row.text}",
    "areas": lambda row, plan: f"Område: {_area(row.id, plan)}",
    "actions": lambda row, _plan: f"Insats: {row.title}",
    "measures": lambda row, _plan: f"Indikator: {row.indicator}",
    "risks": lambda row, _plan: f"Risk: {row.risk}",
    "texts": lambda row, _plan: plan_wording.SECTIONS[row.id],
}


def title_of(part: str, row: Any, plan: Plan) -> str:
    """What a row of a part (a field of `PlanContent`) is called in a list of several parts."""
    title = _TITLES[part](row, plan)
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rpartition(' ')[0]} …"


def words_of(field: str, value: Any, plan: Plan, bodies: Sequence[Body]) -> str:
    """What a field of a row says; empty where it says nothing."""
    match value:
        case Arena():
            return wording.sentence(plan_wording.ARENAS[value])
        case Cost():
            return plan_wording.COSTS[value]
        case Likelihood():
            return plan_wording.LIKELIHOODS[value]
    if field == "area" and value:
        return _area(value, plan)
    if field == "body" and value:
        return next((body.name for body in bodies if body.id == value), GONE)
    return value or ""


def _area(key: str, plan: Plan) -> str:
    return next((area.title for area in plan.areas if area.id == key), GONE)
