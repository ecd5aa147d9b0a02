"""The body of a Word document as WordprocessingML (ECMA-376, part 1, chapter 17).

Written as text, not as a tree: a report of thousands of paragraphs takes a tenth of the time.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from exports.document import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    Inline,
    Link,
    ListBlock,
    Mark,
    PageBreak,
    Paragraph,
    Table,
    Text,
    WritingSpace,
)
from exports.flow import placed
from exports.normal import CONTENTS_LEVEL, FIGURE, chapters
from exports.page import CONTENTS
from exports.word_chart import drawing
from exports.word_columns import column_widths, lines_of

SHORT_TABLE = 8  # rows that are kept on one page, if they are
FEW_LINES = 24  # or less, about a third of it

_STYLES = {"body": "Normal", "lead": "Lead", "muted": "Muted", "gap": "Gap", "quote": "Cited"}
_RIGHT_TO_LEFT = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?: [\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*)"
)
_FIRST_ROW_ONLY = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    'w:noHBand="1" w:noVBand="1"/>'
)
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_STAY = "<w:keepNext/>"
_NEW_PAGE = "<w:pageBreakBefore/>"


class Body:
    """The XML of a document's body, and a numbering for each numbered list, so that each starts from 1.

    There are no links in it: LibreOffice 7.4 (Debian 12) marks a page with links so that its tagged PDF breaks
    PDF/UA (ISO 14289-1, 7.18.3). Addresses are written out, and a source mark is found in the list of sources.
    """

    def __init__(self, document: Document) -> None:
        self._lists = 1
        self.xml = "".join([*self._top(document), *self._blocks(document.blocks)])
        self.numbering = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for n in range(2, self._lists + 1)
        )

    def _top(self, document: Document) -> Iterator[str]:
        if document.notice:
            yield _paragraph("Notice", _run(document.notice))
        yield _paragraph("Heading1", _run(document.title))
        if document.subtitle:
            yield _paragraph("Subtitle", _run(document.subtitle))
        for label, value in document.facts:
            yield _paragraph("Facts", _run(f"{label}:", "<w:b/>") + _run(f" {value}"))
        if document.contents:
            yield self._contents(chapters(document))

    def _contents(self, headings: Sequence[Heading], start: str = "") -> str:
        """A field with its result in place: readable before Word has updated it, and after."""
        level = CONTENTS_LEVEL
        begin = _field(f'TOC \\o "{level}-{level}" \\n \\z')
        entries = [_run(heading.text) for heading in headings]
        if entries:
            entries[0] = begin + entries[0]
            entries[-1] += _FIELD_END
        heading = _paragraph("TOCHeading", _run(CONTENTS), start)
        lines = "".join(_paragraph(f"TOC{level}", entry) for entry in entries)
        return (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
            f"</w:docPartObj></w:sdtPr><w:sdtContent>{heading}{lines}</w:sdtContent></w:sdt>"
        )

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        start = ""
        for block, stays in placed(blocks):
            if isinstance(block, PageBreak):
                start = _NEW_PAGE
                continue
            yield from self._block(block, start, _STAY if stays else "")
            start = ""

    def _block(self, block: Block, start: str, stay: str) -> Iterator[str]:
        """The block's paragraphs; `start` is what its first paragraph must have to begin on a new page, `stay` what
        each must have to stay with what follows."""
        match block:
            case Heading():
                yield _paragraph(f"Heading{block.level}", _run(block.text), stay + start)
            case Paragraph():
                yield _paragraph(_STYLES[block.style], _runs(block.content), stay + start)
            case ListBlock():
                yield from self._list(block, start, stay)
            case Table():
                yield _paragraph("Caption", _run(block.caption), stay + start)
                yield self._table(block)
            case Chart():
                yield _paragraph("Caption", _figure_caption(block), stay + start)
                yield _paragraph("Chart", drawing(block), stay)
            case Contents():
                yield self._contents(block.entries, _NEW_PAGE)
            case WritingSpace():
                yield _paragraph("WritingSpace", _run(f"{block.label} ") + _lines_to_write_on(block), start)

    def _list(self, block: ListBlock, start: str, stay: str) -> Iterator[str]:
        style, numbering = "ListSource" if any(item.anchor for item in block.items) else "ListBullet", ""
        if block.numbered:
            self._lists += 1
            style = "ListNumber"
            numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._lists}"/></w:numPr>'
        for item in block.items:
            yield _paragraph(style, _runs(item.content), stay + start + numbering)
            start = ""

    def _table(self, table: Table) -> str:
        """Short tables keep to one page; of long ones the header row is repeated on each page."""
        widths = column_widths(table)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        short = len(table.rows) <= SHORT_TABLE and sum(lines_of(row, widths) for row in table.rows) <= FEW_LINES
        together = len(table.rows) - 1 if short else 0
        rows = [_row(widths, "TableHeader", [_run(name) for name in table.header], "<w:tblHeader/>")]
        for place, row in enumerate(table.rows):
            style = "TableTogether" if place < together else "TableText"
            rows.append(_row(widths, style, [_runs(cell) for cell in row]))
        properties = (
            f'<w:tblStyle w:val="DocumentTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_FIRST_ROW_ONLY}<w:tblCaption w:val="{escape(table.caption)}"/>'
        )
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _figure_caption(chart: Chart) -> str:
    """Numbered by a field, so that figures which are added in Word are counted too."""
    number = _field(rf"SEQ {FIGURE} \* ARABIC") + _run(str(chart.number)) + _FIELD_END
    return f"{_run(f'{FIGURE} ')}{number}{_run(f'. {chart.caption}')}"


def _field(instruction: str) -> str:
    """The runs before a field's result; `_FIELD_END` follows it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _runs(content: Sequence[Inline]) -> str:
    return "".join(_inline(part) for part in content)


def _inline(part: Inline) -> str:
    match part:
        case Text():
            properties = ("<w:b/><w:bCs/>" if part.strong else "") + ("<w:i/><w:iCs/>" if part.emphasis else "")
            return _run(part.text, properties)
        case Mark():
            return _run(part.label, '<w:rStyle w:val="SourceMark"/>')
        case Link():
            return _run(part.text)


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _lines_to_write_on(space: WritingSpace) -> str:
    """Tabs with an underscore for leader, the first one after the label."""
    return "<w:r><w:br/></w:r>".join(["<w:r><w:tab/></w:r>"] * space.lines)


def _row(widths: Sequence[int], style: str, cells: Sequence[str], kind: str = "") -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(style, runs)}</w:tc>'
        for width, runs in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{kind}</w:trPr>{inside}</w:tr>"


def _run(text: str, properties: str = "") -> str:
    """A run, or several where a right-to-left script begins or ends."""
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return _plain_run(text, properties)
    pieces = _RIGHT_TO_LEFT.split(text)
    return "".join(
        _plain_run(piece, properties + "<w:rtl/>" * (place % 2)) for place, piece in enumerate(pieces) if piece
    )


def _plain_run(text: str, properties: str) -> str:
    wrapped = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{wrapped}{_lines(text)}</w:r>"


def _lines(text: str) -> str:
    lines = escape(text, quote=False).split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
