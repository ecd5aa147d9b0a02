"""Votes on what matters most: dots on a screen and dots counted by hand, side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from meetings.notes import Source
from meetings.programme import Perspective

DOTS, MOST_DOTS = 3, 20  # for each person: where nobody has said otherwise, and at most
FEWEST_BALLOTS = 3  # of fewer, the sum says who gave what

Dots = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may become a priority area: mostly a theme of the summary before, with its notes."""

    id: str
    title: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """One round of votes: each person has `dots`, at most `most_on_one` of them on the same candidate.

    `networks` are the slugs of those that vote; `round` rises by one at each revote.
    """

    candidates: tuple[Candidate, ...]
    networks: tuple[str, ...]
    dots: int
    most_on_one: int = 1
    round: int = 1


@dataclass(frozen=True, slots=True)
class Ballot:
    """One person's dots, as (candidate id, dots); without dots it is blank. `voter` is unique in its network.

    A higher `version` replaces what the same voter cast before in the round.
    """

    network: str
    voter: str
    dots: Dots
    perspectives: tuple[Perspective, ...] = ()
    round: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True)
class HandCount:
    """What a leader counted by hand, or what is left of secret ballots: how many voted, how many of them blank, and the
    dots of each candidate.

    A higher `version` replaces an earlier count of the same network and round.
    """

    network: str
    voters: int
    dots: Dots
    blank: int = 0
    round: int = 1
    version: int = 1


class VoteFault(StrEnum):
    """Why a ballot or a hand count does not count."""

    UNKNOWN_NETWORK = "unknown_network"
    UNKNOWN_CANDIDATE = "unknown_candidate"
    NEGATIVE = "negative"
    TOO_MANY_DOTS = "too_many_dots"
    TOO_MANY_ON_ONE = "too_many_on_one"
    CAST_TWICE = "cast_twice"


Vote = Ballot | HandCount
V = TypeVar("V", Ballot, HandCount)


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate's votes. Equals are `tied` and share a rank (1, 2, 2, 4); `networks` gave it at least one dot."""

    candidate: Candidate
    rank: int
    digital: int
    by_hand: int
    networks: int
    tied: bool

    @property
    def votes(self) -> int:
        """Dots on screen and on paper together."""
        return self.digital + self.by_hand


@dataclass(frozen=True, slots=True)
class Tally:
    """The outcome: most votes first, equals in the order of the poll.

    `blank` is how many of the voters gave no dot; `missing` are the slugs of the networks where nobody has voted.
    """

    standings: tuple[Standing, ...]
    voters_digital: int
    voters_by_hand: int
    blank: int
    missing: tuple[str, ...]
    refused: tuple[tuple[Vote, VoteFault], ...]


def check_vote(poll: Poll, vote: Vote) -> VoteFault | None:
    """What is wrong with one vote, or None. A hand count has the dots of its voters who were not blank."""
    people, blank = (vote.voters - vote.blank, vote.blank) if isinstance(vote, HandCount) else (1, 0)
    given = _dots(vote)
    if vote.network not in poll.networks:
        return VoteFault.UNKNOWN_NETWORK
    if not {candidate.id for candidate in poll.candidates} >= given.keys():
        return VoteFault.UNKNOWN_CANDIDATE
    if min(people, blank, *(dots for _, dots in vote.dots)) < 0:
        return VoteFault.NEGATIVE
    if given.total() > people * poll.dots:
        return VoteFault.TOO_MANY_DOTS
    return VoteFault.TOO_MANY_ON_ONE if max(given.values(), default=0) > people * poll.most_on_one else None


def count_ballots(poll: Poll, network: str, ballots: Sequence[Ballot]) -> HandCount | None:
    """The sum of a network's ballots, to keep instead of them; None when so few have voted that it would tell."""
    counting, _ = counting_votes(poll, [ballot for ballot in ballots if ballot.network == network])
    if len(counting) < FEWEST_BALLOTS:
        return None
    given = sum((_dots(ballot) for ballot in counting), Counter[str]())
    blank = sum(not _dots(ballot).total() for ballot in counting)
    dots = tuple((candidate.id, given[candidate.id]) for candidate in poll.candidates if given[candidate.id])
    return HandCount(network, len(counting), dots, blank, poll.round)


