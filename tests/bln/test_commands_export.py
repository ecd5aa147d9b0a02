"""Commands that take data and documents out, and a programme in."""

import fcntl
import json
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from zipfile import is_zipfile

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln.interchange.services import import_programme
from bln.networks.models import Programme

FILE = Path(__file__).parent / "data" / "garden.json"
FIRST_MEETING = ["--network", "norr", "--meeting", "1"]


def run(app: Flask, *arguments: str, input: bytes | None = None) -> Result:
    return app.test_cli_runner().invoke(args=arguments, input=input)


@pytest.fixture
def garden(db_session: scoped_session[Session]) -> Programme:
    return import_programme(FILE.read_bytes())


def test_data_goes_out_and_in_by_files(app: Flask, db_session: scoped_session[Session], tmp_path: Path) -> None:
    taken_in = run(app, "import", str(FILE))
    assert (taken_in.exit_code, taken_in.output) == (0, "Programmet odla-2026 är inläst.\n")
    out = tmp_path / "ut.json"
    assert run(app, "export", "data", "-o", str(out)).exit_code == 0
    assert out.read_bytes() == FILE.read_bytes()


def test_data_goes_out_and_in_by_pipes(app: Flask, db_session: scoped_session[Session]) -> None:
    assert run(app, "import", "-", input=FILE.read_bytes()).exit_code == 0
    assert run(app, "export", "data", "-o", "-").stdout_bytes == FILE.read_bytes()


def test_every_fault_of_a_file_is_told_on_standard_error(
    app: Flask, db_session: scoped_session[Session], tmp_path: Path
) -> None:
    data = json.loads(FILE.read_bytes())
    data["networks"][1]["meetings"][0]["number"] = "ett"
    data["\x1b[31mröd"] = 1
    faulty = tmp_path / "fel.json"
    faulty.write_text(json.dumps(data))
    result = run(app, "import", str(faulty))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "\N{REPLACEMENT CHARACTER}[31mröd: finns inte i formatet",
        "networks[1].meetings[0].number: ska vara ett heltal från 1",
        "Inget är inläst.",
    ]


