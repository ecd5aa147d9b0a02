"""What every renderer starts from: a tree whose texts Word, browsers and Markdown readers all accept.

The one place where refused characters are taken out, where what became empty is left out or filled, and where
links that lead nowhere become plain text.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from urllib.parse import quote, urlsplit

from exports.document import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Table,
    Text,
    WritingSpace,
)

NOTHING = "–"
CONTENTS_LEVEL = 2
FIGURE = "Figur"

_SPACES = re.compile(r"[ \t]+")
_BREAKS = re.compile(r" ?[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029][ \n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_REFUSED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SCHEMES = {"http", "https", "mailto"}
_IN_A_URL = "%/:?#[]@!$&'()*+,;=~-._"


def normalised(document: Document) -> Document:
    """The same document with clean texts, no empty blocks or cells, and only links that resolve.

    Control characters, lone surrogates and U+FFFE/FFFF are taken out (XML 1.0, section 2.2); every kind of
    line break becomes one newline, runs of spaces one space. Links lead to http, https or mailto only.
    """
    listed = document.contents or Contents() in document.blocks
    blocks = tuple(_numbered_chapters(document.blocks) if listed else document.blocks)
    anchors = frozenset(_anchors(blocks))
    entries = Contents(chapters(replace(document, blocks=blocks)))
    blocks = tuple(entries if isinstance(block, Contents) else block for block in blocks)
    return replace(
        document,
        title=_line(document.title) or NOTHING,
        subtitle=_line(document.subtitle),
        notice=_line(document.notice),
        author=_line(document.author),
        facts=tuple((_line(label), _line(value)) for label, value in document.facts if _line(value)),
        blocks=tuple(_numbered_figures(clean for block in blocks if (clean := _block(block, anchors)))),
    )


def chapters(document: Document) -> tuple[Heading, ...]:
    """The headings that a table of contents lists."""
    return tuple(b for b in document.blocks if isinstance(b, Heading) and b.level == CONTENTS_LEVEL)


def figure_caption(chart: Chart) -> str:
    """The caption of a normalised chart with its number, for example "Figur 2. Vanliga teman"."""
    return f"{FIGURE} {chart.number}. {chart.caption}"


def clean(text: str) -> str:
    """A text without what Word, Excel or XML 1.0 refuse, each kind of line break as one newline."""
    if text.isprintable() and "  " not in text:
        return text
    return _REFUSED.sub("", _BREAKS.sub("\n", _SPACES.sub(" ", text)))


def _line(text: str) -> str:
    return " ".join(clean(text).split("\n")).strip()


def _numbered_chapters(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give the chapters that lack an anchor one, so that the table of contents can lead to them."""
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == CONTENTS_LEVEL and not block.anchor:
            block = replace(block, anchor=f"avsnitt-{number}")
        yield block


def _numbered_figures(blocks: Iterable[Block]) -> Iterator[Block]:
    """A figure that has its number from a larger document keeps it."""
    number = 0
    for block in blocks:
        if isinstance(block, Chart):
            number = block.number or number + 1
            block = replace(block, number=number)
        yield block


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.anchor
        elif isinstance(block, ListBlock):
            yield from (item.anchor for item in block.items)


def _block(block: Block, anchors: Set[str]) -> Block | None:
    match block:
        case Heading():
            text = _line(block.text)
            return replace(block, text=text) if text else None
        case Paragraph():
            content = _content(block.content, anchors)
            return replace(block, content=content) if content else None
        case ListBlock():
            items = tuple(clean for item in block.items if (clean := _item(item, anchors)))
            return replace(block, items=items) if items else None
        case Table():
            return _table(block, anchors)
        case Chart():
            return _chart(block) if block.bars else None
        case WritingSpace():
            return replace(block, label=_line(block.label) or NOTHING)
        case _:
            return block


def _item(item: Item, anchors: Set[str]) -> Item | None:
    content = _content(item.content, anchors)
    if content is item.content:
        return item if content else None
    return Item(content, item.anchor) if content else None


def _table(table: Table, anchors: Set[str]) -> Table:
    return replace(
        table,
        caption=_line(table.caption) or NOTHING,
        header=tuple(_line(name) or NOTHING for name in table.header),
        rows=tuple(tuple(_content(cell, anchors) or (Text(NOTHING),) for cell in row) for row in table.rows),
    )


def _chart(chart: Chart) -> Chart:
    categories, counted = (_line(name) or NOTHING for name in chart.header)
    return replace(
        chart,
        caption=_line(chart.caption) or NOTHING,
        header=(categories, counted),
        bars=tuple((_line(label) or NOTHING, count) for label, count in chart.bars),
        alternative=_line(chart.alternative) or NOTHING,
    )


def _content(content: tuple[Inline, ...], anchors: Set[str]) -> tuple[Inline, ...]:
    """The runs that say anything, without white space at either end.

    Most are one plain text that is clean as it stands. It is kept: every tuple made anew in a long document is one
    more for Python's collector of cycles to walk through, again and again.
    """
    if len(content) == 1 and isinstance(content[0], Text):
        text = clean(content[0].text).strip()
        if text == content[0].text:
            return content if text else ()
        return (replace(content[0], text=text),) if text else ()
    runs = deque(run for part in content for run in _runs(part, anchors))
    while runs:
        if first := _stripped(runs.popleft(), str.lstrip):
            runs.appendleft(first)
            break
    while runs:
        if last := _stripped(runs.pop(), str.rstrip):
            runs.append(last)
            break
    return tuple(runs)


def _runs(part: Inline, anchors: Set[str]) -> Iterator[Inline]:
    """A clean run; after a link its address, for those who read on paper."""
    run = _inline(part, anchors)
    if run is not None:
        yield run
    if isinstance(run, Link) and run.text != run.url:
        yield Text(f" ({run.url})")


def _inline(part: Inline, anchors: Set[str]) -> Inline | None:
    """A clean run, or None when nothing is left; a link that leads nowhere becomes text."""
    match part:
        case Text():
            text = clean(part.text)
            if text is part.text:
                return part if text else None
            return replace(part, text=text) if text else None
        case Mark():
            label = _line(part.label)
            if not label or part.anchor not in anchors:
                return Text(label) if label else None
            return replace(part, label=label)
        case Link():
            url = _address(part.url)
            text = _line(part.text) or url
            if not url:
                return Text(text) if text else None
            return Link(text, url)


def _address(url: str) -> str:
    """The address with what is not ASCII percent-encoded; empty when it is none that we lead to."""
    address = quote(_line(url).encode("utf-8", "replace"), safe=_IN_A_URL)
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in _SCHEMES and (parts.netloc or parts.scheme == "mailto") else ""


def _stripped(run: Inline, strip: Callable[[str], str]) -> Inline | None:
    if not isinstance(run, Text):
        return run
    text = strip(run.text)
    return run if text == run.text else replace(run, text=text) if text else None
