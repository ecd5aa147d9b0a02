"""A document as a Word file: python-docx on a reference document of our own, with a body made in one go.

The parts of the reference document lie in `word_parts/`, so that a style has one home where it can be read.
Word documents meet EN 301 549, clause 10: real headings, lists and tables, a title, a language.
"""

from datetime import datetime, time
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from exports.document import Chart, Document
from exports.look import Look
from exports.normal import normalised
from exports.word_body import Body
from exports.word_chart import add_charts

LONGEST_PROPERTY = 255
TEXT_SIZE = 22  # half points
OUR_FONT, OUR_HEADING_FONT, OUR_COLOUR = "Arial", "Georgia", "0B5A5C"  # as in word_parts/styles.xml
LOGO_WIDTH, LOGO_HEIGHT = Cm(6), Cm(1.6)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold: the same bytes every day
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OWN = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one set that such properties belong to
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = 'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/core.xml": "core.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}


def render_word(document: Document) -> bytes:
    """The document as a .docx file; equal documents give equal bytes."""
    clean = normalised(document)
    word = docx.Document(BytesIO(_reference()))
    _describe(word, clean)
    _fill(word, Body(clean))
    if clean.compact:
        _make_compact(word)
    if clean.look:
        _take_look(word, clean.look)
    add_charts(word.part, (block for block in clean.blocks if isinstance(block, Chart)), clean.language)
    file = BytesIO()
    if clean.properties:
        _add_properties(word, clean.properties)
    word.save(file)
    with ZipFile(file) as saved:
        return _zipped({name: saved.read(name) for name in saved.namelist()})


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.language = document.title[:LONGEST_PROPERTY], document.language
    if document.author:
        properties.author = document.author[:LONGEST_PROPERTY]
    if document.dated:
        properties.created = properties.modified = datetime.combine(document.dated, time())
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), document.language)


def _add_properties(word: WordDocument, properties: tuple[tuple[str, str], ...]) -> None:
    """Properties by names of our own (ECMA-376, part 1, 22.3), which other programs keep when they save the file."""
    each = "".join(
        f'<property fmtid="{_OWN}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties, start=2)
    )
    xml = f'{_XML}<Properties xmlns="{_CUSTOM}" {_TYPES}>{each}</Properties>'
    package = word.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, xml.encode(), package)
    package.relate_to(part, _CUSTOM_RELATION)


def _make_compact(word: WordDocument) -> None:
    """Half the space between paragraphs, and headings nearer in size to the text."""
    for spacing in word.styles.element.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if value := spacing.get(side):
                spacing.set(side, str(int(value) // 2))
    for size in (*word.styles.element.iter(qn("w:sz")), *word.styles.element.iter(qn("w:szCs"))):
        if (value := int(size.get(qn("w:val"), "0"))) > TEXT_SIZE:
            size.set(qn("w:val"), str(max(TEXT_SIZE, value * 3 // 4)))


def _take_look(word: WordDocument, look: Look) -> None:
    """Another authority's typefaces and colour instead of ours, and its logo above the text."""
    ours = {OUR_FONT: look.body_font, OUR_HEADING_FONT: look.heading_font}
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        for key, name in list(fonts.attrib.items()):
            fonts.set(key, ours.get(name) or name)
    coloured = word.styles.element, word.part.numbering_part.element
    for colour in (found for part in coloured for found in part.iter(qn("w:color"))):
        if look.colour and colour.get(qn("w:val")) == OUR_COLOUR:
            colour.set(qn("w:val"), look.colour)
    if look.logo:
        logo = look.logo
        scale = min(LOGO_WIDTH / logo.width, LOGO_HEIGHT / logo.height)
        inline = word.part.new_pic_inline(BytesIO(logo.picture), round(logo.width * scale), round(logo.height * scale))
        inline.docPr.set("title", "Logotyp")
        inline.docPr.set("descr", logo.text)
        for side in ("distL", "distR"):
            inline.set(side, "0")
        drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
        drawing.append(inline)
        properties = '<w:pPr><w:pStyle w:val="Normal"/><w:spacing w:after="240"/></w:pPr>'
        paragraph = parse_xml(f"<w:p {nsdecls('w')}>{properties}<w:r/></w:p>")
        paragraph[1].append(drawing)
        word.element.body.insert(0, paragraph)


def _fill(word: WordDocument, body: Body) -> None:
    """Put the body before the section's properties, with the numberings that it refers to."""
    section = word.element.body.sectPr
    for block in parse_xml(f"<w:body {nsdecls('w', 'r')}>{body.xml}</w:body>"):
        section.addprevious(block)
    numberings = word.part.numbering_part.element
    numberings.extend(parse_xml(f"<w:numbering {nsdecls('w')}>{body.numbering}</w:numbering>"))


@cache
def _reference() -> bytes:
    """The reference document: our styles, lists, footer and page, without a body."""
    folder = files("exports").joinpath("word_parts")
    return _zipped({name: folder.joinpath(file).read_bytes() for name, file in _PARTS.items()})


def _zipped(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system = 0
            archive.writestr(info, content, ZIP_DEFLATED)
    return file.getvalue()
