"""The heart: a meeting's guide, built from the template and the summary of the meeting before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from meetings.notes import Source
from meetings.programme import Gathers, Material, Question, Reference, Step, Template, TimeBox
from meetings.summary import Summary, Theme

MOST_CARRIED = 7


class Basis(StrEnum):
    """What a guide stands on."""

    FIRST = "first"  # the first meeting: there is nothing before it, and nothing is said of it
    SUMMARY = "summary"  # the shared summary of the meeting before
    NOTES = "notes"  # submitted notes that nobody has compiled yet (ännu inte sammanställt)
    MISSING = "missing"  # the meeting before has not handed in anything
    UNSHARED = "unshared"  # it has, but its summary is not shared: what a member reads in place of `NOTES`


class Origin(StrEnum):
    """Whose theme is carried."""

    OWN = "own"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class CarriedTheme:
    """A theme of the last summary, carried into a guide with the notes behind it.

    From a national summary `sources` is empty and only the counts are carried: a network never reads another
    network's notes. `weight` counts notes, `networks` the networks behind it.
    """

    theme_id: str
    origin: Origin
    meeting: int
    number: int
    gathers: Gathers
    title: str
    text: str
    weight: int
    networks: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question as asked in this meeting, with what the last meeting said that belongs to it.

    `carried` and `national` hold at most `MOST_CARRIED` each, weightiest first; `left_out` and
    `national_left_out` count the themes that were cut. `follow_ups` and `examples` are the network's own.
    """

    question: str
    title: str
    text: str
    hint: str
    gathers: Gathers
    minutes: int
    carried: tuple[CarriedTheme, ...] = ()
    left_out: int = 0
    national: tuple[CarriedTheme, ...] = ()
    national_left_out: int = 0
    follow_ups: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide of one meeting of one network. `starting_points` are Markdown, one a step; `key_points` are what the
    meeting before came to in the network's own words.

    `own_text` is the network's own. `compiled_boxes` are the time boxes as the template gives them, where the
    network has changed them.
    """

    network: str
    meeting: int
    steps: tuple[str, ...]
    title: str
    purposes: tuple[str, ...]
    starting_points: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    time_boxes: tuple[TimeBox, ...]
    rules_of_dialogue: tuple[str, ...]
    material: tuple[Material, ...]
    basis: Basis
    unsorted: int = 0
    references: tuple[Reference, ...] = ()
    own_text: str = ""
    compiled_boxes: tuple[TimeBox, ...] = ()
    key_points: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """Planned length in minutes."""
        return sum(box.minutes for box in self.time_boxes)


def build_guide(
    template: Template,
    steps: Sequence[str],
    *,
    network: str,
    meeting: int,
    last: Summary | None = None,
    national: Summary | None = None,
) -> Guide:
    """Build the guide of the meeting that covers `steps`.

    Each theme of `last` lands under the first question whose `builds_on` names what it gathers, else under
    the first question, so that no theme is lost. When a question of an earlier step of the same meeting
    gathers what a later one builds on, nothing is invented: the later question simply has nothing carried.
    Meetings that cover several steps keep the opening boxes of the first step, the closing boxes of the
    last, every question's and a pause between. Raises ValueError on no steps, KeyError on an unknown one.
    """
    if not steps:
        raise ValueError("a meeting covers at least one step")
    covered = [template.step(key) for key in steps]
    boxes = _time_boxes(covered)
    questions = [question for step in covered for question in step.questions]
    own = _claimed(questions, last)
    everywhere = _claimed(questions, national)
    return Guide(
        network=network,
        meeting=meeting,
        steps=tuple(steps),
        title=" · ".join(step.title for step in covered),
        purposes=tuple(step.purpose for step in covered),
        starting_points=tuple(step.starting_point for step in covered),
        prompts=tuple(_prompt(q, boxes, own[q.key], everywhere[q.key]) for q in questions),
        time_boxes=boxes,
        rules_of_dialogue=template.rules_of_dialogue,
        material=tuple(dict.fromkeys(material for step in covered for material in step.material)),
        basis=_basis(meeting, last),
        unsorted=len(last.unsorted) if last else 0,
        references=_references(template, covered),
        key_points=last.outcome.key_points if last else (),
    )


def as_members_read_it(guide: Guide) -> Guide:
    """The guide without what comes from notes that nobody has compiled and shared."""
    if guide.basis is not Basis.NOTES:
        return guide
    prompts = tuple(replace(prompt, carried=(), left_out=0) for prompt in guide.prompts)
    return replace(guide, prompts=prompts, basis=Basis.UNSHARED, unsorted=0, key_points=())


def _basis(meeting: int, last: Summary | None) -> Basis:
    if last is None:
        return Basis.FIRST if meeting == 1 else Basis.MISSING
    return Basis.SUMMARY if last.compiled else Basis.NOTES


def _references(template: Template, steps: Sequence[Step]) -> tuple[Reference, ...]:
    """The template's references for these steps, but for those that stand among the material."""
    keys = {step.key for step in steps}
    given = {material.url for step in steps for material in step.material if material.url}
    return tuple(r for r in template.references if keys.intersection(r.steps) and r.url not in given)


def _claimed(questions: Sequence[Question], summary: Summary | None) -> dict[str, list[CarriedTheme]]:
    """The themes of the summary under the question that each belongs to, in their order."""
    claimed: dict[str, list[CarriedTheme]] = {question.key: [] for question in questions}
    if summary is None or not questions:
        return claimed
    for theme in sorted(summary.themes, key=_order):
        home = next((q for q in questions if theme.gathers in q.builds_on), questions[0])
        claimed[home.key].append(_carried(theme, summary))
    return claimed


def _order(theme: Theme) -> tuple[int, ...]:
    """What was chosen comes first and in the order chosen, then the weightiest."""
    return (0, theme.number) if theme.chosen else (1, -theme.weight, theme.number)


def _carried(theme: Theme, summary: Summary) -> CarriedTheme:
    national = summary.network is None
    return CarriedTheme(
        theme_id=theme.id,
        origin=Origin.NATIONAL if national else Origin.OWN,
        meeting=summary.meeting,
        number=theme.number,
        gathers=theme.gathers,
        title=theme.title,
        text=theme.text,
        weight=theme.weight,
        networks=len(theme.networks),
        sources=() if national else theme.sources,
    )


def _prompt(
    question: Question,
    boxes: Sequence[TimeBox],
    own: Sequence[CarriedTheme],
    national: Sequence[CarriedTheme],
) -> Prompt:
    return Prompt(
        question=question.key,
        title=question.title,
        text=question.text,
        hint=question.hint,
        gathers=question.gathers,
        minutes=sum(box.minutes for box in boxes if box.question == question.key),
        carried=tuple(own[:MOST_CARRIED]),
        left_out=max(0, len(own) - MOST_CARRIED),
        national=tuple(national[:MOST_CARRIED]),
        national_left_out=max(0, len(national) - MOST_CARRIED),
    )


def _time_boxes(steps: Sequence[Step]) -> tuple[TimeBox, ...]:
    """The boxes of a meeting that covers `steps`: one opening, one closing, and all that is between."""
    kept: list[TimeBox] = []
    for step in steps:
        asking = [place for place, box in enumerate(step.time_boxes) if box.question is not None]
        start = 0 if step is steps[0] or not asking else asking[0]
        end = len(step.time_boxes) if step is steps[-1] or not asking else asking[-1] + 1
        kept.extend(step.time_boxes[start:end])
    return tuple(kept)
