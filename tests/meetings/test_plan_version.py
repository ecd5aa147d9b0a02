"""A version can be told from another by what stands in its file."""

from datetime import date

import pytest

from meetings.plan_version import Outcome, Stamp


def test_a_fingerprint_is_shown_in_groups_that_can_be_read_aloud() -> None:
    assert Stamp(1, date(2027, 3, 1), "9f3ac1d288e04b7c" + "0" * 48).mark == "9f3a c1d2 88e0 4b7c"


@pytest.mark.parametrize("outcome", Outcome)
def test_only_approval_adopts_a_plan(outcome: Outcome) -> None:
    assert outcome.adopts is (outcome.value in {"approved", "approved_with_changes"})
