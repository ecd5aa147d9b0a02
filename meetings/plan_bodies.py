"""The plan as each receiving body gets it: they decide separately, each on its own."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from meetings.plan import Plan
from meetings.plan_content import Action, Arena, Proposal, Row
from meetings.plan_gaps import Gap, GapKind, find_gaps


@dataclass(frozen=True, slots=True)
class Body:
    """Who receives a plan and decides on it. `name` is as it stands in a sentence ("Almviks kommun")."""

    id: str
    name: str
    arena: Arena


def is_for(row: Action | Proposal, body: Body) -> bool:
    """Whether a row is for a body: its arena is the body's, and it names that body or none."""
    return row.arena is body.arena and row.body in ("", body.id)


def for_body(plan: Plan, body: Body) -> Plan:
    """The plan with only that body's proposed decision and actions.

    What was said of how, who and with whom goes: it is about anybody's actions, and stands in the rows of those. All
    else is the network's and stays.
    """
    areas = tuple(replace(area, how=(), who=(), partners=()) for area in plan.areas)
    actions, proposals = _own(plan.actions, body), _own(plan.proposals, body)
    return replace(plan, areas=areas, loose=(), actions=actions, proposals=proposals)


def gaps_for_body(plan: Plan, body: Body) -> tuple[Gap, ...]:
    """What the whole `plan` lacks in the paper of a body. An area where others act is no gap."""
    acted = {area.number for area in plan.areas if plan.actions_of(area)}
    gaps = (_without_areas(gap, acted) for gap in find_gaps(for_body(plan, body)))
    return tuple(gap for gap in gaps if gap)


def elsewhere(plan: Plan, body: Body) -> tuple[tuple[Arena, int], ...]:
    """How many actions of the whole `plan` others decide on, by their arena; the body's own arena where there are
    several bodies in it."""
    others = [action.arena for action in plan.actions if not is_for(action, body)]
    return tuple((arena, others.count(arena)) for arena in Arena if arena in others)


def homeless(rows: Sequence[Row], bodies: Sequence[Body]) -> tuple[Row, ...]:
    """The rows that reach nobody: without an arena, or for a body that the network does not have."""
    return tuple(row for row in rows if not any(is_for(row, body) for body in bodies))


def _without_areas(gap: Gap, acted: Set[int]) -> Gap | None:
    if gap.kind is not GapKind.NO_ACTION or not gap.areas:
        return gap
    areas = tuple(number for number in gap.areas if number not in acted)
    return replace(gap, areas=areas) if areas else None


def _own(rows: Sequence[Row], body: Body) -> tuple[Row, ...]:
    return tuple(row for row in rows if is_for(row, body))
