"""Who is in a network, and who is missing: advice to the leader, never a block (domain.md, Words and The
method)."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.programme import Group, Perspective


@dataclass(frozen=True, slots=True)
class Composition:
    """A network's make-up. A member with two perspectives counts once in `members`, once in each
    perspective."""

    members: int
    by_perspective: tuple[tuple[Perspective, int], ...]
    missing: tuple[Perspective, ...]
    alone: tuple[Perspective, ...]
    too_few: int
    too_many: int

    @property
    def complete(self) -> bool:
        """True when the size is right and every perspective is there."""
        return not (self.missing or self.too_few or self.too_many)


def check_composition(members: Sequence[Sequence[Perspective]], group: Group) -> Composition:
    """Compare the members (one or two perspectives each) with what the template advises."""
    counts = tuple((p, sum(p in member for member in members)) for p in group.perspectives)
    return Composition(
        members=len(members),
        by_perspective=counts,
        missing=tuple(p for p, n in counts if n == 0),
        alone=tuple(p for p, n in counts if n == 1),
        too_few=max(0, group.smallest - len(members)),
        too_many=max(0, len(members) - group.largest),
    )
