"""What a network makes its own in a guide: prompts under the questions, a text on the meeting, other minutes.

It is kept apart from what is compiled, and laid over any guide of the meeting, so that a guide that is built anew
keeps it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.programme import TimeBox
from meetings.prompts import Guide, Prompt


@dataclass(frozen=True, slots=True)
class OwnPrompt:
    """What a network adds under a question, each in its order: `follow_ups` to ask, `examples` from its own place."""

    question: str
    follow_ups: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTime:
    """Other minutes for the time box that `box_keys` calls `box`; 0 leaves it out, if it is no question's."""

    box: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Adaptation:
    """All that a network has made its own in the guide of one meeting. `text` is about the meeting as a whole."""

    text: str = ""
    prompts: tuple[OwnPrompt, ...] = ()
    times: tuple[OwnTime, ...] = ()


def box_keys(boxes: Sequence[TimeBox]) -> tuple[str, ...]:
    """A name for each box that stays when boxes come or go: its question, or its title and which of that title."""
    seen: Counter[str] = Counter()
    keys = []
    for box in boxes:
        seen[box.title] += box.question is None
        keys.append(box.question or f"{box.title} #{seen[box.title]}")
    return tuple(keys)


def compiled_boxes(guide: Guide) -> tuple[TimeBox, ...]:
    """The time boxes as the template gives them, whatever the network has made of them."""
    return guide.compiled_boxes or guide.time_boxes


def adapted(guide: Guide, adaptation: Adaptation) -> Guide:
    """The guide with what is a network's own in place of what it had of that before.

    What belongs to a question or a time box that the guide doesn't have is left out.
    """
    compiled = compiled_boxes(guide)
    boxes = _with_own_times(compiled, {time.box: time.minutes for time in adaptation.times})
    own = {prompt.question: prompt for prompt in adaptation.prompts}
    return replace(
        guide,
        own_text=adaptation.text,
        time_boxes=boxes,
        compiled_boxes=() if boxes == compiled else compiled,
        prompts=tuple(_with_own(p, own.get(p.question, OwnPrompt(p.question)), boxes) for p in guide.prompts),
    )


def wanted_length(guide: Guide, wanted: int | None = None) -> int:
    """How many minutes the meeting is to take: what is `wanted` of it, else what the template's time boxes sum to."""
    return sum(box.minutes for box in compiled_boxes(guide)) if wanted is None else wanted


def _with_own_times(boxes: Sequence[TimeBox], minutes: dict[str, int]) -> tuple[TimeBox, ...]:
    changed = (
        replace(box, minutes=minutes.get(key, box.minutes)) for box, key in zip(boxes, box_keys(boxes), strict=True)
    )
    return tuple(box for box in changed if box.minutes or box.question)


def _with_own(prompt: Prompt, own: OwnPrompt, boxes: Sequence[TimeBox]) -> Prompt:
    minutes = sum(box.minutes for box in boxes if box.question == prompt.question)
    return replace(prompt, follow_ups=own.follow_ups, examples=own.examples, minutes=minutes)
