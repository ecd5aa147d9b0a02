"""A text as somebody wrote it elsewhere, in pieces: what reading a Word file or pasted text gives."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What a piece of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list, bulleted or numbered
    ROW = "row"  # of a table


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, in the order of the text; never empty.

    `level` is 1 for the outermost heading or list item. A row has `cells`, some of which may be empty, and the number
    of its `table`, counted from 1; its `text` is the cells joined. Line breaks within a piece are kept.
    """

    shape: Shape
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    table: int = 0


class LeftOut(StrEnum):
    """What of a Word file isn't among its pieces, beside what is never seen: headers and footers."""

    DELETED = "deleted"  # text that tracked changes take away
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    PICTURE = "picture"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Written:
    """The pieces of a text, how many of each kind were left out, and how many tracked insertions count as text."""

    pieces: tuple[Piece, ...]
    left_out: tuple[tuple[LeftOut, int], ...] = ()
    inserted: int = 0


_MARKED_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_MARKED_ITEM = re.compile(r"([ \t]*)(?:[-*+•·–▪◦‣]|\(?\d{1,3}[.)]|[a-zA-Z][.)])\s+(.+)")
_INDENT = 2  # spaces that make a list item one of the item before


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Pasted text in pieces: one a line. Lists are known by their signs, headings by # and tables by tabs."""
    lines = [line for line in text.splitlines() if line.strip()]
    pieces: list[Piece] = []
    tables, in_table = 0, False
    for line in lines:
        marked = _MARKED_ITEM.fullmatch(line)
        cells = tuple(cell.strip() for cell in line.split("\t"))
        is_row = not marked and len([cell for cell in cells if cell]) > 1
        tables += is_row and not in_table
        in_table = is_row
        if marked:
            level = len(marked[1].expandtabs(_INDENT)) // _INDENT + 1
            pieces.append(Piece(Shape.ITEM, marked[2].strip(), level))
        elif heading := _MARKED_HEADING.fullmatch(line.strip()):
            pieces.append(Piece(Shape.HEADING, heading[2].strip(), len(heading[1])))
        elif is_row:
            pieces.append(Piece(Shape.ROW, " | ".join(filter(None, cells)), cells=cells, table=tables))
        else:
            pieces.append(Piece(Shape.PARAGRAPH, " ".join(line.split())))
    return tuple(pieces)
