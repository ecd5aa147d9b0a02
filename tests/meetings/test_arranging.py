"""Cancel, merge, split: steps stay whole, numbers stay, and what has begun is left alone."""

import pytest

from meetings.arranging import Arranged, Refusal, Refused, check_cancel, plan_merge, plan_split

SIX = [Arranged(number, (f"s{number}",)) for number in range(1, 7)]


def standing(*changed: Arranged) -> list[Arranged]:
    """Six meetings of a step each, but for these."""
    return sorted({m.number: m for m in (*SIX, *changed)}.values(), key=lambda m: m.number)


def refusal_of(call: object, *args: object) -> tuple[Refusal, int]:
    with pytest.raises(Refused) as raised:
        call(*args)  # type: ignore[operator]
    return raised.value.refusal, raised.value.meeting


def test_a_merge_takes_all_steps_in_their_order_and_no_other_number_changes() -> None:
    merge = plan_merge(SIX, 5)
    assert (merge.into, merge.gone, merge.steps) == (5, 6, ("s5", "s6"))


def test_a_merge_passes_over_a_meeting_that_has_been_merged_already() -> None:
    meetings = standing(Arranged(2, ("s2", "s3")), Arranged(3, ()))
    assert plan_merge(meetings, 2).steps == ("s2", "s3", "s4")
    assert plan_merge(meetings, 2).gone == 4


def test_a_split_after_a_merge_gives_the_number_back() -> None:
    split = plan_split(standing(Arranged(2, ("s2", "s3")), Arranged(3, ())), 2)
    assert (split.first, split.second) == (("s2",), ("s3",))
    assert (split.returns, split.moved) == (3, ())


def test_a_split_where_no_number_is_free_moves_later_meetings_up_to_the_first_free_one() -> None:
    meetings = standing(Arranged(1, ("a", "b", "c")), Arranged(4, ()))
    split = plan_split(meetings, 1, "b")
    assert (split.first, split.second) == (("a",), ("b", "c"))
    assert (split.moved, split.returns) == ((2, 3), 4)
    assert plan_split(standing(Arranged(6, ("s6", "t"))), 6).moved == ()


def test_a_meeting_with_notes_keeps_its_number() -> None:
    meetings = standing(Arranged(1, ("a", "b")), Arranged(3, ("s3",), begun=True))
    assert refusal_of(plan_split, meetings, 1) == (Refusal.LATER_BEGUN, 3)


BEGUN, CANCELLED = Arranged(2, ("s2", "t2"), begun=True), Arranged(2, ("s2", "t2"), cancelled=True)


@pytest.mark.parametrize("change", [check_cancel, plan_merge, plan_split])
def test_what_has_begun_or_is_cancelled_is_left_alone(change: object) -> None:
    assert refusal_of(change, standing(BEGUN), 2) == (Refusal.BEGUN, 2)
    assert refusal_of(change, standing(CANCELLED), 2) == (Refusal.CANCELLED, 2)


def test_a_merge_needs_a_next_meeting_that_has_not_begun_and_takes_place() -> None:
    assert refusal_of(plan_merge, SIX, 6) == (Refusal.NO_NEXT, 6)
    assert refusal_of(plan_merge, standing(BEGUN), 1) == (Refusal.NEXT_BEGUN, 2)
    assert refusal_of(plan_merge, standing(CANCELLED), 1) == (Refusal.NEXT_CANCELLED, 2)


def test_a_split_needs_two_steps_and_one_of_them_to_begin_with() -> None:
    assert refusal_of(plan_split, SIX, 2) == (Refusal.ONE_STEP, 2)
    meetings = standing(Arranged(2, ("s2", "t2")))
    for wrong in ("s2", "elsewhere"):
        assert refusal_of(plan_split, meetings, 2, wrong) == (Refusal.NO_SUCH_STEP, 2)
