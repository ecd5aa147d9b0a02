"""The command that suggests themes for a file of notes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from network_templates.loader import find_templates

NOTES = [
    {"id": "a", "text": "Avlösning i hemmet saknas på kvällar"},
    {"id": "b", "text": "Vi skulle behöva hemavlösare"},
    {"id": "c", "text": "Solen skiner"},
]


def suggest(app: Flask, data: object, *options: str) -> Result:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    return app.test_cli_runner().invoke(args=["themes", "suggest", "-", "-o", "-", *options], input=content)


def test_notes_that_belong_together_get_the_same_group(app: Flask) -> None:
    result = suggest(app, {"rounds": [{"meeting": 2, "question": "Vad fungerar?", "notes": NOTES}]})
    assert result.exit_code == 0
    groups = json.loads(result.stdout)
    assert groups["a"] == groups["b"] == "1. Avlösning och egen tid"
    assert "c" not in groups


def test_rounds_are_grouped_each_for_itself(app: Flask) -> None:
    again = [{**note, "id": note["id"] * 2} for note in NOTES]
    groups = json.loads(suggest(app, {"rounds": [{"notes": NOTES}, {"notes": again}]}).stdout)
    assert (groups["a"], groups["aa"]) == ("1. Avlösning och egen tid", "2. Avlösning och egen tid")


def test_the_order_of_the_file_changes_nothing(app: Flask) -> None:
    there, back = (suggest(app, {"rounds": [{"notes": notes}]}).stdout for notes in (NOTES, NOTES[::-1]))
    assert there == back


def test_groups_are_written_to_a_file_with_another_template(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text(json.dumps({"rounds": [{"notes": NOTES}]}), "utf-8")
    template = str(find_templates()["nara_vard_anhoriga"])
    arguments = [str(tmp_path / "notes.json"), "-o", str(tmp_path / "out.json"), "--template", template]
    result = app.test_cli_runner().invoke(args=["themes", "suggest", *arguments])
    assert (result.exit_code, result.output) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")).keys() == {"a", "b"}


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ([], ['filen: ska vara ett objekt, {"rounds": […]}']),
        ({}, ["rounds: saknas"]),
        ({"rounds": [{"notes": 1}, 2]}, ["rounds[0].notes: ska vara en lista", "rounds[1]: ska vara ett objekt"]),
        (
            {"rounds": [{"question": 1, "notes": [{"id": "a"}, {"id": "a", "text": " ", "network": 2}, 3]}]},
            [
                "rounds[0].question: ska vara en text",
                "rounds[0].notes[0].text: saknas",
                "rounds[0].notes[1].text: är tom",
                "rounds[0].notes[1].network: ska vara en text",
                "rounds[0].notes[1].id: ”a” står redan i rounds[0].notes[0]",
                "rounds[0].notes[2]: ska vara ett objekt med id och text",
            ],
        ),
        (b'{"rounds": [', ["Filen är inte JSON: felet finns på rad 1, tecken 13."]),
        (b"\xff", ["Filen är inte UTF-8: felet finns i byte 1."]),
    ],
)
def test_a_faulty_file_is_refused_whole_with_every_place_and_reason(app: Flask, data: Any, faults: list[str]) -> None:
    result = suggest(app, data)
    assert (result.exit_code, result.stdout) == (1, "")
    for fault in [*faults, "Inget är skrivet."]:
        assert fault in result.stderr


def test_a_faulty_template_is_refused_with_file_and_reason(app: Flask, tmp_path: Path) -> None:
    result = suggest(app, {"rounds": [{"notes": NOTES}]}, "--template", str(tmp_path / "borta"))
    assert result.exit_code == 1
    assert "Mappen finns inte." in result.stderr


def test_without_a_file_to_write_the_command_says_what_is_missing(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["themes", "suggest", "-"], input=b"{}")
    assert result.exit_code == 2
    assert "-o" in result.stderr
