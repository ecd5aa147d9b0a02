"""What the logs hold: where something went wrong, and nothing that anybody wrote."""

import logging
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln import create_app
from bln.db import db
from bln.security import open_to_all
from tests import shared_folder
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.visitor import Visitor

EMAIL, PASSWORD, TEXT = "kerstin@example.invalid", "en hemlig ramsa", "Grannen Kerstin orkar inte längre."
SECRET = "hJ3kd-en-hemlighet-i-en-lank"


@pytest.fixture
def _everything(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Logs at their most talkative."""
    with caplog.at_level(logging.DEBUG):
        yield


@pytest.mark.usefixtures("_everything")
def test_a_failed_sign_in_leaves_neither_address_nor_password(
    client: Visitor, db_session: scoped_session[Session], caplog: pytest.LogCaptureFixture
) -> None:
    make.make_account("kerstin", password=make.PASSWORD)
    answer = client.post("/logga-in", data={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 422
    assert not [word for word in (EMAIL, "kerstin", PASSWORD) if word in caplog.text.casefold()]


@pytest.mark.usefixtures("_everything")
def test_what_is_written_in_a_form_is_not_logged(
    client: Visitor, db_session: scoped_session[Session], caplog: pytest.LogCaptureFixture
) -> None:
    make.sign_in(client, make.make_leader(make.make_network(make.make_programme())))
    address = "/natverk/ekby/mote/1/anteckningar"
    sent = {"id": str(uuid.uuid4()), "version": "0", "text": TEXT, "question": "stops", "perspective": ""}
    assert client.post(address, data=sent).status_code in (200, 302)
    client.post(address, data=sent | {"id": "inget id"})
    client.post("/mina-uppgifter/namn", data={"name": "Kerstin Kerstinsson"})
    assert "kerstin" not in caplog.text.casefold()


@pytest.mark.usefixtures("_everything")
def test_a_fault_is_logged_with_its_place_and_without_its_words(
    database_uri: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app({**databases.settings_for(shared_folder.path() / "faulty", database_uri), "TESTING": False})

    @app.get("/lank/<secret>")
    @open_to_all
    def _faulty(secret: str) -> str:
        try:
            raise KeyError(EMAIL)
        except KeyError as error:
            raise ValueError(f"{secret} {TEXT}") from error

    answer = app.test_client().get(f"/lank/{SECRET}")
    assert answer.status_code == 500
    assert "fault on /lank/<secret> [GET]" in caplog.text
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text
    assert "in _faulty" in caplog.text
    assert not [word for word in (SECRET, EMAIL, TEXT) if word in caplog.text]


@pytest.mark.usefixtures("_everything")
def test_a_fault_of_the_database_is_logged_without_what_was_sent(
    database_uri: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings = databases.settings_for(shared_folder.path() / "unmigrated-log", database_uri)
    app = create_app({**settings, "TESTING": False})
    answer = app.test_client().post("/logga-in", data={"email": EMAIL, "password": PASSWORD})
    with app.app_context():
        db.engine.dispose()
    assert answer.status_code == 500
    assert caplog.records
    assert not [word for word in (EMAIL, PASSWORD) if word in caplog.text]


def test_the_web_server_keeps_no_list_of_who_read_what() -> None:
    given: dict[str, object] = {}
    exec((Path(__file__).parents[2] / "gunicorn.conf.py").read_text("utf-8"), given)
    assert given["accesslog"] is None


def test_a_form_that_is_too_large_is_refused_and_forgotten(
    app: Flask, client: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/logga-in", data={"email": EMAIL, "password": "x" * 20_000})
    assert answer.status_code == 413
    assert EMAIL not in caplog.text
