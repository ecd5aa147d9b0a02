"""Plain text and Markdown as blocks of a document."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import html
from markdown import Markdown

from exports.document import Block, Heading, Inline, Item, Link, ListBlock, Paragraph, Text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DEEPEST = 4  # level of a heading in a document
_PARAGRAPHS = re.compile(r"\n\s*\n")


def text_blocks(text: str, style: str = "body") -> tuple[Paragraph, ...]:
    """Plain text as paragraphs; blank lines part them, and lines within one are run together."""
    folded = (" ".join(part.split()) for part in _PARAGRAPHS.split(text))
    return tuple(Paragraph((Text(part),), style) for part in folded if part)


@lru_cache(maxsize=64)
def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Markdown as paragraphs and lists, with bold, emphasis and links; HTML in it is text like any other.

    A heading becomes a bold paragraph, so that a template never breaks the levels of the document around it.
    """
    return tuple(_blocks(_parsed(text)))


def headed_blocks(text: str) -> tuple[Block, ...]:
    """Markdown that is a document's whole matter: its headings are headings, from level 2 down without a gap."""
    blocks: list[Block] = []
    above: list[str] = []
    for element in _parsed(text):
        if element.tag in _HEADINGS:
            above = [tag for tag in above if tag < element.tag] + [element.tag]
            blocks.append(Heading(min(len(above) + 1, _DEEPEST), " ".join(element.text_content().split())))
        else:
            blocks += _blocks([element])
    return tuple(blocks)


def _parsed(text: str) -> html.HtmlElement:
    reader = Markdown()
    reader.preprocessors.deregister("html_block")
    reader.inlinePatterns.deregister("html")
    return html.fragment_fromstring(reader.convert(text), create_parent="div")


def _blocks(elements: Iterable[html.HtmlElement]) -> Iterator[Block]:
    for element in elements:
        match element.tag:
            case "ul" | "ol":
                items = tuple(Item(tuple(_runs(item))) for item in element.iter("li"))
                yield ListBlock(items, numbered=element.tag == "ol")
            case "blockquote":
                yield from (Paragraph(tuple(_runs(part)), "quote") for part in element)
            case tag:
                yield Paragraph(tuple(_runs(element, strong=tag in _HEADINGS)))


def _runs(element: html.HtmlElement, strong: bool = False, emphasis: bool = False) -> Iterator[Inline]:
    """The text of an element; lists inside it are left to entries of their own."""
    yield from _text(element.text, strong, emphasis)
    for child in element:
        if child.tag == "a":
            yield Link(child.text_content(), child.get("href", ""))
        elif child.tag not in ("ul", "ol"):
            yield from _runs(child, strong or child.tag == "strong", emphasis or child.tag == "em")
        yield from _text(child.tail, strong, emphasis)


def _text(text: str | None, strong: bool, emphasis: bool) -> Iterator[Text]:
    if text:
        yield Text(text.replace("\n", " "), strong, emphasis)
