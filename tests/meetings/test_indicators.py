"""The goals of two posters about improvement work in Region Jönköpings län can be followed up.

HC is the poster Hälsocafé, version 2021-09-02; HL is the poster Hälsa för livet, version 2021-05-18. Goals, the
baseline of 46 and the five opened health centres are theirs; other observations are made up for the test.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest

from meetings.indicators import Assessment, Form, Indicator, Missing, Observation, assess, version_in_force

HC, HL = date(2021, 9, 2), date(2021, 5, 18)
START, MAY, SEPTEMBER, DUE, LATER = (
    date(2021, 1, 1),
    date(2021, 5, 18),
    date(2021, 9, 30),
    date(2021, 12, 31),
    date(2022, 2, 1),
)
CARE_AREAS = ("Höglandet", "Jönköping", "Värnamo")
MUNICIPALITIES = tuple(f"kommun {n}" for n in range(1, 14))

CONFIDENCE_50 = Indicator("confidence", HL, Form.SHARE, Fraction(50, 100), starts=START, due=DUE)
CONFIDENCE_80 = Indicator("confidence", HC, Form.SHARE, Fraction(80, 100), starts=START, due=DUE)
GROUPS = Indicator("digital groups", HC, Form.COUNT, Fraction(3), due=DUE)
CAFES = Indicator("learning cafés", HL, Form.COUNT_PER_AREA, Fraction(2), starts=START, due=DUE, areas=CARE_AREAS)
BASELINE = Observation(date(2020, 12, 31), 46)
PEERS = Indicator("peers", HC, Form.CHANGE, Fraction(30, 100), starts=START, due=DUE, baseline=BASELINE)
SMOKE_FREE = Indicator("smoke-free", HL, Form.SHARE_AFTER, Fraction(50, 100), months=12)
UNITS = Indicator("new units", HC, Form.RATE, Fraction(1), starts=START, due=DUE)
CENTRES = Indicator("health centres", HL, Form.COVERAGE, Fraction(1), due=DUE)
HEART = Indicator("heart house", HL, Form.MILESTONE, due=DUE)
ALL = (CONFIDENCE_50, CONFIDENCE_80, GROUPS, CAFES, PEERS, SMOKE_FREE, UNITS, CENTRES, HEART)


def seen(
    value: int, on: date = DUE, *, of: int | None = None, area: str = "", began: date | None = None
) -> Observation:
    return Observation(on, value, of, area, began)


def verdict(indicator: Indicator, *observations: Observation, on: date = LATER) -> tuple[Fraction | None, bool | None]:
    found = assess(indicator, observations, on)
    return found.value, found.reached


def test_hc_and_hl_share_the_same_result_reaches_50_percent_and_misses_80() -> None:
    asked = seen(26, of=40)
    assert verdict(CONFIDENCE_50, asked) == (Fraction(65, 100), True)
    assert verdict(CONFIDENCE_80, asked) == (Fraction(65, 100), False)


def test_the_version_in_force_is_the_latest_written_by_that_day() -> None:
    versions = (CONFIDENCE_80, CONFIDENCE_50)
    assert version_in_force(versions, date(2021, 5, 17)) is None
    assert version_in_force(versions, HL) is CONFIDENCE_50
    assert version_in_force(versions, date(2021, 9, 1)) is CONFIDENCE_50
    assert version_in_force(versions, HC) is CONFIDENCE_80


def test_hc_share_groups_asked_apart_add_up() -> None:
    spring, autumn = seen(9, MAY, of=10, area="spring"), seen(15, of=20, area="autumn")
    assert verdict(CONFIDENCE_80, spring, autumn) == (Fraction(24, 30), True)


def test_hc_share_70_percent_of_the_living_library_are_offered_an_assignment() -> None:
    offered = Indicator("offered", HC, Form.SHARE, Fraction(70, 100), starts=START, due=DUE)
    assert verdict(offered, seen(5, MAY, of=13), seen(9, of=13)) == (Fraction(9, 13), False)
    assert verdict(offered, seen(10, of=13)) == (Fraction(10, 13), True)


def test_a_share_of_nobody_or_of_an_unknown_number_lacks_people() -> None:
    for asked in (seen(0, of=0), seen(7)):
        assert assess(CONFIDENCE_80, [asked], LATER).missing == (Missing.PEOPLE,)


def test_hc_count_one_digital_group_in_2020_and_three_in_2021() -> None:
    one = replace(GROUPS, target=Fraction(1), due=date(2020, 12, 31))
    observed = (seen(1, date(2020, 12, 31)), seen(3, SEPTEMBER))
    assert verdict(one, *observed) == (1, True)
    assert verdict(GROUPS, *observed) == (3, True)


def test_a_count_before_its_day_is_open_unless_reached() -> None:
    assert assess(GROUPS, [seen(2, MAY)], SEPTEMBER) == Assessment(Fraction(2), Fraction(3), None, MAY)
    assert verdict(GROUPS, seen(3, MAY), on=SEPTEMBER) == (3, True)
    assert verdict(GROUPS, seen(2), on=DUE) == (2, False)


def test_an_old_observation_does_not_prove_a_goal_missed() -> None:
    found = assess(GROUPS, [seen(2, MAY)], LATER)
    assert (found.reached, found.missing, found.as_of) == (None, (Missing.OBSERVATION_AT_DUE,), MAY)


def test_an_observation_after_the_day_proves_a_goal_missed_but_never_reached() -> None:
    assert verdict(GROUPS, seen(1, MAY), seen(2, LATER)) == (1, False)
    assert verdict(GROUPS, seen(1, MAY), seen(3, LATER)) == (1, None)
    assert assess(GROUPS, [seen(3, LATER)], LATER).missing == (Missing.OBSERVATION,)


def test_what_is_seen_after_the_day_asked_about_does_not_count() -> None:
    assert verdict(GROUPS, seen(1, MAY), seen(3, SEPTEMBER), on=date(2021, 9, 29)) == (1, None)


def test_hl_count_per_area_is_that_of_the_area_with_the_fewest() -> None:
    two = [seen(2, area=area) for area in CARE_AREAS]
    assert verdict(CAFES, *two) == (2, True)
    assert verdict(CAFES, two[0], two[1], seen(1, area="Värnamo")) == (1, False)


def test_hl_count_per_area_an_area_unheard_of_leaves_it_open_unless_another_fails() -> None:
    found = assess(CAFES, [seen(2, area="Höglandet"), seen(3, area="Jönköping"), seen(9, area="Elsewhere")], LATER)
    assert (found.value, found.reached, found.missing, found.unobserved) == (2, None, (Missing.AREAS,), ("Värnamo",))
    assert verdict(CAFES, seen(1, area="Höglandet")) == (1, False)


def test_one_area_seen_late_does_not_make_up_for_another_seen_early() -> None:
    found = assess(CAFES, [seen(1, MAY, area="Värnamo"), *(seen(2, area=area) for area in CARE_AREAS[:2])], LATER)
    assert (found.reached, found.as_of, found.missing) == (None, MAY, (Missing.OBSERVATION_AT_DUE,))


def test_a_count_per_area_without_areas_lacks_them() -> None:
    assert assess(replace(CAFES, areas=()), [seen(2)], LATER).missing == (Missing.AREAS,)


def test_hc_change_30_percent_more_than_46_assignments_is_60() -> None:
    assert verdict(PEERS, seen(59)) == (Fraction(13, 46), False)
    assert verdict(PEERS, seen(60)) == (Fraction(14, 46), True)


def test_hc_change_fewer_than_before_is_negative() -> None:
    assert verdict(PEERS, seen(23)) == (Fraction(-1, 2), False)


def test_hl_change_without_a_baseline_cannot_be_said() -> None:
    """HL wants 30 % more active resource persons and tells no number to start from."""
    for baseline in (None, Observation(START, 0)):
        found = assess(replace(PEERS, version=HL, baseline=baseline), [seen(60)], LATER)
        assert (found.value, found.reached, found.missing) == (None, None, (Missing.BASELINE,))


def test_a_negative_target_is_a_decrease() -> None:
    fewer = replace(PEERS, target=Fraction(-10, 100))
    assert verdict(fewer, seen(41)) == (Fraction(-5, 46), True)
    assert verdict(fewer, seen(42)) == (Fraction(-4, 46), False)


def test_hl_share_after_a_time_counts_only_those_who_began_12_months_ago() -> None:
    began = date(2020, 1, 15)
    early, late = seen(30, date(2021, 1, 14), of=40, began=began), seen(18, date(2021, 1, 15), of=40, began=began)
    assert assess(SMOKE_FREE, [early], LATER).missing == (Missing.OBSERVATION,)
    assert verdict(SMOKE_FREE, early, late) == (Fraction(18, 40), None)


def test_hl_share_after_a_time_takes_the_first_look_after_it_and_adds_groups_up() -> None:
    first = seen(22, date(2021, 1, 20), of=40, area="first", began=date(2020, 1, 15))
    relapsed = seen(10, date(2021, 12, 1), of=40, area="first", began=date(2020, 1, 15))
    second = seen(6, date(2021, 6, 1), of=10, area="second", began=date(2020, 5, 1))
    assert verdict(SMOKE_FREE, first, relapsed, second) == (Fraction(28, 50), True)


def test_hl_share_after_a_time_misses_its_goal_when_it_has_a_last_day() -> None:
    diet = Indicator("diet", HL, Form.SHARE_AFTER, Fraction(50, 100), due=DUE, months=12)
    assert verdict(diet, seen(40, of=85, began=date(2020, 6, 1))) == (Fraction(40, 85), False)


def test_hc_rate_is_what_has_come_each_whole_month() -> None:
    assert verdict(UNITS, seen(9, SEPTEMBER), on=SEPTEMBER) == (1, True)
    assert verdict(UNITS, seen(8, SEPTEMBER), on=SEPTEMBER) == (Fraction(8, 9), None)
    assert verdict(UNITS, seen(11)) == (Fraction(11, 12), False)


def test_hc_rate_of_each_supporter_is_that_of_the_slowest() -> None:
    each = replace(UNITS, areas=("supporter 1", "supporter 2"))
    assert verdict(each, seen(14, area="supporter 1"), seen(6, area="supporter 2")) == (Fraction(1, 2), False)
    assert verdict(each, seen(14, area="supporter 1")) == (Fraction(14, 12), None)


def test_a_rate_needs_a_start_and_a_whole_month() -> None:
    assert assess(UNITS, [seen(1, date(2021, 1, 30))], MAY).missing == (Missing.MONTH,)
    assert assess(UNITS, [seen(1, date(2021, 1, 31))], MAY).value == 1
    assert assess(replace(UNITS, starts=None), [seen(1)], LATER).missing == (Missing.START,)


def test_hl_coverage_five_of_thirteen_health_centres_have_opened() -> None:
    assert verdict(CENTRES, seen(5, MAY, of=13), on=MAY) == (Fraction(5, 13), None)
    assert verdict(CENTRES, seen(5, of=13)) == (Fraction(5, 13), False)
    assert verdict(CENTRES, seen(13, of=13)) == (1, True)


def test_hl_coverage_names_the_municipalities_unheard_of() -> None:
    named = replace(CENTRES, areas=MUNICIPALITIES)
    opened = [seen(1, area=name) for name in MUNICIPALITIES[:5]]
    found = assess(named, opened, LATER)
    assert (found.value, found.reached, found.unobserved) == (Fraction(5, 13), None, MUNICIPALITIES[5:])
    closed = [seen(0, area=name) for name in MUNICIPALITIES[5:]]
    assert verdict(named, *opened, *closed) == (Fraction(5, 13), False)
    assert verdict(replace(named, target=Fraction(5, 13)), *opened) == (Fraction(5, 13), True)


def test_hl_milestone_is_done_or_not() -> None:
    assert verdict(HEART, seen(0)) == (0, False)
    assert verdict(HEART, seen(0, MAY), on=SEPTEMBER) == (0, None)
    assert verdict(HEART, seen(0, MAY), seen(1, SEPTEMBER)) == (1, True)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: f"{indicator.goal} {indicator.version}")
def test_without_observations_nothing_is_said_of_any_goal(indicator: Indicator) -> None:
    found = assess(indicator, [], LATER)
    assert (found.value, found.reached, found.as_of, found.missing) == (None, None, None, (Missing.OBSERVATION,))


def test_every_form_has_a_goal_here() -> None:
    assert {indicator.form for indicator in ALL} == set(Form)


def test_what_was_seen_before_the_period_does_not_count() -> None:
    assert assess(PEERS, [seen(60, date(2020, 12, 31))], LATER).missing == (Missing.OBSERVATION,)


@pytest.mark.parametrize("indicator", [CONFIDENCE_80, GROUPS, SMOKE_FREE])
def test_the_order_of_the_observations_does_not_matter(indicator: Indicator) -> None:
    began = date(2020, 1, 1)
    observed = [seen(n, on, of=of, began=began) for on in (MAY, SEPTEMBER) for n, of in ((2, 3), (1, 3), (1, 4))]
    assert len({assess(indicator, order, LATER) for order in permutations(observed)}) == 1
    assert assess(indicator, observed, LATER).value in (1, Fraction(1, 4))


def test_impossible_observations_and_goals_are_refused() -> None:
    with pytest.raises(ValueError, match="at least zero"):
        seen(-1)
    with pytest.raises(ValueError, match="at most"):
        seen(3, of=2)
    with pytest.raises(ValueError, match="ends after"):
        replace(UNITS, due=date(2020, 12, 31))
    with pytest.raises(ValueError, match="months"):
        replace(SMOKE_FREE, months=0)
