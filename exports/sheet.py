"""A table for a spreadsheet, and the same as a CSV file that a Swedish Excel opens as it is.

What people have written stays text, here and in a workbook: a cell never becomes a formula.
"""

import csv
import re
from dataclasses import dataclass
from io import StringIO

from exports.normal import clean

Cell = str | int

_BOM = "\ufeff"
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_FORMULA = re.compile(rf"[{_UNSEEN}]*[=+\-@＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a header row and at least one row; `widths` are in characters, one a column.

    `title` is at most 31 letters.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


def render_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a byte order mark, semicolons and CRLF: what Excel with Swedish settings expects.

    Every text stands in quotes. One that a spreadsheet would take for a formula gets an apostrophe before it
    (OWASP, CSV Injection).
    """
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(sheet.header)
    writer.writerows([_harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows)
    return (_BOM + file.getvalue()).encode()


def written(text: str) -> str:
    """A text as a cell holds it: clean, and without the space before it that can hide a formula."""
    return clean(text).strip()


def _harmless(text: str) -> str:
    cell = written(text)
    return f"'{cell}" if _FORMULA.match(cell) else cell
