"""Which perspectives are silent, told without pointing anybody out."""

from meetings.programme import Perspective
from meetings.silence import Silence, silence_of

CARER, WORKER, POLITICIAN, MANAGER = (
    Perspective.CARER,
    Perspective.PRACTITIONER,
    Perspective.POLITICIAN,
    Perspective.MANAGER,
)
GROUP = [[CARER]] * 4 + [[WORKER]] * 3


def test_a_silent_perspective_of_three_is_named() -> None:
    assert silence_of(GROUP, {CARER}) == Silence((WORKER,))
    assert silence_of(GROUP, {CARER, WORKER}) == Silence()


def test_the_silence_of_a_lone_member_is_not_told() -> None:
    assert silence_of([*GROUP, [POLITICIAN]], {CARER, WORKER}) == Silence()
    assert silence_of([*GROUP, [POLITICIAN], [POLITICIAN]], {CARER, WORKER}) == Silence()


def test_among_several_small_perspectives_it_is_told_that_some_is_silent_but_not_which() -> None:
    group = [*GROUP, [POLITICIAN], [MANAGER], [MANAGER]]
    assert silence_of(group, {CARER, WORKER, MANAGER}) == Silence(others=True)
    assert silence_of(group, {CARER, WORKER, POLITICIAN}) == Silence(others=True)
    assert silence_of(group, {CARER, WORKER}) == Silence(others=True)
    assert silence_of(group, {CARER, WORKER, POLITICIAN, MANAGER}) == Silence()


def test_two_people_in_two_small_perspectives_are_too_few_to_hide_among() -> None:
    assert silence_of([*GROUP, [POLITICIAN], [MANAGER]], {CARER, WORKER}) == Silence()


def test_a_member_of_two_perspectives_hides_nobody_twice() -> None:
    assert silence_of([*GROUP, [POLITICIAN, MANAGER], [MANAGER]], {CARER, WORKER}) == Silence()


def test_a_perspective_that_nobody_takes_part_from_is_missing_not_silent() -> None:
    assert silence_of([[CARER]] * 4, {CARER}) == Silence()


def test_where_no_note_is_marked_nobody_is_called_silent() -> None:
    assert silence_of(GROUP, set()) == Silence()
