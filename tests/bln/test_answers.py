"""Answers to a meeting: given by a button, changed until it, read by those who lead, and soon gone."""

import re
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import today
from bln.mail.letters import write_letter
from bln.mail.models import Mail
from bln.members.membership import hand_back, leave
from bln.networks.announcing import announce
from bln.networks.answers import answers_to, forget_old_answers
from bln.networks.models import Meeting, MeetingAnswer, Network
from bln.networks.services import plan_meeting
from bln.people.models import Account, Membership, MemberUser, Person, Role
from bln.privacy.queries import kept_of
from bln.privacy.services import erase_person
from meetings.programme import Perspective
from meetings.turnout import Answer
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/1"
SOON = datetime.combine(today() + timedelta(days=7), time(13))


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


@pytest.fixture
def mia(network: Network) -> Membership:
    person = Person(name="Mia Ek", email="mia@example.invalid")
    return make.join(network, person, Role.MEMBER, Perspective.CARER)


@pytest.fixture
def meeting(network: Network, leader: Account, mia: Membership) -> Meeting:
    """A meeting that has been sent."""
    found = make.meeting_of(network)
    plan_meeting(found, found.version, SOON, "Biblioteket", phone="070-174 06 50")
    announce(found, found.version)
    return found


def link_for(session: scoped_session[Session], address: str) -> str:
    mail = session.scalars(select(Mail).where(Mail.kind == "dates", Mail.address == address)).one()
    found = re.search(r"http\S+/kommer/\S+", write_letter(mail).text)
    session.commit()
    return urlsplit(found[0]).path if found else ""


def count(session: scoped_session[Session]) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(MeetingAnswer)) or 0


def test_a_member_answers_from_the_mail_without_signing_in_and_opening_it_changes_nothing(
    client: Visitor, meeting: Meeting, mia: Membership, leader: Account, db_session: scoped_session[Session]
) -> None:
    link = link_for(db_session, "mia@example.invalid")
    assert "Jag kommer inte" in client.get(link).text
    client.get(f"{link}?answer=comes")
    assert count(db_session) == 0, "mail scanners open links"
    for answer in ("comes", "stand_in"):
        assert client.post(link, data={"answer": answer}).location == link
        assert answers_to(meeting) == {mia.id: Answer(answer)}
    assert "Tack för ditt svar" in client.get(link).text
    client.post(link, data={"answer": "kanske"})
    client.post(link)
    assert answers_to(meeting) == {mia.id: Answer.STAND_IN}
    assert client.get("/natverk/ekby").status_code == 302, "the link opens nothing else"
    assert link_for(db_session, leader.email) == "", "who only leads comes anyway"


def test_the_link_is_for_its_meeting_and_ends_with_the_membership(
    client: Visitor, meeting: Meeting, mia: Membership, db_session: scoped_session[Session]
) -> None:
    link = link_for(db_session, "mia@example.invalid")
    other = make.make_network(meeting.network.programme, "alby")
    foreign = make.meeting_of(other)
    assert client.get(link.replace(str(meeting.id), str(foreign.id))).status_code == 404
    leave(mia)
    assert client.post(link, data={"answer": "comes"}).status_code == 404
    assert count(db_session) == 0


def test_an_answer_is_changed_on_the_page_until_the_meeting_has_been(
    client: Visitor, meeting: Meeting, mia: Membership, db_session: scoped_session[Session]
) -> None:
    make.sign_in(client, MemberUser(mia))
    for answer in ("comes", "stays_away"):
        client.post(f"{HERE}/svar", data={"answer": answer})
        assert answers_to(meeting) == {mia.id: Answer(answer)}
    assert "Ditt svar: kommer inte." in client.get(HERE).text
    meeting.sent = meeting.sent | {"start": f"{today() - timedelta(days=1)}T13:00"}  # type: ignore[operator]
    db_session.commit()
    client.post(f"{HERE}/svar", data={"answer": "comes"})
    db_session.expire_all()
    assert answers_to(meeting) == {mia.id: Answer.STAYS_AWAY}
    assert "Kommer du?" not in client.get(HERE).text


