"""The command itself: help, templates, the demo, and what happens when the machine isn't as it should be."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln import cli
from bln.demo import commands
from bln.demo.load import DemoExists
from bln.interchange.json_file import FaultyFile
from bln.interchange.services import import_programme
from bln.networks.models import Programme
from network_templates.loader import find_templates

BLN = str(Path(sys.executable).with_name("bln"))
WORDS = Path(cli.__file__).parent / "locale" / "sv" / "LC_MESSAGES" / "messages.po"
GARDEN = Path(__file__).parent / "data" / "garden.json"
FOUNDING = find_templates()["nara_vard_anhoriga"]


def run(instance: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("BLN_")}
    env = own | {"BLN_INSTANCE": str(instance)} | environment
    return subprocess.run([BLN, *arguments], env=env, capture_output=True, text=True)


def test_help_names_the_commands_in_swedish(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["--help"])
    assert result.exit_code == 0
    for name in ("db", "demo", "export", "import", "template", "themes", "user"):
        assert f"\n  {name} " in result.output
    assert "Kommandon för nätverken" in result.output


def test_a_whole_template_is_said_to_be_whole(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["template", "check", str(FOUNDING)])
    assert result.exit_code == 0
    assert result.output.startswith("Mallen är hel: 6 möten, ")


def test_every_fault_of_a_template_is_told_with_file_and_line(app: Flask, tmp_path: Path) -> None:
    folder = shutil.copytree(FOUNDING, tmp_path / "nara")
    programme = (folder / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(programme.replace("title =", "titel =", 1), "utf-8")
    (folder / "meeting_4.md").unlink()
    result = app.test_cli_runner().invoke(args=["template", "check", str(folder)])
    assert result.exit_code == 1
    assert "programme.toml rad " in result.stdout
    assert "meeting_4.md: " in result.stdout


def test_the_demo_is_loaded_once(
    app: Flask, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a programme that is quick to load in the place of the demo's."""

    def load() -> Programme:
        try:
            return import_programme(GARDEN.read_bytes())
        except FaultyFile as error:
            raise DemoExists from error

    monkeypatch.setattr(commands, "load_demo", load)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["demo", "--if-empty"]).exit_code == 0
    assert db_session.scalar(select(func.count()).select_from(Programme)) == 1
    again = runner.invoke(args=["demo"])
    assert (again.exit_code, again.stderr) == (1, "Demon är redan inläst.\n")
    quiet = runner.invoke(args=["demo", "--if-empty"])
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_a_database_without_tables_is_met_with_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path, "export", "report", "-o", "ut.md")
    assert result.returncode == 1
    assert "Kör: bln db upgrade" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("uri", ["nonsens", "mysterium://x"])
def test_an_address_that_is_none_is_told(tmp_path: Path, uri: str) -> None:
    result = run(tmp_path, "demo", BLN_DATABASE_URI=uri)
    assert (result.returncode, result.stderr) == (
        1,
        "Databasens adress i BLN_DATABASE_URI går inte att förstå.\n",
    )


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    result = run(tmp_path / "fil" / "instans", "demo")
    assert result.returncode == 1
    assert "går inte att använda: en del av sökvägen är ingen mapp." in result.stderr


def test_the_words_of_the_command_line_are_swedish(tmp_path: Path) -> None:
    result = run(tmp_path, "exprot")
    assert result.returncode == 2
    assert result.stderr == (
        "Skriv: bln [OPTIONS] COMMAND [ARGS]...\n"
        "Hjälp: bln --help\n\n"
        "Fel: Kommandot 'exprot' finns inte. Menade du 'export'?\n"
    )


def _words(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    def all_of(words: Any) -> tuple[str, ...]:
        return (words,) if isinstance(words, str) else tuple(words)

    return {all_of(word.id): all_of(word.string) for word in catalog if word.id}


def test_the_swedish_words_are_compiled_and_belong_to_this_click() -> None:
    with WORDS.open("rb") as written, WORDS.with_suffix(".mo").open("rb") as compiled:
        words = _words(read_po(written))
        assert _words(read_mo(compiled)) == words
    sources = "".join(path.read_text("utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert [word for said in words for word in said if word not in sources] == []


def test_a_reader_who_leaves_ends_the_command_quietly(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    own = {name: value for name, value in os.environ.items() if not name.startswith("BLN_")}
    command = [BLN, "template", "check", str(FOUNDING)]
    env = own | {"BLN_INSTANCE": str(tmp_path)}
    done = subprocess.run(command, env=env, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (-13, b"")
