"""Sessions: one a browser, known by a secret, ended on the server, listed for their owner, and limited in time."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.config import BadSetting, read_settings
from bln.people.devices import device_of
from bln.people.models import Account, SignedIn
from bln.signing_in import COOKIE_KEY
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

HOST = "127.0.0.1"  # of the address that the settings give by themselves
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Mobile Safari/537"
)


@pytest.fixture
def eva(db_session: scoped_session[Session]) -> Account:
    return make.make_account("eva", password=make.PASSWORD)


def sign_in(client: FlaskClient) -> str:
    """Sign in as Eva with the password; returns the secret in the cookie."""
    data = {"email": "eva@example.invalid", "password": make.PASSWORD}
    assert client.post("/logga-in", data=data, headers={"User-Agent": ANDROID}).status_code == 302
    return secret_of(client)


def secret_of(client: FlaskClient) -> str:
    with client.session_transaction() as session:
        return str(session.get(COOKIE_KEY))


def is_in(client: FlaskClient) -> bool:
    return client.get("/konto").status_code == 200


def count(session: scoped_session[Session]) -> int:
    return session.scalar(select(func.count()).select_from(SignedIn)) or 0


def only(session: scoped_session[Session]) -> SignedIn:
    return session.scalars(select(SignedIn).execution_options(populate_existing=True)).one()


def age(session: scoped_session[Session], **times: timedelta) -> None:
    """Move instants of every session back."""
    session.execute(update(SignedIn).values({name: utcnow() - by for name, by in times.items()}))
    session.commit()


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, client: Visitor, eva: Account) -> None:
    sign_in(client)
    copy = app.test_client()
    cookie = client.get_cookie("session", domain=HOST)
    assert cookie
    copy.set_cookie("session", cookie.value, domain=HOST)
    assert is_in(copy)
    client.post("/logga-ut")
    assert not is_in(copy)


def test_the_secret_is_new_at_each_sign_in_and_kept_hashed(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    first = sign_in(client)
    assert first not in only(db_session).secret_hash
    client.post("/logga-ut")
    assert sign_in(client) != first


def test_a_session_that_was_planted_before_sign_in_is_not_taken_over(
    app: Flask, client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    with client.session_transaction() as session:
        session[COOKIE_KEY] = "planted"
    assert sign_in(client) != "planted"


def test_signing_in_as_another_ends_the_first_session(
    app: Flask, client: Visitor, eva: Account, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)
    db_session.add(Account(person=make.Person(name="Nka"), email="nka@demo.invalid", staff=True))
    db_session.commit()
    sign_in(client)
    assert client.post("/demo/logga-in", data={"roll": "nka"}).status_code == 302
    assert only(db_session).account.email == "nka@demo.invalid"


@pytest.mark.parametrize("secret", ["", "skräp", "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42", None, 7])
def test_a_cookie_that_names_no_session_is_signed_out(client: Visitor, eva: Account, secret: Any) -> None:
    with client.session_transaction() as session:
        session[COOKIE_KEY] = secret
    assert not is_in(client)


def test_the_list_shows_the_kind_of_browser_and_ends_one(app: Flask, client: Visitor, eva: Account) -> None:
    sign_in(client)
    other = app.test_client()
    make.sign_in(other, eva)
    page = client.get("/konto").text
    assert "Chrome på Android" in page
    assert "Firefox på Linux" in page
    address = page.split('action="/konto/inloggningar/')[1].split('"')[0]
    assert "Inloggningen är avslutad." in client.post(f"/konto/inloggningar/{address}", follow_redirects=True).text
    assert not is_in(other)
    assert is_in(client)
    assert client.post(f"/konto/inloggningar/{address}").status_code == 404


def test_all_others_can_be_ended_at_once(app: Flask, client: Visitor, eva: Account) -> None:
    others = [app.test_client() for _ in range(2)]
    for other in others:
        make.sign_in(other, eva)
    stranger = app.test_client()
    make.sign_in(stranger, make.make_account("bo"))
    sign_in(client)
    client.post("/konto/inloggningar/avsluta-andra")
    assert [is_in(other) for other in others] == [False, False]
    assert is_in(client)
    assert is_in(stranger)


@pytest.mark.parametrize(
    ("staff", "times", "lasts"),
    [
        (True, {"seen_at": timedelta(hours=11)}, True),
        (True, {"seen_at": timedelta(hours=13)}, False),
        (True, {"created_at": timedelta(days=8)}, False),
        (False, {"seen_at": timedelta(days=29)}, True),
        (False, {"seen_at": timedelta(days=31)}, False),
        (False, {"created_at": timedelta(days=179)}, True),
        (False, {"created_at": timedelta(days=181)}, False),
    ],
)
def test_a_session_ends_when_it_is_unused_or_old(
    client: Visitor,
    eva: Account,
    db_session: scoped_session[Session],
    staff: bool,
    times: dict[str, timedelta],
    lasts: bool,
) -> None:
    eva.staff = staff
    make.sign_in(client, eva)
    age(db_session, **times)
    assert is_in(client) is lasts


def test_a_session_in_use_goes_on_but_is_noted_only_once_in_a_while(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    make.sign_in(client, eva)
    for minutes, noted in ((4, False), (6, True)):
        age(db_session, seen_at=timedelta(minutes=minutes))
        before = only(db_session).seen_at
        assert is_in(client)
        assert (only(db_session).seen_at > before) is noted


def test_a_page_asks_once_who_is_there(client: Visitor, eva: Account) -> None:
    make.sign_in(client, eva)
    with counted_selects() as asked:
        client.get("/finns-inte")
    assert len(asked) == 1, asked


def test_sessions_that_have_ended_are_forgotten_at_the_next_sign_in(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    make.sign_in(client, make.make_account("bo"))
    age(db_session, seen_at=timedelta(days=31))
    sign_in(client.application.test_client())
    assert count(db_session) == 1


def test_staff_are_signed_out_with_the_browser_and_leaders_are_not(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    data = {"email": "eva@example.invalid", "password": make.PASSWORD}
    assert "Expires" in client.post("/logga-in", data=data).headers["Set-Cookie"]
    client.post("/logga-ut")
    eva.staff = True
    db_session.commit()
    assert "Expires" not in client.post("/logga-in", data=data).headers["Set-Cookie"]


@pytest.mark.parametrize("value", ["0", "-1", "tolv", "1.5", "10001"])
def test_a_limit_that_is_none_is_told(tmp_path: Any, value: str) -> None:
    with pytest.raises(BadSetting, match="BLN_STAFF_IDLE_HOURS"):
        read_settings(tmp_path, {"BLN_STAFF_IDLE_HOURS": value})


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (ANDROID, "Chrome på Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0", "Firefox på Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130 Safari/537.36 Edg/130", "Edge på Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604", "Safari på iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.0 Safari/605", "Safari på Mac"),
        ("curl/8", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_a_browser_is_told_in_words_without_a_version(user_agent: str, device: str) -> None:
    assert device_of(user_agent) == device
