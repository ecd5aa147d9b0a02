"""The staff's page of mail that didn't arrive, and the demo's outbox."""

import re
import uuid

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.mail.digest import queue_notice
from bln.mail.models import Mail, MailState
from bln.mail.pauses import wants_notices
from bln.mail.queue import queue_mail
from bln.networks.models import Network
from bln.people.models import Account, Role, Token
from tests.bln import factories as make
from tests.bln.visitor import Visitor


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    return make.make_network(make.make_programme(demo=True))


@pytest.fixture
def member(network: Network) -> Account:
    account = make.make_account("deltagaren")
    make.join(network, account.person, Role.MEMBER)
    return account


@pytest.fixture
def _demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)


def dead(session: scoped_session[Session], address: str = "fel@example.org") -> Mail:
    mail = queue_mail("digest", address)
    mail.state, mail.error, mail.attempts = MailState.DEAD, "smtp 550", 7
    session.commit()
    return mail


def test_staff_see_what_did_not_arrive_and_why_and_try_again(
    db_session: scoped_session[Session], client: Visitor
) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    assert "Inga brev har fastnat" in client.get("/utskick").text
    mail = dead(db_session)
    page = client.get("/utskick").text
    assert "fel@example.org" in page
    assert "E-postservern sade nej (kod 550)." in page
    assert "Inga brev väntar." in page
    again = f"/utskick/{mail.id}/igen"
    assert again in page
    page = client.post(again, follow_redirects=True).text
    assert "Brevet väntar på att skickas igen." in page
    assert "1 brev väntar, det äldsta sedan" in page
    db_session.refresh(mail)
    assert (mail.state, mail.attempts, mail.error) == (MailState.QUEUED, 0, "")
    assert mail.due_at <= utcnow()
    assert "väntar redan" in client.post(again, follow_redirects=True).text


def test_a_mail_that_was_sent_is_not_sent_again(db_session: scoped_session[Session], client: Visitor) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    mail = dead(db_session)
    mail.state = MailState.SENT
    db_session.commit()
    client.post(f"/utskick/{mail.id}/igen")
    db_session.refresh(mail)
    assert mail.state is MailState.SENT


def tell(session: scoped_session[Session], network: Network, member: Account) -> Mail:
    parameters = {"meeting": str(make.meeting_of(network).id)}
    queue_notice(member.person_id, member.email, "summary_shared", parameters)
    session.commit()
    return session.query(Mail).one()


@pytest.mark.usefixtures("_demo")
def test_the_demos_outbox_shows_each_mail_with_links_that_work(
    db_session: scoped_session[Session], client: Visitor, network: Network, member: Account
) -> None:
    assert "Inga brev än" in client.get("/demo/utkorg").text
    mail = tell(db_session, network, member)
    page = client.get("/demo/utkorg").text
    assert member.email in page
    assert db_session.query(Token).count() == 0, "looking at the list makes no secrets"
    opened = client.post(f"/demo/utkorg/{mail.id}").text
    assert "Sammanställningen från möte 1 i Ekby är delad." in opened
    link = re.search(r'href="http://[^/]+(/notiser/[^"]+)"', opened)
    assert link
    client.post(link[1], data={"gor": "av"})
    assert not wants_notices(member.person_id)
    page = client.post(f"/demo/utkorg/{mail.id}", follow_redirects=True).text
    assert "inte längre aktuellt" in page
    db_session.refresh(mail)
    assert mail.state is MailState.QUEUED


@pytest.mark.usefixtures("_demo")
def test_there_is_no_outbox_where_a_real_programme_is(
    db_session: scoped_session[Session], client: Visitor, network: Network, member: Account
) -> None:
    mail = tell(db_session, network, member)
    make.make_programme("riktig")
    assert client.get("/demo/utkorg").status_code == 404
    assert client.post(f"/demo/utkorg/{mail.id}").status_code == 404


@pytest.mark.usefixtures("_demo")
def test_a_mail_that_there_is_not_is_404(client: Visitor, network: Network) -> None:
    assert client.post(f"/demo/utkorg/{uuid.uuid4()}").status_code == 404
