"""Cancelling, splitting and merging meetings before they have begun.

Rounds are joined by steps, so nothing is lost between networks when a step moves to another meeting. A meeting that
has been merged into the one before keeps its number with no steps, so that no other meeting changes its number; a
split gives that number back. Only where there is none to give back do later meetings move up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Arranged:
    """A meeting as it stands: `begun` when it has notes or a choice, or somebody has said who came."""

    number: int
    steps: tuple[str, ...]
    begun: bool = False
    cancelled: bool = False


class Refusal(StrEnum):
    """Why a change can't be made."""

    BEGUN = "begun"
    NEXT_BEGUN = "next_begun"
    LATER_BEGUN = "later_begun"
    CANCELLED = "cancelled"
    NEXT_CANCELLED = "next_cancelled"
    NO_NEXT = "no_next"
    ONE_STEP = "one_step"
    NO_SUCH_STEP = "no_such_step"


class Refused(ValueError):
    """The change can't be made; `meeting` is the number of the meeting that is in the way."""

    def __init__(self, refusal: Refusal, meeting: int) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.meeting = meeting


@dataclass(frozen=True, slots=True)
class Merge:
    """Meeting `into` takes the steps of meeting `gone`, which is left with none."""

    into: int
    gone: int
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Meeting `number` keeps `first`; `second` become meeting `number + 1`.

    The meetings of `moved` get the next number; `returns` is the number of the meeting without steps that is used
    again, if there is one.
    """

    number: int
    first: tuple[str, ...]
    second: tuple[str, ...]
    returns: int | None
    moved: tuple[int, ...]


def check_cancel(meetings: Sequence[Arranged], number: int) -> None:
    """Raise `Refused` where a meeting can't be cancelled, KeyError where there is none."""
    _ready(_numbered(meetings)[number], Refusal.BEGUN, Refusal.CANCELLED)


def plan_merge(meetings: Sequence[Arranged], number: int) -> Merge:
    """What it is to merge a meeting with the next; raises `Refused`."""
    own = _numbered(meetings)[number]
    _ready(own, Refusal.BEGUN, Refusal.CANCELLED)
    after = next((m for m in _in_order(meetings) if m.number > number and m.steps), None)
    if after is None:
        raise Refused(Refusal.NO_NEXT, number)
    _ready(after, Refusal.NEXT_BEGUN, Refusal.NEXT_CANCELLED)
    return Merge(number, after.number, own.steps + after.steps)


def plan_split(meetings: Sequence[Arranged], number: int, before: str = "") -> Split:
    """What it is to split a meeting before the step `before`, or before its last one; raises `Refused`."""
    numbered = _numbered(meetings)
    own = numbered[number]
    _ready(own, Refusal.BEGUN, Refusal.CANCELLED)
    if len(own.steps) < 2:
        raise Refused(Refusal.ONE_STEP, number)
    cut = before or own.steps[-1]
    if cut not in own.steps[1:]:
        raise Refused(Refusal.NO_SUCH_STEP, number)
    at = own.steps.index(cut)
    moved: list[int] = []
    behind = number + 1
    while behind in numbered and numbered[behind].steps:
        if numbered[behind].begun:
            raise Refused(Refusal.LATER_BEGUN, behind)
        moved.append(behind)
        behind += 1
    returns = behind if behind in numbered else None
    return Split(number, own.steps[:at], own.steps[at:], returns, tuple(moved))


def _ready(meeting: Arranged, begun: Refusal, cancelled: Refusal) -> None:
    if meeting.begun:
        raise Refused(begun, meeting.number)
    if meeting.cancelled:
        raise Refused(cancelled, meeting.number)


def _in_order(meetings: Sequence[Arranged]) -> list[Arranged]:
    return sorted(meetings, key=lambda meeting: meeting.number)


def _numbered(meetings: Sequence[Arranged]) -> dict[int, Arranged]:
    return {meeting.number: meeting for meeting in meetings}
