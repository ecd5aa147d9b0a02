"""The local plan: drafted from priorities and the how, who and which notes, with what people have written in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from meetings.composition import Composition
from meetings.facts import Fact, merged
from meetings.notes import Source
from meetings.plan_content import (
    Action,
    AreaText,
    Chapter,
    DecisionForm,
    Measure,
    PlanContent,
    Proposal,
    Risk,
    Row,
    Section,
    with_drafted,
)
from meetings.programme import Gathers, Template
from meetings.summary import Summary, Theme, by_gathers

Found = Mapping[Gathers, tuple[tuple[Summary, Theme], ...]]

_STATE = (Gathers.GAP, Gathers.PROBLEM, Gathers.STRENGTH, Gathers.TECHNOLOGY)
_CARRIED_OUT = (Gathers.HOW, Gathers.WHO, Gathers.PARTNERS)


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

    `text` is the reason. An empty text or tuple is a gap.
    """

    id: str
    number: int
    title: str
    text: str
    sources: tuple[Source, ...]
    current_state: str = ""
    goal: str = ""
    how: tuple[Passage, ...] = ()
    who: tuple[Passage, ...] = ()
    partners: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan that notes can stand behind: its chapter, its id, what it is called there."""

    chapter: Chapter
    id: str
    title: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft plan of one network.

    `considered` are areas that were raised and not chosen, `loose` how, who and which that belong to no chosen area
    yet. `actions` and `proposals` hold their sources. `uncompiled` are meetings whose notes nobody has sorted: what
    was said there counts all the same. `redrafted` are rows (by id) that somebody has written over, with what they
    would be drafted with now, where that is something else than then. `facts` are those that its texts cite.
    """

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
    considered: tuple[Passage, ...]
    loose: tuple[Passage, ...]
    goals: tuple[Passage, ...]
    follow_up: tuple[Passage, ...]
    actions: tuple[Action, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    measures: tuple[Measure, ...] = ()
    risks: tuple[Risk, ...] = ()
    texts: tuple[tuple[Section, str], ...] = ()
    uncompiled: tuple[int, ...] = ()
    redrafted: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    form: DecisionForm = DecisionForm.SENTENCES

    @property
    def empty(self) -> bool:
        """True when neither a note nor anything written has reached the plan yet."""
        return not (self.sources or self.actions or self.proposals or self.measures or self.risks or self.texts)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every note behind the plan, each once."""
        return tuple(dict.fromkeys(source for part in self.parts() for source in part.sources))

    def text(self, section: Section) -> str:
        """What somebody wrote in a section; empty where nobody has."""
        return dict(self.texts).get(section, "")

    def actions_of(self, area: PriorityArea | None) -> list[Action]:
        """The actions of an area in their order; those of no chosen area for None."""
        known = {each.id for each in self.areas}
        return [a for a in self.actions if (a.area == area.id if area else a.area not in known)]

    def parts(self) -> Iterator[Part]:
        """Each part that can have notes behind it, chapter by chapter. What was said of how stands as actions."""
        said: tuple[tuple[Chapter, Iterable[Passage | PriorityArea]], ...] = (
            (Chapter.BACKGROUND, self.needs),
            (Chapter.CURRENT_STATE, (*self.strengths, *self.gaps_found, *self.problems)),
            (Chapter.PRIORITIES, (*self.areas, *self.goals, *self.considered)),
            (Chapter.ACTIONS, (*(p for a in self.areas for p in (*a.who, *a.partners)), *self.loose)),
            (Chapter.TECHNOLOGY, self.technology),
            (Chapter.FOLLOW_UP, self.follow_up),
        )
        yield from (Part(Chapter.PROPOSAL, point.id, point.text, point.sources) for point in self.proposals)
        for chapter, passages in said:
            if chapter is Chapter.ACTIONS:
                yield from (Part(chapter, action.id, action.title, action.sources) for action in self.actions)
            yield from (Part(chapter, passage.id, passage.title, passage.sources) for passage in passages)


def draft_plan(
    template: Template,
    network: str,
    summaries: Sequence[Summary],
    composition: Composition,
    content: PlanContent | None = None,
) -> Plan:
    """Draft a plan from the network's latest summary of each meeting, in any order, and from what people wrote.

    Priority areas are the themes that were chosen, or all that gather priority where nobody recorded a choice. A how,
    who or partners theme belongs to the area that its `about` names; else it is `loose`. Each how theme of an area is
    an action until somebody rewrites or removes it, and each theme that gathers plan a point of the proposed decision.
    """
    written = content or PlanContent()
    ordered = sorted(summaries, key=lambda summary: summary.meeting)
    found = by_gathers(ordered)
    areas = _areas(found, {area.id: area for area in written.areas})
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
        considered=tuple(_passage(theme) for _, theme in found[Gathers.PRIORITY] if theme.id not in chosen),
        loose=tuple(_passage(t) for kind in _CARRIED_OUT for _, t in found[kind] if t.about not in chosen),
        goals=tuple(_passage(t) for _, t in found[Gathers.GOAL] if t.about not in chosen),
        follow_up=_passages(found, Gathers.FOLLOW_UP),
        measures=written.measures,
        risks=written.risks,
        texts=tuple((each.id, each.text) for each in written.texts if each.text),
        facts=merged(written.facts, *(summary.facts for summary in ordered)),
        uncompiled=tuple(summary.meeting for summary in ordered if not summary.compiled),
    )
    return _with_rows(plan, found, written)


def _passage(theme: Theme) -> Passage:
    """A theme stands in one place of a plan only, so its id serves as the passage's."""
    return Passage(theme.id, theme.title, theme.text, theme.compiled_text, theme.sources)


def _passages(found: Found, gathers: Gathers) -> tuple[Passage, ...]:
    return tuple(_passage(theme) for _, theme in found[gathers])


def _areas(found: Found, written: Mapping[str, AreaText]) -> tuple[PriorityArea, ...]:
    def about(theme: Theme, gathers: Gathers) -> tuple[Passage, ...]:
        return tuple(_passage(other) for _, other in found[gathers] if other.about == theme.id)

    themes = [theme for _, theme in found[Gathers.PRIORITY]]
    chosen = [theme for theme in themes if theme.chosen] or themes
    areas = []
    for number, theme in enumerate(chosen, start=1):
        own = written.get(theme.id, AreaText(theme.id))
        goals = about(theme, Gathers.GOAL)
        areas.append(
            PriorityArea(
                id=theme.id,
                number=number,
                title=theme.title,
                text=theme.text,
                sources=tuple(dict.fromkeys(chain(theme.sources, *(goal.sources for goal in goals)))),
                current_state=own.current_state or _state(theme, found),
                goal=own.goal or " ".join(goal.text for goal in goals),
                how=about(theme, Gathers.HOW),
                who=about(theme, Gathers.WHO),
                partners=about(theme, Gathers.PARTNERS),
            )
        )
    return tuple(areas)


def _state(area: Theme, found: Found) -> str:
    """What was said of the state of an area: the texts of the earlier themes that it was chosen from."""
    behind = {source.note_id for source in area.sources}
    themes = (theme for gathers in _STATE for _, theme in found[gathers])
    return " ".join(theme.text for theme in themes if not behind.isdisjoint(s.note_id for s in theme.sources))


def _with_rows(plan: Plan, found: Found, written: PlanContent) -> Plan:
    """The plan with its actions and proposals: drafted, or as somebody wrote them, in the form that they chose."""
    actions = [_drafted(area, how) for area in plan.areas for how in area.how]
    proposals = [_proposal(theme) for _, theme in found[Gathers.PLAN]]
    return replace(
        plan,
        form=written.form,
        actions=_by_area(_with_notes(written.actions, actions, written.removed), plan.areas),
        proposals=_with_notes(written.proposals, proposals, written.removed),
        redrafted=(*_redrafted(written.actions, actions), *_redrafted(written.proposals, proposals)),
    )


def _with_notes(written: Sequence[Row], drafted: Sequence[Row], removed: Sequence[str]) -> tuple[Row, ...]:
    """The rows as they stand, each with the notes that it was drafted from."""
    notes = {row.id: row.sources for row in drafted}
    rows = [replace(row, sources=notes.get(row.id, ())) for row in with_drafted(written, drafted, removed)]
    return tuple(rows)


def _redrafted(written: Sequence[Row], drafted: Sequence[Row]) -> Iterator[tuple[str, str]]:
    now = {row.id: row.drafted for row in drafted}
    return ((row.id, now[row.id]) for row in written if row.id in now and row.drafted != now[row.id])


def _by_area(actions: Sequence[Action], areas: Sequence[PriorityArea]) -> tuple[Action, ...]:
    order = {area.id: area.number for area in areas}
    return tuple(sorted(actions, key=lambda action: order.get(action.area, len(order) + 1)))


def _drafted(area: PriorityArea, how: Passage) -> Action:
    """Who and with whom is said of the area, so it goes for each of its actions."""
    return Action(
        id=how.id,
        title=how.title,
        area=area.id,
        description=how.text,
        responsible="; ".join(passage.title for passage in area.who),
        partners="; ".join(passage.title for passage in area.partners),
        drafted=how.text,
        sources=tuple(dict.fromkeys(chain(how.sources, *(p.sources for p in (*area.who, *area.partners))))),
    )


def _proposal(theme: Theme) -> Proposal:
    words = theme.text or theme.title
    return Proposal(theme.id, words, drafted=words, sources=theme.sources)
