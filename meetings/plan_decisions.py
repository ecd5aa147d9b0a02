"""The way of a plan: which body has answered what, and what is to be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.plan import Plan
from meetings.plan_bodies import Body, for_body
from meetings.plan_content import Action
from meetings.plan_version import Outcome


@dataclass(frozen=True, slots=True)
class Returned:
    """A body, by its id, that referred the version before back: who, when and why, in words."""

    body: str
    words: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A version of a plan as it was handed in: the plan with the notes behind its rows, who received it, what programme
    and network were called, and which bodies had referred the version before back."""

    plan: Plan
    bodies: tuple[Body, ...]
    programme: str
    network: str
    returned: tuple[Returned, ...] = ()

    def returned_by(self, body: Body) -> str:
        """Why a body referred the version before back; empty where it didn't."""
        return "\n".join(each.words for each in self.returned if each.body == body.id)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of one body, as the rules see it."""

    decided_on: date
    outcome: Outcome
    paragraph: str = ""


class Fault(StrEnum):
    """Why a decision can't be recorded."""

    BEFORE_VERSION = "before_version"
    IN_THE_FUTURE = "in_the_future"
    TWICE = "twice"
    BEFORE_LAST = "before_last"
    TOO_MANY = "too_many"  # answers wait to be confirmed


class Stage(StrEnum):
    """How far a plan has come with one body, in order."""

    NOT_HANDED_IN = "not_handed_in"
    HANDED_IN = "handed_in"
    TABLED = "tabled"
    RETURNED = "returned"  # a new version is awaited
    ANSWERED = "answered"  # in another way than by adopting it
    ADOPTED = "adopted"


def check_decision(new: Decided, made_on: date, today: date, standing: Sequence[Decided]) -> Fault | None:
    """What is wrong with a decision on a version that was made on a day; `standing` are the body's others.

    A body that has decided can decide again, later: the newest one counts.
    """
    if new.decided_on < made_on:
        return Fault.BEFORE_VERSION
    if new.decided_on > today:
        return Fault.IN_THE_FUTURE
    same_day = [each for each in standing if each.decided_on == new.decided_on]
    if any((each.outcome, each.paragraph) == (new.outcome, new.paragraph) for each in same_day):
        return Fault.TWICE
    if any(each.decided_on > new.decided_on for each in standing):
        return Fault.BEFORE_LAST
    return None


def stage_of(handed_in: bool, decisions: Sequence[Decided], *, returned: bool) -> Stage:
    """How far the newest version of a plan has come; `decisions` in the order that they were taken. `returned`
    says that the last one refers the plan back and that no version has been made since."""
    last = decisions[-1] if decisions else None
    if returned:
        return Stage.RETURNED
    if last is None or last.outcome is Outcome.REFERRED_BACK:
        return Stage.HANDED_IN if handed_in else Stage.NOT_HANDED_IN
    if last.outcome.adopts:
        return Stage.ADOPTED
    return Stage.TABLED if last.outcome is Outcome.TABLED else Stage.ANSWERED


def decided_actions(handed: HandedIn, body: Body) -> tuple[Action, ...]:
    """The actions that a body has decided on: its own, with the notes behind each."""
    return for_body(handed.plan, body).actions
