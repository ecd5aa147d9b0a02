"""What the agenda of a coordination call says by itself. Codes and numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.programme import Perspective, Step


class Occasion(StrEnum):
    """When in a round Nka and the leaders meet."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    """How far a network has come with the round's meeting. `planned` is its local date."""

    place: str
    planned: date | None
    met: bool
    submitted: bool
    missing: tuple[Perspective, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a network's leaders want to take up, or have asked Nka in their notes."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """What was agreed at an earlier call and is not done. `place` is empty where Nka is to do it."""

    place: str
    text: str
    due: date | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """A perspective that nobody takes part from in these networks."""

    perspective: Perspective
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a call before or after a round.

    `step` is the step that the coming meetings are about: the round's own before it, the next one after it, None when
    the round was the last.
    """

    occasion: Occasion
    actions: tuple[Action, ...]
    handed_in: tuple[str, ...]
    met: tuple[str, ...]
    planned: tuple[NetworkStanding, ...]
    unplanned: tuple[str, ...]
    points: tuple[Point, ...]
    silences: tuple[Silence, ...]
    step: Step | None

    @property
    def networks(self) -> int:
        """How many networks there are."""
        return len(self.handed_in) + len(self.met) + len(self.planned) + len(self.unplanned)


def build_agenda(
    occasion: Occasion,
    networks: Sequence[NetworkStanding],
    points: Sequence[Point],
    actions: Sequence[Action],
    step: Step | None,
) -> Agenda:
    """Put the agenda together: each network stands in one of four lists, by how far it has come.

    Actions that are overdue come first, then by day, those without a day last.
    """
    waiting = [each for each in networks if not each.submitted]
    return Agenda(
        occasion=occasion,
        actions=tuple(sorted(actions, key=lambda each: (not each.overdue, each.due or date.max, each.place))),
        handed_in=tuple(each.place for each in networks if each.submitted),
        met=tuple(each.place for each in waiting if each.met),
        planned=tuple(each for each in waiting if each.planned and not each.met),
        unplanned=tuple(each.place for each in waiting if not each.planned and not each.met),
        points=tuple(points),
        silences=_silences(networks),
        step=step,
    )


def _silences(networks: Sequence[NetworkStanding]) -> tuple[Silence, ...]:
    found = (
        Silence(perspective, tuple(each.place for each in networks if perspective in each.missing))
        for perspective in Perspective
    )
    return tuple(silence for silence in found if silence.places)
