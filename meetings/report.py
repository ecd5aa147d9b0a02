"""The national report: compiled from what is shared, with honest counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.facts import Fact, merged
from meetings.lessons import ClosingAnswer, Lessons, compile_lessons
from meetings.notes import Source
from meetings.perspectives import MembersShown, ThemePerspectives, members_by_perspective, themes_by_perspective
from meetings.programme import Gathers, Perspective, Reference, Template
from meetings.summary import Summary, Theme


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the report says of a network: never a person.

    `first_met` and `last_met` are the local dates (2026-03-14) of its first and last held meeting, empty when not
    known; `bodies` are the organisations in it.
    """

    slug: str
    name: str
    place: str
    region: str
    members: int
    perspectives: tuple[tuple[Perspective, int], ...]
    meetings_held: int
    meetings_submitted: int
    meetings_planned: int
    areas: tuple[tuple[str, tuple[Source, ...]], ...] = ()
    first_met: str = ""
    last_met: str = ""
    bodies: tuple[str, ...] = ()


class ReportGapKind(StrEnum):
    """What the report lacks."""

    NO_MEETINGS = "no_meetings"
    ROUND_NOT_SHARED = "round_not_shared"
    NETWORKS_MISSING = "networks_missing"
    NO_PRIORITIES = "no_priorities"
    NO_LESSONS = "no_lessons"
    NO_REFERENCES = "no_references"


@dataclass(frozen=True, slots=True)
class ReportGap:
    """Something missing: which step, and which networks (slugs), where that is the matter."""

    kind: ReportGapKind
    step: str | None = None
    networks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundResult:
    """One round: its step and its shared national summary (None when there is none yet)."""

    step: str
    title: str
    purpose: str
    summary: Summary | None


class Held(StrEnum):
    """A breakdown that stays as it was in a version that has been read (`meetings/held_back.py`)."""

    LESSONS = "lessons"
    MEMBERS = "members"
    PRIORITIES = "priorities"


@dataclass(frozen=True, slots=True)
class Report:
    """The report before anyone has edited it. `common` are themes behind which several networks stand,
    `priorities_seen` from which perspectives the priorities come. `lessons` is None before anybody has answered;
    `facts` are those that the summaries cite. `members_seen` are the members by perspective as they may be shown, None
    where nothing was shown before; `held` are the breakdowns that are older than the rest."""

    title: str
    purpose: str
    goal: str
    networks: tuple[NetworkFacts, ...]
    rounds: tuple[RoundResult, ...]
    common: tuple[tuple[Gathers, Theme], ...]
    gaps: tuple[ReportGap, ...]
    priorities_seen: tuple[ThemePerspectives, ...] = ()
    lessons: Lessons | None = None
    references: tuple[Reference, ...] = ()
    facts: tuple[Fact, ...] = ()
    members_seen: MembersShown | None = None
    held: tuple[Held, ...] = ()


def shown_members(report: Report) -> MembersShown:
    """Members by perspective over the whole country, None where the count is hidden (domain.md, Small groups).

    Empty when no count can be shown.
    """
    if report.members_seen is not None:
        return report.members_seen
    return members_by_perspective({network.slug: network.perspectives for network in report.networks})


def compile_report(
    template: Template,
    networks: Sequence[NetworkFacts],
    national: Sequence[Summary],
    *,
    perspectives: Mapping[str, Perspective] | None = None,
    answers: Sequence[ClosingAnswer] = (),
) -> Report:
    """Compile the report from the latest shared national summary of each round.

    `common` holds the themes that at least two networks stand behind, most networks first, then most notes,
    then the order of the rounds. Networks stand in the order given. `perspectives` are those of submitted notes, by
    note id; `answers` come from the closing form. References are the template's, then its material with an address.
    """
    latest: dict[str, Summary] = {}
    for summary in sorted(national, key=lambda summary: summary.version):
        latest.update(dict.fromkeys(summary.steps, summary))
    rounds = tuple(RoundResult(s.key, s.title, s.purpose, latest.get(s.key)) for s in template.steps)
    members = members_by_perspective({network.slug: network.perspectives for network in networks})
    references = _references(template)
    return Report(
        title=template.title,
        purpose=template.purpose,
        goal=template.goal,
        networks=tuple(networks),
        rounds=rounds,
        common=_common(rounds),
        gaps=tuple(_gaps(rounds, networks, answered=bool(answers), referred=bool(references))),
        priorities_seen=themes_by_perspective(priority_themes(rounds), perspectives or {}, members),
        lessons=_lessons(answers, networks) if answers else None,
        references=references,
        facts=merged(*(summary.facts for summary in _summaries(rounds))),
    )


def priority_themes(rounds: Sequence[RoundResult]) -> tuple[Theme, ...]:
    """The themes that gather priorities, in the order of the rounds."""
    return tuple(
        theme for summary in _summaries(rounds) for theme in summary.themes if theme.gathers is Gathers.PRIORITY
    )


def _summaries(rounds: Sequence[RoundResult]) -> list[Summary]:
    """The shared summaries, each once: one may cover several rounds."""
    return list(dict.fromkeys(result.summary for result in rounds if result.summary))


def _lessons(answers: Sequence[ClosingAnswer], networks: Sequence[NetworkFacts]) -> Lessons:
    names = (name for network in networks for name in (network.place, network.region, *network.bodies))
    return compile_lessons(answers, [network.slug for network in networks], names)


def _references(template: Template) -> tuple[Reference, ...]:
    """An address stands once: a reference says more than the material of a meeting."""
    cited = {reference.url for reference in template.references}
    read = (material for step in template.steps for material in step.material if material.url)
    more = {m.url: Reference(m.title, m.url, m.note) for m in read if m.url not in cited}
    return (*template.references, *more.values())


def _common(rounds: Sequence[RoundResult]) -> tuple[tuple[Gathers, Theme], ...]:
    """Themes of several networks; the sort is stable, so the order of the rounds settles what is equal."""
    themes = [theme for summary in _summaries(rounds) for theme in summary.themes if len(theme.networks) > 1]
    themes.sort(key=lambda theme: (-len(theme.networks), -theme.weight))
    return tuple((theme.gathers, theme) for theme in themes)


def _gaps(
    rounds: Sequence[RoundResult], networks: Sequence[NetworkFacts], *, answered: bool, referred: bool
) -> Iterator[ReportGap]:
    """What is missing, round by round, then in the whole."""
    if not any(network.meetings_held for network in networks):
        yield ReportGap(ReportGapKind.NO_MEETINGS)
    for result in rounds:
        if result.summary is None:
            yield ReportGap(ReportGapKind.ROUND_NOT_SHARED, result.step)
        elif result.summary.missing:
            yield ReportGap(ReportGapKind.NETWORKS_MISSING, result.step, result.summary.missing)
    if not priority_themes(rounds) and not any(network.areas for network in networks):
        yield ReportGap(ReportGapKind.NO_PRIORITIES)
    if not answered:
        yield ReportGap(ReportGapKind.NO_LESSONS)
    if not referred:
        yield ReportGap(ReportGapKind.NO_REFERENCES)
