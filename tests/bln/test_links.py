"""Links by mail to sign in or to choose a password: once, by a button, for half an hour, and telling nothing."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from flask import Flask, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.utils import import_string

from bln.clock import utcnow
from bln.mail.kinds import KINDS
from bln.mail.models import Mail
from bln.people.links import LIFETIME
from bln.people.models import Account, Person, Role, SignedIn, Token
from bln.people.services import check_password
from bln.people.tokens import Link, hash_secret, issue_token, revoke_tokens
from tests.bln import factories as make
from tests.bln.visitor import Visitor

NEW = "blå cyklar rullar fort"
ASK = {Link.SIGN_IN: "/logga-in/lank", Link.RESET: "/losenord/glomt"}
OPEN = {Link.SIGN_IN: "/logga-in/lank/", Link.RESET: "/losenord/nytt/"}
LINKS = list(Link)


@pytest.fixture
def eva(db_session: scoped_session[Session]) -> Account:
    return make.make_account("eva", password=make.PASSWORD)


def issue(session: scoped_session[Session], link: Link, account: Account, lifetime: timedelta = LIFETIME) -> str:
    secret = issue_token(link, account.id, lifetime)
    session.commit()
    return secret


def is_in(client: Visitor) -> bool:
    return client.get("/konto").status_code == 200


def mails(session: scoped_session[Session]) -> list[Mail]:
    return list(session.scalars(select(Mail)))


def tokens(session: scoped_session[Session]) -> list[tuple[object, object]]:
    return [(token.used_at, token.revoked_at) for token in session.scalars(select(Token))]


def test_a_member_without_an_account_gets_the_personal_link_instead(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    network = make.make_network(make.make_programme())
    for name, left in (("Mia", False), ("Max", False), ("Ada", True)):
        make.join(network, Person(name=name, email="mia@example.invalid"), Role.MEMBER, left=left)
    said = client.post("/logga-in/lank", data={"email": "mia@example.invalid"}).text
    assert said == client.post("/logga-in/lank", data={"email": "ingen@example.invalid"}).text.replace("ingen@", "mia@")
    assert [(mail.kind, mail.address) for mail in mails(db_session)] == [("member_link", "mia@example.invalid")] * 2


@pytest.mark.parametrize("link", LINKS)
def test_asking_queues_a_mail_without_a_secret(
    client: Visitor, eva: Account, db_session: scoped_session[Session], link: Link
) -> None:
    assert client.post(ASK[link], data={"email": " Eva@Example.invalid"}).status_code == 200
    (mail,) = mails(db_session)
    assert (mail.kind, mail.address, mail.person_id) == (link, "eva@example.invalid", eva.person_id)
    assert mail.parameters == {"account": str(eva.id)}
    assert tokens(db_session) == []


@pytest.mark.parametrize("link", LINKS)
def test_the_answer_is_the_same_whether_or_not_there_is_an_account(
    client: Visitor, eva: Account, db_session: scoped_session[Session], link: Link
) -> None:
    ended = make.make_account("bea")
    ended.ended_at = utcnow()
    db_session.commit()
    answers = {
        (answer.status_code, re.sub(r"(eva|ada|bea)@", "somebody@", answer.text))
        for answer in (
            client.post(ASK[link], data={"email": f"{name}@example.invalid"}) for name in ("eva", "ada", "bea")
        )
    }
    assert len(answers) == 1
    assert [mail.address for mail in mails(db_session)] == ["eva@example.invalid"]


@pytest.mark.parametrize("email", ["", " ", "å" * 255])
def test_an_address_that_is_none_is_told(client: Visitor, db_session: scoped_session[Session], email: str) -> None:
    assert client.post("/logga-in/lank", data={"email": email}).status_code == 422


def test_nobodys_mailbox_is_filled(client: Visitor, eva: Account, db_session: scoped_session[Session]) -> None:
    answers = [client.post("/logga-in/lank", data={"email": "eva@example.invalid"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 2
    assert "Vänta 5 minuter" in answers[-1].text
    assert len(mails(db_session)) == 3


@pytest.mark.parametrize("kind", Link)
def test_the_mail_is_written_when_it_is_sent_with_a_link_that_works(
    app: Flask, client: Visitor, eva: Account, db_session: scoped_session[Session], kind: Link
) -> None:
    client.post(ASK[kind], data={"email": "eva@example.invalid"})
    (mail,) = mails(db_session)
    with app.app_context():
        values = import_string(KINDS[kind])(mail)
        texts = [render_template(f"mail/{kind}.{ending}", **values) for ending in ("txt", "html")]
        db_session.commit()
    for text in texts:
        assert "Eva" in text
        assert "30 minuter" in text
        assert values["link"] in text
    assert values["link"].startswith("http://127.0.0.1:8000" + OPEN[kind])
    assert client.get(values["link"]).status_code == 200
    secret = values["link"].rpartition("/")[2]
    assert [token.token_hash for token in db_session.scalars(select(Token))] == [hash_secret(secret)]


@pytest.mark.parametrize("link", LINKS)
def test_a_scanner_that_opens_the_link_twice_changes_nothing(
    client: Visitor, eva: Account, db_session: scoped_session[Session], link: Link
) -> None:
    address = OPEN[link] + issue(db_session, link, eva)
    for method in ("GET", "HEAD", "GET"):
        assert client.open(address, method=method).status_code == 200
    assert tokens(db_session) == [(None, None)]
    assert db_session.scalars(select(SignedIn)).all() == []
    assert "eva@example.invalid" in client.get(address).text, "one sees as whom"


def test_the_button_signs_in_once(
    app: Flask, client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    address = OPEN[Link.SIGN_IN] + issue(db_session, Link.SIGN_IN, eva)
    other = issue(db_session, Link.SIGN_IN, eva)
    assert client.post(address).location == "/"
    assert is_in(client)
    second = app.test_client()
    assert second.post(address).status_code == 410
    assert second.post(OPEN[Link.SIGN_IN] + other).status_code == 410, "all of them are used up"
    assert second.get("/konto").status_code == 302


def test_a_new_password_is_chosen_once_and_ends_every_session(
    app: Flask, client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    old = app.test_client()
    make.sign_in(old, eva)
    address = OPEN[Link.RESET] + issue(db_session, Link.RESET, eva)
    assert client.post(address, data={"password": "lösenord1234"}).status_code == 422
    assert client.post(address, data={"password": NEW}).location == "/"
    assert is_in(client)
    assert old.get("/konto").status_code == 302
    assert client.post(address, data={"password": make.PASSWORD}).status_code == 410
    assert check_password("eva@example.invalid", NEW)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("state", ["expired", "used", "revoked"])
def test_a_link_that_is_over_offers_a_new_one_without_typing(
    client: Visitor, eva: Account, db_session: scoped_session[Session], link: Link, state: str
) -> None:
    secret = issue(db_session, link, eva, timedelta(seconds=-1) if state == "expired" else LIFETIME)
    if state == "used":
        client.post(OPEN[link] + secret, data={"password": NEW})
        client.post("/logga-ut")
    elif state == "revoked":
        revoke_tokens(link, eva.id)
        db_session.commit()
    for method in ("GET", "POST"):
        answer = client.open(OPEN[link] + secret, method=method, data={"password": "helt annan mening"})
        assert answer.status_code == 410
    assert f'action="{OPEN[link]}{secret}/ny"' in answer.text
    assert mails(db_session) == []
    assert client.post(f"{OPEN[link]}{secret}/ny").status_code == 200
    assert [(mail.kind, mail.address) for mail in mails(db_session)] == [(link, "eva@example.invalid")]
    assert not is_in(client)
    assert [client.post(f"{OPEN[link]}{secret}/ny").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("link", LINKS)
def test_a_guessed_link_and_one_for_something_else_open_nothing(
    client: Visitor, eva: Account, db_session: scoped_session[Session], link: Link
) -> None:
    foreign = issue(db_session, next(other for other in Link if other is not link), eva)
    for secret in ("gissad", foreign, "%00", "å" * 300):
        for method in ("GET", "POST"):
            answer = client.open(OPEN[link] + secret, method=method, data={"password": NEW})
            assert answer.status_code in (302, 404) if secret == "%00" else answer.status_code == 404
        assert client.post(f"{OPEN[link]}{secret}/ny").status_code in (302, 404)
    assert mails(db_session) == []
    assert not is_in(client)


@pytest.mark.parametrize("link", LINKS)
def test_the_link_of_an_ended_account_opens_nothing(
    client: Visitor, eva: Account, db_session: scoped_session[Session], link: Link
) -> None:
    secret = issue(db_session, link, eva)
    eva.ended_at = utcnow()
    db_session.commit()
    assert client.post(OPEN[link] + secret, data={"password": NEW}).status_code == 404
    assert not is_in(client)


def test_two_who_press_at_the_same_time_are_not_both_let_in(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    secret = issue(db_session, Link.SIGN_IN, eva)
    with patch("bln.people.links.use_token", return_value=False):
        assert client.post(OPEN[Link.SIGN_IN] + secret).status_code == 410
    assert not is_in(client)


def test_nobody_takes_the_demo_over_by_its_outbox(client: Visitor, db_session: scoped_session[Session]) -> None:
    db_session.add(Account(person=make.Person(name="Demo"), email="nka@demo.invalid", staff=True))
    db_session.commit()
    assert client.post("/losenord/glomt", data={"email": "nka@demo.invalid"}).status_code == 200
    assert mails(db_session) == []


def test_whoever_waits_too_long_with_a_password_gets_in_by_link(
    client: Visitor, eva: Account, db_session: scoped_session[Session]
) -> None:
    for _ in range(6):
        answer = client.post("/logga-in", data={"email": "eva@example.invalid", "password": "fel"})
    assert answer.status_code == 429
    assert 'href="/logga-in/lank"' in answer.text
    assert client.post("/logga-in/lank", data={"email": "eva@example.invalid"}).status_code == 200
    assert len(mails(db_session)) == 1
