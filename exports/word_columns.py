"""How wide the columns of a table in Word are, and how high its rows: no word is broken, where there is room for all.

Word breaks a word that its cell is too narrow for anywhere, and without a hyphen.
"""

import re
from collections.abc import Sequence
from math import ceil

from exports.document import Inline, Mark, Table

TEXT_WIDTH = 9070  # twentieths of a point between the margins
BESIDE = 200  # the air at both sides of a cell
LETTER = 105  # a letter of a table in running text
WIDE_LETTER = 125  # the same where none may lack room: bold, or in another authority's wider typeface
LONGEST = 20  # letters that a column makes room for: an address is broken rather than the words beside it
_WORD = re.compile(r"[^\s–-]+[–-]?")


def column_widths(table: Table) -> list[int]:
    """The widths by the shares that the table asks for, but no column narrower than its longest word.

    Where all columns can't have that, each has its part of what they need.
    """
    shares = table.widths or (1,) * len(table.header)
    asked = [TEXT_WIDTH * share // sum(shares) for share in shares]
    columns = zip(table.header, *([_text(cell) for cell in row] for row in table.rows), strict=True)
    least = [max(map(_needed, column)) for column in columns]
    if sum(least) > TEXT_WIDTH:
        room, letters = TEXT_WIDTH - BESIDE * len(least), sum(least) - BESIDE * len(least)
        return [BESIDE + room * (need - BESIDE) // letters for need in least]
    widths = [max(width, need) for width, need in zip(asked, least, strict=True)]
    over, slack = sum(widths) - TEXT_WIDTH, sum(widths) - sum(least)
    if over <= 0:
        return asked
    return [width - ceil(over * (width - need) / slack) for width, need in zip(widths, least, strict=True)]


def lines_of(row: Sequence[Sequence[Inline]], widths: Sequence[int]) -> int:
    """About how many lines a row takes."""
    return max(ceil(len(_text(cell)) * LETTER / (width - BESIDE)) for cell, width in zip(row, widths, strict=True))


def _text(cell: Sequence[Inline]) -> str:
    return "".join(part.label if isinstance(part, Mark) else part.text for part in cell)


def _needed(text: str) -> int:
    return BESIDE + WIDE_LETTER * min(LONGEST, max(map(len, _WORD.findall(text)), default=0))
