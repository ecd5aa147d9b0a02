"""What people write in a plan: texts, and the rows of its tables (domain.md, A plan that can be decided on).

What the rules draft from the notes and what people add stand in the same rows. A row keeps the id that it was drafted
under, so that its notes are found, and the words it was drafted with, so that what is new since can be shown.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from meetings.facts import Fact
from meetings.notes import Source


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


class Arena(StrEnum):
    """Who an action or a proposed decision is for: they decide separately."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    CIVIL_SOCIETY = "civil_society"


class DecisionForm(StrEnum):
    """How the points of a proposed decision are worded."""

    SENTENCES = "sentences"  # full sentences
    CLAUSES = "clauses"  # att-satser


class Cost(StrEnum):
    """What an action costs; a plan never leaves it blank."""

    NOT_CALCULATED = "not_calculated"  # ej beräknat
    WITHIN_BUDGET = "within_budget"  # ryms inom ram
    AMOUNT = "amount"  # as written


class Likelihood(StrEnum):
    """How likely a risk is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Section(StrEnum):
    """A running text of a plan."""

    SUMMARY = "summary"
    BACKGROUND = "background"
    GOVERNING_DOCUMENTS = "governing_documents"
    CURRENT_STATE = "current_state"
    TECHNOLOGY = "technology"
    RESOURCES = "resources"
    CHILDREN = "children"
    EQUALITY = "equality"
    ECONOMY = "economy"
    STAFF = "staff"
    PRIVACY = "privacy"
    FOLLOW_UP = "follow_up"
    MAKING = "making"


CONSEQUENCES = (Section.CHILDREN, Section.EQUALITY, Section.ECONOMY, Section.STAFF, Section.PRIVACY)


@dataclass(frozen=True, slots=True)
class SectionText:
    """A text as somebody wrote it, under the code of its section; Markdown."""

    id: Section
    text: str = ""


@dataclass(frozen=True, slots=True)
class AreaText:
    """What somebody wrote of a priority area (by its id); an empty text is drafted or missing."""

    id: str
    current_state: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """An action. `area` is the id of its priority area, or empty; `body` the id of the one receiving body that it is
    for, empty where it is for every body of its arena; `responsible` is a function or a body, never a person. `start`,
    `end` and `milestone` are texts ("våren 2027"). `drafted` is what the rules drafted it with; `sources` are found
    anew each time and never stored."""

    id: str
    title: str
    area: str = ""
    description: str = ""
    arena: Arena | None = None
    body: str = ""
    responsible: str = ""
    partners: str = ""
    cost: Cost = Cost.NOT_CALCULATED
    amount: str = ""
    start: str = ""
    end: str = ""
    milestone: str = ""
    drafted: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One point of a proposed decision, as it is to be decided; the rest as for an action."""

    id: str
    text: str
    arena: Arena | None = None
    body: str = ""
    drafted: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator: what is followed, from where to where, by which source, when and by whom."""

    id: str
    indicator: str
    baseline: str = ""
    target: str = ""
    source: str = ""
    when: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk, what it would lead to, and what is done about it."""

    id: str
    risk: str
    likelihood: Likelihood | None = None
    consequence: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent:
    """All that people have written in a plan. `removed` are the ids of drafted rows that they took away,
    `facts` those that they cite, `form` how the proposed decisions are worded."""

    texts: tuple[SectionText, ...] = ()
    areas: tuple[AreaText, ...] = ()
    actions: tuple[Action, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    measures: tuple[Measure, ...] = ()
    risks: tuple[Risk, ...] = ()
    removed: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    form: DecisionForm = DecisionForm.SENTENCES


Row = TypeVar("Row", Action, Proposal)


def with_drafted(written: Sequence[Row], drafted: Sequence[Row], removed: Collection[str]) -> tuple[Row, ...]:
    """The rows as written, then those drafted that nobody has touched or taken away."""
    known = {row.id for row in written} | set(removed)
    rows = list(written)
    rows += [row for row in drafted if row.id not in known]
    return tuple(rows)


def row_of(content: PlanContent, part: str, key: str) -> Any:
    """The row of a part (a field of `PlanContent`) with this id, or None."""
    return next((row for row in getattr(content, part) if row.id == key), None)


def with_row(content: PlanContent, part: str, row: Any) -> PlanContent:
    """The content with the row in the place of the one with the same id, or last; never with its notes."""
    rows = getattr(content, part)
    if isinstance(row, Action | Proposal):
        row = replace(row, sources=())
    if row_of(content, part, row.id) is None:
        rows = (*rows, row)
    changed: dict[str, Any] = {part: tuple(row if each.id == row.id else each for each in rows)}
    return replace(content, **changed)


def without_row(content: PlanContent, part: str, key: str) -> PlanContent:
    """The content without the row; one that the rules draft is remembered as taken away."""
    left: dict[str, Any] = {part: tuple(row for row in getattr(content, part) if row.id != key)}
    return replace(content, **left, removed=tuple(dict.fromkeys((*content.removed, key))))
