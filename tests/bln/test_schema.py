"""The format as JSON Schema: up to date, true of what is written, and as strict as the reader where it can be."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator

from bln.interchange.json_file import FaultyFile
from bln.interchange.reader import read_programme
from bln.interchange.schema import format_schema
from meetings.snapshot import canonical_json

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "docs" / "interchange.schema.json"
GARDEN = (Path(__file__).parent / "data" / "garden.json").read_bytes()
VALIDATOR = Draft202012Validator(format_schema())
MEETING = "networks[0].meetings[0]"


@pytest.fixture
def engine() -> str:
    """No test here stores anything."""
    return "sqlite"


def test_the_committed_schema_is_up_to_date() -> None:
    made = canonical_json(format_schema())
    assert COMMITTED.read_text("utf-8") == made, "run: bln export schema -o docs/interchange.schema.json"


def test_the_command_writes_the_schema(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["export", "schema", "-o", "-"])
    assert result.stdout_bytes == COMMITTED.read_bytes()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(format_schema())


def test_a_file_that_is_read_is_valid() -> None:
    assert [error.json_path for error in VALIDATOR.iter_errors(json.loads(GARDEN))] == []


def change_at(path: str, change: Callable[[Any, Any], Any]) -> Any:
    """The data of the garden's file, changed at a path as the faults write it."""
    data = found = json.loads(GARDEN)
    *way, last = path.replace("[", ".").replace("]", "").split(".")
    for step in way:
        found = found[int(step)] if isinstance(found, list) else found[step]
    change(found, int(last) if isinstance(found, list) else last)
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", 2),
        ("title", 5),
        ("demo", 1),
        ("compiled_by", "nobody"),
        ("created_at", "2026-03-14T12:00:00"),
        ("networks[0].closing_answers[0].month", "20261101"),
        ("networks[0].closing_answers[0].month", "2026-11-01T00:00:00"),
        ("created_at", "2026-03-14 12:00:00Z"),
        ("networks[1].place", None),
        ("networks[1].place", "x" * 301),
        ("networks[1].slug", "a/b"),
        ("networks[1].slug", "a b"),
        ("networks[1].slug", ""),
        ("networks[0].bodies[0].arena", "union"),
        ("networks[0].bodies[0].hand_in_on", "2026-12"),
        ("networks[1].meetings", {}),
        ("networks[1].meetings[0]", "möte"),
        ("networks[1].extra", 1),
        (f"{MEETING}.number", 0),
        (f"{MEETING}.number", True),
        (f"{MEETING}.number", 2**31),
        (f"{MEETING}.steps[0].position", -1),
        (f"{MEETING}.planned_at", "2026-03-14T12:00:00Z"),
        (f"{MEETING}.id", "0B9F4F0E-5A3C-4C57-9D53-2F1F0C1B7A11"),
        (f"{MEETING}.notes[0].perspective", "neighbour"),
        ("template_data.steps[1].questions[0].gathers", "allt"),
        ("template_data.extra", 1),
        (f"{MEETING}.summaries[0].versions[0].content.themes[0].sources[0].note", "ett"),
        (f"{MEETING}.summaries[0].versions[0].content.network", 1),
        (f"{MEETING}.guides[0].content.basis", None),
    ],
)
def test_a_value_that_the_reader_refuses_is_not_valid(path: str, value: Any) -> None:
    data = change_at(path, lambda found, last: found.__setitem__(last, value))
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(FaultyFile):
        read_programme(data)


@pytest.mark.parametrize(
    "path", ["format", "networks", f"{MEETING}.number", f"{MEETING}.notes", "template_data.goal", "people[0].name"]
)
def test_a_field_that_is_missing_is_not_valid(path: str) -> None:
    data = change_at(path, lambda found, last: found.pop(last))
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(FaultyFile):
        read_programme(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("networks[1].slug", "västra-åsen_2"),
        ("networks[1].bodies", []),
        ("created_at", "2026-03-14T12:00:00.000001Z"),
        (f"{MEETING}.planned_at", None),
        ("people[0].name", None),
    ],
)
def test_a_value_that_the_reader_takes_is_valid(path: str, value: Any) -> None:
    data = change_at(path, lambda found, last: found.__setitem__(last, value))
    assert VALIDATOR.is_valid(data)
    read_programme(data)
