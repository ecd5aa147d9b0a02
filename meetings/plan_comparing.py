"""Two versions of what people have written in a plan, row by row."""

from dataclasses import dataclass, replace
from typing import Any

from meetings.plan_content import PlanContent

PARTS = ("proposals", "areas", "actions", "measures", "risks", "texts")


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that differs: `part` is a field of `PlanContent`; before or after is None where the row wasn't written."""

    part: str
    before: Any
    after: Any

    @property
    def row(self) -> Any:
        """The row as it is, or as it was before it went."""
        return self.before if self.after is None else self.after


def compare_contents(before: PlanContent, after: PlanContent) -> tuple[ChangedRow, ...]:
    """The rows that differ, part by part in the order of the later version, those that are gone last in their part.

    What a row was drafted with is no text of anybody's and makes no difference.
    """
    return tuple(change for part in PARTS for change in _changed(part, getattr(before, part), getattr(after, part)))


def _changed(part: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> list[ChangedRow]:
    old, new = {row.id: row for row in before}, {row.id: row for row in after}
    pairs = [(old.get(key), row) for key, row in new.items()]
    pairs += [(row, None) for key, row in old.items() if key not in new]
    return [ChangedRow(part, one, other) for one, other in pairs if _said(one) != _said(other)]


def _said(row: Any) -> Any:
    return replace(row, drafted="") if hasattr(row, "drafted") else row
