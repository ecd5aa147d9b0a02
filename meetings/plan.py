"""The local plan: drafted from priorities and the how, who and which notes. What is not there is stated as
a gap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.composition import Composition
from meetings.notes import Source
from meetings.programme import Gathers, Template
from meetings.summary import Summary, Theme, by_gathers

Found = Mapping[Gathers, tuple[tuple[Summary, Theme], ...]]


class Chapter(StrEnum):
    """The chapters of a plan in their order (domain.md, A plan that can be decided on)."""

    PROPOSAL = "proposal"
    BACKGROUND = "background"
    GOVERNING_DOCUMENTS = "governing_documents"
    CURRENT_STATE = "current_state"
    PRIORITIES = "priorities"
    ACTIONS = "actions"
    TECHNOLOGY = "technology"
    RESOURCES = "resources"
    CONSEQUENCES = "consequences"
    RISKS = "risks"
    FOLLOW_UP = "follow_up"
    MAKING = "making"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text with a lasting id, the text as the rules compiled it, and the notes behind it."""

    id: str
    title: str
    text: str
    compiled_text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PriorityArea:
    """An area that the network chose, with what it said of how, who and which bodies.

    `reason` is empty until somebody has worded one. An empty tuple is a gap, stated as such.
    """

    id: str
    number: int
    title: str
    text: str
    sources: tuple[Source, ...]
    how: tuple[Passage, ...] = ()
    who: tuple[Passage, ...] = ()
    partners: tuple[Passage, ...] = ()


class GapKind(StrEnum):
    """What a plan lacks."""

    NO_PRIORITIES = "no_priorities"
    NO_HOW = "no_how"
    NO_WHO = "no_who"
    NO_PARTNERS = "no_partners"
    NO_CURRENT_STATE = "no_current_state"
    NO_GOAL = "no_goal"
    NO_FOLLOW_UP = "no_follow_up"
    NO_TECHNOLOGY = "no_technology"
    NO_GOVERNING_DOCUMENTS = "no_governing_documents"
    NO_RESOURCES = "no_resources"
    NO_CONSEQUENCES = "no_consequences"
    NO_RISKS = "no_risks"
    NO_PROPOSAL = "no_proposal"
    MEETING_NOT_COMPILED = "meeting_not_compiled"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: in which chapter, and for which area (its number) or meeting, if one."""

    chapter: Chapter
    kind: GapKind
    area: int | None = None
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft plan of one network. `loose` are how, who and which that belong to no chosen area yet."""

    network: str
    purpose: str
    goal: str
    composition: Composition
    needs: tuple[Passage, ...]
    strengths: tuple[Passage, ...]
    gaps_found: tuple[Passage, ...]
    problems: tuple[Passage, ...]
    technology: tuple[Passage, ...]
    areas: tuple[PriorityArea, ...]
    loose: tuple[Passage, ...]
    goals: tuple[Passage, ...]
    proposals: tuple[Passage, ...]
    follow_up: tuple[Passage, ...]
    gaps: tuple[Gap, ...]

    @property
    def empty(self) -> bool:
        """True when no note has reached the plan yet."""
        said = (self.needs, self.strengths, self.gaps_found, self.problems, self.technology, self.areas)
        return not any((*said, self.loose, self.goals, self.proposals, self.follow_up))


_CARRIED_OUT = {
    Gathers.HOW: GapKind.NO_HOW,
    Gathers.WHO: GapKind.NO_WHO,
    Gathers.PARTNERS: GapKind.NO_PARTNERS,
}


