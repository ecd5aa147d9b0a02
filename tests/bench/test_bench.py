"""The measurements run, at sizes where the figures themselves say nothing."""

import shutil
from pathlib import Path

import pytest

from bench.__main__ import measure
from bench.data import open_demo
from bench.measure import SMALL, Row, compared, limited, table


def test_every_part_is_measured_and_printed_as_ratios(demo_instance: Path, tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    shutil.copytree(demo_instance, instance)
    rows = {row.measure: row for row in measure(open_demo(instance), instance, SMALL)}
    with_ratios = (
        "meeting page, 2 notes: CPU",
        "meeting page, 3 notes: CPU",
        "board: SELECTs at 3 against 1 networks",
        "note save, request: CPU",
        "note save, request: rate",
        "note save, use case: CPU",
        "Word, 1 sections, against raw lxml",
        "word, 3 against 2 sections",
        "import bln against flask_sqlalchemy",
        "create_app and first page against a small app",
        "worker memory after pages (PSS)",
    )
    assert {name for name in with_ratios if float(rows[name].ratio) <= 0} == set()
    assert rows["board: SELECTs at 3 against 1 networks"].holds
    assert rows["meeting page, 2 notes: SELECTs"].ours == rows["meeting page, 3 notes: SELECTs"].ours
    assert rows["loaded after the first meeting page"].ours == "none"
    assert rows["themes of 9 notes, cold"].ours.endswith(" s")
    assert all(name in table(list(rows.values())) for name in with_ratios)


@pytest.mark.parametrize(
    ("row", "ratio", "aim", "verdict"),
    [
        (compared("a", 6, 2, most=3), "3.00", "≤ 3", "holds"),
        (compared("a", 7, 2, most=3), "3.50", "≤ 3", "MISSED"),
        (compared("a", 1, 4, least=0.3), "0.25", "≥ 0.3", "MISSED"),
        (compared("a", 1, 4), "0.25", "–", ""),
        (limited("a", 9, most=8), "–", "≤ 8", "MISSED"),
        (limited("a", 8, most=8), "–", "≤ 8", "holds"),
    ],
)
def test_a_row_says_whether_its_aim_holds(row: Row, ratio: str, aim: str, verdict: str) -> None:
    assert row.cells[3:] == (ratio, aim, verdict)


def test_the_table_is_markdown() -> None:
    head, rule, row = table([compared("page", 6, 2)]).splitlines()
    assert head.count("|") == rule.count("|") == row.count("|") == 7
    assert set(rule) == set("|- ")
    assert "| 3.00 " in row
