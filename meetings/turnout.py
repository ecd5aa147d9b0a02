"""Who will come to a meeting, and which perspective will be missing: advice to the leader, never a block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.composition import check_composition
from meetings.programme import Group, Perspective


class Answer(StrEnum):
    """What somebody who was asked has answered; a stand-in has no name."""

    COMES = "comes"
    STAND_IN = "stand_in"
    STAYS_AWAY = "stays_away"


class Remedy(StrEnum):
    """What can be done about a perspective that will be missing, the nearest first."""

    ASK = "ask"  # somebody with it has not answered
    SEND_SOMEBODY = "send_somebody"  # all with it stay away: one can send somebody instead
    INVITE = "invite"  # nobody in the network has it


@dataclass(frozen=True, slots=True)
class Missing:
    """A perspective that nobody brings so far."""

    perspective: Perspective
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Turnout:
    """The answers so far; those who send somebody count among those who come."""

    coming: int
    away: int
    silent: int
    missing: tuple[Missing, ...]


Asked = tuple[Sequence[Perspective], Answer | None]


def expect_turnout(asked: Sequence[Asked], group: Group) -> Turnout:
    """What the answers of the members (their perspectives, and an answer or None) make of the meeting."""
    answers = [answer for _, answer in asked]
    away, silent = answers.count(Answer.STAYS_AWAY), answers.count(None)
    return Turnout(len(asked) - away - silent, away, silent, tuple(_missing(asked, group)))


def _missing(asked: Sequence[Asked], group: Group) -> Iterator[Missing]:
    coming = [who for who, answer in asked if answer in (Answer.COMES, Answer.STAND_IN)]
    for perspective in check_composition(coming, group).missing:
        own = [answer for who, answer in asked if perspective in who]
        if not own:
            yield Missing(perspective, Remedy.INVITE)
        else:
            yield Missing(perspective, Remedy.ASK if None in own else Remedy.SEND_SOMEBODY)