def test_only_those_who_lead_read_who_answered_what(
    client: Visitor, network: Network, meeting: Meeting, mia: Membership, leader: Account
) -> None:
    bo = make.join(network, Person(name="Bo Al"), Role.MEMBER, Perspective.POLITICIAN)
    make.sign_in(client, leader)
    client.post(f"{HERE}/kommer/{mia.id}", data={"answer": "comes"})
    client.post(f"{HERE}/kommer/{bo.id}", data={"answer": "stays_away"})
    page = " ".join(client.get(f"{HERE}/kommer").text.split())
    assert "1 kommer, 1 kommer inte, 0 har inte svarat" in page
    assert "Politiker: be den som inte kan komma att skicka någon i sitt ställe." in page
    client.post(f"{HERE}/kommer/{bo.id}", data={"answer": ""})
    assert answers_to(meeting) == {mia.id: Answer.COMES}
    make.sign_in(client, MemberUser(bo))
    page = client.get(HERE).text
    assert "Mia" not in page
    assert "1 kommer" not in page
    assert client.get(f"{HERE}/kommer").status_code == 403


def test_answers_fill_in_attendance_as_a_suggestion_and_go_when_it_is_said(
    client: Visitor,
    network: Network,
    meeting: Meeting,
    mia: Membership,
    leader: Account,
    db_session: scoped_session[Session],
) -> None:
    make.sign_in(client, leader)
    client.post(f"{HERE}/kommer/{mia.id}", data={"answer": "stand_in"})
    page = client.get(f"{HERE}/narvaro").text
    chosen = re.findall(r'<input[^>]*checked[^>]*value="(\w+)"', page)
    assert "stand_in" in chosen
    assert "vad deltagarna svarade före mötet" in page
    mark = re.search(r'name="mark"[^>]*value="(\w+)"', page)
    assert mark
    client.post(
        f"{HERE}/narvaro", data={"mark": mark[1], "members-0-id": str(mia.id), "members-0-came": "yes", "guests": "0"}
    )
    assert count(db_session) == 0


def test_another_time_asks_again_and_another_place_does_not(
    meeting: Meeting, mia: Membership, db_session: scoped_session[Session], client: Visitor
) -> None:
    link = link_for(db_session, "mia@example.invalid")
    client.post(link, data={"answer": "comes"})
    db_session.expire_all()
    for when, kept in ((SOON, 1), (SOON + timedelta(days=1), 0)):
        plan_meeting(meeting, meeting.version, when, f"Skolan {kept}")
        announce(meeting, meeting.version)
        assert count(db_session) == kept


def test_answers_are_shown_to_their_person_and_go_with_the_person(
    meeting: Meeting, mia: Membership, db_session: scoped_session[Session], client: Visitor
) -> None:
    make.sign_in(client, MemberUser(mia))
    client.post(f"{HERE}/svar", data={"answer": "comes"})
    db_session.expire_all()
    [kept] = kept_of(mia.person).memberships
    assert [(found.meeting, found.answer) for found in kept.answered] == [(1, "comes")]
    assert "1 (kommer)" in client.get("/mina-uppgifter").text
    erase_person(mia.person)
    assert count(db_session) == 0


def test_the_number_to_ring_goes_with_who_led(
    network: Network, meeting: Meeting, leader: Account, db_session: scoped_session[Session]
) -> None:
    make.make_leader(network, "ny")
    own = leader.person.memberships[0]
    hand_back(own)
    db_session.expire_all()
    assert (meeting.phone, meeting.told.phone if meeting.told else "") == ("", "")


def test_old_answers_are_deleted_a_week_after_the_meeting(
    meeting: Meeting, mia: Membership, db_session: scoped_session[Session], client: Visitor
) -> None:
    make.sign_in(client, MemberUser(mia))
    client.post(f"{HERE}/svar", data={"answer": "comes"})
    for days, left in ((6, 1), (8, 0)):
        meeting.planned_at = datetime.combine(today() - timedelta(days=days), time(13))
        db_session.commit()
        forget_old_answers()
        assert count(db_session) == left
