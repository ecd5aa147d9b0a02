"""Passwords: which are taken, how they are kept, and changing one."""

import re
import unicodedata
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.people.models import Account, SignedIn
from bln.people.passwords import Weakness, hash_password, is_password, weakness_of
from bln.people.services import AccountRefused, Refusal, add_account, check_password
from bln.people.tokens import Link, TokenState, find_token, issue_token
from tests.bln import factories as make
from tests.bln.visitor import Visitor

NEW = "blå cyklar rullar fort"


@pytest.fixture
def eva(db_session: scoped_session[Session]) -> Account:
    return make.make_account("eva", password=make.PASSWORD)


def kept(session: scoped_session[Session]) -> str | None:
    session.expire_all()
    return session.scalars(select(Account.password_hash).where(Account.email == "eva@example.invalid")).one()


@pytest.mark.parametrize(
    "password",
    [
        *("123456789012", "aaaaaaaaaaaa", "abcdefghijkl", "qwertyuiopåä", "password1234", "iloveyouforever"),
        *(
            "lösenord1234",
            "Sommaren2026!",
            "hejhejhejhej",
            "välkommen123",
            "anhoriga2026",
            "nätverksledare",
            "måndag-fredag",
        ),
        *("evasvensson1", "Eva Svensson!", "eva.svensson@example.org"),
    ],
)
def test_a_password_that_is_tried_first_is_refused(password: str) -> None:
    assert weakness_of(password, "eva.svensson@example.org", "Eva Svensson") is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    [
        *("en lång mening", "kaffe med mjölk", "min hund heter Sigge", "x9$kLm2!qPz7", "correct horse battery"),
        *("å" + "blå cykel i regn" * 12, make.PASSWORD, NEW),
    ],
)
def test_a_sentence_or_something_random_is_taken(password: str) -> None:
    assert weakness_of(password, "eva.svensson@example.org", "Eva Svensson") is None


def test_a_short_password_is_refused_however_odd(db_session: scoped_session[Session]) -> None:
    assert weakness_of("x9$kLm2!qPz") is Weakness.SHORT


def test_an_account_begins_with_no_common_password(db_session: scoped_session[Session]) -> None:
    with pytest.raises(AccountRefused) as refused:
        add_account("bo.ek@example.org", "Bo Ek", "Bo.Ek@example.org", staff=True)
    assert refused.value.reason is Refusal.PASSWORD_COMMON


def test_an_a_with_a_ring_is_the_same_letter_from_every_keyboard() -> None:
    composed = unicodedata.normalize("NFC", "på ängen är vår")
    apart = unicodedata.normalize("NFD", composed)
    assert apart != composed
    assert is_password(hash_password(apart), composed)
    assert is_password(hash_password(composed), apart)


def test_a_hash_of_an_older_kind_is_renewed_at_sign_in(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    eva.password_hash = PasswordHasher(time_cost=1, memory_cost=8192).hash(make.PASSWORD)
    db_session.commit()
    assert check_password("eva@example.invalid", "fel") is None
    old = kept(db_session)
    assert check_password("eva@example.invalid", make.PASSWORD)
    renewed = kept(db_session)
    assert renewed != old
    assert check_password("eva@example.invalid", make.PASSWORD)
    assert kept(db_session) == renewed


def test_changing_the_password_ends_all_other_sessions_and_links(
    app: Flask, client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    make.sign_in(app.test_client(), eva)
    make.sign_in(client, eva)
    link = issue_token(Link.RESET, eva.id)
    db_session.commit()
    answer = client.post("/konto/losenord", data={"current": make.PASSWORD, "password": NEW})
    assert answer.location == "/konto"
    assert client.get("/konto").status_code == 200
    db_session.expire_all()
    assert len(db_session.scalars(select(SignedIn)).all()) == 1
    found = find_token(Link.RESET, link)
    assert found
    assert found.state is TokenState.REVOKED
    assert check_password("eva@example.invalid", NEW)
    assert not check_password("eva@example.invalid", make.PASSWORD)


@pytest.mark.parametrize(
    ("current", "password", "words"),
    [
        ("fel lösenord", NEW, "Det är inte ditt nuvarande lösenord."),
        ("", NEW, "Skriv det lösenord som du har nu."),
        (make.PASSWORD, "", "Skriv ett nytt lösenord."),
        (make.PASSWORD, "kort", "Lösenordet är för kort."),
        (make.PASSWORD, "lösenord1234", "Lösenordet är för lätt att gissa."),
        (make.PASSWORD, "eva@example.invalid", "Lösenordet är för lätt att gissa."),
        (make.PASSWORD, "å" * 201, "Lösenordet är för långt."),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    client: Visitor, eva: Account, db_session: scoped_session[Session], current: str, password: str, words: str
) -> None:
    make.sign_in(client, eva)
    before = kept(db_session)
    answer = client.post("/konto/losenord", data={"current": current, "password": password})
    assert answer.status_code == 422
    assert words in answer.text
    assert kept(db_session) == before


def test_whoever_finds_a_browser_signed_in_cannot_guess_for_long(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    make.sign_in(client, eva)
    with patch("bln.people.services.is_password", return_value=False):
        for _ in range(5):
            client.post("/konto/losenord", data={"current": "fel", "password": NEW})
    answer = client.post("/konto/losenord", data={"current": make.PASSWORD, "password": NEW})
    assert re.search(r"Vänta \d+ sekunder", answer.text)


def test_who_has_no_password_chooses_the_first_without_one(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.sign_in(client, make.make_account("eva"))
    assert "Välj ett lösenord" in client.get("/konto").text
    assert client.post("/konto/losenord", data={"password": NEW}).location == "/konto"
    assert check_password("eva@example.invalid", NEW)


def test_nobody_shuts_the_others_out_of_the_demo(
    app: Flask, client: Visitor, db_session: scoped_session[Session]
) -> None:
    demo = Account(person=make.Person(name="Demo"), email="nka@demo.invalid", staff=True)
    db_session.add(demo)
    db_session.commit()
    make.sign_in(app.test_client(), demo)
    make.sign_in(client, demo)
    page = client.get("/konto").text
    assert page.count("Firefox på Linux") == 1, "only one's own"
    assert client.get("/konto/losenord").status_code == 404
    assert client.post("/konto/losenord", data={"password": NEW}).status_code == 404
    assert client.post("/konto/inloggningar/avsluta-andra").status_code == 404
    assert len(db_session.scalars(select(SignedIn)).all()) == 2
