"""A text as somebody wrote it elsewhere, in pieces: what reading a Word file or pasted text gives."""

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
