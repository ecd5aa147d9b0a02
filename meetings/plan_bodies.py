"""The plan as each receiving body gets it: they decide separately, each on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.plan import Plan
from meetings.plan_content import Action, Arena, Proposal, Row


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
    """The plan with only that body's proposed decision and actions; all else is the network's and stays."""
    return replace(plan, actions=_own(plan.actions, body), proposals=_own(plan.proposals, body))


def homeless(rows: Sequence[Row], bodies: Sequence[Body]) -> tuple[Row, ...]:
    """The rows that reach nobody: without an arena, or for a body that the network does not have."""
    return tuple(row for row in rows if not any(is_for(row, body) for body in bodies))


def _own(rows: Sequence[Row], body: Body) -> tuple[Row, ...]:
    return tuple(row for row in rows if is_for(row, body))
