"""Citations: marks in the texts of a document become numbers, and a list of references says what they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from exports import wording
from exports.document import Block, Document, Heading, Inline, Item, Link, ListBlock, Mark, Paragraph, Table, Text
from meetings.facts import MARK, Fact, keys_in

CHAPTER = "Referenser"
GONE = "Underlaget ”{key}” finns inte."
WITHDRAWN = " Nka har tagit tillbaka underlaget: använd det inte."


def with_references(document: Document, facts: Sequence[Fact]) -> Document:
    """The document with each mark as a number that leads to its reference.

    References are numbered in order of appearance. They stand first in the chapter of references, which is made last
    where there is none. A document that cites nothing is left as it is.
    """
    citing = _Citing({fact.key: fact for fact in facts})
    blocks = [citing.block(block) for block in document.blocks]
    if not citing.numbers:
        return document
    return replace(document, blocks=tuple(_with_list(blocks, citing.references())))


def cited_fact(fact: Fact) -> Iterator[Inline]:
    """A source as it stands in a list: author, year, title, publisher, address, and the day it was read."""
    yield Text(f"{fact.author.rstrip('.')} ({fact.year or 'utan år'}). ")
    yield Link(fact.source, fact.url) if fact.url else Text(fact.source, emphasis=True)
    yield Text(f". {fact.publisher.rstrip('.')}." if fact.publisher and fact.publisher != fact.author else ".")
    if fact.read_on:
        yield Text(f" Läst {wording.date_in_full(date.fromisoformat(fact.read_on))}.")
    if fact.withdrawn:
        yield Text(WITHDRAWN, strong=True)


@dataclass
class _Citing:
    known: dict[str, Fact]
    numbers: dict[str, int] = field(default_factory=dict)

    def block(self, block: Block) -> Block:
        """The block with numbers for marks."""
        match block:
            case Paragraph():
                return replace(block, content=self._content(block.content))
            case ListBlock():
                return replace(block, items=tuple(replace(i, content=self._content(i.content)) for i in block.items))
            case Table():
                return replace(block, rows=tuple(tuple(self._content(cell) for cell in row) for row in block.rows))
            case _:
                return block

    def references(self) -> tuple[Item, ...]:
        """What the numbers stand for."""
        return tuple(
            Item(tuple(cited_fact(self.known[key])) if key in self.known else (Text(GONE.format(key=key)),), _anchor(n))
            for key, n in self.numbers.items()
        )

    def _content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not any(isinstance(run, Text) and "[@" in run.text for run in content):
            return content
        return tuple(new for run in content for new in (self._runs(run) if isinstance(run, Text) else (run,)))

    def _runs(self, run: Text) -> Iterator[Inline]:
        at = 0
        for found in MARK.finditer(run.text):
            if before := run.text[at : found.start()]:
                yield replace(run, text=before)
            for key in keys_in(found[1]):
                number = self.numbers.setdefault(key, len(self.numbers) + 1)
                yield from (Text(" "), Mark(f"[{number}]", _anchor(number)))
            at = found.end()
        if left := run.text[at:]:
            yield replace(run, text=left)


def _anchor(number: int) -> str:
    return f"referens-{number}"


def _with_list(blocks: Sequence[Block], items: tuple[Item, ...]) -> Iterator[Block]:
    """The blocks with the items first in the list of their chapter; a word there that nothing is cited goes."""
    there = within = False
    for block in blocks:
        if isinstance(block, Heading):
            if within:
                yield ListBlock(items, numbered=True)
            within = block.level == 2 and block.text.endswith(CHAPTER)
            there = there or within
        elif within and isinstance(block, ListBlock):
            block, within = replace(block, items=(*items, *block.items)), False
        elif within:
            continue
        yield block
    if not there:
        yield Heading(2, CHAPTER, "referenser")
    if within or not there:
        yield ListBlock(items, numbered=True)
