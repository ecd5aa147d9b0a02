"""At most one digest a day, one click to be rid of them, and a rest from all mail."""

import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import ZONE, utcnow
from bln.db import commit
from bln.mail import digest
from bln.mail.digest import queue_notice
from bln.mail.letters import Letter, Outdated, write_letter
from bln.mail.models import Mail, MailState, Notice
from bln.mail.pauses import turn_off, turn_on, wants_notices
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.people.tokens import revoke_tokens
from tests.bln import factories as make
from tests.bln.visitor import Visitor


@pytest.fixture
def member(network: Network) -> Account:
    account = make.make_account("deltagaren")
    make.join(network, account.person, Role.MEMBER)
    return account


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


def tell(account: Account, network: Network, number: int = 1) -> None:
    parameters = {"meeting": str(make.meeting_of(network, number).id)}
    queue_notice(account.person_id, account.email, "summary_shared", parameters)
    commit()


def digests(session: scoped_session[Session]) -> list[Mail]:
    return list(session.scalars(select(Mail).where(Mail.kind == "digest").order_by(Mail.due_at)))


def at(monkeypatch: pytest.MonkeyPatch, local: str) -> datetime:
    """Let it be this moment in Sweden."""
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE))
    monkeypatch.setattr(digest, "utcnow", lambda: moment)
    return moment


