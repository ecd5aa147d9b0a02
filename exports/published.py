"""A published document in parts: its chapters, each to be read by itself, and where words stand in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exports.document import Block, Chart, Document, Heading, Inline, ListBlock, Mark, Paragraph, Table, Text
from exports.normal import normalised

SOURCES = "Källor i kapitlet"
MOST_HITS = 50
_AROUND = 90
_NUMBER = re.compile(r"^\d+ ")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its heading, the same without its number, and what stands under it."""

    title: str
    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all words of a search stand: the chapter and the nearest heading with its anchor (empty right
    under the chapter's own), and the text around the first word: before it, the word, and after it."""

    chapter: Chapter
    heading: str
    anchor: str
    before: str
    word: str
    after: str


def chapters_of(document: Document) -> tuple[Chapter, ...]:
    """The chapters of a document that begins with one; every heading in them has an anchor, every figure the number
    that it has in the whole."""
    parts: list[tuple[str, list[Block]]] = []
    for place, block in enumerate(normalised(document).blocks):
        if isinstance(block, Heading) and block.level == 2:
            parts.append((block.text, []))
        elif isinstance(block, Heading) and not block.anchor:
            parts[-1][1].append(replace(block, anchor=f"stycke-{place}"))
        else:
            parts[-1][1].append(block)
    return tuple(Chapter(title, _NUMBER.sub("", title), tuple(blocks)) for title, blocks in parts)


def chapter_document(document: Document, chapters: Sequence[Chapter], chapter: Chapter) -> Document:
    """A chapter as a document, its headings a level higher, with the sources that it marks at its end."""
    marked = {run.anchor for block in chapter.blocks for run in _runs(block) if isinstance(run, Mark)}
    at_the_end = (block for last in chapters[-2:] if chapter not in chapters[-2:] for block in last.blocks)
    sources = tuple(_marked(at_the_end, marked))
    ending = (Heading(2, SOURCES), *sources) if sources else ()
    raised = (replace(b, level=b.level - 1) if isinstance(b, Heading) else b for b in chapter.blocks)
    return replace(
        document, title=chapter.title, subtitle="", notice="", facts=(), contents=False, blocks=(*raised, *ending)
    )


def _marked(sources: Iterable[Block], anchors: set[str]) -> Iterator[Block]:
    """Of the sources those that marks lead to: entries of a list, or headings with what stands under them."""
    inside = False
    for block in sources:
        if isinstance(block, Heading):
            inside = block.anchor in anchors
        if inside:
            yield block
        elif isinstance(block, ListBlock):
            numbered = ((f"[{at}] " if block.numbered else "", item) for at, item in enumerate(block.items, start=1))
            items = tuple(
                replace(item, content=(Text(number), *item.content)) if number else item
                for number, item in numbered
                if item.anchor in anchors
            )
            if items:
                yield replace(block, items=items, numbered=False)


def find_words(chapters: Iterable[Chapter], query: str) -> tuple[Hit, ...]:
    """The places where every word of `query` stands, also as a part of a longer word; `MOST_HITS` at most."""
    words = query.split()
    hits = (hit for chapter in chapters for hit in _hits(chapter, words)) if words else iter(())
    return tuple(hit for hit, _ in zip(hits, range(MOST_HITS), strict=False))


def _hits(chapter: Chapter, words: Sequence[str]) -> Iterator[Hit]:
    heading, anchor = "", ""
    for block in chapter.blocks:
        if isinstance(block, Heading):
            heading, anchor = block.text, block.anchor
        for text in _texts(block):
            found = [re.search(re.escape(word), text, re.IGNORECASE) for word in words]
            if found[0] and all(found):
                yield Hit(chapter, heading, anchor, *_around(text, *found[0].span()))


def _around(text: str, start: int, end: int) -> tuple[str, str, str]:
    first, last = max(0, start - _AROUND), end + _AROUND
    before = text[first:start] if not first else f"… {text[first:start].partition(' ')[2]}"
    after = text[end:] if last >= len(text) else f"{text[end:last].rpartition(' ')[0]} …"
    return before, text[start:end], after


def _texts(block: Block) -> Iterator[str]:
    """What is read in a block, in pieces that stand by themselves."""
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield _plain(block.content)
        case ListBlock():
            yield from (_plain(item.content) for item in block.items)
        case Table():
            yield block.caption
            yield from (" · ".join(_plain(cell) for cell in row) for row in block.rows)
        case Chart():
            yield block.caption


def _plain(content: Iterable[Inline]) -> str:
    return "".join(run.label if isinstance(run, Mark) else run.text for run in content)


def _runs(block: Block) -> Iterator[Inline]:
    match block:
        case Paragraph():
            yield from block.content
        case ListBlock():
            yield from (run for item in block.items for run in item.content)
        case Table():
            yield from (run for row in block.rows for cell in row for run in cell)
