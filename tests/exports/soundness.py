"""What every Word file must keep, whoever made it: read from the file, not from the tree behind it."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import docx
from docx.document import Document as WordDocument
from lxml import etree

from tests.exports.reading import find, paragraph_text, style_of

LIST_STYLES = ("ListBullet", "ListNumber", "ListSource")
SIGNS = ("•", "- ", "* ", "– ")


def faults(file: bytes, language: str = "sv-SE") -> list[str]:
    """One line a fault; empty when the file is sound (EN 301 549, clause 10)."""
    word = docx.Document(BytesIO(file))
    return [*_names(word, language), *_paragraphs(word), *_tables(word), *_drawings(word), *_contents(word)]


def _names(word: WordDocument, language: str) -> Iterator[str]:
    titles = [paragraph_text(p) for p in _styled(word, "Heading1")]
    if titles != [word.core_properties.title]:
        yield f"title {word.core_properties.title!r}, but headings of level 1 {titles}"
    (said,) = find(word.styles.element, "w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    if (said, word.core_properties.language) != (language, language):
        yield f"language {said}, {word.core_properties.language}"
    footer = word.sections[0].footer._element
    fields = [str(field).strip() for field in find(footer, ".//w:fldSimple/@w:instr")]
    if fields != ["PAGE", "NUMPAGES"]:
        yield f"footer with the fields {fields}"


def _paragraphs(word: WordDocument) -> Iterator[str]:
    body = word.element.body
    levels = [int(style_of(p)[-1]) for p in find(body, ".//w:p") if style_of(p).startswith("Heading")]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"levels of headings {levels}"
    for paragraph in find(body, ".//w:p"):
        text, style = paragraph_text(paragraph).strip(), style_of(paragraph)
        if not text and not find(paragraph, ".//w:drawing | .//w:tab"):
            yield f"an empty paragraph of style {style}"
        if find(paragraph, "w:pPr/w:numPr") and style not in LIST_STYLES:
            yield f"a numbered paragraph of style {style}: {text}"
        if text.startswith(SIGNS):
            yield f"a list that is typed: {text}"


def _tables(word: WordDocument) -> Iterator[str]:
    for table in find(word.element.body, ".//w:tbl"):
        caption = "".join(str(found) for found in find(table, "w:tblPr/w:tblCaption/@w:val"))
        above = table.getprevious()
        if not caption or above is None or (style_of(above), paragraph_text(above)) != ("Caption", caption):
            yield f"a table with the caption {caption!r} that is not above it"
        rows = find(table, "w:tr")
        if [len(find(row, "w:trPr/w:tblHeader")) for row in rows] != [1, *[0] * (len(rows) - 1)] or len(rows) < 2:
            yield f"header rows of {caption!r}"
        if find(table, ".//w:gridSpan | .//w:vMerge | .//w:hMerge"):
            yield f"merged cells in {caption!r}"
        if {len(find(row, "w:tc")) for row in rows} != {len(find(table, "w:tblGrid/w:gridCol"))}:
            yield f"rows of unequal length in {caption!r}"
        if not all(paragraph_text(cell).strip() for cell in find(table, ".//w:tc")):
            yield f"an empty cell in {caption!r}"


def _drawings(word: WordDocument) -> Iterator[str]:
    for drawing in find(word.element.body, ".//w:drawing"):
        if not all(text.strip() for text in _told(drawing)):
            yield "a drawing without a title or an alternative text"
    captions = [paragraph_text(p) for p in _styled(word, "Caption") if find(p, ".//w:instrText[contains(., ' SEQ ')]")]
    titles = [_told(find(p, ".//w:drawing")[0])[0] for p in _styled(word, "Chart")]
    if captions != titles or any(f"Figur {n}. " not in text for n, text in enumerate(captions, start=1)):
        yield f"figures {titles} under the captions {captions}"


def _told(drawing: etree._Element) -> tuple[str, str]:
    (properties,) = find(drawing, ".//wp:docPr")
    return properties.get("title", ""), properties.get("descr", "")


def _contents(word: WordDocument) -> Iterator[str]:
    """The contents list is a field whose result says what it will say when it is updated."""
    fields = find(word.element.body, ".//w:sdt//w:instrText[contains(., ' TOC ')]")
    lines = [paragraph_text(p) for p in _styled(word, "TOC2")]
    chapters = [paragraph_text(p) for p in _styled(word, "Heading2")]
    if fields and lines != chapters:
        yield f"contents {lines}, but chapters {chapters}"
    if lines and len(fields) != 1:
        yield f"contents of {len(fields)} fields"


def _styled(word: WordDocument, style: str) -> list[etree._Element]:
    return find(word.element.body, f".//w:p[w:pPr/w:pStyle/@w:val='{style}']")
