"""The local plan: drafted from priorities and the how, who and which notes. What is not there is stated as a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.composition import Composition
from meetings.notes import Source
from meetings.programme import Template
from meetings.summary import Summary


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
        return not (self.needs or self.strengths or self.gaps_found or self.areas or self.loose or self.proposals)


def draft_plan(
    template: Template, network: str, summaries: Sequence[Summary], composition: Composition
) -> Plan:
    """Draft a plan from the network's latest summary of each meeting, in any order.

    Priority areas are the themes whose question gathers priority. A how, who or partners theme belongs to the area
    that its `about` names; else it is `loose`. Summaries that nobody compiled give a gap `MEETING_NOT_COMPILED`;
    their themes still count, so that nothing said is left out.
    """
    raise NotImplementedError
