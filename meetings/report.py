"""The national report: compiled from what is shared, with honest counts."""

from collections.abc import Sequence
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


def compile_report(
    template: Template, networks: Sequence[NetworkFacts], national: Sequence[Summary]
) -> Report:
    """Compile the report from the latest shared national summary of each round.

    `common` holds the themes that at least two networks stand behind, most networks first, then most notes, then
    the order of the rounds. Networks stand in the order given.
    """
    raise NotImplementedError
