"""The heart: a meeting's guide, built from the template and the summary of the meeting before."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.notes import Source
from meetings.programme import Gathers, Material, Template, TimeBox
from meetings.summary import Summary

MOST_CARRIED = 7


class Basis(StrEnum):
    """What a guide stands on."""

    FIRST = "first"  # the first meeting: there is nothing before it, and nothing is said of it
    SUMMARY = "summary"  # the shared summary of the meeting before
    NOTES = "notes"  # submitted notes that nobody has compiled yet (ännu inte sammanställt)
    MISSING = "missing"  # the meeting before has not handed in anything


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
    `national_left_out` count the themes that were cut.
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


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide of one meeting of one network. `starting_points` are Markdown, one a step."""

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

    Each theme of `last` lands under the first question whose `builds_on` names what it gathers, else under the
    first question, so that no theme is lost. When a question of an earlier step of the same meeting gathers what
    a later one builds on, nothing is invented: the later question simply has nothing carried. Meetings that cover
    several steps keep the opening boxes of the first step, the closing boxes of the last, and every question's.
    Raises ValueError on no steps, KeyError on an unknown one.
    """
    raise NotImplementedError
