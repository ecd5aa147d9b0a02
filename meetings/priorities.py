"""Priorities: chosen in dialogue or by votes, by dots on a screen and by dots on paper alike."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.disclosure import Breakdown, Cell, Protected, protect
from meetings.notes import Source
from meetings.programme import Perspective

Dots = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may become a priority area: mostly a theme of the summary before, with its notes."""

    id: str
    title: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a dialogue chose: one or more candidates (ids) as one area, worded anew if `title` is not empty."""

    candidates: tuple[str, ...]
    reason: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority area, numbered from 1. `reason` is empty until somebody has worded one; `votes` None in dialogue."""

    number: int
    candidates: tuple[str, ...]
    title: str
    reason: str
    sources: tuple[Source, ...]
    votes: int | None = None


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
    """One person's dots in one round; without dots it is blank. `voter` is unique in its network.

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
    """What a leader counted by hand: how many people voted, how many of them blank, and each candidate's dots."""

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


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate's votes. Equals share a rank (1, 2, 2, 4); `networks` are how many gave it a dot."""

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
    """The outcome: most votes first, equals in the order of the poll. `missing` are the networks without a vote."""

    standings: tuple[Standing, ...]
    voters_digital: int
    voters_by_hand: int
    blank: int
    missing: tuple[str, ...]
    refused: tuple[tuple[Ballot | HandCount, VoteFault], ...]


def choose(candidates: Sequence[Candidate], choices: Sequence[Choice]) -> tuple[Priority, ...]:
    """The priorities of a dialogue in the order chosen, with the notes behind all that was joined.

    Raises ValueError on a choice of nothing, of what is no candidate, or of a candidate chosen before.
    """
    known = {candidate.id: candidate for candidate in candidates}
    named = [id for choice in choices for id in choice.candidates]
    if not all(choice.candidates for choice in choices) or len(set(named)) < len(named) or not known.keys() >= {*named}:
        raise ValueError("a choice names candidates of its own, each once")
    return tuple(
        _priority(number, [known[id] for id in choice.candidates], choice)
        for number, choice in enumerate(choices, start=1)
    )


def _priority(number: int, chosen: Sequence[Candidate], choice: Choice) -> Priority:
    sources = tuple(dict.fromkeys(source for candidate in chosen for source in candidate.sources))
    return Priority(number, choice.candidates, choice.title or chosen[0].title, choice.reason, sources)


def check_vote(poll: Poll, vote: Ballot | HandCount) -> VoteFault | None:
    """What is wrong with one vote, or None. A hand count has the dots of all its voters who were not blank."""
    people = 1 if isinstance(vote, Ballot) else vote.voters - vote.blank
    blank = 0 if isinstance(vote, Ballot) else vote.blank
    given: Counter[str] = Counter()
    for candidate, dots in vote.dots:
        given[candidate] += dots
    if vote.network not in poll.networks:
        return VoteFault.UNKNOWN_NETWORK
    if not {candidate.id for candidate in poll.candidates} >= given.keys():
        return VoteFault.UNKNOWN_CANDIDATE
    if min(people, blank, *(dots for _, dots in vote.dots), 0) < 0:
        return VoteFault.NEGATIVE
    if given.total() > people * poll.dots:
        return VoteFault.TOO_MANY_DOTS
    return VoteFault.TOO_MANY_ON_ONE if max(given.values(), default=0) > people * poll.most_on_one else None


def tally_votes(poll: Poll, ballots: Sequence[Ballot], counted: Sequence[HandCount] = ()) -> Tally:
    """Count the poll's round, whatever order the votes come in. Votes of other rounds are left alone.

    A vote with a fault is refused whole and listed; so are different votes of one voter with the same version.
    """
    digital, faulty = _valid(poll, {(b.network, b.voter): None for b in ballots}, ballots)
    by_hand, faulty_counts = _valid(poll, {(c.network, ""): None for c in counted}, counted)
    raise NotImplementedError
