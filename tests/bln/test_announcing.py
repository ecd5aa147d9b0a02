"""A meeting is told when it is ready and not before: what members see, get by mail and on paper."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import today
from bln.db import db
from bln.mail.models import Mail
from bln.networks.announcing import announce
from bln.networks.models import Meeting, Network
from bln.networks.services import plan_meeting
from bln.people.models import Account, Membership, MemberUser, Person, Role
from exports import wording
from meetings.appointment import Way
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/1"
SOON = datetime.combine(today() + timedelta(days=7), time(13))
LATER = SOON + timedelta(days=2)
LINK = "https://mote.example/ekby?pwd=hemligt"
PHONE = "070-174 06 50"


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


@pytest.fixture
def mia(network: Network) -> Membership:
    person = Person(name="Mia", email="mia@example.invalid")
    return make.join(network, person, Role.MEMBER, Perspective.CARER)


def plan(network: Network, when: datetime, place: str = "Biblioteket") -> Meeting:
    meeting = make.meeting_of(network)
    plan_meeting(meeting, meeting.version, when, place, minutes=120, way=Way.BOTH, link=LINK, phone=PHONE)
    return meeting


def send(client: Visitor, meeting: Meeting) -> None:
    db.session.refresh(meeting)
    assert client.post(f"{HERE}/inbjudan", data={"version": meeting.version}).status_code == 302


def mails(session: scoped_session[Session]) -> list[str]:
    return sorted(mail.address for mail in session.scalars(select(Mail).where(Mail.kind == "dates")))


def test_a_plan_is_seen_by_those_who_lead_and_sent_with_a_button_after_a_look(
    client: Visitor, network: Network, leader: Account, mia: Membership, db_session: scoped_session[Session]
) -> None:
    make.join(network, Person(name="Utan E-post"), Role.MEMBER)
    make.sign_in(client, leader)
    meeting = plan(network, SOON)
    assert "Skicka inbjudan till mötet" in client.get("/natverk/ekby").text
    page = client.get(HERE).text
    assert "Dag och plats är inte skickade" in page
    assert f"{wording.day_and_time(SOON)}–15.00" in page.lower()
    preview = client.get(f"{HERE}/inbjudan").text
    for said in ("2 får den med e-post", "1 deltagare behöver den på papper", "Utan E-post", LINK, PHONE):
        assert said in preview
    assert mails(db_session) == []
    send(client, meeting)
    assert mails(db_session) == [leader.email, "mia@example.invalid"]
    assert "Dag och plats är skickade" in client.get(HERE).text
    db_session.refresh(meeting)
    again = client.post(f"{HERE}/inbjudan", data={"version": meeting.version})
    assert "Det finns inget nytt att skicka." in again.text
    assert len(mails(db_session)) == 2, "once"


def test_members_see_what_was_sent_and_not_what_is_planned(
    client: Visitor, network: Network, leader: Account, mia: Membership, db_session: scoped_session[Session]
) -> None:
    meeting = plan(network, SOON)
    make.sign_in(client, MemberUser(mia))
    sent, later = wording.day(SOON.date()), wording.day(LATER.date())
    pages = ("/natverk/ekby", HERE, "/natverk/ekby/sedan-sist", f"{HERE}/guide.md")
    for address in pages:
        assert sent not in client.get(address).text.lower(), address
    assert client.get(f"{HERE}/mote.ics").status_code == 404
    assert client.post(f"{HERE}/svar", data={"answer": "comes"}).status_code == 302
    announce(meeting, meeting.version)
    plan(network, LATER)
    for address in pages:
        page = client.get(address).text.lower()
        assert sent in page, address
        assert later not in page, address
    assert LINK in client.get(HERE).text
    make.sign_in(client, leader)
    page = client.get(HERE).text
    assert later in page.lower()
    assert "Ändringen är inte skickad" in page
    assert "Skicka ändringen av möte 1" in client.get("/natverk/ekby").text
    send(client, make.meeting_of(network))
    make.sign_in(client, MemberUser(mia))
    assert later in client.get(HERE).text.lower()


def test_the_link_and_the_number_stay_within_the_network(
    client: Visitor, network: Network, leader: Account, mia: Membership
) -> None:
    meeting = plan(network, SOON)
    announce(meeting, meeting.version)
    make.sign_in(client, make.make_account("staff", staff=True))
    for address in (HERE, "/natverk/ekby", "/natverk/ekby/sedan-sist", f"{HERE}/mote.ics", "/program/cykla"):
        page = client.get(address).text
        assert "mote.example" not in page, address
        assert PHONE not in page, address
    for ext in ("md", "html"):
        assert "mote.example" not in client.get(f"{HERE}/guide.{ext}").text


def test_the_letter_holds_the_same_with_boxes_to_tick(client: Visitor, network: Network, leader: Account) -> None:
    plan(network, SOON)
    make.sign_in(client, leader)
    letter = client.get(f"{HERE}/inbjudan/brev").text
    for said in (wording.day(SOON.date()), "Biblioteket", PHONE, "☐ Jag kommer inte"):
        assert said in letter


def test_a_page_that_is_too_old_sends_nothing(
    client: Visitor, network: Network, leader: Account, mia: Membership, db_session: scoped_session[Session]
) -> None:
    meeting = plan(network, SOON)
    make.sign_in(client, leader)
    for version in (meeting.version - 1, "", "sju"):
        client.post(f"{HERE}/inbjudan", data={"version": version})
    assert mails(db_session) == []


def test_only_those_who_have_not_answered_are_asked_again(
    client: Visitor, network: Network, leader: Account, mia: Membership, db_session: scoped_session[Session]
) -> None:
    make.join(network, Person(name="Bo", email="bo@example.invalid"), Role.MEMBER)
    make.sign_in(client, leader)
    meeting = plan(network, SOON)
    client.post(f"{HERE}/inbjudan/igen")
    assert mails(db_session) == [], "there is nothing that they could answer"
    send(client, meeting)
    for mail in db_session.scalars(select(Mail)):
        db_session.delete(mail)
    db_session.commit()
    client.post(f"{HERE}/kommer/{mia.id}", data={"answer": "comes"})
    client.post(f"{HERE}/inbjudan/igen")
    assert mails(db_session) == ["bo@example.invalid"]


def test_the_number_of_the_last_meeting_is_suggested_for_the_next(
    client: Visitor, network: Network, leader: Account
) -> None:
    plan(network, SOON)
    make.sign_in(client, leader)
    assert f'value="{PHONE}"' in client.get("/natverk/ekby/mote/2/datum").text
    assert 'value="50"' in client.get("/natverk/ekby/mote/2/datum").text, "as long as the time boxes"
