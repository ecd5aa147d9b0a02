"""Priorities: chosen in dialogue or by votes, with the notes behind them and ties left open."""

import pytest

from meetings.notes import Source
from meetings.priorities import (
    Choice,
    Outcome,
    Prioritisation,
    choose,
    decide,
    revote,
    votes_by_perspective,
    with_priorities,
)
from meetings.programme import Gathers, Perspective
from meetings.votes import Ballot, Candidate, HandCount, Poll, tally_votes
from tests.meetings.factories import CHOICE, make_summary, make_theme

A, B, C, D = (
    Candidate(key, key.upper(), (Source(f"n-{key}", "norr", 3, 1), Source("n", "norr", 3, 9))) for key in "abcd"
)
NETWORKS = ("norr", "söder", "väster")
POLL = Poll((A, B, C, D), NETWORKS, dots=3)


def outcome(places: int, **dots: int) -> Outcome:
    return decide(tally_votes(POLL, [], [HandCount("norr", 9, tuple(dots.items()))]), places)


def ids(found: Outcome) -> tuple[list[str], list[str], int]:
    return [s.candidate.id for s in found.chosen], [s.candidate.id for s in found.undecided], found.places


def test_a_dialogue_chooses_words_and_gives_a_reason() -> None:
    first, second = choose((A, B, C), (Choice("p", ("c", "a"), "Det brådskar", "Avlastning"), Choice("q", ("b",))))
    assert (first.number, first.title, first.reason, first.votes) == (1, "Avlastning", "Det brådskar", None)
    assert (second.number, second.title, second.reason) == (2, "B", "")


def test_a_joined_priority_carries_every_note_once() -> None:
    (joined,) = choose((A, C), (Choice("p", ("c", "a")),))
    assert [source.note_id for source in joined.sources] == ["n-c", "n", "n-a"]


@pytest.mark.parametrize(
    "choices",
    [
        (Choice("p", ()),),
        (Choice("p", ("x",)),),
        (Choice("p", ("a",)), Choice("q", ("b", "a"))),
        (Choice("p", ("a", "a")),),
    ],
)
def test_a_choice_of_nothing_of_the_unknown_or_of_the_same_again_is_refused(choices: tuple[Choice, ...]) -> None:
    with pytest.raises(ValueError, match="candidate"):
        choose((A, B), choices)


def test_a_dialogue_may_choose_nothing() -> None:
    assert choose((A,), ()) == ()


def test_the_candidates_of_most_votes_fill_the_places() -> None:
    assert ids(outcome(2, a=1, b=5, c=4)) == (["b", "c"], [], 0)


def test_a_tie_within_the_places_needs_no_revote() -> None:
    assert ids(outcome(2, b=5, c=5, d=1)) == (["b", "c"], [], 0)


def test_a_tie_over_the_last_place_is_left_open() -> None:
    assert ids(outcome(2, a=2, b=5, c=2, d=2)) == (["b"], ["a", "c", "d"], 1)
    assert ids(outcome(3, a=2, b=5, c=2, d=2)) == (["b"], ["a", "c", "d"], 2)


def test_one_without_votes_is_never_chosen() -> None:
    assert ids(outcome(3, a=2)) == (["a"], [], 0)
    assert ids(outcome(3)) == ([], [], 0)
    assert ids(outcome(0, a=2)) == ([], [], 0)


def test_a_revote_is_among_the_equals_with_no_more_dots_than_places() -> None:
    again = revote(POLL, outcome(2, a=2, b=5, c=2))
    assert (again.candidates, again.dots, again.round, again.networks) == ((A, C), 1, 2, NETWORKS)
    settled = decide(tally_votes(again, [Ballot("norr", "x", (("c", 1),), round=2)]), 1)
    assert ids(settled) == (["c"], [], 0)


def test_there_is_no_revote_without_a_tie() -> None:
    with pytest.raises(ValueError, match="undecided"):
        revote(POLL, outcome(1, a=2))


def test_priorities_by_votes_keep_the_dots_of_all_that_they_are_made_of() -> None:
    counted = HandCount("norr", 9, (("a", 3), ("b", 5), ("c", 1)))
    chosen = Prioritisation(
        (A, B, C), (Choice("p", ("b",)), Choice("q", ("a", "c"), "Många står utan")), dots=3, places=2, counted=counted
    )
    first, second = chosen.priorities
    assert (first.number, first.candidates, first.votes, first.reason) == (1, ("b",), 5, "")
    assert (second.title, second.votes, second.reason) == ("A", 4, "Många står utan")


def test_a_dialogue_counts_no_dots() -> None:
    chosen = Prioritisation((A, B), (Choice("p", ("a",)),))
    assert chosen.tally is None
    assert [priority.votes for priority in chosen.priorities] == [None]


def test_a_record_that_does_not_hold_together_is_refused() -> None:
    with pytest.raises(ValueError, match="candidate"):
        Prioritisation((A,), (Choice("p", ("b",)),))


def test_chosen_priorities_stand_before_the_themes_of_their_meeting_and_take_the_notes_about_them() -> None:
    argument = make_theme(1, Gathers.PRIORITY, about="p")
    other = make_theme(2, Gathers.PRIORITY)
    priorities = choose((A, B), (Choice("p", ("a",)), Choice("q", ("b",), "Det brådskar")))
    summary = with_priorities(make_summary(argument, other, meeting=4), priorities, CHOICE)
    assert [(theme.id, theme.chosen, theme.text) for theme in summary.themes] == [
        ("p", True, argument.text),
        ("q", True, "Det brådskar"),
        (other.id, False, other.text),
    ]
    assert summary.themes[0].sources == (*A.sources, *argument.sources)


def voters(count: int, candidate: str, *perspectives: Perspective) -> list[Ballot]:
    return [
        Ballot(NETWORKS[n % 3], f"{candidate}{perspectives}{n}", ((candidate, 1),), perspectives) for n in range(count)
    ]


def test_nationally_votes_by_perspective_follow_the_small_group_rule() -> None:
    carer, practitioner, politician = Perspective.CARER, Perspective.PRACTITIONER, Perspective.POLITICIAN
    ballots = [
        *voters(9, "a", carer),
        *voters(7, "a", practitioner),
        *voters(2, "a", politician),
        *voters(8, "b", carer),
        *voters(6, "b", practitioner),
        *voters(5, "b", politician),
    ]
    found = votes_by_perspective(Poll((A, B, C), NETWORKS, 3), ballots)
    assert (found.rows, found.columns) == (("a", "b", "c"), tuple(Perspective))
    assert found.row_totals == (18, 19, 0)
    shown = dict(zip(found.columns, found.cells[0], strict=True))
    assert shown[carer] == 9
    assert shown[politician] is None
    assert found.cells[2] == (0, 0, 0, 0, 0)


def test_somebody_with_two_perspectives_stands_under_both() -> None:
    both = (Perspective.CARER, Perspective.MANAGER)
    found = votes_by_perspective(Poll((A,), NETWORKS, 3), voters(6, "a", *both))
    assert found.row_totals == (12,)


def test_refused_votes_are_not_broken_down() -> None:
    found = votes_by_perspective(Poll((A,), NETWORKS, 1), [Ballot("norr", "x", (("a", 2),), (Perspective.CARER,))])
    assert found.total == 0


def test_within_a_network_nothing_is_broken_down() -> None:
    with pytest.raises(ValueError, match="within a network"):
        votes_by_perspective(Poll((A,), ("norr",), 3), [])
