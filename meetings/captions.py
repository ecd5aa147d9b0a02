"""Captions of a film as a WebVTT file: checked whole, and read as a text.

The syntax is W3C's "WebVTT: The Web Video Text Tracks Format", section 4.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

ARROW = "-->"
PAUSE, LONGEST = 2_000, 400  # a new paragraph after so many milliseconds of silence, or after so many characters

_CLOCK = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}(?:[ \t]+(.*?))?[ \t]*")
_SETTING = re.compile(
    r"vertical:(?:rl|lr)|line:(?:-?\d+|\d+(?:\.\d+)?%)(?:,(?:start|center|end))?|size:\d+(?:\.\d+)?%|region:\S+"
    r"|position:\d+(?:\.\d+)?%(?:,(?:line-left|center|line-right))?|align:(?:start|center|end|left|right)"
)
_TAG = re.compile(
    rf"<(?:{_CLOCK}|(/?)(c|i|b|u|v|ruby|rt|lang)((?:\.[^\s.<>&]+)*)(?:[ \t]+([^<>]*))?)>|<|&(?!#?\w+;)", re.ASCII
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_MARKUP = re.compile(r"<[^>]*>")


class Fault(StrEnum):
    """What is wrong in a file of captions."""

    HEADER = "header"
    AFTER_HEADER = "after_header"
    NOTHING = "nothing"
    TIMING = "timing"
    BACKWARDS = "backwards"
    ORDER = "order"
    SETTING = "setting"
    NO_TEXT = "no_text"
    ARROW = "arrow"
    TAG = "tag"
    AMPERSAND = "ampersand"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class CaptionFault:
    """A fault and the line that it stands on, from 1."""

    line: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown from `start` to `end`, in milliseconds; `text` with its tags."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Captions:
    """A file that has been read; with faults it is not to be used."""

    cues: tuple[Cue, ...]
    faults: tuple[CaptionFault, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of what is said, from `start` in milliseconds, by `speaker` ('' when the captions don't tell)."""

    start: int
    speaker: str
    text: str


def read_captions(text: str) -> Captions:
    """Every cue of the file and every fault in it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        return Captions((), (CaptionFault(1, Fault.HEADER),))
    first, *blocks = _blocks(lines)
    faults = [CaptionFault(at, Fault.AFTER_HEADER) for at, line in first if ARROW in line]
    cues: list[Cue] = []
    for block in blocks:
        faults += _read(block, cues)
    if not cues and not faults:
        faults = [CaptionFault(len(lines), Fault.NOTHING)]
    return Captions(tuple(cues), tuple(sorted(faults, key=lambda fault: fault.line)))


def passages(cues: Sequence[Cue]) -> tuple[Passage, ...]:
    """What is said as paragraphs: a new one when somebody else speaks, after a silence, or when it grows long."""
    found: list[Passage] = []
    ended, before = 0, ""
    for cue in cues:
        for speaker, said in _said(cue.text):
            last = found[-1] if found else None
            if last and speaker == last.speaker and said == before:
                continue  # captions that roll show a line twice
            full = last and len(last.text) > LONGEST and last.text.endswith((".", "!", "?", "…"))
            if last and speaker == last.speaker and cue.start - ended < PAUSE and not full:
                found[-1] = Passage(last.start, speaker, f"{last.text} {said}")
            else:
                found.append(Passage(cue.start, speaker, said))
            before = said
        ended = cue.end
    return tuple(found)


Lines = list[tuple[int, str]]


def _blocks(lines: Sequence[str]) -> Iterator[Lines]:
    """Lines with their numbers, parted by empty ones."""
    block: Lines = []
    for at, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append((at, line))
        elif block:
            yield block
            block = []


def _read(block: Lines, cues: list[Cue]) -> Iterator[CaptionFault]:
    """The faults of a block; a cue without one is added to `cues`."""
    at, first = block[0]
    if re.match(r"NOTE(?:[ \t]|$)", first):
        yield from (CaptionFault(line, Fault.ARROW) for line, text in block if ARROW in text)
    elif first.rstrip() in ("STYLE", "REGION"):
        if cues:
            yield CaptionFault(at, Fault.STYLE)
        yield from (CaptionFault(line, Fault.ARROW) for line, text in block if ARROW in text)
    else:
        if ARROW not in first and len(block) > 1:  # a name of the cue
            block = block[1:]
        yield from _read_cue(block, cues)


def _read_cue(block: Lines, cues: list[Cue]) -> Iterator[CaptionFault]:
    (at, timing), *said = block
    shape = _TIMING.fullmatch(timing)
    if not shape:
        yield CaptionFault(at, Fault.TIMING)
        return
    start, end = _instant(shape.groups()[:4]), _instant(shape.groups()[4:8])
    faults = list(_timing_faults(at, start, end, shape[9] or "", cues))
    if not said:
        faults.append(CaptionFault(at, Fault.NO_TEXT))
    faults += [CaptionFault(line, Fault.ARROW) for line, text in said if ARROW in text]
    faults += _text_faults(said)
    yield from faults
    if not faults:
        cues.append(Cue(start, end, "\n".join(text for _, text in said)))


def _timing_faults(at: int, start: int, end: int, settings: str, cues: Sequence[Cue]) -> Iterator[CaptionFault]:
    if end <= start:
        yield CaptionFault(at, Fault.BACKWARDS)
    if cues and start < cues[-1].start:
        yield CaptionFault(at, Fault.ORDER)
    if not all(_SETTING.fullmatch(setting) for setting in settings.split()):
        yield CaptionFault(at, Fault.SETTING)


def _instant(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + thousandths


def _text_faults(said: Lines) -> Iterator[CaptionFault]:
    """Tags that are unknown or not closed, and an & that begins nothing. A voice may go on to the end of the cue."""
    open_tags: list[tuple[int, str]] = []
    for at, text in said:
        for found in _TAG.finditer(text):
            if found[0] == "&":
                yield CaptionFault(at, Fault.AMPERSAND)
            elif found[6] is None:
                if found[0] == "<":
                    yield CaptionFault(at, Fault.TAG)
            elif not _fits(at, found, open_tags):
                yield CaptionFault(at, Fault.TAG)
    yield from (CaptionFault(at, Fault.TAG) for at, name in open_tags if name != "v")


def _fits(at: int, found: re.Match[str], open_tags: list[tuple[int, str]]) -> bool:
    name, closes = found[6], found[5] == "/"
    if not closes:
        open_tags.append((at, name))
        return name not in ("v", "lang") or bool(found[8])
    if name == "ruby" and open_tags and open_tags[-1][1] == "rt":
        open_tags.pop()
    if open_tags and open_tags[-1][1] == name:
        open_tags.pop()
        return True
    return False


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Who says what in a cue, without tags."""
    parts = _VOICE.split(text)
    for speaker, words in zip(["", *parts[1::2]], parts[::2], strict=True):
        plain = " ".join(html.unescape(_MARKUP.sub("", words)).split())
        if plain:
            yield " ".join(html.unescape(speaker).split()), plain
