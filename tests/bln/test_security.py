"""CSRF on every change, strict headers on every answer, cookies, and where sign-in leads."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln import create_app
from bln.config import read_settings
from bln.db import db
from bln.people.models import Account
from bln.security import HEADERS
from tests import shared_folder
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.visitor import Visitor

ID = "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42"
WITHOUT_TOKEN = {"mail.notices"}  # mail readers post there; the address holds a secret


@pytest.fixture
def leader(db_session: scoped_session[Session]) -> Account:
    return make.make_leader(make.make_network(make.make_programme()))


@pytest.fixture
def _csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def posts(app: Flask) -> Iterator[str]:
    """Every address that takes a POST."""
    values = {"slug": "ekby", "programme": "cykla", "number": 1, "part": "risker", "secret": "gissad", "ext": "json"}
    values |= {"version": 1, "way": "upp", "occasion": "fore", "passage": "syfte", "kind": "forslag", "edition": 1}
    values |= dict.fromkeys(
        ("note_id", "key", "session_id", "mail_id", "interest", "point", "action", "answer", "body", "sent"), ID
    )
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "POST" in (rule.methods or set()) and rule.endpoint not in WITHOUT_TOKEN:
                built = rule.build({name: values[name] for name in rule.arguments})
                assert built is not None
                yield built[1]


def token_on(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.usefixtures("_csrf")
def test_no_post_is_taken_without_a_token(app: Flask, client: Visitor, leader: Account) -> None:
    make.sign_in(client, leader)
    answers = {address: client.post(address, data={"csrf_token": "fel"}).status_code for address in posts(app)}
    assert len(answers) > 10
    assert set(answers.values()) == {400}, answers
    assert client.get("/natverk/ekby").status_code == 200, "nobody was signed out"


@pytest.mark.usefixtures("_csrf")
def test_every_form_carries_a_token_that_is_taken(client: Visitor, leader: Account) -> None:
    make.sign_in(client, leader)
    page = client.get("/natverk/ekby/mote/1/datum").text
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert len(forms) == 2
    assert all('name="csrf_token"' in form for form in forms)
    data = {"csrf_token": token_on(page), "day": "", "clock": ""}
    assert client.post("/natverk/ekby/mote/1/datum", data=data).status_code == 422


@pytest.mark.usefixtures("_csrf")
def test_a_stale_form_says_in_swedish_how_to_go_on(client: Visitor, leader: Account) -> None:
    make.sign_in(client, leader)
    answer = client.post("/natverk/ekby/mote/1/lamna-in", data={"reason": "Vägen är smal."})
    assert "kopiera det du har skrivit" in answer.text


@pytest.mark.usefixtures("_csrf")
def test_a_stale_form_tells_a_script_so_in_json(client: Visitor, leader: Account) -> None:
    make.sign_in(client, leader)
    answer = client.post("/natverk/ekby/mote/1/anteckningar", headers={"Accept": "application/json"})
    assert answer.is_json
    assert answer.json
    assert answer.json["message"]


ANSWERS = {
    "a page": ("GET", "/natverk/ekby", 200),
    "a redirect": ("GET", "/", 302),
    "an unknown address": ("GET", "/finns-inte", 404),
    "a refusal": ("GET", "/program/cykla", 403),
    "a wrong method": ("GET", "/logga-ut", 405),
    "a faulty form": ("POST", "/natverk/ekby/mote/1/datum", 422),
    "a file": ("GET", "/natverk/ekby/mote/1/guide.md", 200),
    "health": ("GET", "/health", 200),
    "a static file": ("GET", "/static/css/tokens.css", 200),
}


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_carries_the_headers(
    client: Visitor, leader: Account, method: str, address: str, status: int
) -> None:
    make.sign_in(client, leader)
    with client.open(address, method=method) as answer:
        assert answer.status_code == status
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    if not address.startswith("/static"):
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Visitor) -> None:
    policy = client.get("/logga-in").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*|data:", policy)


def test_a_fault_of_our_own_shows_a_calm_page_with_the_headers(database_uri: str) -> None:
    folder = shared_folder.path() / "unmigrated"
    app = create_app({**databases.settings_for(folder, database_uri), "TESTING": False})
    answer = app.test_client().post("/logga-in", data={"email": "a@example.invalid", "password": "fel"})
    with app.app_context():
        db.engine.dispose()
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.text
    assert "no such table" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    answer = sign_in(client, "eva")
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    assert "HttpOnly" in cookies[0]
    assert "SameSite=Lax" in cookies[0]
    assert "Secure" not in cookies[0], "the demo runs without TLS"


def test_over_https_the_cookie_is_secure_and_browsers_are_told_to_stay(
    app: Flask, client: Visitor, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    for name in ("HTTPS", "SESSION_COOKIE_SECURE"):
        monkeypatch.setitem(app.config, name, True)
    answer = sign_in(client, "eva")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def sign_in(client: Visitor, name: str, password: str = make.PASSWORD, nasta: str = "") -> TestResponse:
    data = {"email": f"{name}@example.invalid", "password": password, "nasta": nasta}
    return client.post("/logga-in", data=data)


def test_whoever_signs_in_comes_to_the_page_that_was_asked_for(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    asked = client.get("/natverk/ekby/mote/1/anteckningar?fraga=stops&sida=2")
    page = client.get(asked.location).text
    nasta = re.search(r'name="nasta"[^>]*value="([^"]+)"', page)
    assert nasta
    answer = sign_in(client, "eva", nasta=nasta[1].replace("&amp;", "&"))
    assert answer.location == "/natverk/ekby/mote/1/anteckningar?fraga=stops&sida=2"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "HTTPS:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "evil.example",
    ],
)
def test_sign_in_never_leads_to_another_site(
    client: Visitor, db_session: scoped_session[Session], elsewhere: str
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    location = sign_in(client, "eva", nasta=elsewhere).location
    assert re.match(r"/(?![/\\\t\n])", location), location


def test_the_way_on_survives_a_wrong_password_but_is_written_harmlessly(client: Visitor) -> None:
    page = client.get("/logga-in", query_string={"nasta": '/"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_behind_tls_the_cookie_is_bound_to_this_host_alone(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {})["SESSION_COOKIE_NAME"] == "session"
    settings = read_settings(tmp_path, {"BLN_HTTPS": "1"})
    app = create_app({**databases.settings_for(tmp_path, "sqlite://"), **settings, "WTF_CSRF_ENABLED": True})
    answer = app.test_client().get("/logga-in", base_url="https://bln.example.invalid")
    name, *parts = re.split(r"=|; ", answer.headers["Set-Cookie"])
    assert name == "__Host-session"
    assert {"Secure", "HttpOnly", "Path"} <= set(parts)
    assert "Domain" not in parts, "the prefix demands it"


@pytest.mark.parametrize(("size", "status"), [(15_000, 422), (17_000, 413)])
def test_whoever_is_not_signed_in_may_send_little(client: Visitor, size: int, status: int) -> None:
    assert client.post("/logga-in", data={"email": "x" * size}).status_code == status


@pytest.mark.parametrize(("size", "status"), [(1_000_000, 422), (1_100_000, 413)])
def test_whoever_is_signed_in_may_send_a_megabyte(client: Visitor, leader: Account, size: int, status: int) -> None:
    make.sign_in(client, leader)
    assert client.post("/natverk/ekby/mote/1/datum", data={"place": "x" * size}).status_code == status
