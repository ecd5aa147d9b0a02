"""Priorities: what a network, or all of them, chose to develop, in dialogue or by votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.disclosure import Breakdown, Cell, Protected, protect
from meetings.notes import Source
from meetings.programme import Perspective
from meetings.votes import Ballot, Candidate, Poll, Standing, Tally, counting_votes


@dataclass(frozen=True, slots=True)
class Choice:
    """What a dialogue chose: one candidate, or several joined (ids), worded anew where `title` is not empty."""

    candidates: tuple[str, ...]
    reason: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority area, numbered from 1, with all notes behind it.

    `reason` is empty until somebody has worded one; `votes` is None where a dialogue chose.
    """

    number: int
    candidates: tuple[str, ...]
    title: str
    reason: str
    sources: tuple[Source, ...]
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the votes decide. `undecided` are equals that share the last `places`: a revote or a dialogue settles it."""

    chosen: tuple[Standing, ...]
    undecided: tuple[Standing, ...] = ()
    places: int = 0


def choose(candidates: Sequence[Candidate], choices: Sequence[Choice]) -> tuple[Priority, ...]:
    """The priorities of a dialogue, in the order chosen.

    Raises ValueError on a choice of nothing, of what is no candidate, or of a candidate chosen before.
    """
    known = {candidate.id: candidate for candidate in candidates}
    named = [key for choice in choices for key in choice.candidates]
    if not all(choice.candidates for choice in choices) or not known.keys() >= set(named):
        raise ValueError("a choice names at least one candidate and nothing else")
    if len(set(named)) < len(named):
        raise ValueError("a candidate is chosen once")
    return tuple(
        _priority(number, choice, [known[key] for key in choice.candidates])
        for number, choice in enumerate(choices, start=1)
    )


def _priority(number: int, choice: Choice, chosen: Sequence[Candidate], votes: int | None = None) -> Priority:
    sources = tuple(dict.fromkeys(source for candidate in chosen for source in candidate.sources))
    return Priority(number, choice.candidates, choice.title or chosen[0].title, choice.reason, sources, votes)


def decide(tally: Tally, places: int) -> Outcome:
    """Fill so many places with the candidates of most votes. One without votes is never chosen; a tie over the last
    place is left open, not settled by chance or order."""
    voted = [standing for standing in tally.standings if standing.votes]
    if len(voted) <= places:
        return Outcome(tuple(voted))
    first_out = voted[places].votes
    chosen = tuple(standing for standing in voted if standing.votes > first_out)
    if len(chosen) == places:
        return Outcome(chosen)
    tied = tuple(standing for standing in voted if standing.votes == first_out)
    return Outcome(chosen, tied, places - len(chosen))


def revote(poll: Poll, outcome: Outcome) -> Poll:
    """The next round, among the undecided alone, with no more dots than there are places left.

    Raises ValueError when nothing is undecided.
    """
    if not outcome.undecided:
        raise ValueError("nothing is undecided")
    candidates = tuple(standing.candidate for standing in outcome.undecided)
    return replace(poll, candidates=candidates, dots=min(poll.dots, outcome.places), round=poll.round + 1)


def voted_priorities(chosen: Sequence[Standing], reasons: Mapping[str, str]) -> tuple[Priority, ...]:
    """The priorities of one or more rounds, in the order given; `reasons` by candidate id, where worded."""
    return tuple(
        _priority(
            number,
            Choice((standing.candidate.id,), reasons.get(standing.candidate.id, "")),
            [standing.candidate],
            standing.votes,
        )
        for number, standing in enumerate(chosen, start=1)
    )


def votes_by_perspective(poll: Poll, ballots: Sequence[Ballot]) -> Protected:
    """Digital votes, candidates (ids) × perspectives, over all networks, under the small-group rule.

    Dots of somebody with two perspectives stand under both; hand counts have no perspective and stand under none, so
    the totals here are not the tally's. Raises ValueError for a single network: there breakdowns are off.
    """
    if len(poll.networks) < 2:
        raise ValueError("within a network nothing is broken down by perspective")
    counting, _ = counting_votes(poll, ballots)

    def cell(candidate: str, perspective: Perspective) -> Cell:
        given = [
            (dots, (ballot.network, ballot.voter))
            for ballot in counting
            if perspective in ballot.perspectives
            for name, dots in ballot.dots
            if name == candidate and dots
        ]
        return Cell(sum(dots for dots, _ in given), frozenset(voter for _, voter in given))

    rows = tuple(candidate.id for candidate in poll.candidates)
    columns = tuple(Perspective)
    return protect(Breakdown(rows, columns, tuple(tuple(cell(row, column) for column in columns) for row in rows)))
