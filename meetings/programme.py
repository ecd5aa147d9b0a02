"""What a programme template is, once read: steps, questions, time boxes, words.

Nothing here or in the other rules knows a certain programme. Rules read what a question `gathers`, never the
number of a meeting: a network's meeting covers one or more steps, so five, six or seven meetings all work.
"""

from dataclasses import dataclass
from enum import StrEnum


class Perspective(StrEnum):
    """The five perspectives that a member can take part from (one or two a member)."""

    CARER = "carer"
    PRACTITIONER = "practitioner"
    POLITICIAN = "politician"
    MANAGER = "manager"
    CIVIL_SOCIETY = "civil_society"


class Gathers(StrEnum):
    """What a question gathers; decides where its themes are carried and which chapter they reach."""

    SUPPORT = "support"
    STRENGTH = "strength"
    GAP = "gap"
    TECHNOLOGY = "technology"
    PROBLEM = "problem"
    PRIORITY = "priority"
    HOW = "how"
    WHO = "who"
    PARTNERS = "partners"
    GOAL = "goal"
    PLAN = "plan"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a template. `builds_on` says which themes of the last summary are carried under it."""

    key: str
    title: str
    text: str
    gathers: Gathers
    builds_on: tuple[Gathers, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TimeBox:
    """A stretch of a meeting, in minutes; `question` is the key of the question it is for, if any."""

    title: str
    minutes: int
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Something to read or bring: a title, where it is (if on the web), and a word on why."""

    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that a programme's texts lean on: as it is cited, where it is (if on the web), and what for.

    `steps` are the keys of the steps whose guides it is shown in.
    """

    text: str
    url: str = ""
    note: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the method: what a meeting of the full programme does. `starting_point` is Markdown."""

    key: str
    title: str
    purpose: str
    starting_point: str
    questions: tuple[Question, ...]
    time_boxes: tuple[TimeBox, ...]
    material: tuple[Material, ...] = ()

    @property
    def minutes(self) -> int:
        """Planned length in minutes."""
        return sum(box.minutes for box in self.time_boxes)


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to spread the steps over meetings: for each meeting, the keys of the steps that it covers."""

    key: str
    title: str
    meetings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The advised size of a network and the perspectives that should be in it."""

    smallest: int
    largest: int
    perspectives: tuple[Perspective, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A notion of the field: the heading it gives a theme, and the words (or starts of words) that tell of
    it.

    `hints` lean towards it and weigh less; `part_of` is the key of the broader concept that takes its notes
    when they are few, empty when it is broad itself.
    """

    key: str
    title: str
    words: tuple[str, ...]
    hints: tuple[str, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A whole programme template. It has no term and no networks; a programme keeps a frozen copy of it."""

    key: str
    title: str
    purpose: str
    goal: str
    group: Group
    rules_of_dialogue: tuple[str, ...]
    steps: tuple[Step, ...]
    variants: tuple[Variant, ...]
    concepts: tuple[Concept, ...] = ()
    references: tuple[Reference, ...] = ()

    def step(self, key: str) -> Step:
        """Return the step with this key; raises KeyError when there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def question(self, key: str) -> Question:
        """Return the question with this key; raises KeyError when there is none."""
        for step in self.steps:
            for question in step.questions:
                if question.key == key:
                    return question
        raise KeyError(key)

    def variant(self, key: str) -> Variant:
        """Return the variant with this key; raises KeyError when there is none."""
        for variant in self.variants:
            if variant.key == key:
                return variant
        raise KeyError(key)
