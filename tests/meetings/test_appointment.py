"""When and where a meeting is, and what the network knows of it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from meetings.appointment import Appointment, Told, Way, as_members_see_it, lacks, told

DAY = date(2026, 3, 14)
PLAN = Appointment(2, "2026-03-14T13:00", 135, Way.BOTH, "Biblioteket", "https://mote.example/2")
EARLIER, LATER = date(2026, 3, 1), date(2026, 3, 15)


def test_a_meeting_ends_when_its_minutes_are_over() -> None:
    assert PLAN.ends == datetime.fromisoformat("2026-03-14T15:15")
    assert PLAN.day == DAY


@pytest.mark.parametrize("link", ["http://mote.example", "javascript:alert(1)", "mote.example"])
def test_a_link_that_is_not_safe_to_follow_is_no_link(link: str) -> None:
    with pytest.raises(ValueError, match="https"):
        replace(PLAN, link=link)


@pytest.mark.parametrize("today", [EARLIER, DAY])
def test_the_network_knows_what_was_sent_and_nothing_else(today: date) -> None:
    assert told(None, None, today) is Told.NO_DATE
    assert told(PLAN, None, today) is Told.NOT_SENT
    assert told(PLAN, PLAN, today) is Told.SENT
    for changed in ({"minutes": 120}, {"place": "Skolan"}, {"number": 3}, {"phone": "070-174 06 50"}):
        assert told(replace(PLAN, **changed), PLAN, today) is Told.CHANGED  # type: ignore[arg-type]
        assert as_members_see_it(replace(PLAN, **changed), PLAN, today) == PLAN  # type: ignore[arg-type]
    assert as_members_see_it(PLAN, None, today) is None


def test_a_meeting_that_has_been_is_shown_as_it_was_and_told_to_nobody() -> None:
    assert told(PLAN, None, LATER) is Told.PAST
    assert as_members_see_it(PLAN, None, LATER) == PLAN


def test_what_the_way_of_meeting_asks_for_is_missed() -> None:
    bare = replace(PLAN, place="", link="")
    assert lacks(bare) == ("place", "link")
    assert lacks(replace(bare, way=Way.PLACE)) == ("place",)
    assert lacks(replace(bare, way=Way.ONLINE)) == ("link",)
    assert lacks(PLAN) == ()
