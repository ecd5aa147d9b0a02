"""Read rendered documents back, as their readers would."""

import re
from collections.abc import Iterable
from html import unescape
from io import BytesIO
from zipfile import ZipFile

from lxml import etree, html
from markdown_it import MarkdownIt

from exports.document import Document
from exports.markdown import render_markdown
from exports.page import render_page
from exports.word import render_word

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
_INLINE = re.compile(r"</?(?:a|strong|em)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLOCKS = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "figcaption", "caption", "li", "dt", "tr", "svg"]


def word_parts(file: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word_part(file: bytes, name: str) -> etree._Element:
    return etree.fromstring(word_parts(file)[name])


def word_body(document: Document) -> etree._Element:
    return word_part(render_word(document), "word/document.xml")


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """Elements, or values of attributes; python-docx gives its own elements another `xpath`."""
    return list(etree.XPath(path, namespaces={"w": WORD, "wp": DRAWING})(element))


def style_of(paragraph: etree._Element) -> str:
    return find(paragraph, "w:pPr/w:pStyle")[0].get(f"{W}val", "")


def paragraph_text(paragraph: etree._Element) -> str:
    parts = {f"{W}t": lambda e: e.text or "", f"{W}br": lambda _: "\n", f"{W}tab": lambda _: " "}
    return "".join(parts[str(e.tag)](e) for e in paragraph.iter() if e.tag in parts and not _is_tab_stop(e))


def _is_tab_stop(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}tabs"


def styled(document: Document, style: str) -> list[str]:
    return [paragraph_text(p) for p in find(word_body(document), ".//w:p") if style_of(p) == style]


def page_of(document: Document) -> html.HtmlElement:
    return html.fragment_fromstring(render_page(document))


def markdown_as_html(document: Document) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(render_markdown(document)))


def rows_of(document: Document, caption: str) -> list[list[str]]:
    (table,) = page_of(document).xpath("//table[caption=$caption]", caption=caption)
    return [[cell.text_content() for cell in row] for row in table.xpath(".//tbody/tr")]


def words_in_word(document: Document) -> str:
    return _folded(" ".join(paragraph_text(p) for p in find(word_body(document), ".//w:p")))


def words_in_html(markup: str) -> str:
    """The words a browser shows: block tags part words, inline tags don't."""
    return _folded(unescape(_TAG.sub(" ", _INLINE.sub("", markup))))


def shown_words(document: Document) -> str:
    """The words of the document as a page shows them."""
    return words_in_html(render_page(document))


def blocks_in_word(document: Document) -> list[tuple[str, str]]:
    """Every heading, paragraph, item of a list and row of a table, with its text; a drawing is its alternative text."""
    found = find(word_body(document), ".//w:p[not(ancestor::w:tc)] | .//w:tr")
    return [_row(find(e, "w:tc")) if e.tag == f"{W}tr" else _word_block(e) for e in found]


def _row(cells: Iterable[etree._Element]) -> tuple[str, str]:
    return "row", " | ".join(_folded(paragraph_text(cell)) for cell in cells)


def _word_block(paragraph: etree._Element) -> tuple[str, str]:
    if told := find(paragraph, ".//wp:docPr/@descr"):
        return "text", _folded(str(told[0]))
    style = style_of(paragraph)
    kind = f"h{style[-1]}" if style.startswith("Heading") else "text"
    if style.startswith(("List", "TOC2", "Facts")):
        kind = "item"
    return kind, _folded(paragraph_text(paragraph))


def blocks_in_page(document: Document) -> list[tuple[str, str]]:
    return _blocks_in_html(render_page(document, title_level=1))


def blocks_in_markdown(document: Document) -> list[tuple[str, str]]:
    return _blocks_in_html(markdown_as_html(document))


def _blocks_in_html(markup: str) -> list[tuple[str, str]]:
    tree = html.fragment_fromstring(markup, create_parent="div")
    for line_break in tree.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    return [_html_block(element) for element in tree.iter(*_BLOCKS) if element.getparent().tag != "li"]


def _html_block(element: html.HtmlElement) -> tuple[str, str]:
    tag = str(element.tag)
    if tag == "tr":
        return "row", " | ".join(_folded(cell.text_content()) for cell in element)
    if tag == "svg":
        return "text", _folded(element.get("aria-label", ""))
    text = element.text_content()
    if tag == "dt":
        text = f"{text} {element.getnext().text_content()}"
    kind = tag if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else "item" if tag in ("li", "dt") else "text"
    return kind, _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.split())
