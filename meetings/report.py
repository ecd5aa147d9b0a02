"""The national report: compiled from what is shared, with honest counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.notes import Source
from meetings.programme import Gathers, Perspective, Template
from meetings.summary import Summary, Theme


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the report says of a network: never a person."""

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


class ReportGapKind(StrEnum):
    """What the report lacks."""

    ROUND_NOT_SHARED = "round_not_shared"
    NETWORKS_MISSING = "networks_missing"
    NO_PRIORITIES = "no_priorities"
    NO_LESSONS = "no_lessons"


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


@dataclass(frozen=True, slots=True)
class Report:
    """The report before anyone has edited it. `common` are themes behind which several networks stand."""

    title: str
    purpose: str
    goal: str
    networks: tuple[NetworkFacts, ...]
    rounds: tuple[RoundResult, ...]
    common: tuple[tuple[Gathers, Theme], ...]
    gaps: tuple[ReportGap, ...]


def compile_report(template: Template, networks: Sequence[NetworkFacts], national: Sequence[Summary]) -> Report:
    """Compile the report from the latest shared national summary of each round.

    `common` holds the themes that at least two networks stand behind, most networks first, then most notes,
    then the order of the rounds. Networks stand in the order given.
    """
    latest: dict[str, Summary] = {}
    for summary in sorted(national, key=lambda summary: summary.version):
        latest.update(dict.fromkeys(summary.steps, summary))
    rounds = tuple(RoundResult(s.key, s.title, s.purpose, latest.get(s.key)) for s in template.steps)
    return Report(
        title=template.title,
        purpose=template.purpose,
        goal=template.goal,
        networks=tuple(networks),
        rounds=rounds,
        common=_common(rounds),
        gaps=tuple(_gaps(rounds, networks)),
    )


def _common(rounds: Sequence[RoundResult]) -> tuple[tuple[Gathers, Theme], ...]:
    """Themes of several networks; the sort is stable, so the order of the rounds settles what is equal."""
    summaries = dict.fromkeys(result.summary for result in rounds if result.summary)
    themes = [theme for summary in summaries for theme in summary.themes if len(theme.networks) > 1]
    themes.sort(key=lambda theme: (-len(theme.networks), -theme.weight))
    return tuple((theme.gathers, theme) for theme in themes)


def _gaps(rounds: Sequence[RoundResult], networks: Sequence[NetworkFacts]) -> Iterator[ReportGap]:
    """What is missing, round by round, then in the whole. Nothing gathers lessons yet, so they are
    missing."""
    for result in rounds:
        if result.summary is None:
            yield ReportGap(ReportGapKind.ROUND_NOT_SHARED, result.step)
        elif result.summary.missing:
            yield ReportGap(ReportGapKind.NETWORKS_MISSING, result.step, result.summary.missing)
    shared = [result.summary for result in rounds if result.summary]
    chosen = any(theme.gathers == Gathers.PRIORITY for summary in shared for theme in summary.themes)
    if not chosen and not any(network.areas for network in networks):
        yield ReportGap(ReportGapKind.NO_PRIORITIES)
    yield ReportGap(ReportGapKind.NO_LESSONS)
