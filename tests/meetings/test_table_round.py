"""Who has said something, by count, and which perspective hasn't been heard."""

from meetings.programme import Perspective
from meetings.table_round import Seat, TableRound, look_round

CARER, PRACTITIONER, POLITICIAN = Perspective.CARER, Perspective.PRACTITIONER, Perspective.POLITICIAN


def test_a_perspective_that_nobody_has_spoken_from_is_silent() -> None:
    found = look_round([Seat((CARER,), 2), Seat((CARER,)), Seat((POLITICIAN,)), Seat((PRACTITIONER,), 1)])
    assert found == TableRound(present=4, spoken=2, silent=(POLITICIAN,))


def test_before_anybody_has_spoken_nobody_is_called_silent() -> None:
    assert look_round([Seat((CARER,)), Seat((POLITICIAN,))]) == TableRound(2, 0, ())


def test_who_has_two_perspectives_is_heard_from_both() -> None:
    assert look_round([Seat((CARER, POLITICIAN), 1), Seat((POLITICIAN,))]).silent == ()
    assert look_round([Seat((CARER, POLITICIAN)), Seat((CARER,), 1)]).silent == (POLITICIAN,)


def test_a_perspective_that_is_not_at_the_table_is_not_silent() -> None:
    assert look_round([Seat((CARER,), 1), Seat(())]) == TableRound(2, 1, ())


def test_many_turns_of_one_are_one_who_has_spoken() -> None:
    assert look_round([Seat((CARER,), 9), Seat((CARER,))]).spoken == 1


def test_an_empty_table_is_no_fault() -> None:
    assert look_round([]) == TableRound(0, 0, ())
