"""The document tree that builders make and renderers read: what is previewed is what is exported."""

from dataclasses import dataclass
from datetime import date

from exports.look import Look


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a text that says where it goes."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A source mark after a sentence (M3·T2·N4); leads to the anchor of that source in the same document."""

    label: str
    anchor: str


Inline = Text | Link | Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 to 4; level 1 is the document's title. `anchor` can be linked to."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `style` is "body", "lead" (the opening sentences), "muted", "gap" (something is missing)
    or "quote"."""

    content: tuple[Inline, ...]
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list; `anchor` lets source marks lead to it."""

    content: tuple[Inline, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted list, or a numbered one that starts from 1."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, a header row and at least one row; no merged and no empty cells.

    `widths` are relative column widths, one a column; equal when left out.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of horizontal bars, one a category, with whole numbers from 0 up.

    `header` says what the bars are and what is counted; `alternative` says in a sentence or two what is seen. The
    same numbers stand in a table after it: nothing is in the picture alone. `number` is the figure's, which
    `normalised` gives.
    """

    caption: str
    header: tuple[str, str]
    bars: tuple[tuple[str, int], ...]
    alternative: str
    number: int = 0

    @property
    def highest(self) -> int:
        """What the longest bar stands for; 1 where every number is 0."""
        return max(1, *(count for _, count in self.bars))


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Empty lines to write on by hand, in print; `label` says for what."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, on a new page, in a document whose first page is for something else. `entries` are its
    chapters, which `normalised` gives."""

    entries: tuple[Heading, ...] = ()


Block = Heading | Paragraph | ListBlock | Table | Chart | WritingSpace | PageBreak | Contents


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `title` is its level-1 heading and its title property; `facts` are label and value
    pairs under the title (network, date, version); `notice` is a line that must be seen (demo, draft).
    `contents` puts a table of contents under them. `compact` sets it in smaller type with less space, to keep it short.
    `author` and `dated` go into a file's properties, and so do `properties`, by names of our own; nothing else does:
    equal documents make equal files. A file can have another `look` than ours; it is no part of what it says."""

    title: str
    subtitle: str = ""
    notice: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    contents: bool = False
    compact: bool = False
    language: str = "sv-SE"
    author: str = ""
    dated: date | None = None
    properties: tuple[tuple[str, str], ...] = ()
    look: Look | None = None