def draft_plan(template: Template, network: str, summaries: Sequence[Summary], composition: Composition) -> Plan:
    """Draft a plan from the network's latest summary of each meeting, in any order.

    Priority areas are the themes whose question gathers priority. A how, who or partners theme belongs to
    the area that its `about` names; else it is `loose`. Summaries that nobody compiled give a gap
    `MEETING_NOT_COMPILED`; their themes still count, so that nothing said is left out. Every chapter that
    has nothing gives a gap, those that no question of a meeting gathers included (governing documents,
    resources, consequences, risks).
    """
    ordered = sorted(summaries, key=lambda summary: summary.meeting)
    found = by_gathers(ordered)
    areas = _areas(found)
    chosen = {area.id for area in areas}
    plan = Plan(
        network=network,
        purpose=template.purpose,
        goal=template.goal,
        composition=composition,
        needs=_passages(found, Gathers.SUPPORT),
        strengths=_passages(found, Gathers.STRENGTH),
        gaps_found=_passages(found, Gathers.GAP),
        problems=_passages(found, Gathers.PROBLEM),
        technology=_passages(found, Gathers.TECHNOLOGY),
        areas=areas,
        loose=tuple(_passage(t) for kind in _CARRIED_OUT for _, t in found[kind] if t.about not in chosen),
        goals=_passages(found, Gathers.GOAL),
        proposals=_passages(found, Gathers.PLAN),
        follow_up=_passages(found, Gathers.FOLLOW_UP),
        gaps=(),
    )
    return replace(plan, gaps=_gaps(plan, found, ordered))


def _passage(theme: Theme) -> Passage:
    """A theme stands in one place of a plan only, so its id serves as the passage's."""
    return Passage(theme.id, theme.title, theme.text, theme.compiled_text, theme.sources)


def _passages(found: Found, gathers: Gathers) -> tuple[Passage, ...]:
    return tuple(_passage(theme) for _, theme in found[gathers])


def _areas(found: Found) -> tuple[PriorityArea, ...]:
    def about(theme: Theme, gathers: Gathers) -> tuple[Passage, ...]:
        return tuple(_passage(other) for _, other in found[gathers] if other.about == theme.id)

    return tuple(
        PriorityArea(
            id=theme.id,
            number=number,
            title=theme.title,
            text=theme.text,
            sources=theme.sources,
            how=about(theme, Gathers.HOW),
            who=about(theme, Gathers.WHO),
            partners=about(theme, Gathers.PARTNERS),
        )
        for number, (_, theme) in enumerate(found[Gathers.PRIORITY], start=1)
    )


def _gaps(plan: Plan, found: Found, summaries: Sequence[Summary]) -> tuple[Gap, ...]:
    """What is missing, in the order of the chapters; what no question gathers is always missing here."""
    current_state = plan.strengths or plan.gaps_found or plan.problems
    whole = (
        (plan.proposals, Chapter.PROPOSAL, GapKind.NO_PROPOSAL),
        ((), Chapter.GOVERNING_DOCUMENTS, GapKind.NO_GOVERNING_DOCUMENTS),
        (current_state, Chapter.CURRENT_STATE, GapKind.NO_CURRENT_STATE),
        (plan.areas, Chapter.PRIORITIES, GapKind.NO_PRIORITIES),
        (plan.goals, Chapter.PRIORITIES, GapKind.NO_GOAL),
        (plan.technology, Chapter.TECHNOLOGY, GapKind.NO_TECHNOLOGY),
        ((), Chapter.RESOURCES, GapKind.NO_RESOURCES),
        ((), Chapter.CONSEQUENCES, GapKind.NO_CONSEQUENCES),
        ((), Chapter.RISKS, GapKind.NO_RISKS),
        (plan.follow_up, Chapter.FOLLOW_UP, GapKind.NO_FOLLOW_UP),
    )
    gaps = [Gap(chapter, kind) for there, chapter, kind in whole if not there]
    gaps += [Gap(Chapter.ACTIONS, kind, area) for kind, area in _actions_missing(plan, found)]
    gaps += [
        Gap(Chapter.MAKING, GapKind.MEETING_NOT_COMPILED, meeting=summary.meeting)
        for summary in summaries
        if not summary.compiled
    ]
    order = list(Chapter)
    return tuple(sorted(gaps, key=lambda gap: order.index(gap.chapter)))


def _actions_missing(plan: Plan, found: Found) -> Iterator[tuple[GapKind, int | None]]:
    for area in plan.areas:
        said = (area.how, area.who, area.partners)
        kinds = zip(_CARRIED_OUT.values(), said, strict=True)
        yield from ((kind, area.number) for kind, there in kinds if not there)
    if not plan.areas:
        yield from ((kind, None) for gathers, kind in _CARRIED_OUT.items() if not found[gathers])