def test_a_file_that_is_not_there_is_named(app: Flask, tmp_path: Path) -> None:
    result = run(app, "import", f"{tmp_path}/saknas.json")
    assert (result.exit_code, result.stderr) == (
        1,
        f"{tmp_path}/saknas.json går inte att läsa: den finns inte.\n",
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["guide", *FIRST_MEETING],
        ["notes", *FIRST_MEETING],
        ["summary", *FIRST_MEETING],
        ["summary", "--round", "1"],
        ["plan", "--network", "norr"],
        ["report"],
    ],
    ids=" ".join,
)
def test_a_document_is_written_in_the_format_of_its_ending(
    app: Flask, garden: Programme, tmp_path: Path, arguments: Sequence[str]
) -> None:
    for ending in ("docx", "html", "md"):
        result = run(app, "export", *arguments, "-o", f"{tmp_path}/ut.{ending}")
        assert (result.exit_code, result.output) == (0, "")
    assert is_zipfile(tmp_path / "ut.docx")
    assert (tmp_path / "ut.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "\n# " in "\n" + (tmp_path / "ut.md").read_text("utf-8")
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("arguments", "header", "cell"),
    [
        (["notes", *FIRST_MEETING], '"Nummer";"Fråga";"Anteckning"', "Vatten nära odlingen 🌱"),
        (["summary", *FIRST_MEETING], '"Nummer";"Fråga";"Tema";"Text";"Antal anteckningar";"Källor"', "M1·T1·N1"),
        (["summary", "--round", "1"], '"Antal nätverk";"Inlämnade nätverk";"Saknas"', '"Tema'),
        (["plan", "--network", "norr"], '"Område";"Insats";"Beskrivning";"Arena"', "Lägg en slang"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_table_is_written_where_the_ending_is_that_of_a_spreadsheet(
    app: Flask, garden: Programme, tmp_path: Path, arguments: Sequence[str], header: str, cell: str
) -> None:
    for ending in ("csv", "xlsx"):
        result = run(app, "export", *arguments, "-o", f"{tmp_path}/ut.{ending}")
        assert (result.exit_code, result.output) == (0, "")
    table = (tmp_path / "ut.csv").read_text("utf-8-sig")
    assert header in table.splitlines()[0]
    assert cell in table
    assert is_zipfile(tmp_path / "ut.xlsx")


def test_a_document_goes_to_standard_output_in_the_format_asked_for(app: Flask, garden: Programme) -> None:
    written = run(app, "export", "notes", *FIRST_MEETING, "-o", "-", "--format", "md").output
    assert "Vatten nära odlingen 🌱" in written
    assert "Skriv inte detta" not in written


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report"], "Skriv vilken fil du vill ha med -o, eller -o - för standard ut."),
        (["report", "-o", "ut.pdf"], "Formatet ska vara docx, html eller md."),
        (["report", "-o", "ut"], "Formatet ska vara docx, html eller md."),
        (["report", "-o", "-"], "Formatet ska vara docx, html eller md."),
        (["data", "-o", "ut.md"], "Formatet ska vara json."),
        (["guide", "-o", "ut.csv"], "Formatet ska vara docx, html eller md."),
        (["notes", "-o", "ut.pdf"], "Formatet ska vara docx, html, md, csv eller xlsx."),
        (["report", "-o", "ut.md", "--format", "docx"], "Filen slutar på .md, men --format är docx."),
        (["plan", "-o", "ut.md"], "Välj ett nätverk med --network: norr, öst."),
        (["guide", "--network", "norr", "-o", "ut.md"], "Välj ett möte med --meeting: 1, 2, 3."),
        (["summary", "-o", "ut.md"], "Välj antingen --network och --meeting, eller --round."),
        (["summary", *FIRST_MEETING, "--round", "1", "-o", "ut.md"], "Välj antingen --network och"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrongly_asked_for_is_told_with_the_choices(
    app: Flask, garden: Programme, arguments: Sequence[str], message: str
) -> None:
    result = run(app, "export", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["plan", "--network", "nor"], "Nätverket ”nor” finns inte. Menade du norr?"),
        (["plan", "--network", "xyz"], "Nätverket ”xyz” finns inte. Välj bland: norr, öst."),
        (
            ["guide", "--network", "norr", "--meeting", "9"],
            "Möte 9 finns inte i Norr. Möten som finns: 1, 2, 3.",
        ),
        (["summary", "--round", "4"], "Omgång 4 finns inte. Programmet har omgång 1 till 3."),
        (["summary", "--round", "0"], "Omgång 0 finns inte. Programmet har omgång 1 till 3."),
        (["summary", "--round", "2"], "Sammanställningen av omgång 2 är inte delad än."),
        (
            ["summary", "--network", "norr", "--meeting", "2"],
            "Sammanställningen av möte 2 i Norr är inte delad än.",
        ),
        (["notes", "--network", "norr", "--meeting", "3"], "Möte 3 i Norr har inga anteckningar än."),
        (["report", "--programme", "odla"], "Programmet ”odla” finns inte. Menade du odla-2026?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_not_there_is_told_and_no_file_is_made(
    app: Flask, garden: Programme, tmp_path: Path, arguments: Sequence[str], message: str
) -> None:
    result = run(app, "export", *arguments, "-o", f"{tmp_path}/ut.md")
    assert (result.exit_code, result.stderr) == (1, message + "\n")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_exported_before_there_is_content(
    app: Flask, db_session: scoped_session[Session], tmp_path: Path
) -> None:
    out = f"{tmp_path}/ut.md"
    assert run(app, "export", "report", "-o", out).stderr == "Det finns inget program än.\n"
    data = json.loads(FILE.read_bytes())
    data["rounds"] = []
    for meeting in (meeting for network in data["networks"] for meeting in network["meetings"]):
        meeting["summaries"], meeting["submissions"] = [], []
    import_programme(json.dumps(data).encode())
    assert "så det finns ingen plan" in run(app, "export", "plan", "--network", "norr", "-o", out).stderr
    assert "så det finns ingen rapport" in run(app, "export", "report", "-o", out).stderr
    assert list(tmp_path.iterdir()) == []


def test_a_programme_must_be_named_when_there_are_several(
    app: Flask, garden: Programme, db_session: scoped_session[Session], tmp_path: Path
) -> None:
    db_session.add(Programme(slug="annat", title="Annat", term="2027", template_data=garden.template_data))
    db_session.commit()
    out = f"{tmp_path}/ut.md"
    result = run(app, "export", "report", "-o", out)
    assert result.exit_code == 2
    assert "Det finns flera program. Välj ett med --programme: annat, odla-2026." in result.stderr
    assert run(app, "export", "report", "--programme", "odla-2026", "-o", out).exit_code == 0
    assert run(app, "export", "plan", "--network", "norr", "-o", out).exit_code == 0
    of_another = run(app, "export", "plan", "--network", "norr", "--programme", "annat", "-o", out)
    assert of_another.stderr == "Det finns inget nätverk än.\n"


def test_a_file_is_written_whole_or_not_at_all(
    app: Flask, garden: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "ut.json"
    out.write_text("som förut")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    result = run(app, "export", "data", "-o", str(out))
    assert (result.exit_code, result.stderr) == (1, f"{out} går inte att skriva: disken är full.\n")
    assert out.read_text() == "som förut"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mapp", "{folder}/mapp går inte att skriva: det är en mapp."),
        ("saknas/ut.json", "Mappen {folder}/saknas finns inte."),
    ],
)
def test_a_place_where_no_file_can_be_is_told(
    app: Flask, garden: Programme, tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path / "mapp").mkdir()
    result = run(app, "export", "data", "-o", f"{tmp_path}/{name}")
    assert (result.exit_code, result.stderr) == (1, message.format(folder=tmp_path) + "\n")


def test_a_device_stays_a_device(app: Flask, garden: Programme, tmp_path: Path) -> None:
    pipe = tmp_path / "rör"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 2**20)  # the whole file fits: nobody reads until it is written
    try:
        run(app, "export", "data", "-o", str(pipe))
        assert os.read(reader, 100) == FILE.read_bytes()[:100]
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
