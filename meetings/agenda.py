"""What the agenda of a coordination call says by itself. Codes and numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.programme import Perspective, Step
from meetings.progress import MeetingFacts, MeetingState, state_of


class Occasion(StrEnum):
    """When in a round Nka and the leaders meet."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class NetworkStanding:
    """How far a network has come with the round's meeting (None: it has none), and who is missing in it."""

    place: str
    facts: MeetingFacts | None
    missing: tuple[Perspective, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a network's leaders want to take up."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to Nka that waits for its answer. `theme` is empty where the question lies in none; `text` where the
    reader may know of it but not read it; `place` where the reader may not know from where it comes."""

    theme: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions to Nka in one theme: those that may be read, and how many others there are."""

    theme: str
    read: tuple[Question, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Action:
    """What was agreed at an earlier call and is not done. `place` is empty where Nka is to do it."""

    place: str
    text: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A perspective that nobody takes part from in these networks."""

    perspective: Perspective
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of a call before or after a round, as it stands on the day `today`.

    Each network stands in one list: its notes are handed in, are written, are missing though the day has been, wait for
    a day to come, have no day, or don't come since its meeting is cancelled. `step` is what the coming meetings are
    about: the round's own before it, the next one after it, None when the round was the last.
    """

    occasion: Occasion
    today: date
    handed_in: tuple[str, ...]
    held: tuple[str, ...]
    passed: tuple[tuple[str, date], ...]
    planned: tuple[tuple[str, date], ...]
    unplanned: tuple[str, ...]
    cancelled: tuple[str, ...]
    points: tuple[Point, ...]
    silences: tuple[Silence, ...]
    actions: tuple[Action, ...]
    step: Step | None
    questions: tuple[Questions, ...] = ()

    @property
    def networks(self) -> int:
        """How many networks hold the round's meeting, or are to."""
        return sum(map(len, (self.handed_in, self.held, self.passed, self.planned, self.unplanned)))

    def overdue(self, action: Action) -> bool:
        """True when the day of an action has been."""
        return action.due is not None and action.due < self.today


def build_agenda(
    occasion: Occasion,
    today: date,
    networks: Sequence[NetworkStanding],
    *,
    points: Sequence[Point] = (),
    actions: Sequence[Action] = (),
    questions: Sequence[Question] = (),
    step: Step | None = None,
) -> Agenda:
    """Put the agenda together. Actions stand by day, those without a day last; questions to Nka by theme."""
    states = [(each.place, each.facts, state_of(each.facts)) for each in networks if each.facts]
    waiting = [(place, facts.planned) for place, facts, state in states if state is MeetingState.PLANNED]
    dated = [(place, day) for place, day in waiting if day]
    undated = {place for place, day in waiting if day is None}
    return Agenda(
        occasion=occasion,
        today=today,
        handed_in=tuple(place for place, facts, _ in states if facts.submitted),
        held=tuple(place for place, _, state in states if state is MeetingState.HELD),
        passed=tuple((place, day) for place, day in dated if day < today),
        planned=tuple((place, day) for place, day in dated if day >= today),
        unplanned=tuple(each.place for each in networks if each.facts is None or each.place in undated),
        cancelled=tuple(place for place, _, state in states if state is MeetingState.CANCELLED),
        points=tuple(points),
        silences=_silences(networks),
        actions=tuple(sorted(actions, key=lambda each: (each.due or date.max, each.place))),
        step=step,
        questions=_by_theme(questions),
    )


def _by_theme(questions: Sequence[Question]) -> tuple[Questions, ...]:
    """In the order in which the themes are met; what lies in no theme comes last."""
    themes = sorted(dict.fromkeys(each.theme for each in questions), key=lambda theme: not theme)
    lying = ((theme, [each for each in questions if each.theme == theme]) for theme in themes)
    return tuple(
        Questions(theme, tuple(each for each in found if each.text), sum(not each.text for each in found))
        for theme, found in lying
    )


def _silences(networks: Sequence[NetworkStanding]) -> tuple[Silence, ...]:
    found = (
        Silence(perspective, tuple(each.place for each in networks if perspective in each.missing))
        for perspective in Perspective
    )
    return tuple(silence for silence in found if silence.places)
