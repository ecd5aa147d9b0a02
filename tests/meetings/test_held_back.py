"""A new version of a report, laid beside those that were read, tells of no few people either."""

from dataclasses import replace

import pytest

from meetings.held_back import beside
from meetings.lessons import Answerer, ClosingAnswer, Usefulness
from meetings.perspectives import ThemePerspectives
from meetings.programme import Perspective
from meetings.report import Held, NetworkFacts, Report, compile_report, shown_members
from tests.meetings.factories import GARDEN

CARER, PRACTITIONER = Perspective.CARER, Perspective.PRACTITIONER
NETWORKS = ("norr", "söder", "öster", "väster")


def report(**more_carers: int) -> Report:
    """Four networks of four carers and four practitioners each, and as many carers more as said."""
    networks = (
        NetworkFacts(slug, slug, "Byn", "Länet", 8, ((CARER, 4 + more_carers.get(slug, 0)), (PRACTITIONER, 4)), 1, 1, 1)
        for slug in NETWORKS
    )
    return compile_report(GARDEN, tuple(networks), ())


def carers(found: Report) -> int | None:
    return dict(shown_members(found))[CARER]


@pytest.mark.parametrize(
    ("came", "shown"),
    [
        ({}, 16),
        ({"norr": 1}, 16),
        ({"norr": 3}, 16),
        ({"norr": 1, "söder": 1}, 16),
        ({"norr": 1, "söder": -1}, 16),
        ({"norr": 2, "söder": 1}, 19),
    ],
)
def test_members_change_when_three_from_two_networks_have_come_or_gone(came: dict[str, int], shown: int) -> None:
    read = report()
    found = beside(report(**came), [read])
    assert carers(found) == shown
    assert (Held.MEMBERS in found.held) == (bool(came) and shown == 16)


def test_a_network_that_comes_later_does_not_tell_who_is_in_it() -> None:
    whole = report()
    assert carers(beside(whole, [replace(whole, networks=whole.networks[1:])])) == 12


def test_what_is_held_is_laid_beside_every_version_that_was_read() -> None:
    first = report()
    second = beside(report(norr=1), [first])
    third = beside(report(norr=2, söder=1), [first, second])
    fourth = beside(report(norr=2, söder=2), [first, second, third])
    assert [carers(each) for each in (first, second, third, fourth)] == [16, 16, 19, 19]
    assert [bool(each.held) for each in (first, second, third, fourth)] == [False, True, False, True]


def test_a_version_that_was_never_read_is_shown_as_it_is() -> None:
    assert carers(beside(report(norr=1), [])) == 17


Row = tuple[int | None, ...]


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ((5, 5, None, None, None), (6, 5, None, None, None), (5, 5, None, None, None)),
        ((5, None, None, None, None), (5, 3, None, None, None), (5, None, None, None, None)),
        ((5, 5, None, None, None), (8, 5, None, None, None), (8, 5, None, None, None)),
    ],
)
def test_a_theme_that_one_network_more_has_raised_does_not_tell_from_which_perspectives(
    before: Row, now: Row, shown: Row
) -> None:
    rows = [replace(report(), priorities_seen=(ThemePerspectives("t", row),)) for row in (before, now)]
    found = beside(rows[1], [rows[0]])
    assert found.priorities_seen[0].networks == shown
    assert (Held.PRIORITIES in found.held) == (shown != now)


def answered(*slugs: str) -> Report:
    answers = [
        ClosingAnswer(f"{n}", slug, Answerer.MEMBER, Usefulness.MUCH, worked=f"Nummer {n}.", quotable=True)
        for n, slug in enumerate(slugs)
    ]
    networks = report().networks
    return compile_report(GARDEN, networks, (), answers=answers)


@pytest.mark.parametrize(
    ("came", "cited"),
    [((), 4), (("väster",), 4), (("väster", "väster", "väster"), 4), (("väster", "norr", "väster"), 7)],
)
def test_an_answer_that_comes_late_is_not_told_from_the_others(came: tuple[str, ...], cited: int) -> None:
    first = ("norr", "norr", "söder", "öster")
    found = beside(answered(*first, *came), [answered(*first)])
    assert found.lessons
    assert (found.lessons.answers, len(found.lessons.said[0].quotes)) == (cited, cited)
    assert (Held.LESSONS in found.held) == (bool(came) and cited == 4)
    assert ("väster" in found.lessons.silent) == (cited == 4)
