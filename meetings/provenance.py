"""From a note to every place that it reached; the way back is in each result's own sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.notes import Source
from meetings.plan import Plan
from meetings.plan_content import Action, Chapter, Proposal
from meetings.prompts import Guide
from meetings.summary import Summary


class Where(StrEnum):
    """What a note can reach, in the order that it gets there: of one meeting, the guide comes before the choice."""

    GUIDE = "guide"
    PRIORITY = "priority"
    SUMMARY = "summary"
    PLAN = "plan"
    VERSION = "version"
    DECISION = "decision"
    ROUND = "round"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a note has reached: the number of the meeting, round, chapter or version of the plan (0 for the
    report), and what the passage is called there. `key` is the id of a decision."""

    where: Where
    number: int
    title: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class DecidedOn:
    """A decision as a place: its id, what it is called, the version of the plan, and the rows that it is about."""

    key: str
    title: str
    version: int
    rows: Sequence[Action | Proposal]


def trace_notes(
    summaries: Sequence[Summary],
    guides: Iterable[Guide],
    plan: Plan,
    national: Iterable[Summary],
    versions: Iterable[tuple[int, Plan]] = (),
    decisions: Iterable[DecidedOn] = (),
) -> Mapping[str, tuple[Place, ...]]:
    """For each note id the places that it has reached, each once and in order; an id without any is left out.

    `summaries` are the network's, with chosen priorities in them; one that nobody has compiled is no place to reach.
    What stands in a shared national summary stands in the report as well. `versions` of the plan are those that were
    handed in, by number.
    """
    found: dict[str, dict[Place, None]] = defaultdict(dict)
    passages = (*_summaries(summaries), *_guides(guides), *_plan(plan), *_national(national))
    passages += (*_versions(versions), *_decisions(decisions))
    for place, sources in sorted(passages, key=lambda passage: _order(passage[0])):
        for source in sources:
            found[source.note_id][place] = None
    return {note_id: tuple(places) for note_id, places in found.items()}


Passage = tuple[Place, Iterable[Source]]

_AFTER_THE_MEETINGS = (Where.PLAN, Where.VERSION, Where.DECISION, Where.ROUND, Where.REPORT)


def _order(place: Place) -> tuple[int, int, int]:
    """Meeting by meeting, then the plan and what is made of all networks."""
    stage = _AFTER_THE_MEETINGS.index(place.where) + 1 if place.where in _AFTER_THE_MEETINGS else 0
    return stage, place.number, list(Where).index(place.where)


def _summaries(summaries: Iterable[Summary]) -> Iterator[Passage]:
    for summary in summaries:
        for theme in summary.themes:
            if theme.chosen:
                yield Place(Where.PRIORITY, summary.meeting, theme.title), theme.sources
            elif summary.compiled:
                yield Place(Where.SUMMARY, summary.meeting, theme.title), theme.sources


def _guides(guides: Iterable[Guide]) -> Iterator[Passage]:
    for guide in guides:
        for prompt in guide.prompts:
            for theme in prompt.carried:
                yield Place(Where.GUIDE, guide.meeting, theme.title), theme.sources


def _plan(plan: Plan) -> Iterator[Passage]:
    chapters = list(Chapter)
    for part in plan.parts():
        yield Place(Where.PLAN, chapters.index(part.chapter) + 1, part.title), part.sources


def _versions(versions: Iterable[tuple[int, Plan]]) -> Iterator[Passage]:
    for number, plan in versions:
        for part in plan.parts():
            yield Place(Where.VERSION, number, part.title), part.sources


def _decisions(decisions: Iterable[DecidedOn]) -> Iterator[Passage]:
    for decision in decisions:
        for row in decision.rows:
            yield Place(Where.DECISION, decision.version, decision.title, decision.key), row.sources


def _national(national: Iterable[Summary]) -> Iterator[Passage]:
    for summary in national:
        for theme in summary.themes:
            yield Place(Where.ROUND, summary.meeting, theme.title), theme.sources
            yield Place(Where.REPORT, 0, theme.title), theme.sources
