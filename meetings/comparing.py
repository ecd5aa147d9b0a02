"""Two versions compared: of a text word by word, of a summary theme by theme. Nothing is judged, only told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from meetings.summary import Summary, Theme

_WORDS = re.compile(r"\s+|\S+")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, with the spaces between them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ComparedTheme:
    """A theme in two versions; one of them is None where it was added or is gone.

    `arrived` and `left` are the ids of notes that came into the theme and went out of it.
    """

    before: Theme | None
    after: Theme | None
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]
    arrived: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def reworded(self) -> bool:
        """True when heading or text has changed."""
        return any(piece.change is not Change.SAME for piece in (*self.title, *self.text))

    @property
    def changed(self) -> bool:
        """True when anything has."""
        return self.before is None or self.after is None or self.reworded or bool(self.arrived or self.left)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a summary: the themes of the later one in its order, those that are gone last.

    `joined` and `dropped` are the ids of notes that only the later, or only the earlier version stands on.
    """

    themes: tuple[ComparedTheme, ...]
    joined: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def changed(self) -> tuple[ComparedTheme, ...]:
        """The themes that differ."""
        return tuple(theme for theme in self.themes if theme.changed)


def compare_texts(before: str, after: str) -> tuple[Piece, ...]:
    """What is the same, gone and new between two texts, by whole words; what is gone stands before what replaced it."""
    return tuple(_joined(_pieces(_WORDS.findall(before), _WORDS.findall(after))))


def compare_summaries(before: Summary, after: Summary) -> Comparison:
    """Compare two versions of one summary; a theme is known by its id."""
    old = {theme.id: theme for theme in before.themes}
    new = {theme.id for theme in after.themes}
    pairs = [(old.get(theme.id), theme) for theme in after.themes]
    gone = [(theme, None) for theme in before.themes if theme.id not in new]
    stood, stand = _notes(before), _notes(after)
    return Comparison(
        themes=tuple(_compared(*pair) for pair in (*pairs, *gone)),
        joined=tuple(note for note in stand if note not in stood),
        dropped=tuple(note for note in stood if note not in stand),
    )


def _compared(before: Theme | None, after: Theme | None) -> ComparedTheme:
    had, has = ([source.note_id for source in theme.sources] if theme else [] for theme in (before, after))
    return ComparedTheme(
        before=before,
        after=after,
        title=compare_texts(before.title if before else "", after.title if after else ""),
        text=compare_texts(before.text if before else "", after.text if after else ""),
        arrived=tuple(note for note in has if note not in had),
        left=tuple(note for note in had if note not in has),
    )


def _notes(summary: Summary) -> dict[str, None]:
    """The ids of all notes that a summary stands on, in their order."""
    themed = (source.note_id for theme in summary.themes for source in theme.sources)
    return dict.fromkeys((*themed, *(source.note_id for source in summary.unsorted)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(Change.SAME, "".join(after[c:d]))
            continue
        yield Piece(Change.GONE, "".join(before[a:b]))
        yield Piece(Change.NEW, "".join(after[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces without empty ones; a lone space between two changes is part of both, to be read in one go."""
    gone = new = ""
    for piece in (*pieces, Piece(Change.SAME, "")):
        if piece.change is Change.GONE:
            gone += piece.text
        elif piece.change is Change.NEW:
            new += piece.text
        elif piece.text and not piece.text.strip() and (gone or new):
            gone, new = gone + piece.text, new + piece.text
        else:
            yield from _changes(gone, new)
            gone = new = ""
            if piece.text:
                yield piece


def _changes(gone: str, new: str) -> Iterator[Piece]:
    if gone.strip():
        yield Piece(Change.GONE, gone)
    if new:
        yield Piece(Change.NEW if new.strip() else Change.SAME, new)
