"""Notes, themes and actions as tables, and tables as files that no spreadsheet takes for formulas."""

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from lxml import etree

from exports.sheet import Cell, Sheet, render_csv
from exports.tables import actions_sheet, measures_sheet, notes_sheet, themes_sheet
from exports.workbook import CUT, MOST_IN_A_CELL, render_xlsx
from meetings.notes import NoteKind
from meetings.plan_content import Arena, Measure
from tests.exports import factories as make

NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
QUESTIONS = [make.NEEDS, make.LACKS]


def sheet_of(*texts: Cell) -> Sheet:
    return Sheet("Saker", ("Sak",), tuple((text,) for text in texts), (20,))


def csv_rows(sheet: Sheet) -> list[list[str]]:
    return list(csv.reader(StringIO(render_csv(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))


def part(sheet: Sheet, name: str) -> etree._Element:
    with ZipFile(BytesIO(render_xlsx(sheet))) as book:
        return etree.fromstring(book.read(name))


def texts_of(sheet: Sheet) -> list[str]:
    """The shared texts of the workbook, header first."""
    found = part(sheet, "xl/sharedStrings.xml").findall("s:si", NS)
    return ["".join(item.xpath(".//s:t/text()", namespaces=NS)) for item in found]


def test_notes_stand_under_their_questions_without_perspective() -> None:
    notes = [make.make_note(3, "Skugga", question="lacks"), make.make_note(1, "Jord"), make.make_note(2, "Vatten")]
    sheet = notes_sheet(QUESTIONS, [*notes, make.make_note(4, "Annat", question="old", kind=NoteKind.OBSTACLE)])
    assert sheet.header == ("Nummer", "Fråga", "Anteckning", "Sort")
    assert sheet.rows == (
        (1, "Det vi behöver", "Jord", ""),
        (2, "Det vi behöver", "Vatten", ""),
        (3, "Det som saknas", "Skugga", ""),
        (4, "Övrigt", "Annat", "hinder"),
    )


def test_the_themes_of_a_network_carry_the_marks_of_their_notes() -> None:
    summary = make.make_summary(make.make_theme(1, *make.make_sources(2)), unsorted=make.make_sources(1, theme=9))
    sheet = themes_sheet(summary, QUESTIONS, make.CONTEXT)
    assert sheet.header[-1] == "Källor"
    assert sheet.rows == (
        (1, "Det vi behöver", "Tema 1", "Det sägs om 1.", 2, "M1·T1·N1, M1·T1·N2"),
        ("", "", "Utan tema", "", 1, "M1·T9·N1"),
    )


def test_national_themes_are_counted_and_name_no_note_and_no_network_behind_them() -> None:
    theme = make.make_theme(1, *make.make_sources(3, networks=("norr", "soder")))
    summary = make.make_summary(theme, network=None, submitted=("norr", "soder"), missing=("vaster",))
    sheet = themes_sheet(summary, QUESTIONS, make.NATIONAL)
    assert sheet.rows == ((1, "Det vi behöver", "Tema 1", "Det sägs om 1.", 6, 2, 2, "Västerby", "", ""),)
    assert sheet.header[-5:] == ("Antal nätverk", "Inlämnade nätverk", "Saknas", "Skillnader", "Citat")


def test_what_lies_in_no_national_theme_is_counted_alone() -> None:
    summary = make.make_summary(network=None, unsorted=make.make_sources(2), submitted=("norr",))
    assert themes_sheet(summary, QUESTIONS, make.NATIONAL).rows == (("", "", "Utan tema", "", 2, *[""] * 5),)


def test_an_action_has_number_area_arena_responsible_partners_cost_and_sources() -> None:
    action = make.make_action(
        "hur", *make.make_sources(1, meeting=5), arena=Arena.MUNICIPALITY, responsible="Chefen", start="mars", end="maj"
    )
    sheet = actions_sheet(make.make_plan(make.make_area(1), actions=(action,)))
    assert sheet.rows == (
        (
            "1.1",
            "1. Område 1s namn",
            "Rubrik hur",
            "Det sägs om hur.",
            "Kommunen",
            "Chefen",
            "Inte angivet",
            "Ej beräknat",
            "mars–maj",
            "Inte angivet",
            "M5·T1·N1",
        ),
    )
    assert len(sheet.header) == len(sheet.widths) == 11


def test_indicators_are_one_a_row_and_no_cell_is_blank() -> None:
    plan = make.make_plan(measures=(Measure("m", "Antal bänkar", "0", "3", "", "i maj"),))
    assert measures_sheet(plan).rows == (("Antal bänkar", "0", "3", "Inte angivet", "i maj", "Inte angivet"),)
    assert measures_sheet(make.make_plan()).rows == (("Inte angivet",) * 6,)


def test_an_area_without_action_is_there_with_its_gaps() -> None:
    ((number, area, *said, sources),) = actions_sheet(make.make_plan(make.make_area(1))).rows
    assert (number, area, set(said)) == ("", "1. Område 1s namn", {"Inte angivet"})
    assert sources == "M4·T1·N1, M4·T1·N2"


FORMULAS = [
    "=1+1",
    "+46 70",
    "-1",
    "- vi saknar tid",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " \n =1",
    "＝1",
    "\ufeff=1",
    "\x01=1",
]


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_cell_of_a_csv_file_begins_a_formula(text: str) -> None:
    ((_,), (cell,)) = csv_rows(sheet_of(text))
    assert cell[0] not in "=+-@\t\r\n＝＋－＠ \ufeff"
    assert text.strip(" \t\r\n\x01\ufeff") in cell, "and it still reads right"


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    sheet = sheet_of(text)
    cells = part(sheet, "xl/worksheets/sheet1.xml")
    assert cells.findall(".//s:f", NS) == []
    assert [cell.get("t") for cell in cells.findall(".//s:c", NS)] == ["s", "s"]
    assert texts_of(sheet)[1].endswith(text.strip(" \t\r\n\x01\ufeff"))
    styles = part(sheet, "xl/styles.xml")
    style = cells.findall(".//s:c", NS)[1].get("s")
    assert styles.findall("s:cellXfs/s:xf", NS)[int(style or 0)].get("quotePrefix") == "1"


@pytest.mark.parametrize("text", ["Åka buss; eller tåg", 'Han sa "nej"', "två\nrader", "10 - 12", "a=b", "🌱", "'så"])
def test_other_texts_stand_as_they_are(text: str) -> None:
    assert csv_rows(sheet_of(text)) == [["Sak"], [text]]
    assert texts_of(sheet_of(text)) == ["Sak", text]


def test_a_csv_file_is_what_a_swedish_excel_expects() -> None:
    sheet = Sheet("Saker", ("Sak", "Antal"), (("Spade", 2), ("Å;ä", 1)), (20, 10))
    assert render_csv(sheet) == '\ufeff"Sak";"Antal"\r\n"Spade";2\r\n"Å;ä";1\r\n'.encode()


def test_a_text_that_looks_like_the_library_s_own_markup_stays_text() -> None:
    text = "<r><t>=1</t></r>"
    assert [found.strip() for found in texts_of(sheet_of(text))] == ["Sak", text]


def test_a_text_longer_than_a_cell_says_that_it_is_cut() -> None:
    cut = texts_of(sheet_of("🌱å" * MOST_IN_A_CELL))[1]
    assert cut.endswith(CUT)
    assert MOST_IN_A_CELL - 2 <= len(cut.encode("utf-16-le")) // 2 <= MOST_IN_A_CELL
    whole = "å" * MOST_IN_A_CELL
    assert texts_of(sheet_of(whole))[1] == whole


def test_a_workbook_is_a_table_with_a_header_that_stays_in_sight_and_in_print() -> None:
    sheet = Sheet("Saker", ("Sak", "Antal"), (("Spade", 2),), (20, 10))
    table = part(sheet, "xl/tables/table1.xml")
    assert (table.get("ref"), table.get("displayName")) == ("A1:B2", "Saker")
    assert [column.get("name") for column in table.findall(".//s:tableColumn", NS)] == ["Sak", "Antal"]
    page = part(sheet, "xl/worksheets/sheet1.xml")
    pane = page.find(".//s:pane", NS)
    assert pane is not None
    assert pane.get("state") == "frozen"
    names = part(sheet, "xl/workbook.xml").findall(".//s:definedName", NS)
    assert [(name.get("name"), name.text) for name in names] == [("_xlnm.Print_Titles", "Saker!$1:$1")]
    assert page.findall(".//s:mergeCell", NS) == []


def test_a_table_without_rows_is_a_file_too() -> None:
    assert csv_rows(sheet_of()) == [["Sak"]]
    assert texts_of(sheet_of()) == ["Sak"]


def test_equal_tables_make_equal_workbooks() -> None:
    assert render_xlsx(sheet_of("Spade")) == render_xlsx(sheet_of("Spade"))


def test_what_belongs_to_no_area_is_not_left_out() -> None:
    plan = replace(make.make_plan(), loose=(make.make_passage("lös", *make.make_sources(1)),))
    ((_, area, title, *_, sources),) = actions_sheet(plan).rows
    assert (area, title, sources) == ("Inget område ännu", "Rubrik lös", "M1·T1·N1")
