"""Sign-in and sign-out."""

from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.db import db
from bln.people import passwords
from bln.people.models import Account, Person
from bln.people.services import AccountRefused, Refusal, add_account
from tests.bln import factories as make
from tests.bln.visitor import Visitor


def sign_in(client: Visitor, email: str, password: str) -> TestResponse:
    return client.post("/logga-in", data={"email": email, "password": password})


def is_in(client: Visitor) -> bool:
    return client.get("/").status_code == 200


def test_the_right_password_opens(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.make_account("eva", password=make.PASSWORD)
    assert sign_in(client, "eva@example.invalid", make.PASSWORD).location == "/"
    assert is_in(client)


def test_case_and_spaces_around_the_address_do_not_matter(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.make_account("eva", password=make.PASSWORD)
    sign_in(client, " Eva@Example.INVALID ", make.PASSWORD)
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_account_get_the_same_page(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    wrong = sign_in(client, "eva@example.invalid", "fel lösenord helt enkelt")
    unknown = sign_in(client, "ada@example.invalid", "fel lösenord helt enkelt")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace("eva@", "ada@") == unknown.text
    assert "hör inte ihop" in wrong.text
    assert not is_in(client)


def test_the_password_is_not_sent_back(client: Visitor, db_session: scoped_session[Session]) -> None:
    assert "hemligheten" not in sign_in(client, "ada@example.invalid", "hemligheten").text


@pytest.mark.parametrize("password", ["", " ", "None", "demo", make.PASSWORD])
def test_no_password_opens_an_account_that_has_none(
    client: Visitor, db_session: scoped_session[Session], password: str
) -> None:
    make.make_account("demo")
    assert sign_in(client, "demo@example.invalid", password).status_code == 422
    assert not is_in(client)


def test_not_even_the_stand_in_hash_opens_an_account_without_a_password(
    client: Visitor, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = make.make_account("eva", password=make.PASSWORD).password_hash
    monkeypatch.setattr(passwords, "_UNKNOWN", known)
    make.make_account("demo")
    assert sign_in(client, "demo@example.invalid", make.PASSWORD).status_code == 422


@pytest.mark.parametrize("email", ["", "inte en adress", "å" * 300, "eva@example.invalid\0", "🚲@example.invalid"])
def test_an_odd_address_gets_an_answer(client: Visitor, db_session: scoped_session[Session], email: str) -> None:
    assert sign_in(client, email, make.PASSWORD).status_code == 422


@pytest.mark.parametrize("password", ["å" * 201, "nollan\0i mitten"])
def test_an_odd_password_gets_an_answer(client: Visitor, db_session: scoped_session[Session], password: str) -> None:
    make.make_account("eva", password=make.PASSWORD)
    assert sign_in(client, "eva@example.invalid", password).status_code == 422


def test_signing_out_ends_the_session(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.sign_in(client, make.make_account("eva"))
    assert is_in(client)
    assert client.post("/logga-ut").location == "/logga-in"
    assert "Du är utloggad." in client.get("/logga-in").text
    assert not is_in(client)


def test_whoever_is_signed_in_is_not_asked_again(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.sign_in(client, make.make_account("eva"))
    assert client.get("/logga-in").location == "/"


def test_the_first_page_leads_to_the_only_network(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.sign_in(client, make.make_leader(make.make_network(make.make_programme())))
    assert client.get("/").location == "/natverk/ekby"


def test_the_first_page_lists_several_networks_but_not_those_left(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    programme = make.make_programme()
    networks = [make.make_network(programme, slug) for slug in ("ekby", "alby", "norrby")]
    leader = make.make_leader(networks[0])
    make.join(networks[1], leader.person, make.Role.MEMBER)
    make.join(networks[2], leader.person, make.Role.LEADER, left=True)
    make.sign_in(client, leader)
    page = client.get("/").text
    assert "Ekby" in page
    assert "Alby" in page
    assert "Norrby" not in page


def test_an_address_holds_one_account(db_session: scoped_session[Session]) -> None:
    make.make_account("eva")
    with pytest.raises(AccountRefused) as refused:
        add_account("EVA@example.invalid", "Eva", None, staff=False)
    assert refused.value.reason is Refusal.EMAIL_TAKEN


def test_a_short_password_and_a_broken_address_are_refused(db_session: scoped_session[Session]) -> None:
    for email, password, reason in (
        ("ny@example.invalid", "elva tecken", Refusal.PASSWORD_SHORT),
        ("ny.example.invalid", make.PASSWORD, Refusal.EMAIL_INVALID),
    ):
        with pytest.raises(AccountRefused) as refused:
            add_account(email, "Ny", password, staff=False)
        assert refused.value.reason is reason


def test_the_password_is_kept_as_an_argon2_hash(db_session: scoped_session[Session]) -> None:
    kept = make.make_account("eva", password=make.PASSWORD).password_hash or ""
    assert kept.startswith("$argon2id$")
    assert make.PASSWORD not in kept


def test_the_demo_door_is_shut_where_there_is_a_real_programme(
    client: Visitor, app: Flask, db_session: scoped_session[Session]
) -> None:
    with patch.dict(app.config, DEMO=True):
        make.make_programme("pahittat", demo=True)
        db_session.add(Account(person=Person(name="Demo"), email="nka@demo.invalid", staff=True))
        db_session.commit()
        assert "Prova med ett klick" in client.get("/logga-in").text
        assert client.post("/demo/logga-in", data={"roll": "nka"}).status_code == 302
        make.make_programme("riktigt", demo=False)
        stranger = client.application.test_client()
        assert "Prova med ett klick" not in stranger.get("/logga-in").text
        assert stranger.post("/demo/logga-in", data={"roll": "nka"}).status_code == 404


def test_checking_a_password_holds_nobody_elses_writing_up(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    at_the_check: list[bool] = []
    verify = PasswordHasher.verify

    def watch(self: PasswordHasher, *given: str) -> bool:
        at_the_check.append(db.session().in_transaction())
        return verify(self, *given)

    with patch.object(PasswordHasher, "verify", watch):
        sign_in(client, "eva@example.invalid", make.PASSWORD)
    assert at_the_check == [False]
