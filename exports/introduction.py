"""What is said in the introduction to a programme: the film for who reads."""

from collections.abc import Iterator

from exports import wording
from exports.context import Context
from exports.document import Block, Document, Inline, Paragraph, Text
from exports.prose import headed_blocks
from meetings.captions import Passage, passages, read_captions

TITLE = "Introduktionen som text"
FROM_CAPTIONS = "Texten är gjord av filmens undertexter. Tiderna visar var i filmen det sägs."


def introduction_document(transcript: str, captions: str, minutes: int | None, link: str, context: Context) -> Document:
    """The transcript (Markdown); where there is none, what the captions (WebVTT) say, with times."""
    facts = [("Filmens längd", wording.duration(minutes) if minutes else ""), ("Filmen finns på", link)]
    blocks = headed_blocks(transcript) if transcript else tuple(_from_captions(captions))
    return context.document(TITLE, blocks, facts=facts)


def _from_captions(captions: str) -> Iterator[Block]:
    yield Paragraph((Text(FROM_CAPTIONS),), "muted")
    for passage in passages(read_captions(captions).cues):
        yield Paragraph(tuple(_passage(passage)))


def _passage(passage: Passage) -> Iterator[Inline]:
    yield Text(f"{wording.clock(passage.start)} ", strong=True)
    if passage.speaker:
        yield Text(f"{passage.speaker}: ", emphasis=True)
    yield Text(passage.text)
