"""One decision a body counts, the newest; and what can't be is told why."""

from datetime import date

import pytest

from meetings.plan_decisions import Decided, Fault, Stage, check_decision, stage_of
from meetings.plan_version import Outcome

MADE, TODAY = date(2027, 3, 1), date(2027, 4, 1)


def decided(day: int, outcome: Outcome = Outcome.APPROVED, month: int = 3) -> Decided:
    return Decided(date(2027, month, day), outcome, "§ 7")


@pytest.mark.parametrize(
    ("new", "standing", "fault"),
    [
        (decided(1), [], None),
        (decided(28, month=2), [], Fault.BEFORE_VERSION),
        (decided(2, month=4), [], Fault.IN_THE_FUTURE),
        (decided(9), [decided(9)], Fault.TWICE),
        (decided(9, Outcome.REJECTED), [decided(9)], None),
        (decided(9), [decided(10)], Fault.BEFORE_LAST),
        (decided(9), [decided(8)], None),
    ],
)
def test_a_decision_is_refused_with_its_reason(new: Decided, standing: list[Decided], fault: Fault | None) -> None:
    assert check_decision(new, MADE, TODAY, standing) is fault


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        (Outcome.APPROVED, Stage.ADOPTED),
        (Outcome.APPROVED_WITH_CHANGES, Stage.ADOPTED),
        (Outcome.TABLED, Stage.TABLED),
        (Outcome.REFERRED_BACK, Stage.RETURNED),
        (Outcome.REJECTED, Stage.ANSWERED),
        (Outcome.NOTED, Stage.ANSWERED),
        (Outcome.PASSED_ON, Stage.ANSWERED),
        (Outcome.COMMISSIONED, Stage.ANSWERED),
    ],
)
def test_the_newest_decision_tells_how_far_a_plan_has_come(outcome: Outcome, stage: Stage) -> None:
    returned = outcome is Outcome.REFERRED_BACK
    assert stage_of(True, [decided(2, Outcome.TABLED), decided(3, outcome)], returned=returned) is stage


def test_a_new_version_after_a_referral_back_begins_anew() -> None:
    back = [decided(2, Outcome.REFERRED_BACK)]
    assert stage_of(False, back, returned=False) is Stage.NOT_HANDED_IN
    assert stage_of(True, back, returned=False) is Stage.HANDED_IN
    assert stage_of(True, [*back, decided(9)], returned=False) is Stage.ADOPTED
