"""What stays together on paper: a question with its room to write, a remark with what it is about."""

from collections.abc import Iterable, Iterator, Sequence

from exports.document import Block, Heading, ListBlock, PageBreak, Paragraph, Text, WritingSpace

_REMARKS = ("muted", "gap")


def kept_together(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks in runs that no page break may part: a heading with all down to its room to write, else each alone."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading | PageBreak):
            yield from ((left,) for left in run)
            run = []
        run.append(block)
        if isinstance(block, WritingSpace):
            yield tuple(run)
            run = []
    yield from ((left,) for left in run)


def placed(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it must stand on the page of the one after it."""
    inside = [(block, block is not run[-1]) for run in kept_together(blocks) for block in run]
    for before, (block, in_a_run), after in zip((None, *blocks), inside, (*blocks[1:], None), strict=False):
        yield block, in_a_run or (isinstance(block, Paragraph) and _leads_on(before, block, after))


def _leads_on(before: Block | None, paragraph: Paragraph, after: Block | None) -> bool:
    """True of the line under a heading, of what introduces a list, and of what a remark or a gap is about."""
    if paragraph.style in _REMARKS:
        return paragraph.style == "muted" and isinstance(before, Heading)
    if isinstance(after, ListBlock):
        return isinstance(last := paragraph.content[-1], Text) and last.text.endswith(":")
    return isinstance(after, Paragraph) and after.style in _REMARKS