def test_what_happens_in_a_day_is_told_in_one_mail_the_next_morning(
    db_session: scoped_session[Session], network: Network, member: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    for moment in ("2026-10-23T07:30", "2026-10-23T23:59", "2026-10-24T06:49"):
        at(monkeypatch, moment)
        tell(member, network)
    [mail] = digests(db_session)
    assert mail.due_at == datetime.fromisoformat("2026-10-24T05:00+00:00")
    at(monkeypatch, "2026-10-24T06:51")
    tell(member, network)
    assert [found.due_at.isoformat() for found in digests(db_session)] == [
        "2026-10-24T05:00:00+00:00",
        "2026-10-25T06:00:00+00:00",
    ], "too late for the first, and seven o'clock by the winter's clock"


def test_a_digest_tells_each_thing_once_and_the_next_one_only_what_is_new(
    db_session: scoped_session[Session], network: Network, member: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-10-20T12:00")
    tell(member, network)
    tell(member, network)
    [first] = digests(db_session)
    letter = write_letter(first)
    assert letter.text.count("Sammanställningen från möte 1 i Ekby är delad.") == 1
    assert "/natverk/ekby/mote/1/sammanstallning" in letter.text
    assert write_letter(first).text.count("möte 1") == 1, "sent again, it says the same"
    at(monkeypatch, "2026-10-21T12:00")
    tell(member, network, number=2)
    second = write_letter(digests(db_session)[1])
    assert "möte 2" in second.text
    assert "möte 1" not in second.text
    with pytest.raises(Outdated):
        write_letter(Mail(id=uuid.uuid4(), kind="digest", address="x", person_id=member.person_id))


def test_who_has_left_the_network_is_told_nothing(
    db_session: scoped_session[Session], network: Network, member: Account
) -> None:
    tell(member, network)
    member.person.memberships[0].left_at = utcnow()
    db_session.commit()
    with pytest.raises(Outdated):
        write_letter(digests(db_session)[0])


def test_a_shared_summary_is_told_to_the_others_in_the_network_who_have_an_address(
    db_session: scoped_session[Session], network: Network, member: Account, leader: Account
) -> None:
    make.join(network, make.Person(), Role.MEMBER)
    away = make.make_account("borta")
    make.join(network, away.person, Role.MEMBER, left=True)
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    assert [notice.person_id for notice in db_session.scalars(select(Notice))] == [member.person_id]


def test_a_shared_round_is_told_once_to_each_who_leads_and_to_no_member(
    db_session: scoped_session[Session], network: Network, member: Account, leader: Account
) -> None:
    other = make.make_network(network.programme, "alby")
    make.join(other, leader.person, Role.LEADER)
    deputy, away = make.make_leader(other, "bo", Role.DEPUTY), make.make_account("borta")
    make.join(other, away.person, Role.LEADER, left=True)
    staff = make.make_account("staff", staff=True)
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.round_scope(network.programme), staff)
    told = list(db_session.scalars(select(Notice)))
    assert sorted(notice.person_id for notice in told) == sorted([leader.person_id, deputy.person_id])
    letter = write_letter(next(mail for mail in digests(db_session) if mail.person_id == deputy.person_id)).text
    assert "Nka har delat den nationella sammanställningen av mötesomgång 1." in letter
    assert "/program/cykla/omgang/1/sammanstallning" in letter
    deputy.person.memberships[0].role = Role.MEMBER
    db_session.commit()
    with pytest.raises(Outdated):
        write_letter(next(mail for mail in digests(db_session) if mail.person_id == deputy.person_id))


def test_who_has_turned_notices_off_gets_none_until_they_are_on(
    db_session: scoped_session[Session], network: Network, member: Account
) -> None:
    tell(member, network)
    turn_off(member.person_id)
    turn_off(member.person_id)
    commit()
    with pytest.raises(Outdated):
        write_letter(digests(db_session)[0])
    tell(member, network, number=2)
    assert len(list(db_session.scalars(select(Notice)))) == 1, "what happens meanwhile is not told afterwards"
    turn_on(member.person_id)
    commit()
    assert wants_notices(member.person_id)
    assert "möte 1" in write_letter(digests(db_session)[0]).text


def test_who_rests_in_a_network_is_told_nothing_of_it(
    db_session: scoped_session[Session], network: Network, member: Account, leader: Account
) -> None:
    tell(member, network)
    membership = member.person.memberships[0]
    membership.paused_at = utcnow()
    db_session.commit()
    with pytest.raises(Outdated):
        write_letter(digests(db_session)[0])
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    assert len(list(db_session.scalars(select(Notice)))) == 1, "nothing new was queued"


def test_who_has_no_account_gets_in_from_the_digest_by_a_personal_link(
    db_session: scoped_session[Session], network: Network, leader: Account, client: Visitor
) -> None:
    membership = make.join(network, make.Person(name="Mia", email="mia@example.invalid"), Role.MEMBER)
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    queue_notice(
        membership.person_id, "mia@example.invalid", "summary_shared", {"meeting": str(make.meeting_of(network).id)}
    )
    commit()
    letter = write_letter(digests(db_session)[0])
    db_session.commit()
    assert letter.text.count("Sammanställningen från möte 1 i Ekby är delad.") == 1
    [address] = re.findall(r"https?://127.0.0.1:8000(/min-sida/\S+)", letter.text)
    answer = client.post(address)
    assert answer.location == "/natverk/ekby/mote/1/sammanstallning"
    assert client.get(answer.location).status_code == 200
    assert membership.left_at is None


def _link(session: scoped_session[Session], network: Network, member: Account) -> tuple[str, Letter]:
    tell(member, network)
    letter = write_letter(digests(session)[0])
    session.commit()
    return "/notiser/" + letter.off.rpartition("/")[2], letter


def test_opening_the_link_changes_nothing_and_the_button_turns_notices_off_and_on(
    db_session: scoped_session[Session], network: Network, member: Account, client: Visitor
) -> None:
    link, letter = _link(db_session, network, member)
    assert letter.off in letter.text
    assert letter.off in letter.html
    for _ in range(2):
        assert "Vill du stänga av notiser?" in client.get(link).text
    assert wants_notices(member.person_id)
    assert "Notiser är avstängda" in client.post(link, data={"gor": "av"}).text
    assert not wants_notices(member.person_id)
    assert "Notiser är påslagna" in client.post(link, data={"gor": "pa"}).text
    assert wants_notices(member.person_id)


def test_a_mail_reader_turns_notices_off_with_one_click(
    app: Flask,
    db_session: scoped_session[Session],
    network: Network,
    member: Account,
    client: Visitor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    link, _ = _link(db_session, network, member)
    for _ in range(2):
        assert client.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not wants_notices(member.person_id)


def test_a_revoked_link_leads_nowhere(
    db_session: scoped_session[Session], network: Network, member: Account, client: Visitor
) -> None:
    link, _ = _link(db_session, network, member)
    revoke_tokens("notices", member.person_id)
    commit()
    assert [client.get(link).status_code, client.post(link).status_code] == [404, 404]
    assert wants_notices(member.person_id)


def test_two_who_tell_the_same_person_at_once_make_one_digest(
    db_session: scoped_session[Session], network: Network, member: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(member, network)
    db_session.expunge(digests(db_session)[0])
    monkeypatch.setattr(db_session.registry(), "get", lambda *_, **__: None)  # as the later of the two sees it
    tell(member, network, number=2)
    assert len(digests(db_session)) == 1
    assert len(list(db_session.scalars(select(Notice)))) == 2
    assert timedelta(0) < digests(db_session)[0].due_at - utcnow() <= timedelta(hours=25)
    assert digests(db_session)[0].state is MailState.QUEUED
