"""A table as an Excel workbook. Texts are stored as text and quoted, so that editing one makes no formula of it."""

import re
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from exports.sheet import Cell, Sheet, written

MOST_IN_A_CELL = 32_767  # UTF-16 units, Excel's own limit
CUT = " … (resten får inte plats i en cell)"
_RICH = re.compile(r"<r>.*</r>", re.DOTALL)
_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)  # as in the archive itself: the same bytes every day
_A4 = 9


def render_xlsx(sheet: Sheet) -> bytes:
    """A workbook with one table, its header row repeated in print; equal sheets give equal bytes."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": sheet.title, "created": _FIRST_DAY})
        page = book.add_worksheet(sheet.title)
        _lay_out(page, sheet)
        shape = {"text_wrap": True, "valign": "top"}
        text = book.add_format({**shape, "num_format": "@", "quote_prefix": True})
        number = book.add_format(shape)
        for place, row in enumerate(sheet.rows, start=1):
            _write_row(page, place, row, text, number)
    return file.getvalue()


def _lay_out(page: Worksheet, sheet: Sheet) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    for place, width in enumerate(sheet.widths):
        page.set_column(place, place, width)
    columns = [{"header": name} for name in sheet.header]
    page.add_table(0, 0, max(len(sheet.rows), 1), len(columns) - 1, {"columns": columns, "name": sheet.title})


def _write_row(page: Worksheet, place: int, row: tuple[Cell, ...], text: Format, number: Format) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            page.write_string(place, column, _fitting(written(cell)), text)
        else:
            page.write_number(place, column, cell, number)


def _fitting(text: str) -> str:
    """At most what Excel holds. The library takes a text that is all in <r> for markup: a space prevents it."""
    units = text.encode("utf-16-le")
    if len(units) > 2 * MOST_IN_A_CELL:
        text = units[: 2 * (MOST_IN_A_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
    return f"{text} " if _RICH.fullmatch(text) else text
