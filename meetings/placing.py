"""Which question a text that was written elsewhere answers, piece by piece, and what of it is no note."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from meetings.notes import NoteKind
from meetings.pieces import Piece, Shape
from meetings.programme import Question
from meetings.words import STOP_WORDS, stem, words

LIKE = 0.6  # how like a question a heading must be to stand for it, from 0 to 1
CLEARLY = 0.1  # and how much more like it than any other
ALIKE = 0.92  # how like a question a plain line must be to be its heading
LONGEST_HEADING = 200
EMPTY_LINE = "…"  # what the form has in each place to write

_NUMBERED = re.compile(r"^\s*(?:fråga\s*)?\d{1,2}\s*[.):]\s*", re.IGNORECASE)


class NoNote(StrEnum):
    """Why a piece of a text is no note."""

    HEADING = "heading"  # of a question, or of what follows
    OF_GUIDE = "of_guide"  # the question itself, or what the form says
    EMPTY = "empty"  # a place in the form where nothing is written


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A piece of a text as a note would have it.

    `question` is the key of the question that it answers, "" where nothing tells; `under` is the heading it stood
    under. Something with a `no_note` isn't taken in.
    """

    text: str
    question: str = ""
    kind: NoteKind | None = None
    under: str = ""
    no_note: NoNote | None = None


def place_pieces(
    pieces: Sequence[Piece],
    questions: Sequence[Question],
    *,
    kinds: Mapping[str, NoteKind],
    of_form: Sequence[str] = (),
    longest: int,
) -> tuple[PlacedText, ...]:
    """Each piece at its question, in the order of the text.

    `kinds` are the words that say what a note is when it begins with one and a colon. `of_form` is what the form itself
    says, the beginning of what ends in a colon; it comes first. An item of a list within a list belongs to the item
    before. A text of more than `longest` characters becomes several.
    """
    asked = {_plain(text) for question in questions for text in (question.text, question.hint)}
    form = _Form({_plain(text) for text in of_form}, tuple(text for text in of_form if text.endswith(":")))
    written = [piece for piece in pieces if not form.says(piece.text)]
    printed = [PlacedText(piece.text, no_note=NoNote.OF_GUIDE) for piece in pieces if form.says(piece.text)]
    found = [*printed, *(_with_kind(text, kinds) for text in _placed(_with_inner_items(written), questions, asked))]
    return tuple(replace(text, text=part) for text in found for part in _parts(text.text, longest))


@dataclass(frozen=True)
class _Form:
    said: set[str]
    beginnings: tuple[str, ...]

    def says(self, text: str) -> bool:
        return _plain(text) in self.said or (bool(self.beginnings) and text.startswith(self.beginnings))


def likeness(text: str, question: Question) -> float:
    """How much a heading says what a question is called or asks, from 0 to 1."""
    return max(_alike(text, question.title), _alike(text, question.text))


def _alike(one: str, other: str) -> float:
    first, second = _plain(one), _plain(other)
    if not first or not second:
        return 0.0
    of_first, of_second = _stems(first), _stems(second)
    shared = len(of_first & of_second) / max(1, len(of_first | of_second))
    within = 0.8 * (len(of_first) > 1 and of_first <= of_second)
    return max(SequenceMatcher(None, first, second).ratio(), shared, within)


def _plain(text: str) -> str:
    return " ".join(words(_NUMBERED.sub("", text)))


def _stems(plain: str) -> set[str]:
    return {stem(word) for word in plain.split() if word not in STOP_WORDS}


def _meant(text: str, questions: Sequence[Question], least: float = LIKE) -> Question | None:
    """The one question that a heading clearly is."""
    ranked = sorted(((likeness(text, question), n) for n, question in enumerate(questions)), reverse=True)
    if not ranked or ranked[0][0] < least:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEARLY:
        return None
    return questions[ranked[0][1]]


