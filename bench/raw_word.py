"""The least that a Word file takes: a tree built with lxml, put in an archive. The yardstick of documents."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from exports.document import Document, Heading, Inline, ListBlock, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def write_raw(document: Document) -> bytes:
    """The headings, lists and tables of a document as a .docx file; other blocks are left out."""
    root = etree.Element(f"{{{W}}}document", nsmap={"w": W})
    body = _add(root, "body")
    for block in document.blocks:
        match block:
            case Heading():
                _paragraph(body, f"Heading{block.level}", block.text)
            case ListBlock():
                for item in block.items:
                    _paragraph(body, "ListBullet", _plain(item.content))
            case Table():
                _table(body, block)
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return file.getvalue()


def _add(parent: etree._Element, name: str, **values: str) -> etree._Element:
    attributes = {f"{{{W}}}{key}": value for key, value in values.items()}
    return etree.SubElement(parent, f"{{{W}}}{name}", attributes)


def _paragraph(parent: etree._Element, style: str, text: str) -> None:
    paragraph = _add(parent, "p")
    _add(_add(paragraph, "pPr"), "pStyle", val=style)
    _add(_add(paragraph, "r"), "t").text = text


def _table(parent: etree._Element, table: Table) -> None:
    element = _add(parent, "tbl")
    _add(_add(element, "tblPr"), "tblW", w="0", type="auto")
    grid = _add(element, "tblGrid")
    for _ in table.header:
        _add(grid, "gridCol", w="2267")
    for cells in (table.header, *(tuple(_plain(cell) for cell in row) for row in table.rows)):
        row = _add(element, "tr")
        for text in cells:
            cell = _add(row, "tc")
            _add(_add(cell, "tcPr"), "tcW", w="2267", type="dxa")
            _paragraph(cell, "Normal", text)


def _plain(content: tuple[Inline, ...]) -> str:
    return "".join(part.label if hasattr(part, "label") else part.text for part in content)
