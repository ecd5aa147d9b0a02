"""Where a network stands: the state of each meeting, and the one thing for its leader to do next. Codes
only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

GRACE_DAYS = 7
PREPARE_DAYS = 7


class MeetingState(StrEnum):
    """How far a meeting has come; each state includes those before it."""

    PLANNED = "planned"
    HELD = "held"
    SUBMITTED = "submitted"
    COMPILED = "compiled"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is known of a meeting: `planned` is its local date, `sorted_any` that its notes are being compiled,
    `changed` that what was handed in has been opened again or edited since."""

    number: int
    planned: date | None
    has_notes: bool
    submitted: bool
    sorted_any: bool
    shared: bool
    changed: bool = False


class NextStepKind(StrEnum):
    """What a leader does next."""

    PLAN_DATE = "plan_date"
    PREPARE = "prepare"
    WRITE_NOTES = "write_notes"
    SUBMIT_NOTES = "submit_notes"
    SUBMIT_AGAIN = "submit_again"
    WAIT_FOR_SUMMARY = "wait_for_summary"
    COMPILE_SUMMARY = "compile_summary"
    READ_PLAN = "read_plan"


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, and for which meeting; None when every meeting is done."""

    kind: NextStepKind
    meeting: int | None


def state_of(facts: MeetingFacts) -> MeetingState:
    """How far the meeting has come. A meeting counts as held when it has notes."""
    if facts.shared:
        return MeetingState.SHARED
    if facts.submitted:
        return MeetingState.COMPILED if facts.sorted_any else MeetingState.SUBMITTED
    return MeetingState.HELD if facts.has_notes else MeetingState.PLANNED


def is_late(facts: MeetingFacts, today: date, grace_days: int = GRACE_DAYS) -> bool:
    """True when more than `grace_days` have passed since the planned date and no notes are handed in."""
    if facts.planned is None or facts.submitted or facts.shared:
        return False
    return today > facts.planned + timedelta(days=grace_days)


def next_step(meetings: Sequence[MeetingFacts], today: date, *, leaders_compile: bool = False) -> NextStep:
    """The first thing left to do in the order of the meetings.

    While staff compile a meeting, the leader goes on to the next: sets its date, or waits for the summary
    until `PREPARE_DAYS` before it, then prepares with what there is.
    """
    waiting: int | None = None
    for facts in sorted(meetings, key=lambda facts: facts.number):
        if facts.shared:
            continue
        if not facts.submitted:
            return _before_submission(facts, today, waiting)
        if facts.changed:
            return NextStep(NextStepKind.SUBMIT_AGAIN, facts.number)
        if leaders_compile:
            return NextStep(NextStepKind.COMPILE_SUMMARY, facts.number)
        waiting = facts.number
    if waiting is not None:
        return NextStep(NextStepKind.WAIT_FOR_SUMMARY, waiting)
    return NextStep(NextStepKind.READ_PLAN, None)


def _before_submission(facts: MeetingFacts, today: date, waiting: int | None) -> NextStep:
    if facts.has_notes:
        return NextStep(NextStepKind.SUBMIT_NOTES, facts.number)
    if facts.planned is None:
        return NextStep(NextStepKind.PLAN_DATE, facts.number)
    if facts.planned <= today:
        return NextStep(NextStepKind.WRITE_NOTES, facts.number)
    if waiting is not None and facts.planned > today + timedelta(days=PREPARE_DAYS):
        return NextStep(NextStepKind.WAIT_FOR_SUMMARY, waiting)
    return NextStep(NextStepKind.PREPARE, facts.number)
