"""The text of a Word file (ECMA-376, part 1, chapter 17), read event by event into pieces."""

import re
from collections import Counter
from dataclasses import dataclass, field

from exports.word_files.archive import Archive
from exports.word_files.faults import Fault, UnreadableFile
from meetings.pieces import LeftOut, Piece, Shape, Written

MOST_PIECES = 20_000
MOST_CHARACTERS = 2_000_000
LOWEST_HEADING = 9

_WORD = re.compile(r"http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml/(?:2006/)?main ")
_HEADING = re.compile(r"(?:heading|rubrik|überschrift|titre)\s*(\d)", re.IGNORECASE)
_OUTER_HEADINGS = {"title", "titel", "rubrik"}
_SKIPPED = {"Fallback", "del", "moveFrom", "sdtPr"}
_COUNTED = {
    "commentReference": LeftOut.COMMENT,
    "footnoteReference": LeftOut.FOOTNOTE,
    "endnoteReference": LeftOut.FOOTNOTE,
    "drawing": LeftOut.PICTURE,
    "pict": LeftOut.PICTURE,
}
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class Style:
    """What a style makes of a paragraph: the level of a heading, 0 for none; a list item or not."""

    heading: int = 0
    item: bool = False
    based_on: str = ""


@dataclass
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    numbered: bool | None = None
    level: int = 0
    mark_deleted: bool = False


@dataclass
class _Table:
    number: int
    cells: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    deleted: bool = False


def read_body(archive: Archive) -> Written:
    """The pieces of a file; raises `UnreadableFile` when there are more than a meeting can have."""
    styles, body = _Styles(), _Body()
    names = [archive.main, archive.beside_main("styles.xml")]
    archive.require_plain_xml(*names)
    archive.read(names[1], start=styles.start)
    body.styles = styles.known
    archive.read(names[0], start=body.start, end=body.end, text=body.text)
    left_out = tuple((kind, body.left_out[kind]) for kind in LeftOut if body.left_out[kind])
    return Written(tuple(body.pieces), left_out, body.inserted)


def _name(full: str) -> str:
    """The local name of an element or attribute, whatever its namespace."""
    return full.rpartition(" ")[2]


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if _name(name) == "val"), "")


def _is_on(attributes: dict[str, str]) -> bool:
    return _value(attributes) not in ("0", "false", "off")


class _Styles:
    """The paragraph styles of a file, by id."""

    def __init__(self) -> None:
        self.known: dict[str, Style] = {}
        self._style = Style()

    def start(self, full: str, attributes: dict[str, str]) -> None:
        match _name(full):
            case "style":
                named = next((value for name, value in attributes.items() if _name(name) == "styleId"), "")
                self._style = self.known.setdefault(named, Style(_heading_named(named)))
            case "name":
                self._style.heading = _heading_named(_value(attributes)) or self._style.heading
            case "basedOn":
                self._style.based_on = _value(attributes)
            case "outlineLvl":
                level = _number(_value(attributes)) + 1
                self._style.heading = level if level <= LOWEST_HEADING else 0
            case "numId":
                self._style.item = _value(attributes) != "0"


def _heading_named(name: str) -> int:
    """The level that a style's name tells: every writer names headings alike, in its own language."""
    found = _HEADING.fullmatch(name.strip())
    return int(found[1]) if found else 1 if name.strip().lower() in _OUTER_HEADINGS else 0


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,3}", text) else 0


