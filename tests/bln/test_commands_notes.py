"""The privacy check of a file of notes."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from bln.interchange.json_file import MOST_BYTES


@pytest.fixture
def engine() -> str:
    """No test here stores anything."""
    return "sqlite"


def check(app: Flask, *arguments: str, input: str | bytes | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["notes", "check", *arguments], input=input)


def notes(*texts: str) -> bytes:
    rounds = [{"notes": [{"id": f"n{number}", "text": text}]} for number, text in enumerate(texts, start=1)]
    return json.dumps({"rounds": rounds}, ensure_ascii=False).encode()


def test_every_find_of_a_text_has_a_line_with_its_place_and_a_suggestion(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "möte.txt"
    file.write_bytes("Vi pratade.\r\nRing 070-123 45 67 🌱 eller\nmin man Karl. 811218-9876\n".encode())
    result = check(app, str(file))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        f"{file} rad 2, tecken 6: Telefonnummer ”070-123 45 67” → ett telefonnummer",
        f"{file} rad 3, tecken 1: Namn på en närstående eller anhörig ”min man Karl” → Min man",
        f"{file} rad 3, tecken 15: Personnummer ”811218-9876”, hindrar inlämning → Ett personnummer",
    ]


def test_a_find_over_several_lines_is_told_in_one(app: Flask) -> None:
    assert check(app, "-", input="Med:\n- Eva\n- Olle\n- Åsa").stdout == (
        "- rad 2, tecken 3: Uppräknade namn ”Eva - Olle - Åsa” → tre personer\n"
    )


@pytest.mark.parametrize("name", ["anteckningar.json", "ANTECKNINGAR.JSON", "-"])
def test_a_find_in_json_names_the_note(app: Flask, tmp_path: Path, name: str) -> None:
    content = notes("Allt är bra.", "Skriv till anna@example.se")
    file = name if name == "-" else str(tmp_path / name)
    if name != "-":
        Path(file).write_bytes(content)
    result = check(app, file, input=content)
    assert (result.exit_code, result.stdout) == (
        1,
        f"{file} rounds[1].notes[0] (n2), rad 1, tecken 12: E-postadress ”anna@example.se” → en e-postadress\n",
    )


@pytest.mark.parametrize("content", [b"", b"Ring 1177 den 14 mars kl. 13.00.\n", notes("Ring 1177.", "5 kap. 10 \xa7")])
def test_where_nothing_is_found_nothing_is_said(app: Flask, content: bytes) -> None:
    result = check(app, "-", input=content)
    assert (result.exit_code, result.output) == (0, "")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "åäö".encode("latin-1"), "Filen är inte UTF-8: felet finns i byte 1."),
        ("a.json", '{"rounds": "å"}'.encode("utf-16"), "Filen är inte UTF-8: felet finns i byte 1."),
        ("a.json", b'{"rounds": [}', "Filen är inte JSON: felet finns på rad 1, tecken 13."),
        ("a.json", b'{"rounds": [{"notes": [{"id": "a"}]}]}', "rounds[0].notes[0].text: saknas"),
        ("a.json", b"[]", 'filen: ska vara ett objekt, {"rounds": […]}'),
        ("a.txt", b" " * (MOST_BYTES + 1), "Filen är större än 100 MB."),
    ],
    ids=range(6),
)
def test_a_faulty_file_is_refused_with_the_reason(
    app: Flask, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    result = check(app, str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [reason, "Inget är kontrollerat."]


def test_a_text_file_may_begin_with_a_bracket(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("{utkast} Allt är bra.", "utf-8")
    assert check(app, str(tmp_path / "a.txt")).exit_code == 0


def test_a_file_must_be_named_and_be_there(app: Flask, tmp_path: Path) -> None:
    assert check(app).exit_code == 2
    missing = check(app, str(tmp_path / "saknas.txt"))
    assert (missing.exit_code, missing.stderr) == (1, f"{tmp_path}/saknas.txt går inte att läsa: den finns inte.\n")


def test_what_would_steer_a_terminal_is_not_passed_on(app: Flask) -> None:
    result = check(app, "-", input=notes("Ring 070-123 45 67").replace(b'"n1"', b'"n\\u001b[31m"'))
    assert "\x1b" not in result.stdout
    assert "(n\N{REPLACEMENT CHARACTER}[31m)" in result.stdout
