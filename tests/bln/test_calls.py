"""Calls with the leaders: planned and invited to by Nka, prepared by leaders, noted, and followed up."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.clock import today, utcnow
from bln.mail.letters import Outdated, write_letter
from bln.mail.models import Mail, MailState
from bln.networks.models import Programme
from bln.people.models import Account, Membership, Role
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

LIST = "/program/cykla/traffar"
CALL = f"{LIST}/1/fore"
SOON = (today() + timedelta(days=7)).isoformat()
PLAN = {"day": SOON, "clock": "13.00", "minutes": "45", "link": "https://example.invalid/traff", "version": "0"}


@pytest.fixture
def programme(db_session: scoped_session[Session]) -> Programme:
    return make.make_programme()


@pytest.fixture
def leader(programme: Programme) -> Account:
    return make.make_leader(make.make_network(programme))


@pytest.fixture
def staff(client: Visitor, leader: Account) -> Visitor:
    make.sign_in(client, make.make_account("staff", staff=True))
    return client


def plan(staff: Visitor, **changes: str) -> None:
    assert staff.post(f"{CALL}/planera", data=PLAN | changes).status_code == 302


def as_leader(client: Visitor, leader: Account) -> Visitor:
    client.post("/logga-ut")
    make.sign_in(client, leader)
    return client


def only_call(session: scoped_session[Session]) -> Call:
    return session.scalars(select(Call).execution_options(populate_existing=True)).one()


def test_every_round_has_a_call_before_and_after_it_and_none_is_forced(staff: Visitor) -> None:
    page = staff.get(LIST).text
    assert page.count("ingen dag än") == 6
    assert "Dagen är inte bestämd än" in staff.get(CALL).text


def test_a_call_is_planned_moved_and_invited_to_when_it_is_ready(
    staff: Visitor, db_session: scoped_session[Session], leader: Account
) -> None:
    plan(staff)
    assert db_session.scalars(select(Mail)).all() == [], "nothing is sent before it is asked for"
    call = only_call(db_session)
    assert (call.minutes, call.link, call.version) == (45, PLAN["link"], 1)
    plan(staff, clock="15:30", version="1")
    assert "till 1 ledare" in staff.get(CALL).text
    staff.post(f"{CALL}/bjud-in")
    db_session.expire_all()
    letter = write_letter(db_session.scalars(select(Mail)).one())
    assert letter.subject.startswith("Nätverksledarträff före mötesomgång 1: ")
    assert "kl. 15.30" in letter.text
    assert PLAN["link"] in letter.text
    assert CALL in letter.text
    unfolded = letter.calendar.replace("\r\n ", "")
    assert f"UID:{call.id}@bln" in unfolded
    assert "SEQUENCE:3" in unfolded
    assert "METHOD:REQUEST" in unfolded
    assert f"DTSTART;TZID=Europe/Stockholm:{SOON.replace('-', '')}T153000" in unfolded
    assert f"DTEND;TZID=Europe/Stockholm:{SOON.replace('-', '')}T161500" in unfolded


def test_an_invitation_that_has_lost_its_sense_is_not_sent(
    staff: Visitor, db_session: scoped_session[Session], leader: Account
) -> None:
    plan(staff)
    staff.post(f"{CALL}/bjud-in")
    mail = db_session.scalars(select(Mail)).one()
    only_call(db_session).planned_at -= timedelta(days=30)
    db_session.commit()
    with pytest.raises(Outdated):
        write_letter(mail)


def test_a_day_that_somebody_else_has_changed_is_shown_beside_and_nothing_typed_is_lost(
    staff: Visitor, db_session: scoped_session[Session]
) -> None:
    plan(staff)
    plan(staff, clock="15.30", version="1")
    late = staff.post(f"{CALL}/planera", data=PLAN | {"clock": "9.15", "version": "1"})
    assert late.status_code == 409
    assert "kl. 15.30" in late.text
    assert 'value="9.15"' in late.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', late.text)
    assert version
    plan(staff, clock="9.15", version=version[1])
    assert f"{only_call(db_session).planned_at:%H.%M}" == "09.15"


def test_a_call_is_called_off_with_a_mail_that_takes_it_out_of_the_calendar_and_can_be_held_after_all(
    staff: Visitor, db_session: scoped_session[Session]
) -> None:
    plan(staff)
    staff.post(f"{CALL}/stall-in")
    assert db_session.scalars(select(Mail)).all() == [], "nobody was invited, so nobody is told"
    staff.post(f"{CALL}/hall-anda")
    staff.post(f"{CALL}/bjud-in")
    assert "Ett brev går till 1 ledare" in staff.get(f"{CALL}/stall-in").text
    for _ in range(2):
        off = staff.get(staff.post(f"{CALL}/stall-in").location).text
    assert "Inställd. Träffen skulle ha varit" in off
    assert PLAN["link"] not in off
    assert "inställd, skulle ha varit" in staff.get(LIST).text
    assert "Nästa träff är" not in staff.get(LIST).text
    assert staff.post(f"{CALL}/bjud-in").status_code == 409
    mail = db_session.scalars(select(Mail)).one()
    letter = write_letter(mail)
    assert letter.subject.startswith("Inställd: Nätverksledarträff före mötesomgång 1")
    assert "bjuder in" not in letter.text + letter.html
    calendar = letter.calendar
    assert "METHOD:CANCEL" in calendar
    assert "STATUS:CANCELLED" in calendar
    mail.state = MailState.SENT
    db_session.commit()
    staff.post(f"{CALL}/hall-anda")
    again = write_letter(db_session.scalars(select(Mail).where(Mail.state == MailState.QUEUED)).one())
    assert again.subject.startswith("Nätverksledarträff före mötesomgång 1")
    assert "METHOD:REQUEST" in again.calendar
    assert "Nästa träff är" in staff.get(LIST).text


def test_a_new_day_for_a_call_that_a_colleague_called_off_asks_first_and_then_holds_it(
    staff: Visitor, db_session: scoped_session[Session]
) -> None:
    plan(staff)
    staff.post(f"{CALL}/stall-in")
    late = staff.post(f"{CALL}/planera", data=PLAN | {"version": "1"})
    assert late.status_code == 409
    assert "har ställt in träffen" in late.text
    plan(staff, version=str(only_call(db_session).version))
    assert only_call(db_session).cancelled_at is None


def test_a_leader_who_waits_for_an_invitation_gets_one_and_who_rests_gets_none(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme
) -> None:
    resting = make.make_leader(programme.networks[0], "bo", Role.DEPUTY)
    make.db.session.scalars(
        select(Membership).where(Membership.person_id == resting.person_id)
    ).one().paused_at = utcnow()
    make.db.session.commit()
    plan(staff)
    for _ in range(2):
        staff.post(f"{CALL}/bjud-in")
    assert [mail.address for mail in db_session.scalars(select(Mail))] == ["ledaren@example.invalid"]
    moved = staff.post(f"{CALL}/planera", data=PLAN | {"clock": "14", "version": str(only_call(db_session).version)})
    assert "Bjud in ledarna igen" in staff.get(moved.location).text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("clock", "13.5", "Klockslaget går inte att förstå"),
        ("day", "i morgon", "Datumet går inte att förstå"),
        ("clock", "efter lunch", "Klockslaget går inte att förstå"),
        ("minutes", "2", "En timme är 60"),
        ("link", "http://example.invalid", "https://"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    staff: Visitor, db_session: scoped_session[Session], field: str, value: str, said: str
) -> None:
    answer = staff.post(f"{CALL}/planera", data=PLAN | {field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{value}"' in answer.text
    assert db_session.scalars(select(Call)).all() == []


def test_the_agenda_tells_how_far_the_networks_have_come_and_what_is_missing(
    staff: Visitor, programme: Programme, leader: Account
) -> None:
    make.join(make.make_network(programme, "alby"), make.make_account("mia").person, Role.MEMBER, Perspective.CARER)
    ekby = next(network for network in programme.networks if network.slug == "ekby")
    make.write(ekby, leader, "Vägen är smal.")
    make.submit(ekby, leader)
    text = re.sub(r"<[^>]+>", "", staff.get(f"{LIST}/1/efter").text)
    assert "1 av 2 nätverk har lämnat in." in text
    assert "Har lämnat in: Ekby." in text
    assert "Har ingen dag än: Alby." in text
    assert re.search(r"Politiker: Ekby och Alby|Politiker: Alby och Ekby", text)
    assert "Nästa mötesomgång" in text
    assert "Etapp choose" in text
    assert staff.get(f"{CALL}/dagordning.docx").data[:2] == b"PK"
    assert "Etapp map" in staff.get(f"{CALL}/dagordning.md").text


def test_leaders_write_beforehand_what_they_want_to_take_up_and_can_undo(
    staff: Visitor, db_session: scoped_session[Session], leader: Account
) -> None:
    plan(staff)
    client = as_leader(staff, leader)
    assert client.post(f"{CALL}/punkt", data={"network": "ekby", "text": ""}).status_code == 422
    client.post(f"{CALL}/punkt", data={"network": "ekby", "text": "Hur bjuder vi in politiker?"})
    assert "Ekby: </strong>Hur bjuder vi in politiker?" in client.get(CALL).text
    point = db_session.scalars(select(CallPoint)).one()
    gone = client.post(f"{CALL}/punkt/{point.id}/ta-bort")
    shown = client.get(gone.location).text
    assert "Ekby: </strong>Hur" not in shown
    assert "Ångra" in shown
    make.sign_in(client, make.make_account("annan", staff=True))
    assert "Ångra" not in client.get(gone.location).text, "it is not theirs to undo"
    as_leader(client, leader)
    client.post(f"{CALL}/punkt/{point.id}/aterstall")
    assert "Ekby: </strong>Hur bjuder vi in politiker?" in client.get(CALL).text


def test_notes_keep_every_version_and_a_conflict_shows_both(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme, leader: Account
) -> None:
    plan(staff)
    network, address = str(programme.networks[0].id), f"{CALL}/anteckningar"
    opened = mark_in(staff.get(address).text)
    staff.post(address, data={"mark": opened, "text": "Vi börjar.", "came": network})
    page = staff.get(address).text
    assert f'value="{network}"' in page
    assert "checked" in page
    staff.post(address, data={"mark": mark_in(page), "text": "Vi börjar i mars.", "came": network})
    late = staff.post(address, data={"mark": mark_in(page), "text": "Vi slutar i maj."})
    assert late.status_code == 409
    assert "Vi börjar i mars." in late.text
    assert "Var med: Ekby." in late.text
    assert "Vi slutar i maj." in late.text
    assert list(db_session.scalars(select(CallNotes.text).order_by(CallNotes.version))) == [
        "Vi börjar.",
        "Vi börjar i mars.",
    ]
    assert list(map(str, db_session.scalars(select(CallAttendance.network_id)))) == [network]
    again = {"mark": mark_in(late.text), "text": "Vi slutar i maj."}
    assert staff.post(address, data=again).status_code == 302
    assert list(db_session.scalars(select(CallAttendance.network_id))) == []
    assert "Vi slutar i maj." in as_leader(staff, leader).get(CALL).text


def mark_in(page: str) -> str:
    found = re.search(r'name="mark"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def test_what_is_agreed_comes_back_until_it_is_done(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme, leader: Account
) -> None:
    plan(staff)
    network = programme.networks[0]
    agreed = {"text": "Bjuder in en politiker", "who": str(network.id), "due_on": "2026-01-02"}
    staff.post(f"{CALL}/uppgift", data=agreed)
    staff.post(f"{CALL}/uppgift", data={"text": "Skickar rapporten", "who": "", "due_on": ""})
    later = staff.get(f"{LIST}/1/efter").text
    told = re.sub(r"<[^>]+>", "", later)
    assert "Ekby: Bjuder in en politiker, senast fredag 2 januari (dagen har passerat)." in told
    assert "Nka: Skickar rapporten." in told
    client = as_leader(staff, leader)
    assert "Bjuder in en politiker" in client.get("/natverk/ekby").text
    assert "Skickar rapporten" not in client.get("/natverk/ekby").text
    action = db_session.scalars(select(CallAction).where(CallAction.network_id == network.id)).one()
    client.post(f"{LIST}/uppgift/{action.id}", data={"klar": "ja"})
    assert "Bjuder in en politiker" not in client.get(f"{LIST}/1/efter").text
    client.post(f"{LIST}/uppgift/{action.id}", data={"klar": "nej"})
    assert "Bjuder in en politiker" in client.get(f"{LIST}/1/efter").text


def test_a_leader_does_nothing_for_another_network(
    staff: Visitor, db_session: scoped_session[Session], programme: Programme, leader: Account
) -> None:
    plan(staff)
    make.make_network(programme, "alby")
    client = as_leader(staff, leader)
    answer = client.post(f"{CALL}/punkt", data={"network": "alby", "text": "Hej"})
    assert answer.status_code == 422
    assert db_session.scalars(select(CallPoint)).all() == []


def test_the_agenda_asks_as_often_for_two_networks_as_for_many(staff: Visitor, programme: Programme) -> None:
    plan(staff)
    staff.get(CALL)
    with counted_selects() as few:
        staff.get(CALL)
    for number in range(8):
        make.make_network(programme, f"by-{number}")
    with counted_selects() as many:
        staff.get(CALL)
    assert len(many) == len(few)