def _placed(pieces: Sequence[Piece], questions: Sequence[Question], known: set[str]) -> Iterator[PlacedText]:
    question, level, under = "", 0, ""
    for table, group in groupby(pieces, key=lambda piece: piece.table):
        if table:
            yield from _rows(list(group), questions, question, under)
            continue
        for piece in group:
            meant = _heading_of(piece, questions)
            if piece.shape is Shape.HEADING or meant:
                if meant:
                    question, level = meant.key, piece.level
                elif piece.level <= level:  # a part of its own, of something else
                    question, level = "", 0
                under = "" if meant else piece.text
                yield PlacedText(piece.text, question, under=under, no_note=NoNote.HEADING)
            elif piece.text.strip(EMPTY_LINE + " _\n") == "":
                yield PlacedText(piece.text, question, no_note=NoNote.EMPTY)
            elif _plain(piece.text) in known:
                yield PlacedText(piece.text, question, no_note=NoNote.OF_GUIDE)
            else:
                yield PlacedText(piece.text.strip(EMPTY_LINE + " "), question, under=under)


def _heading_of(piece: Piece, questions: Sequence[Question]) -> Question | None:
    """The question that a piece is the heading of: a plain line must say it nearly word for word."""
    if piece.shape is Shape.HEADING:
        return _meant(piece.text, questions)
    if piece.shape is Shape.ROW or len(piece.text) > LONGEST_HEADING:
        return None
    alike = [q for q in questions if _ratio(piece.text, q.title) >= ALIKE]
    return alike[0] if len(alike) == 1 else None


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, _plain(one), _plain(other)).ratio()


def _rows(rows: Sequence[Piece], questions: Sequence[Question], question: str, under: str) -> Iterator[PlacedText]:
    """A table has its questions along the top, or down the side, or is about one."""
    across = [_meant(cell, questions) for cell in rows[0].cells]
    if len([meant for meant in across if meant]) > 1:
        yield PlacedText(rows[0].text, question, no_note=NoNote.HEADING)
        for row in rows[1:]:
            for cell, meant in zip(row.cells, [*across, *[None] * len(row.cells)], strict=False):
                yield from _lines(cell, meant.key if meant else question, under)
        return
    for row in rows:
        meant = _meant(row.cells[0], questions) if len(row.cells) > 1 else None
        if meant:
            yield PlacedText(row.cells[0], meant.key, no_note=NoNote.HEADING)
            for cell in row.cells[1:]:
                yield from _lines(cell, meant.key, under)
        else:
            yield PlacedText(row.text, question, under=under)


def _lines(cell: str, question: str, under: str) -> Iterator[PlacedText]:
    for line in filter(None, (line.strip(EMPTY_LINE + " ") for line in cell.split("\n"))):
        yield PlacedText(line, question, under=under)


def _with_inner_items(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the items of an inner list as lines of the item that they stand under."""
    joined: list[Piece] = []
    for piece in pieces:
        if piece.shape is Shape.ITEM and joined and joined[-1].shape is Shape.ITEM and piece.level > joined[-1].level:
            joined[-1] = replace(joined[-1], text=f"{joined[-1].text}\n– {piece.text}")
        else:
            joined.append(piece)
    return joined


def _with_kind(placed: PlacedText, kinds: Mapping[str, NoteKind]) -> PlacedText:
    """A note that begins with its kind and a colon is of that kind, and says the rest."""
    word, colon, rest = placed.text.partition(":")
    kind = kinds.get(word.strip().casefold()) if colon and rest.strip() and not placed.no_note else None
    return replace(placed, text=rest.strip(), kind=kind) if kind else placed


def _parts(text: str, longest: int) -> Iterator[str]:
    while len(text) > longest:
        cut = max(text.rfind(end, 0, longest) for end in ("\n", ". ", " "))
        cut = cut + 1 if cut > 0 else longest
        yield text[:cut].strip()
        text = text[cut:].strip()
    yield text
