"""The second step: an app's code or a recovery code, each once, asked for before anything opens."""

import re
from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.people.models import Account, RecoveryCode, SignedIn
from bln.people.second_step import CODES, app_key
from bln.people.tokens import Link, issue_token
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PASSWORD = {"email": "anna@example.invalid", "password": make.PASSWORD}


class Time:
    """A clock for codes that stands still."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Iterator[Time]:
    clock = Time()
    with patch("bln.people.second_step.time.time", clock):
        yield clock


@pytest.fixture
def anna(db_session: scoped_session[Session]) -> Account:
    return make.make_account("anna", staff=True, password=make.PASSWORD)


@pytest.fixture
def _required(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "STAFF_TOTP", True)


def turn_on(client: FlaskClient, clock: Time) -> tuple[pyotp.TOTP, list[str]]:
    """Set the app up as its owner does; returns the app and the recovery codes."""
    page = client.get("/konto/tvasteg").text
    address = re.search(r'href="(otpauth://[^"]+)"', page)
    assert address
    app = pyotp.TOTP(parse_qs(urlsplit(address[1].replace("&amp;", "&")).query)["secret"][0])
    shown = client.post("/konto/tvasteg", data={"code": app.at(int(clock.now))})
    assert shown.status_code == 200
    clock.now += 30
    return app, re.findall(r"<li>([a-z2-7-]{19})<", shown.text)


@pytest.fixture
def enrolled(client: Visitor, anna: Account, clock: Time) -> tuple[pyotp.TOTP, list[str]]:
    make.sign_in(client, anna)
    found = turn_on(client, clock)
    client.post("/logga-ut")
    return found


def give(client: FlaskClient, code: str, address: str = "192.0.2.1") -> int:
    answer = client.post("/logga-in/kod", data={"code": code}, environ_base={"REMOTE_ADDR": address})
    return answer.status_code


def is_in(client: FlaskClient) -> bool:
    return client.get("/konto").status_code == 200


Enrolled = tuple[pyotp.TOTP, list[str]]


def test_the_password_alone_opens_nothing_then(client: Visitor, enrolled: Enrolled, clock: Time) -> None:
    answer = client.post("/logga-in", data=PASSWORD | {"nasta": "/konto"})
    assert answer.location == "/logga-in/kod?nasta=/konto"
    for address in ("/", "/konto", "/konto/tvasteg", "/finns-inte"):
        assert client.get(address).location.startswith("/logga-in")
    assert client.get(answer.location).status_code == 200
    data = {"code": enrolled[0].at(int(clock.now)), "nasta": "/konto"}
    assert client.post("/logga-in/kod", data=data).location == "/konto"
    assert is_in(client)


def test_a_link_by_mail_takes_the_first_step_alone(
    client: Visitor, enrolled: Enrolled, anna: Account, db_session: scoped_session[Session], clock: Time
) -> None:
    secret = issue_token(Link.SIGN_IN, anna.id)
    db_session.commit()
    assert client.post(f"/logga-in/lank/{secret}").location == "/logga-in/kod"
    assert not is_in(client)
    assert give(client, enrolled[0].at(int(clock.now))) == 302
    assert is_in(client)


def test_the_secret_of_the_cookie_is_new_after_the_code(
    client: Visitor, enrolled: Enrolled, clock: Time, db_session: scoped_session[Session]
) -> None:
    client.post("/logga-in", data=PASSWORD)
    before = db_session.scalars(select(SignedIn.secret_hash)).one()
    give(client, enrolled[0].at(int(clock.now)))
    assert db_session.scalars(select(SignedIn.secret_hash)).one() != before


def test_a_code_is_good_once_and_for_a_minute_at_most(
    app: Flask, client: Visitor, enrolled: Enrolled, clock: Time
) -> None:
    code = enrolled[0].at(int(clock.now))
    client.post("/logga-in", data=PASSWORD)
    clock.now += 61
    assert give(client, code) == 422, "too old"
    clock.now -= 31
    assert give(client, code) == 302, "a clock that is off by half a minute"
    second = app.test_client()
    second.post("/logga-in", data=PASSWORD)
    assert give(second, code) == 422, "somebody looked over the shoulder"
    assert not is_in(second)


@pytest.mark.parametrize("code", ["", "000000", "12345", "åäö", "١٢٣٤٥٦", "a" * 41, "-", "aaaa-aaaa-aaaa-aaaa"])
def test_a_code_that_is_none_is_refused(client: Visitor, enrolled: Enrolled, code: str) -> None:
    client.post("/logga-in", data=PASSWORD)
    assert give(client, code) == 422
    assert not is_in(client)


def test_a_recovery_code_opens_once_however_it_is_typed(app: Flask, client: Visitor, enrolled: Enrolled) -> None:
    code = enrolled[1][0]
    client.post("/logga-in", data=PASSWORD)
    assert give(client, code.upper().replace("-", " ").replace("O", "0")) == 302
    assert is_in(client)
    assert f"{CODES - 1} reservkoder kvar" in client.get("/konto/tvasteg").text
    second = app.test_client()
    second.post("/logga-in", data=PASSWORD)
    assert give(second, code) == 422


def test_codes_are_slowed_down_from_everywhere(app: Flask, enrolled: Enrolled, clock: Time) -> None:
    answers = []
    for n in range(6):
        visitor = app.test_client()
        visitor.post("/logga-in", data=PASSWORD, environ_base={"REMOTE_ADDR": f"198.51.100.{n}"})
        answers.append(
            visitor.post("/logga-in/kod", data={"code": "000000"}, environ_base={"REMOTE_ADDR": f"198.51.100.{n}"})
        )
    assert "Koden stämmer inte" in answers[4].text
    assert re.search(r"Vänta \d+ sekunder", answers[5].text)


def test_the_first_step_is_good_for_a_quarter_of_an_hour(
    client: Visitor, enrolled: Enrolled, clock: Time, db_session: scoped_session[Session]
) -> None:
    client.post("/logga-in", data=PASSWORD)
    db_session.execute(update(SignedIn).values(created_at=utcnow() - timedelta(minutes=16)))
    db_session.commit()
    answer = client.post("/logga-in/kod", data={"code": enrolled[0].at(int(clock.now))})
    assert answer.location == "/logga-in"
    assert not is_in(client)


def test_nobody_is_asked_for_a_code_before_the_first_step(client: Visitor, enrolled: Enrolled, clock: Time) -> None:
    assert client.post("/logga-in/kod", data={"code": enrolled[0].at(int(clock.now))}).location == "/logga-in"


def test_turning_it_on_needs_a_code_and_ends_all_other_sessions(
    app: Flask, client: Visitor, anna: Account, clock: Time, db_session: scoped_session[Session]
) -> None:
    other = app.test_client()
    make.sign_in(other, anna)
    make.sign_in(client, anna)
    assert client.post("/konto/tvasteg", data={"code": "000000"}).status_code == 422
    assert db_session.scalars(select(RecoveryCode)).all() == []
    assert is_in(other)
    _, codes = turn_on(client, clock)
    assert len(set(codes)) == CODES
    assert not is_in(other)
    assert is_in(client)


def test_neither_key_nor_codes_can_be_read_from_the_database(
    app: Flask, enrolled: Enrolled, db_session: scoped_session[Session]
) -> None:
    db_session.expire_all()
    account = db_session.scalars(select(Account)).one()
    hashes = db_session.scalars(select(RecoveryCode.code_hash)).all()
    assert account.totp_seed
    assert app_key(account, account.totp_seed) == enrolled[0].secret
    app.config["SECRET_KEY"], kept = "another", app.config["SECRET_KEY"]
    assert app_key(account, account.totp_seed) != enrolled[0].secret
    app.config["SECRET_KEY"] = kept
    assert not any(code in kept_hash for code in enrolled[1] for kept_hash in hashes)


def test_the_codes_come_as_a_text_file_while_they_are_shown_and_nobody_elses(
    app: Flask, client: Visitor, anna: Account, clock: Time
) -> None:
    make.sign_in(client, anna)
    _, codes = turn_on(client, clock)
    answer = client.post("/konto/tvasteg/koder.txt", data={"code": codes})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="reservkoder.txt"'
    assert answer.mimetype == "text/plain"
    assert all(code in answer.text for code in codes)
    assert client.post("/konto/tvasteg/koder.txt", data={"code": [codes[0], "påhittad"]}).status_code == 404
    stranger = app.test_client()
    make.sign_in(stranger, make.make_account("bo"))
    assert stranger.post("/konto/tvasteg/koder.txt", data={"code": codes}).status_code == 404


def test_new_codes_replace_the_old_ones(app: Flask, client: Visitor, enrolled: Enrolled, clock: Time) -> None:
    client.post("/logga-in", data=PASSWORD)
    give(client, enrolled[0].at(int(clock.now)))
    assert client.post("/konto/tvasteg/koder", data={"code": "000000"}).status_code == 422
    clock.now += 30
    page = client.post("/konto/tvasteg/koder", data={"code": enrolled[0].at(int(clock.now))}).text
    assert len(re.findall(r"<li>[a-z2-7-]{19}<", page)) == CODES
    second = app.test_client()
    second.post("/logga-in", data=PASSWORD)
    assert give(second, enrolled[1][0]) == 422


def test_turned_off_and_on_again_the_old_app_opens_nothing(client: Visitor, enrolled: Enrolled, clock: Time) -> None:
    old, codes = enrolled
    client.post("/logga-in", data=PASSWORD)
    give(client, old.at(int(clock.now)))
    assert client.post("/konto/tvasteg/av", data={"code": "000000"}).status_code == 422
    assert client.post("/konto/tvasteg/av", data={"code": codes[0]}).location == "/konto/tvasteg"
    new, _ = turn_on(client, clock)
    assert new.secret != old.secret


@pytest.mark.usefixtures("_required")
def test_where_it_is_required_staff_see_nothing_before_they_have_it(
    client: Visitor, anna: Account, clock: Time
) -> None:
    make.make_network(make.make_programme())
    client.post("/logga-in", data=PASSWORD)
    for address in ("/", "/konto", "/natverk/ekby", "/program/cykla", "/konto/losenord", "/finns-inte"):
        assert client.get(address).location == "/konto/tvasteg", address
        assert client.post(address).location == "/konto/tvasteg", address
    turn_on(client, clock)
    assert client.get("/natverk/ekby").status_code == 200
    assert client.post("/logga-ut").location == "/logga-in"


@pytest.mark.usefixtures("_required")
def test_it_is_required_of_nobody_else(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.sign_in(client, make.make_leader(make.make_network(make.make_programme())))
    assert client.get("/natverk/ekby").status_code == 200


@pytest.mark.usefixtures("_required")
def test_the_demos_door_stays_a_click_wide(
    app: Flask, client: Visitor, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)
    db_session.add(Account(person=make.Person(name="Nka"), email="nka@demo.invalid", staff=True))
    db_session.commit()
    client.post("/demo/logga-in", data={"roll": "nka"})
    assert client.get("/").status_code == 200
    assert client.get("/konto/tvasteg").status_code == 404


def test_the_shell_lets_in_who_has_lost_app_and_codes(
    app: Flask, client: Visitor, enrolled: Enrolled, clock: Time, db_session: scoped_session[Session]
) -> None:
    run = app.test_cli_runner().invoke
    client.post("/logga-in", data=PASSWORD)
    give(client, enrolled[0].at(int(clock.now)))
    result = run(args=["user", "reset-totp", "Anna@example.invalid"])
    assert result.output.startswith("Inloggning i två steg för anna@example.invalid är avstängd")
    assert not is_in(client)
    assert db_session.scalars(select(RecoveryCode)).all() == []
    assert client.post("/logga-in", data=PASSWORD).location == "/"
    assert (
        run(args=["user", "reset-totp", "anna@example.invalid"]).stderr == "Kontot har ingen inloggning i två steg.\n"
    )
    assert run(args=["user", "reset-totp", "bo@example.invalid"]).exit_code == 1


def test_a_page_that_signs_in_again_in_place_is_asked_for_the_code(
    client: Visitor, anna: Account, enrolled: tuple[pyotp.TOTP, list[str]], clock: Time
) -> None:
    json = {"Accept": "application/json"}
    sent = {**PASSWORD, "nasta": "/logga-in/igen"}
    due = client.post("/logga-in", data=sent, headers=json, follow_redirects=True).get_json()
    assert due["account"] == ""
    assert 'name="code"' in due["html"]
    wrong = client.post("/logga-in/kod", data={"code": "000000", "nasta": "/logga-in/igen"}, headers=json)
    assert wrong.status_code == 422
    assert wrong.get_json()["message"]
    right = {"code": enrolled[0].at(int(clock.now)), "nasta": "/logga-in/igen"}
    let_in = client.post("/logga-in/kod", data=right, headers=json, follow_redirects=True).get_json()
    assert let_in["account"] == str(anna.id)
