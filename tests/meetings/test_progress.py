"""A network's path: the state of each meeting, and one next step."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.progress import (
    MeetingFacts,
    MeetingState,
    NextStep,
    NextStepKind,
    all_submitted,
    is_late,
    next_step,
    state_of,
)

TODAY = date(2026, 3, 10)
FAR, SOON, PAST = date(2026, 4, 1), date(2026, 3, 12), date(2026, 3, 1)
REACHED = [state for state in MeetingState if state is not MeetingState.CANCELLED]


def meeting(number: int, state: MeetingState, planned: date | None = PAST) -> MeetingFacts:
    reached = REACHED.index(state)
    return MeetingFacts(number, planned, reached >= 1, reached >= 2, reached >= 3, reached >= 4)


@pytest.mark.parametrize("state", REACHED)
def test_a_meeting_has_come_as_far_as_the_last_that_happened(state: MeetingState) -> None:
    assert state_of(meeting(1, state)) is state


def test_a_shared_summary_settles_the_state_whatever_else_is_known() -> None:
    assert state_of(MeetingFacts(1, None, False, False, False, True)) is MeetingState.SHARED


def test_notes_are_late_when_the_days_of_grace_are_over() -> None:
    held = meeting(1, MeetingState.HELD, date(2026, 3, 3))
    assert not is_late(held, TODAY)
    assert is_late(held, date(2026, 3, 11))
    assert is_late(held, TODAY, grace_days=6)


@pytest.mark.parametrize("state", [MeetingState.SUBMITTED, MeetingState.COMPILED, MeetingState.SHARED])
def test_what_is_handed_in_is_never_late(state: MeetingState) -> None:
    assert not is_late(meeting(1, state, date(2020, 1, 1)), TODAY)


def test_a_meeting_without_a_date_is_not_late() -> None:
    assert not is_late(meeting(1, MeetingState.PLANNED, None), TODAY)


@pytest.mark.parametrize(
    ("state", "planned", "kind"),
    [
        (MeetingState.PLANNED, None, NextStepKind.PLAN_DATE),
        (MeetingState.PLANNED, FAR, NextStepKind.PREPARE),
        (MeetingState.PLANNED, TODAY, NextStepKind.WRITE_NOTES),
        (MeetingState.PLANNED, PAST, NextStepKind.WRITE_NOTES),
        (MeetingState.HELD, PAST, NextStepKind.SUBMIT_NOTES),
        (MeetingState.HELD, None, NextStepKind.SUBMIT_NOTES),
        (MeetingState.SUBMITTED, PAST, NextStepKind.WAIT_FOR_SUMMARY),
        (MeetingState.COMPILED, PAST, NextStepKind.WAIT_FOR_SUMMARY),
    ],
)
def test_a_meeting_asks_for_its_next_step(state: MeetingState, planned: date | None, kind: NextStepKind) -> None:
    meetings = [meeting(2, state, planned), meeting(1, MeetingState.SHARED)]
    assert next_step(meetings, TODAY) == NextStep(kind, 2)


def test_while_staff_compile_the_leader_waits_until_the_next_meeting_is_near() -> None:
    submitted = meeting(1, MeetingState.SUBMITTED)
    cases = {
        None: (NextStepKind.PLAN_DATE, 2),
        FAR: (NextStepKind.WAIT_FOR_SUMMARY, 1),
        SOON: (NextStepKind.PREPARE, 2),
    }
    for planned, expected in cases.items():
        assert next_step([submitted, meeting(2, MeetingState.PLANNED, planned)], TODAY) == NextStep(*expected)


def test_a_leader_who_compiles_does_that_before_the_next_meeting() -> None:
    meetings = [meeting(1, MeetingState.SUBMITTED), meeting(2, MeetingState.PLANNED, SOON)]
    assert next_step(meetings, TODAY, leaders_compile=True) == NextStep(NextStepKind.COMPILE_SUMMARY, 1)


def test_notes_left_behind_come_before_later_meetings() -> None:
    meetings = [
        meeting(1, MeetingState.HELD),
        meeting(2, MeetingState.SHARED),
        meeting(3, MeetingState.PLANNED),
    ]
    assert next_step(meetings, TODAY) == NextStep(NextStepKind.SUBMIT_NOTES, 1)


@pytest.mark.parametrize("count", [0, 5, 6, 7])
def test_when_every_meeting_is_done_there_is_the_plan_to_read(count: int) -> None:
    meetings = [meeting(number, MeetingState.SHARED) for number in range(1, count + 1)]
    assert next_step(meetings, TODAY) == NextStep(NextStepKind.READ_PLAN, None)


def test_a_cancelled_meeting_is_neither_late_nor_waited_for() -> None:
    cancelled = replace(meeting(2, MeetingState.PLANNED, date(2026, 1, 7)), cancelled=True)
    assert state_of(cancelled) is MeetingState.CANCELLED
    assert not is_late(cancelled, TODAY)
    around = [meeting(1, MeetingState.SHARED), cancelled, meeting(3, MeetingState.PLANNED, None)]
    assert next_step(around, TODAY) == NextStep(NextStepKind.PLAN_DATE, 3)


@pytest.mark.parametrize("waiting", [False, True])
def test_a_date_ahead_is_to_be_sent_before_anything_else_is_done_about_the_meeting(waiting: bool) -> None:
    first = meeting(1, MeetingState.SUBMITTED if waiting else MeetingState.SHARED)
    unsent = replace(meeting(2, MeetingState.PLANNED, FAR), sent=False)
    assert next_step([first, unsent], TODAY) == NextStep(NextStepKind.SEND_DATE, 2)
    assert next_step([first, replace(unsent, planned=PAST)], TODAY).kind is NextStepKind.WRITE_NOTES


def test_a_network_has_finished_with_the_last_meeting_that_takes_place() -> None:
    handed_in, cancelled = meeting(1, MeetingState.SUBMITTED), replace(meeting(2, MeetingState.PLANNED), cancelled=True)
    assert all_submitted([cancelled, handed_in])
    assert not all_submitted([handed_in, meeting(2, MeetingState.PLANNED)])
    assert not all_submitted([cancelled])
    assert not all_submitted([])
