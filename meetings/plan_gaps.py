"""What a plan lacks, chapter by chapter; stated as such, never filled in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from meetings.plan import Plan
from meetings.plan_content import CONSEQUENCES, Action, Chapter, Section


class GapKind(StrEnum):
    """What a plan lacks."""

    NO_PROPOSAL = "no_proposal"
    NO_TEXT = "no_text"
    NO_CURRENT_STATE = "no_current_state"
    NO_PRIORITIES = "no_priorities"
    NO_GOAL = "no_goal"
    NO_ACTION = "no_action"
    NO_ARENA = "no_arena"
    NO_RESPONSIBLE = "no_responsible"
    NO_PARTNERS = "no_partners"
    NO_TIME = "no_time"
    NO_MILESTONE = "no_milestone"
    NO_TECHNOLOGY = "no_technology"
    NO_RISKS = "no_risks"
    NO_MEASURES = "no_measures"
    NO_FOLLOW_UP = "no_follow_up"
    MEETING_NOT_COMPILED = "meeting_not_compiled"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: in which chapter, and which areas, actions ("1.2"), meeting or section lack it, where that is
    the matter."""

    chapter: Chapter
    kind: GapKind
    areas: tuple[int, ...] = ()
    actions: tuple[str, ...] = ()
    section: Section | None = None
    meeting: int | None = None


def numbered_actions(plan: Plan) -> dict[str, Action]:
    """The actions by their number: 1.2 is the second one of area 1, and 0.1 the first one that has no area."""
    return {
        f"{area.number if area else 0}.{n}": action
        for area in (*plan.areas, None)
        for n, action in enumerate(plan.actions_of(area), start=1)
    }


def find_gaps(plan: Plan) -> tuple[Gap, ...]:
    """What is missing, in the order of the chapters. A text that somebody wrote fills what the notes do not."""
    gaps = [*_whole(plan), *_areas(plan), *_of_actions(plan), *_texts(plan)]
    gaps += [Gap(Chapter.MAKING, GapKind.MEETING_NOT_COMPILED, meeting=number) for number in plan.uncompiled]
    order = list(Chapter)
    return tuple(sorted(gaps, key=lambda gap: order.index(gap.chapter)))


def _whole(plan: Plan) -> Iterator[Gap]:
    state = plan.strengths or plan.gaps_found or plan.problems or plan.text(Section.CURRENT_STATE)
    there = (
        (plan.proposals, Chapter.PROPOSAL, GapKind.NO_PROPOSAL),
        (state, Chapter.CURRENT_STATE, GapKind.NO_CURRENT_STATE),
        (plan.areas, Chapter.PRIORITIES, GapKind.NO_PRIORITIES),
        (plan.actions, Chapter.ACTIONS, GapKind.NO_ACTION),
        (plan.technology or plan.text(Section.TECHNOLOGY), Chapter.TECHNOLOGY, GapKind.NO_TECHNOLOGY),
        (plan.risks, Chapter.RISKS, GapKind.NO_RISKS),
        (plan.measures, Chapter.FOLLOW_UP, GapKind.NO_MEASURES),
        (plan.follow_up or plan.text(Section.FOLLOW_UP), Chapter.FOLLOW_UP, GapKind.NO_FOLLOW_UP),
    )
    yield from (Gap(chapter, kind) for what, chapter, kind in there if not what)


def _areas(plan: Plan) -> Iterator[Gap]:
    lacking = [
        (Chapter.PRIORITIES, GapKind.NO_CURRENT_STATE, [a.number for a in plan.areas if not a.current_state]),
        (Chapter.PRIORITIES, GapKind.NO_GOAL, [a.number for a in plan.areas if not a.goal]),
    ]
    if plan.actions:
        lacking += [(Chapter.ACTIONS, GapKind.NO_ACTION, [a.number for a in plan.areas if not plan.actions_of(a)])]
    yield from (Gap(chapter, kind, areas=tuple(numbers)) for chapter, kind, numbers in lacking if numbers)


_ASKED_OF_ACTIONS: dict[GapKind, Callable[[Action], object]] = {
    GapKind.NO_ARENA: lambda action: action.arena,
    GapKind.NO_RESPONSIBLE: lambda action: action.responsible,
    GapKind.NO_PARTNERS: lambda action: action.partners,
    GapKind.NO_TIME: lambda action: action.start and action.end,
    GapKind.NO_MILESTONE: lambda action: action.milestone,
}


def _of_actions(plan: Plan) -> Iterator[Gap]:
    numbered = numbered_actions(plan)
    for kind, asked in _ASKED_OF_ACTIONS.items():
        lacking = tuple(number for number, action in numbered.items() if not asked(action))
        if lacking:
            yield Gap(Chapter.ACTIONS, kind, actions=lacking)


def _texts(plan: Plan) -> Iterator[Gap]:
    asked = [
        (Chapter.GOVERNING_DOCUMENTS, Section.GOVERNING_DOCUMENTS),
        (Chapter.RESOURCES, Section.RESOURCES),
        *((Chapter.CONSEQUENCES, section) for section in CONSEQUENCES),
    ]
    yield from (Gap(chapter, GapKind.NO_TEXT, section=s) for chapter, s in asked if not plan.text(s))
