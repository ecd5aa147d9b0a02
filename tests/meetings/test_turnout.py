"""Who comes, and which perspective will be missing."""

from meetings.programme import Group, Perspective
from meetings.turnout import Answer, Missing, Remedy, expect_turnout

CARER, POLITICIAN, MANAGER = Perspective.CARER, Perspective.POLITICIAN, Perspective.MANAGER
GROUP = Group(2, 4, (CARER, POLITICIAN, MANAGER))


def test_who_sends_somebody_counts_among_those_who_come() -> None:
    turnout = expect_turnout([((CARER,), Answer.COMES), ((POLITICIAN, MANAGER), Answer.STAND_IN)], GROUP)
    assert (turnout.coming, turnout.away, turnout.silent) == (2, 0, 0)
    assert turnout.missing == ()


def test_a_perspective_is_missing_with_the_nearest_remedy() -> None:
    asked = [((CARER,), None), ((CARER,), Answer.STAYS_AWAY), ((POLITICIAN,), Answer.STAYS_AWAY)]
    turnout = expect_turnout(asked, GROUP)
    assert (turnout.coming, turnout.away, turnout.silent) == (0, 2, 1)
    assert turnout.missing == (
        Missing(CARER, Remedy.ASK),
        Missing(POLITICIAN, Remedy.SEND_SOMEBODY),
        Missing(MANAGER, Remedy.INVITE),
    )


def test_one_of_two_who_comes_is_enough() -> None:
    asked = [((CARER,), Answer.COMES), ((CARER,), Answer.STAYS_AWAY)]
    assert expect_turnout(asked, Group(1, 4, (CARER,))).missing == ()