class _Body:
    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.left_out: Counter[LeftOut] = Counter()
        self.inserted = 0
        self.styles: dict[str, Style] = {}
        self._open: list[str] = []
        self._skip_from = 0  # the depth of the outermost element that is passed over; 0 for none
        self._placeholder_from = 0
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._count = self._characters = self._tables_seen = 0
        self._hidden = False
        self._carried = ""

    def start(self, full: str, attributes: dict[str, str]) -> None:
        name = _name(full)
        within = self._open[-1] if self._open else ""
        self._open.append(name)
        if self._skip_from:
            if name == "showingPlcHdr" and _is_on(attributes):  # a field that nobody has filled in
                self._placeholder_from = len(self._open) - 2
            return
        if name in ("del", "moveFrom") and self._tracked_mark(name, within):
            return
        if name in _SKIPPED or name.endswith("Change"):
            self._skip_from = len(self._open)
            self.left_out[LeftOut.DELETED] += name == "del"
        elif name in _COUNTED:
            self.left_out[_COUNTED[name]] += 1
        elif name in ("ins", "moveTo") and within not in ("rPr", "trPr"):
            self.inserted += name == "ins"
        elif _WORD.match(full):
            self._begin(name, within, attributes)

    def _tracked_mark(self, name: str, within: str) -> bool:
        """True for the deletion of what is no text: the end of a paragraph, or a row of a table."""
        if within == "trPr" and self._tables:
            self._tables[-1].deleted = True
            self.left_out[LeftOut.DELETED] += name == "del"
        elif within == "rPr" and self._paragraphs:
            self._paragraphs[-1].mark_deleted = "pPr" in self._open[-3:-2]
        return within in ("trPr", "rPr")

    def _begin(self, name: str, within: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self._count += 1
            if self._count > MOST_PIECES:
                raise UnreadableFile(Fault.TOO_LARGE)
            self._paragraphs.append(_Paragraph([self._carried] if self._carried else []))
            self._carried = ""
        elif name == "tbl":
            self._tables_seen += 1
            self._tables.append(_Table(self._tables_seen))
        elif name == "tr" and self._tables:
            self._tables[-1].cells, self._tables[-1].deleted = [], False
        elif name == "tc" and self._tables:
            self._tables[-1].lines = []
        elif name == "r":
            self._hidden = False
        elif name == "vanish" and "r" in self._open[-3:-2] and _is_on(attributes):
            self._hidden = True
            self.left_out[LeftOut.HIDDEN] += 1
        elif self._paragraphs:
            self._describe(self._paragraphs[-1], name, within, attributes)

    def _describe(self, paragraph: _Paragraph, name: str, within: str, attributes: dict[str, str]) -> None:
        match name:
            case "pStyle":
                paragraph.style = _value(attributes)
            case "outlineLvl":
                paragraph.outline = _number(_value(attributes)) + 1
            case "numId":
                paragraph.numbered = _value(attributes) != "0"
            case "ilvl":
                paragraph.level = _number(_value(attributes))
            case "tab" | "br" | "cr" | "noBreakHyphen" if within == "r" and not self._hidden:
                paragraph.parts.append(_SIGNS[name])

    def text(self, text: str) -> None:
        if self._open[-1:] == ["t"] and self._paragraphs and not self._skip_from and not self._hidden:
            if self._placeholder_from:
                return
            self._characters += len(text)
            if self._characters > MOST_CHARACTERS:
                raise UnreadableFile(Fault.TOO_LARGE)
            self._paragraphs[-1].parts.append(text)

    def end(self, full: str) -> None:
        depth, name = len(self._open), self._open.pop()
        if self._placeholder_from == depth and name == "sdt":
            self._placeholder_from = 0
        if self._skip_from:
            if depth == self._skip_from:
                self._skip_from = 0
            return
        if not _WORD.match(full):
            return
        if name == "p":
            self._end_paragraph(self._paragraphs.pop())
        elif name == "tc" and self._tables:
            self._tables[-1].cells.append("\n".join(self._tables[-1].lines))
        elif name == "tr" and self._tables:
            self._end_row(self._tables[-1])
        elif name == "tbl" and self._tables:
            self._tables.pop()

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.parts)
        if paragraph.mark_deleted:
            self._carried = text
            return
        if not (clean := _tidy(text)):
            return
        if self._tables:
            self._tables[-1].lines.append(clean)
        else:
            self.pieces.append(self._piece(paragraph, clean))

    def _piece(self, paragraph: _Paragraph, text: str) -> Piece:
        heading, item = self._style(paragraph.style)
        if paragraph.outline is not None:
            heading = paragraph.outline if paragraph.outline <= LOWEST_HEADING else 0
        if heading:
            return Piece(Shape.HEADING, " ".join(text.split()), heading)
        if item if paragraph.numbered is None else paragraph.numbered:
            return Piece(Shape.ITEM, text, paragraph.level + 1)
        return Piece(Shape.PARAGRAPH, text)

    def _style(self, name: str) -> tuple[int, bool]:
        """The heading's level and whether it is a list, of a style or of what it is based on."""
        heading, item, seen = 0, False, set[str]()
        while name and name not in seen:
            seen.add(name)
            style = self.styles.get(name, Style(_heading_named(name)))
            heading, item, name = heading or style.heading, item or style.item, style.based_on
        return heading, item

    def _end_row(self, table: _Table) -> None:
        cells = tuple(table.cells)
        if table.deleted or not any(cells):
            return
        joined = " | ".join(cell for cell in cells if cell)
        if len(self._tables) > 1:  # a table in a cell is text of that cell
            self._tables[-2].lines.append(joined)
        else:
            self.pieces.append(Piece(Shape.ROW, joined, cells=cells, table=table.number))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
