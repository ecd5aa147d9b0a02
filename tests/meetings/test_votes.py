"""Votes: counted alike from screens and paper, in any order, and no one gives more dots than they have."""

import random

import pytest

from meetings.votes import Ballot, Candidate, HandCount, Poll, VoteFault, check_vote, tally_votes

WATER, TOOLS, SHADE = (Candidate(key, key.title()) for key in ("water", "tools", "shade"))
POLL = Poll((WATER, TOOLS, SHADE), ("norr", "söder"), dots=3, most_on_one=2)


def ballot(voter: str, *, network: str = "norr", round: int = 1, version: int = 1, **dots: int) -> Ballot:
    return Ballot(network, voter, tuple(dots.items()), round=round, version=version)


def count(voters: int, *, network: str = "söder", blank: int = 0, version: int = 1, **dots: int) -> HandCount:
    return HandCount(network, voters, tuple(dots.items()), blank, version=version)


def votes(ballots: list[Ballot], counted: tuple[HandCount, ...] = ()) -> dict[str, tuple[int, int, int]]:
    return {s.candidate.id: (s.rank, s.digital, s.by_hand) for s in tally_votes(POLL, ballots, counted).standings}


def test_votes_on_screen_and_on_paper_are_counted_side_by_side() -> None:
    found = tally_votes(POLL, [ballot("a", water=2, tools=1), ballot("b", water=1)], [count(4, tools=6, shade=1)])
    assert [(s.candidate, s.votes, s.digital, s.by_hand, s.networks) for s in found.standings] == [
        (TOOLS, 7, 1, 6, 2),
        (WATER, 3, 3, 0, 1),
        (SHADE, 1, 0, 1, 1),
    ]
    assert (found.voters_digital, found.voters_by_hand, found.missing, found.refused) == (2, 4, (), ())


def test_equals_share_a_rank_and_stand_in_the_order_of_the_poll() -> None:
    found = tally_votes(POLL, [ballot("a", shade=1, tools=1), ballot("b", water=2)])
    assert [(s.candidate, s.rank, s.tied) for s in found.standings] == [
        (WATER, 1, False),
        (TOOLS, 2, True),
        (SHADE, 2, True),
    ]


def test_the_order_of_the_votes_does_not_matter() -> None:
    ballots = [ballot(f"v{n}", water=n % 3, tools=1, version=1 + n % 2) for n in range(12)]
    ballots += [ballot("v1", shade=1, version=5), ballot("v2", tools=9), ballot("v3", shade=1, version=2)]
    counted = [count(3, water=2), count(3, water=4, version=2), count(1, network="norr", shade=9)]
    expected = tally_votes(POLL, ballots, counted)
    for seed in range(20):
        mixed, mixed_counts = ballots[:], counted[:]
        random.Random(seed).shuffle(mixed)
        random.Random(seed).shuffle(mixed_counts)
        assert tally_votes(POLL, mixed, mixed_counts) == expected


@pytest.mark.parametrize(
    ("vote", "fault"),
    [
        (ballot("a", water=2, tools=2), VoteFault.TOO_MANY_DOTS),
        (ballot("a", water=3), VoteFault.TOO_MANY_ON_ONE),
        (Ballot("norr", "a", (("water", 1), ("water", 2))), VoteFault.TOO_MANY_ON_ONE),
        (ballot("a", water=-1), VoteFault.NEGATIVE),
        (Ballot("norr", "a", (("water", -1), ("water", 1))), VoteFault.NEGATIVE),
        (ballot("a", soil=1), VoteFault.UNKNOWN_CANDIDATE),
        (ballot("a", network="väster", water=1), VoteFault.UNKNOWN_NETWORK),
        (count(2, water=4, tools=3), VoteFault.TOO_MANY_DOTS),
        (count(2, blank=1, water=2, tools=2), VoteFault.TOO_MANY_DOTS),
        (count(2, water=5), VoteFault.TOO_MANY_ON_ONE),
        (count(2, blank=3), VoteFault.NEGATIVE),
        (count(2, blank=-1), VoteFault.NEGATIVE),
        (count(-1), VoteFault.NEGATIVE),
        (count(0, water=1), VoteFault.TOO_MANY_DOTS),
        (ballot("a", water=2, tools=1), None),
        (count(2, water=4, tools=2), None),
    ],
)
def test_a_vote_outside_the_rules_is_refused_whole_and_listed(
    vote: Ballot | HandCount, fault: VoteFault | None
) -> None:
    assert check_vote(POLL, vote) is fault
    found = tally_votes(POLL, *([vote], []) if isinstance(vote, Ballot) else ([], [vote]))
    assert [reason for _, reason in found.refused] == ([fault] if fault else [])
    assert (sum(s.votes for s in found.standings) == 0) is bool(fault)


def test_a_changed_vote_replaces_the_one_before() -> None:
    assert votes([ballot("a", water=1, version=2), ballot("a", tools=2)])["water"] == (1, 1, 0)
    assert votes([], (count(2, water=1), count(2, tools=2, version=2)))["tools"] == (1, 0, 2)


def test_a_changed_vote_that_is_refused_does_not_bring_back_the_one_before() -> None:
    found = tally_votes(POLL, [ballot("a", water=1), ballot("a", water=9, version=2)])
    assert (found.voters_digital, [fault for _, fault in found.refused]) == (0, [VoteFault.TOO_MANY_DOTS])


def test_the_same_vote_sent_again_counts_once() -> None:
    found = tally_votes(POLL, [ballot("a", water=1, tools=1), ballot("a", tools=1, water=1)])
    assert (found.voters_digital, found.refused) == (1, ())


def test_two_different_votes_of_one_voter_are_both_refused() -> None:
    found = tally_votes(POLL, [ballot("a", water=1), ballot("a", tools=1)])
    assert [fault for _, fault in found.refused] == [VoteFault.CAST_TWICE] * 2


def test_the_same_key_in_another_network_is_another_voter() -> None:
    assert votes([ballot("a", water=1), ballot("a", network="söder", water=1)])["water"] == (1, 2, 0)


def test_votes_of_another_round_are_left_alone() -> None:
    found = tally_votes(POLL, [ballot("a", water=1), ballot("a", water=9, round=2)])
    assert (found.standings[0].votes, found.refused) == (1, ())


def test_blank_votes_are_voters_without_dots() -> None:
    found = tally_votes(POLL, [ballot("a"), ballot("b", water=0), ballot("c", water=1)], [count(5, blank=2, tools=1)])
    assert (found.voters_digital, found.voters_by_hand, found.blank) == (3, 5, 4)


def test_networks_where_nobody_has_voted_are_missing() -> None:
    assert tally_votes(POLL, [ballot("a")]).missing == ("söder",)
    assert tally_votes(POLL, [ballot("a")], [count(0)]).missing == ("söder",)
    assert tally_votes(POLL, [ballot("a", water=9)], [count(1, blank=1)]).missing == ("norr",)


def test_a_poll_that_nobody_answers_is_a_tie_of_nothing() -> None:
    found = tally_votes(POLL, [])
    assert {(s.rank, s.votes, s.tied) for s in found.standings} == {(1, 0, True)}
    assert tally_votes(Poll((), (), 3), []).standings == ()
