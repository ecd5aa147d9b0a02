"""What a meeting came to, as blocks of a document."""

from exports.document import Block, Heading, Item, ListBlock, Paragraph, Text
from meetings.outcome import Outcome

KEY_POINTS = "Det viktigaste enligt nätverket"
AGREED = "Det här var nätverket överens om"
DISAGREED = "Det här var nätverket inte överens om"


def outcome_blocks(outcome: Outcome) -> list[Block]:
    """The key points, what was agreed and what wasn't, under one heading; nothing where nothing is written."""
    parts = (("", outcome.key_points), (AGREED, outcome.agreed), (DISAGREED, outcome.disagreed))
    blocks: list[Block] = []
    for words, lines in parts:
        if words and lines:
            blocks.append(Paragraph((Text(f"{words}:", strong=True),)))
        if lines:
            blocks.append(ListBlock(tuple(Item((Text(line),)) for line in lines)))
    return [Heading(2, KEY_POINTS), *blocks] if blocks else []