def tally_votes(
    poll: Poll, ballots: Sequence[Ballot], counted: Sequence[HandCount] = (), summed: Sequence[HandCount] = ()
) -> Tally:
    """Count the poll's round, whatever order the votes come in. Votes of other rounds are left alone. `summed` are what
    `count_ballots` made of ballots on screen.

    A vote with a fault is refused whole and listed, never trimmed to fit.
    """
    digital, faulty = counting_votes(poll, ballots)
    by_hand, faulty_counts = counting_votes(poll, counted)
    sums, faulty_sums = counting_votes(poll, summed)
    on_screen: list[Vote] = [*digital, *sums]
    votes = [*on_screen, *by_hand]
    voted = {vote.network for vote in votes if isinstance(vote, Ballot) or vote.voters}
    return Tally(
        standings=_standings(poll, on_screen, by_hand),
        voters_digital=len(digital) + sum(count.voters for count in sums),
        voters_by_hand=sum(count.voters for count in by_hand),
        blank=sum(vote.blank if isinstance(vote, HandCount) else not _dots(vote).total() for vote in votes),
        missing=tuple(network for network in poll.networks if network not in voted),
        refused=(*faulty, *faulty_counts, *faulty_sums),
    )


def counting_votes(poll: Poll, votes: Sequence[V]) -> tuple[list[V], list[tuple[V, VoteFault]]]:
    """The votes of the round that count, and those refused with the reason, in a fixed order.

    The latest version of a voter (or of a network's hand count) counts. Two different ones with the same version
    are both refused: nobody can tell which was meant. The same one sent again counts once.
    """
    latest: dict[tuple[str, str], set[V]] = {}
    for vote in votes:
        if vote.round == poll.round:
            same = replace(vote, dots=tuple(sorted(vote.dots)))
            latest.setdefault((vote.network, vote.voter if isinstance(vote, Ballot) else ""), set()).add(same)
    counting: list[V] = []
    refused: list[tuple[V, VoteFault]] = []
    for _, cast in sorted(latest.items(), key=lambda item: item[0]):
        version = max(vote.version for vote in cast)
        newest = sorted((vote for vote in cast if vote.version == version), key=repr)
        for vote in newest:
            fault = VoteFault.CAST_TWICE if len(newest) > 1 else check_vote(poll, vote)
            if fault:
                refused.append((vote, fault))
            else:
                counting.append(vote)
    return counting, refused


def _dots(vote: Vote) -> Counter[str]:
    given: Counter[str] = Counter()
    for candidate, dots in vote.dots:
        given[candidate] += dots
    return given


def _standings(poll: Poll, digital: Sequence[Vote], by_hand: Sequence[HandCount]) -> tuple[Standing, ...]:
    on_screen = sum((_dots(vote) for vote in digital), Counter[str]())
    on_paper = sum((_dots(vote) for vote in by_hand), Counter[str]())
    together = {candidate.id: on_screen[candidate.id] + on_paper[candidate.id] for candidate in poll.candidates}
    given: list[Vote] = [*digital, *by_hand]
    behind = {(dot, vote.network) for vote in given for dot, n in vote.dots if n}
    votes = list(together.values())
    return tuple(
        Standing(
            candidate=candidate,
            rank=1 + sum(other > together[candidate.id] for other in votes),
            digital=on_screen[candidate.id],
            by_hand=on_paper[candidate.id],
            networks=sum(dot == candidate.id for dot, _ in behind),
            tied=votes.count(together[candidate.id]) > 1,
        )
        for candidate in sorted(poll.candidates, key=lambda candidate: -together[candidate.id])
    )
