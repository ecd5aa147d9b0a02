"""The running text of the national report as blocks: as compiled, or as people have written it in Markdown."""

from collections.abc import Iterator

from exports.context import Context
from exports.document import Block, Heading, Paragraph, Text
from exports.prose import markdown_blocks, text_blocks
from meetings.report_text import Passage, ReportChapter, ReportText


def passage_blocks(passage: Passage, style: str = "body") -> tuple[Block, ...]:
    """A passage's words; the style is that of what is compiled, people's own words are body text."""
    return markdown_blocks(passage.text) if passage.edited else text_blocks(passage.text, style)


def written(text: ReportText, key: str, context: Context, style: str = "body") -> Iterator[Block]:
    """The passage with this key, and the other opinions that stand beside it."""
    passage = text.passage(key)
    if passage:
        yield from passage_blocks(passage, style)
    for dissent in text.dissents:
        if dissent.passage == key:
            yield Paragraph((Text(f"Nätverket i {context.named([dissent.network])} har en annan mening:", True),))
            yield from text_blocks(dissent.text, "quote")


def own_passages(text: ReportText, chapter: ReportChapter, context: Context) -> Iterator[Block]:
    """What people have added to a chapter, each with its heading."""
    for passage in text.passages:
        if passage.chapter is chapter and passage.own:
            yield Heading(3, passage.title)
            yield from written(text, passage.key, context)
