"""What a plan still lacks before it is handed in, and where that is written: advice, never a lock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.plan import Plan
from meetings.plan_bodies import Body, for_body, homeless
from meetings.plan_content import Action, Cost, Section
from meetings.plan_gaps import Gap, GapKind, find_gaps, numbered_actions


class BodyLack(StrEnum):
    """What is missing for those who receive the plan, and are to decide on it."""

    NO_BODY = "no_body"
    NO_DECISION = "no_decision"
    POINT_LOST = "point_lost"
    NO_OWN_ACTION = "no_own_action"
    ACTION_LOST = "action_lost"
    NO_COST = "no_cost"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written: the part (a field of `PlanContent`), the row's id, or nothing for a new row, the
    field of the row, and what the row is called ("1.2 Samordnare"), where it has to be told from others."""

    part: str
    row: str = ""
    field: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something missing and the places to write it in; `body` is the name of the body, `section` the text that lack
    it, `meeting` the meeting that it waits for, where that is the matter."""

    kind: GapKind | BodyLack
    places: tuple[Place, ...] = ()
    body: str = ""
    section: Section | None = None
    meeting: int | None = None


# Where a row is that nobody has written yet, and which field of a row it is about.
_NEW: dict[GapKind, Place] = {
    GapKind.NO_PROPOSAL: Place("proposals"),
    GapKind.NO_CURRENT_STATE: Place("texts", Section.CURRENT_STATE, "text"),
    GapKind.NO_ACTION: Place("actions"),
    GapKind.NO_TECHNOLOGY: Place("texts", Section.TECHNOLOGY, "text"),
    GapKind.NO_RISKS: Place("risks"),
    GapKind.NO_MEASURES: Place("measures"),
    GapKind.NO_FOLLOW_UP: Place("texts", Section.FOLLOW_UP, "text"),
}
_FIELDS: dict[GapKind, str] = {
    GapKind.NO_CURRENT_STATE: "current_state",
    GapKind.NO_GOAL: "goal",
    GapKind.NO_ARENA: "arena-0",
    GapKind.NO_RESPONSIBLE: "responsible",
    GapKind.NO_PARTNERS: "partners",
    GapKind.NO_TIME: "start",
    GapKind.NO_MILESTONE: "milestone",
}


def find_lacks(plan: Plan, bodies: Sequence[Body]) -> tuple[Lack, ...]:
    """What is missing: first what keeps somebody from deciding, then chapter by chapter."""
    told = {GapKind.NO_PROPOSAL} if bodies else set()
    gaps = (_of_gap(plan, gap) for gap in find_gaps(plan) if gap.kind not in told)
    return (*_of_bodies(plan, bodies), *gaps, *_costs(plan))


def _of_bodies(plan: Plan, bodies: Sequence[Body]) -> Iterator[Lack]:
    if not bodies:
        yield Lack(BodyLack.NO_BODY)
        return
    for body in bodies:
        own = for_body(plan, body)
        if not own.proposals:
            yield Lack(BodyLack.NO_DECISION, (Place("proposals"),), body.name)
        if not own.actions:
            yield Lack(BodyLack.NO_OWN_ACTION, (Place("actions"),), body.name)
    if points := homeless(plan.proposals, bodies):
        yield Lack(BodyLack.POINT_LOST, tuple(Place("proposals", p.id, "arena-0", p.text) for p in points))
    lost = {action.id for action in homeless(plan.actions, bodies) if action.arena}
    if lost:
        yield Lack(BodyLack.ACTION_LOST, _places(plan, "arena-0", lost))


def _of_gap(plan: Plan, gap: Gap) -> Lack:
    field = _FIELDS.get(gap.kind, "")
    if gap.areas and gap.kind is not GapKind.NO_ACTION:
        areas = [area for area in plan.areas if area.number in gap.areas]
        return Lack(gap.kind, tuple(Place("areas", a.id, field, f"{a.number}. {a.title}") for a in areas))
    if gap.areas:
        titles = [f"{area.number}. {area.title}" for area in plan.areas if area.number in gap.areas]
        return Lack(gap.kind, tuple(Place("actions", title=title) for title in titles))
    if gap.actions:
        numbered = numbered_actions(plan)
        return Lack(gap.kind, _places(plan, field, {numbered[number].id for number in gap.actions}))
    if gap.section:
        return Lack(gap.kind, (Place("texts", gap.section, "text"),), section=gap.section)
    return Lack(gap.kind, (_NEW[gap.kind],) if gap.kind in _NEW else (), meeting=gap.meeting)


def _costs(plan: Plan) -> Iterator[Lack]:
    unknown = {action.id for action in plan.actions if action.cost is Cost.NOT_CALCULATED}
    if unknown:
        yield Lack(BodyLack.NO_COST, _places(plan, "cost-0", unknown))


def _places(plan: Plan, field: str, ids: set[str]) -> tuple[Place, ...]:
    def place(number: str, action: Action) -> Place:
        return Place("actions", action.id, field, f"{number} {action.title}")

    return tuple(place(number, action) for number, action in numbered_actions(plan).items() if action.id in ids)
