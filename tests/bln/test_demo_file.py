"""The demo as a file: made beside the database, valid by the schema, and the same after a move to either engine."""

import json
from pathlib import Path

import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session, scoped_session

from bln.interchange.schema import format_schema
from bln.interchange.services import import_programme
from bln.interchange.writer import export_programme
from tools import demo_server


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder where the demo has been written to a file, and nothing else has been done."""
    instance = tmp_path_factory.mktemp("demo-file")
    demo_server.command(instance, "demo", "--to", str(instance / "demo.json"))
    return instance


def test_the_demo_moves_to_a_database_and_out_again_without_loss(
    written: Path, db_session: scoped_session[Session]
) -> None:
    content = (written / "demo.json").read_bytes()
    assert export_programme(import_programme(content)) == content


def test_the_demo_s_file_is_valid_and_whole(written: Path) -> None:
    data = json.loads((written / "demo.json").read_bytes())
    validator = Draft202012Validator(format_schema())
    assert [error.json_path for error in validator.iter_errors(data)] == []
    assert data["demo"] is True
    assert len(data["networks"]) == 10


def test_no_database_is_made_or_touched(written: Path) -> None:
    assert {file.name for file in written.iterdir()} == {"demo.json", "secret_key"}


def test_a_file_and_a_database_are_not_filled_at_once(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "--if-empty", "--to", str(tmp_path / "demo.json")])
    assert result.exit_code == 2
    assert "Välj antingen --if-empty eller --to." in result.stderr
    assert list(tmp_path.iterdir()) == []
