"""Goals that can be followed up, in every form that the founding documents use (domain.md, Indicators). Numbers are
exact fractions: 80 % is Fraction(80, 100)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction


class Form(StrEnum):
    """What a goal measures, and what its value is."""

    SHARE = "share"  # those for whom it holds, of all asked
    COUNT = "count"  # how many there are
    COUNT_PER_AREA = "count_per_area"  # how many there are in the area that has the fewest
    CHANGE = "change"  # the difference from the baseline, as a share of it
    SHARE_AFTER = "share_after"  # as SHARE, of those who began at least `months` ago
    RATE = "rate"  # how many a month since `starts`; with areas, in the slowest of them
    COVERAGE = "coverage"  # areas that have it, of all areas
    MILESTONE = "milestone"  # 1 when done


@dataclass(frozen=True, slots=True)
class Observation:
    """How it stood at the end of a day, counted from `starts` where the goal has one, for one area or the whole ("").

    A later one of the same area replaces it, and of two on one day the lower counts; areas add up. `of` is how many
    were asked, or how many there are; a milestone done, or an area that has it, is the value 1. `began` is the day
    from which SHARE_AFTER counts, and groups that began on different days are different areas. Raises ValueError on
    a negative value or more than `of`.
    """

    on: date
    value: int
    of: int | None = None
    area: str = ""
    began: date | None = None

    def __post_init__(self) -> None:
        if self.value < 0 or (self.of is not None and self.value > self.of):
            raise ValueError("a value is at least zero and at most what it is a part of")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One version of a goal: versions of the same goal share `goal`, and each may differ in all else.

    `starts` and `due` are the first and last day that count (None: no limit). A negative target of CHANGE is a
    decrease. `areas`, where there are any, are those that count. Raises ValueError when the period ends before it
    starts, or when SHARE_AFTER has no months.
    """

    goal: str
    version: date
    form: Form
    target: Fraction = Fraction(1)
    starts: date | None = None
    due: date | None = None
    areas: tuple[str, ...] = ()
    baseline: Observation | None = None
    months: int = 0

    def __post_init__(self) -> None:
        if self.starts and self.due and self.due < self.starts:
            raise ValueError("a period ends after it starts")
        if self.form is Form.SHARE_AFTER and self.months < 1:
            raise ValueError("a share after a time needs the months")


class Missing(StrEnum):
    """What is lacking for an answer."""

    OBSERVATION = "observation"
    OBSERVATION_AT_DUE = "observation_at_due"
    PEOPLE = "people"
    BASELINE = "baseline"
    AREAS = "areas"
    START = "start"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a goal stands. `reached` is None while it cannot be said: time remains, or something is `missing`.

    `as_of` is the day of the latest observation that the value rests on, of the oldest where the goal has areas;
    `unobserved` are the areas without one.
    """

    value: Fraction | None
    target: Fraction
    reached: bool | None
    as_of: date | None
    missing: tuple[Missing, ...] = ()
    unobserved: tuple[str, ...] = ()


# What an area without an observation can do to the value, once one comes.
_CAN_ONLY_GROW = (Form.COUNT, Form.COVERAGE)
_CAN_ONLY_FALL = (Form.COUNT_PER_AREA, Form.RATE)


def version_in_force(versions: Iterable[Indicator], on: date) -> Indicator | None:
    """The latest version of a goal that had been written by that day, if any."""
    return max((each for each in versions if each.version <= on), key=lambda each: each.version, default=None)


def assess(indicator: Indicator, observations: Iterable[Observation], on: date) -> Assessment:
    """Where the goal stood at the end of `on`; observations come in any order, and later ones do not count.

    The value is what was observed within the period. A goal is missed (False) when an observation on or after the
    last day shows it. One seen to be met only after that day may have been met in time: None.
    """
    known = [each for each in observations if each.on <= on]
    last = indicator.due or on
    found = _look(indicator, [each for each in known if each.on <= last])
    if found.reached is not False or indicator.due is None:
        return found if found.reached else replace(found, reached=None)
    if on < last:
        return replace(found, reached=None)
    after = _look(indicator, known)
    if after.reached is False and after.as_of and after.as_of >= last:
        return found
    return replace(found, reached=None, missing=(*found.missing, Missing.OBSERVATION_AT_DUE))


def _look(indicator: Indicator, observations: Sequence[Observation]) -> Assessment:
    """What the observations say by themselves, whatever time remains."""
    standing = _standing(indicator, observations)
    unobserved = tuple(area for area in indicator.areas if area not in standing)
    days = [each.on for each in standing.values()]
    as_of = (min if indicator.areas else max)(days, default=None)
    value = _measure(indicator, standing)
    if isinstance(value, Missing):
        return Assessment(None, indicator.target, None, as_of, (value,), unobserved)
    met = value <= indicator.target if indicator.target < 0 else value >= indicator.target
    certain = not unobserved or indicator.form in (_CAN_ONLY_GROW if met else _CAN_ONLY_FALL)
    missing = (Missing.AREAS,) if unobserved else ()
    return Assessment(value, indicator.target, met if certain else None, as_of, missing, unobserved)


def _standing(indicator: Indicator, observations: Sequence[Observation]) -> dict[str, Observation]:
    """The observation that counts for each area: the last in the period, or the first after the months given."""
    counted = [
        each
        for each in observations
        if (not indicator.areas or each.area in indicator.areas)
        and (not indicator.starts or each.on >= indicator.starts)
        and (indicator.form is not Form.SHARE_AFTER or _grown(each, indicator.months))
    ]
    order = -1 if indicator.form is Form.SHARE_AFTER else 1
    counted.sort(key=lambda each: (order * each.on.toordinal(), -each.value, each.of or 0))
    return {each.area: each for each in counted}


def _grown(observation: Observation, months: int) -> bool:
    return observation.began is not None and _months(observation.began, observation.on) >= months


def _months(start: date, end: date) -> int:
    """Whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def _measure(indicator: Indicator, standing: dict[str, Observation]) -> Fraction | Missing:
    """The value of the goal's form, or what is lacking for it."""
    if not standing:
        return Missing.OBSERVATION
    total = Fraction(sum(each.value for each in standing.values()))
    match indicator.form:
        case Form.COUNT | Form.MILESTONE:
            return total
        case Form.COUNT_PER_AREA:
            return Fraction(min(each.value for each in standing.values())) if indicator.areas else Missing.AREAS
        case Form.CHANGE:
            before = indicator.baseline.value if indicator.baseline else 0
            return (total - before) / before if before else Missing.BASELINE
        case Form.RATE:
            return _rate(indicator, standing)
        case Form.COVERAGE if indicator.areas:
            return Fraction(sum(each.value > 0 for each in standing.values()), len(indicator.areas))
        case Form.SHARE | Form.SHARE_AFTER | Form.COVERAGE:
            asked = [each.of for each in standing.values()]
            everybody = sum(of or 0 for of in asked)
            return total / everybody if everybody and None not in asked else Missing.PEOPLE


def _rate(indicator: Indicator, standing: dict[str, Observation]) -> Fraction | Missing:
    if not indicator.starts:
        return Missing.START
    rates = []
    for each in standing.values():
        months = _months(indicator.starts, each.on + timedelta(days=1))
        if not months:
            return Missing.MONTH
        rates.append(Fraction(each.value, months))
    return min(rates) if indicator.areas else sum(rates, Fraction(0))
