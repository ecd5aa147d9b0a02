"""Priorities: what a network, or all of them, chose to develop, in dialogue or by votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.disclosure import Breakdown, Cell, Protected, protect
from meetings.notes import Source
from meetings.programme import Gathers, Perspective, Question
from meetings.summary import Summary, Theme
from meetings.votes import Ballot, Candidate, HandCount, Poll, Standing, Tally, counting_votes, tally_votes


@dataclass(frozen=True, slots=True)
class Choice:
    """An area that was chosen, with a lasting id: one candidate, or several joined (ids), worded anew where `title`
    is not empty."""

    id: str
    candidates: tuple[str, ...]
    reason: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority area, numbered from 1, with all notes behind it.

    `reason` is empty until somebody has worded one; `votes` is None where a dialogue chose.
    """

    id: str
    number: int
    candidates: tuple[str, ...]
    title: str
    reason: str
    sources: tuple[Source, ...]
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Prioritisation:
    """How a meeting chose: the candidates before it, and what it chose, in order. By votes also the dots that each
    person had, how many `places` there were, the dots counted by hand and those given by phone; both are None in a
    dialogue.

    Raises ValueError as `choose` does.
    """

    candidates: tuple[Candidate, ...] = ()
    choices: tuple[Choice, ...] = ()
    dots: int = 0
    places: int = 0
    counted: HandCount | None = None
    by_phone: HandCount | None = None

    def __post_init__(self) -> None:
        choose(self.candidates, self.choices)

    @property
    def tally(self) -> Tally | None:
        """The dots counted, or None in a dialogue."""
        voted = self.counted or self.by_phone
        if voted is None:
            return None
        counted, summed = ([count] if count else [] for count in (self.counted, self.by_phone))
        return tally_votes(hand_poll(self.candidates, voted.network, self.dots), [], counted, summed)

    @property
    def priorities(self) -> tuple[Priority, ...]:
        """What was chosen, with the dots behind it."""
        tally = self.tally
        votes = {standing.candidate.id: standing.votes for standing in tally.standings} if tally else None
        return choose(self.candidates, self.choices, votes)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the votes decide. `undecided` are equals that share the last `places`: a revote or a dialogue settles it."""

    chosen: tuple[Standing, ...]
    undecided: tuple[Standing, ...] = ()
    places: int = 0


def hand_poll(candidates: Sequence[Candidate], network: str, dots: int) -> Poll:
    """A vote in one room: a person may put all dots on the same candidate."""
    return Poll(tuple(candidates), (network,), dots, most_on_one=dots)


def choose(
    candidates: Sequence[Candidate], choices: Sequence[Choice], votes: Mapping[str, int] | None = None
) -> tuple[Priority, ...]:
    """The priorities in the order chosen; of joined candidates the votes (by candidate id) are added up.

    Raises ValueError on a choice of nothing, of what is no candidate, or of a candidate chosen before.
    """
    known = {candidate.id: candidate for candidate in candidates}
    named = [key for choice in choices for key in choice.candidates]
    if not all(choice.candidates for choice in choices) or not known.keys() >= set(named):
        raise ValueError("a choice names at least one candidate and nothing else")
    if len(set(named)) < len(named):
        raise ValueError("a candidate is chosen once")
    return tuple(
        _priority(number, choice, [known[key] for key in choice.candidates], votes)
        for number, choice in enumerate(choices, start=1)
    )


def _priority(number: int, choice: Choice, chosen: Sequence[Candidate], votes: Mapping[str, int] | None) -> Priority:
    return Priority(
        id=choice.id,
        number=number,
        candidates=choice.candidates,
        title=choice.title or chosen[0].title,
        reason=choice.reason,
        sources=tuple(dict.fromkeys(source for candidate in chosen for source in candidate.sources)),
        votes=None if votes is None else sum(votes.get(key, 0) for key in choice.candidates),
    )


def with_priorities(summary: Summary, priorities: Sequence[Priority], question: Question) -> Summary:
    """The summary of the meeting that chose, with its priorities as themes before all others, marked as chosen.

    A theme of the meeting that is about a priority gives its notes to it, and its text where no reason was worded.
    """
    arguments = {p.id: [theme for theme in summary.themes if theme.about == p.id] for p in priorities}
    given = {theme.id for themes in arguments.values() for theme in themes}
    chosen = (_theme(priority, arguments[priority.id], question) for priority in priorities)
    return replace(summary, themes=(*chosen, *(theme for theme in summary.themes if theme.id not in given)))


def _theme(priority: Priority, arguments: Sequence[Theme], question: Question) -> Theme:
    text = priority.reason or " ".join(theme.text for theme in arguments if theme.text)
    sources = dict.fromkeys((*priority.sources, *(source for theme in arguments for source in theme.sources)))
    return Theme(
        id=priority.id,
        number=priority.number,
        question=question.key,
        gathers=Gathers.PRIORITY,
        title=priority.title,
        text=text,
        compiled_text=text,
        sources=tuple(sources),
        chosen=True,
    )


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
