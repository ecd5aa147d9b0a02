"""Documents as long as a national report: our renderers against a raw writer and pandoc on the same content."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench.measure import Row, Sizes, child_cpu_seconds, compared, cpu_seconds
from bench.raw_word import write_raw
from exports.document import Block, Document, Heading, Item, ListBlock, Table, Text
from exports.markdown import render_markdown
from exports.page import render_html_file
from exports.word import render_word

BULLETS, ROWS, COLUMNS = 12, 10, 4
POINT = "Anhöriga i nätverket vill ha en väg in, och någon som svarar även på kvällen"


class Cost(NamedTuple):
    """CPU seconds for one document of each kind."""

    word: float
    raw: float
    html: float
    markdown: float


def measure(sizes: Sizes) -> Iterator[Row]:
    """Every renderer at every size, and how the cost grows."""
    most_for_pandoc = max(sizes.sections) if os.environ.get("BIG") == "1" else sizes.pandoc_sections
    costs: dict[int, Cost] = {}
    for sections in sizes.sections:
        document = long_document(sections)
        costs[sections] = _cost(document, 1 if sections > sizes.pandoc_sections else sizes.repeats)
        yield from _against(document, sections, costs[sections], with_pandoc=sections <= most_for_pandoc)
    for fewer, more in zip(sizes.sections, sizes.sections[1:], strict=False):
        for kind, most in (("word", 1.2), ("html", 1.2), ("markdown", 1.2), ("raw", None)):
            grown = getattr(costs[more], kind), getattr(costs[fewer], kind)
            limit = most * more / fewer if most else None
            yield compared(f"{kind}, {more} against {fewer} sections", *(1_000 * s for s in grown), most=limit)


def _against(document: Document, sections: int, cost: Cost, *, with_pandoc: bool) -> Iterator[Row]:
    name = f"{sections} sections"
    yield compared(f"Word, {name}, against raw lxml", cost.word, cost.raw, unit="s", most=3)
    if not shutil.which("pandoc"):
        yield Row(f"Word, {name}, against pandoc", f"{cost.word:.3g} s", "not installed")
    elif with_pandoc:
        yield compared(f"Word, {name}, against pandoc", cost.word, _pandoc(document), unit="s", most=0.2)
    yield compared(f"HTML, {name}, against raw lxml", cost.html, cost.raw, unit="s")
    yield compared(f"Markdown, {name}, against raw lxml", cost.markdown, cost.raw, unit="s")


def _cost(document: Document, repeats: int) -> Cost:
    writers: tuple[Callable[[Document], object], ...] = (render_word, write_raw, render_html_file, render_markdown)
    return Cost(*(cpu_seconds(partial(writer, document), repeats) for writer in writers))


def _pandoc(document: Document) -> float:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.md"), Path(folder, "out.docx")
        source.write_text(render_markdown(document), "utf-8")
        return child_cpu_seconds(["pandoc", "-f", "gfm", "-t", "docx", "-o", str(target), str(source)])


def long_document(sections: int) -> Document:
    """So many sections of a heading, a list and a table."""
    blocks = tuple(block for number in range(1, sections + 1) for block in _section(number))
    return Document("Nationell rapport", blocks=blocks)


def _section(number: int) -> Iterator[Block]:
    yield Heading(2, f"Område {number}")
    yield ListBlock(tuple(Item((Text(f"{POINT} (punkt {number}.{place})."),)) for place in range(BULLETS)))
    rows = tuple(
        tuple((Text(f"Åtgärd {number}.{row}.{column}"),) for column in range(COLUMNS)) for row in range(1, ROWS)
    )
    yield Table(f"Åtgärder i område {number}", ("Åtgärd", "Arena", "Ansvarig", "Kostnad"), rows)
