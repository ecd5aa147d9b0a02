"""The Swedish of codes, counts and dates."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

import pytest

from exports import plan_wording, wording
from meetings.plan_content import Action, Arena, Chapter, Cost, Likelihood, Section
from meetings.plan_gaps import GapKind
from meetings.privacy import Kind
from meetings.programme import Gathers, Perspective
from meetings.progress import MeetingState
from meetings.prompts import Basis
from meetings.provenance import Where


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Perspective, wording.PERSPECTIVES),
        (Perspective, wording.PERSPECTIVES_PLURAL),
        (Gathers, wording.GATHERS),
        (MeetingState, wording.MEETING_STATES),
        (Kind, wording.FINDS),
        (Basis, wording.BASES),
        (Chapter, plan_wording.PLAN_CHAPTERS),
        (GapKind, plan_wording.PLAN_GAPS),
        (Arena, plan_wording.ARENAS),
        (Cost, plan_wording.COSTS),
        (Likelihood, plan_wording.LIKELIHOODS),
        (Section, plan_wording.SECTIONS),
        (Where, wording.PLACES),
    ],
)
def test_every_code_has_a_word_of_its_own(codes: type[StrEnum], words: Mapping[StrEnum, str]) -> None:
    assert list(words) == list(codes)
    assert len(set(words.values())) == len(words)


def test_counts_agree_in_number() -> None:
    assert wording.count_notes(0) == "0 anteckningar"
    assert wording.count_notes(1) == "1 anteckning"
    assert wording.count_notes(1234) == "1\u00a0234 anteckningar"
    assert wording.counted(2, "tema") == "2 teman"
    assert wording.of_submitted(7, 8) == "7 av 8 inlämnade nätverk"


def test_names_are_joined_as_in_speech() -> None:
    assert [wording.join(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a och b",
        "a, b och c",
    ]


def test_dates_are_written_as_in_swedish() -> None:
    assert wording.day(date(2025, 10, 14)) == "tisdag 14 oktober"
    assert wording.day_and_time(datetime.fromisoformat("2025-10-14T13:00")) == "tisdag 14 oktober kl. 13.00"
    assert (
        wording.day_and_time(datetime(2025, 10, 14, 13, 5, tzinfo=timezone(timedelta(hours=2))))
        == "tisdag 14 oktober kl. 13.05"
    )


def test_durations_are_said_in_hours_and_minutes() -> None:
    said = [wording.duration(minutes) for minutes in (0, 1, 60, 61, 120, 150)]
    assert said == ["0 minuter", "1 minut", "1 timme", "1 timme och 1 minut", "2 timmar", "2 timmar och 30 minuter"]


def test_a_cost_is_never_blank() -> None:
    assert plan_wording.cost(Action("a", "A")) == "Ej beräknat"
    assert plan_wording.cost(Action("a", "A", cost=Cost.WITHIN_BUDGET)) == "Ryms inom ram"
    assert plan_wording.cost(Action("a", "A", cost=Cost.AMOUNT, amount="120 000 kr")) == "120 000 kr"
    assert plan_wording.cost(Action("a", "A", cost=Cost.AMOUNT)) == "Beräknad kostnad"


def test_a_period_tells_what_is_known_of_it() -> None:
    assert plan_wording.period("mars", "maj") == "mars–maj"
    assert plan_wording.period("mars", "mars") == "mars"
    assert plan_wording.period("mars", "") == "från mars"
    assert plan_wording.period("", "maj") == "till maj"
    assert plan_wording.period("", "") == ""
