"""The time box: what is left, and that pausing and lengthening keep it honest."""

from datetime import UTC, datetime, timedelta

from meetings.clock import MOST_MINUTES, Clock

NOON = datetime(2026, 10, 13, 12, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_a_clock_that_has_not_been_started_stands_still() -> None:
    assert Clock(20).left(after(60)) == 20 * 60


def test_a_running_clock_counts_down_and_stops_at_nothing() -> None:
    clock = Clock(20).started(NOON)
    assert [clock.left(after(minutes)) for minutes in (0, 5, 20, 25)] == [1200, 900, 0, 0]


def test_starting_a_running_clock_changes_nothing() -> None:
    clock = Clock(20).started(NOON)
    assert clock.started(after(5)) == clock


def test_a_pause_takes_no_time() -> None:
    clock = Clock(20).started(NOON).paused(after(5))
    assert clock.left(after(60)) == 900
    assert clock.paused(after(60)) == clock
    assert clock.started(after(60)).left(after(61)) == 840


def test_more_minutes_are_added_to_what_is_left() -> None:
    clock = Clock(20).started(NOON).lengthened(5, after(10))
    assert clock.left(after(10)) == 15 * 60


def test_more_minutes_when_the_time_is_out_begin_then() -> None:
    clock = Clock(20).started(NOON).lengthened(5, after(33))
    assert clock.left(after(33)) == 300
    assert clock.left(after(34)) == 240


def test_a_clock_grows_to_a_limit() -> None:
    assert Clock(MOST_MINUTES - 1).lengthened(5, NOON).minutes == MOST_MINUTES


def test_a_device_whose_clock_is_behind_gains_no_time() -> None:
    assert Clock(20).started(NOON).left(after(-5)) == 1200
