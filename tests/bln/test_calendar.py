"""Meetings in calendars: one UID for ever, rising numbers, right over the change of the clock; mails and feed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.calendar.ics import meeting_calendar
from bln.clock import ZONE, today, utcnow
from bln.mail.letters import Letter, Outdated, write_letter
from bln.mail.models import Mail, MailState
from bln.mail.pauses import turn_off
from bln.networks.announcing import NothingToSend, announce
from bln.networks.models import Meeting, Network
from bln.networks.services import plan_meeting, unplan_meeting
from bln.people.models import Account, Role
from bln.people.tokens import issue_token
from meetings.appointment import Way
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/1"
SOON = datetime.combine(today() + timedelta(days=7), time(13))
LATER = SOON + timedelta(days=1)


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


def plan(network: Network, when: datetime | None, place: str = "", number: int = 1) -> Meeting:
    meeting = make.meeting_of(network, number)
    if when is None:
        unplan_meeting(meeting, meeting.version)
    else:
        plan_meeting(meeting, meeting.version, when, place)
        announce(meeting, meeting.version)
    return meeting


def as_planned(meeting: Meeting) -> bytes:
    """The meeting as a calendar file for those who know the plan."""
    assert meeting.appointment
    return meeting_calendar([(meeting, meeting.appointment)])


def event_of(content: str | bytes) -> Event:
    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def waiting(session: scoped_session[Session]) -> list[Mail]:
    query = select(Mail).where(Mail.kind == "dates", Mail.state == MailState.QUEUED)
    return list(session.scalars(query.order_by(Mail.created_at)))


def send(session: scoped_session[Session]) -> Letter:
    """Write the one mail that waits, as if it were sent."""
    [mail] = waiting(session)
    letter = write_letter(mail)
    mail.state = MailState.SENT
    session.commit()
    return letter


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-10-24T13:00", "2026-10-24T11:00:00+00:00"),
        ("2026-10-25T13:00", "2026-10-25T12:00:00+00:00"),
        ("2026-10-25T01:30", "2026-10-24T23:30:00+00:00"),
        ("2027-03-27T13:00", "2027-03-27T12:00:00+00:00"),
        ("2027-03-28T01:50", "2027-03-28T00:50:00+00:00"),
        ("2027-03-28T13:00", "2027-03-28T11:00:00+00:00"),
    ],
)
def test_a_meeting_keeps_its_hour_over_the_change_of_the_clock(network: Network, local: str, utc: str) -> None:
    meeting = make.meeting_of(network)
    meeting.planned_at = datetime.fromisoformat(local)
    content = as_planned(meeting)
    event = event_of(content)
    assert event.start == datetime.fromisoformat(utc)
    assert event.end.astimezone(UTC) - event.start.astimezone(UTC) == timedelta(minutes=80), (
        "its minutes, whatever the clock does meanwhile"
    )
    assert event["DTSTART"].params["TZID"] == ZONE
    assert f"DTSTART;TZID={ZONE}:{local.replace('-', '').replace(':', '')}00" in content.decode()


@pytest.mark.parametrize("year", [1999, 2026, 2027, 2031])
def test_the_file_says_itself_when_the_clock_changes(network: Network, year: int) -> None:
    meeting = make.meeting_of(network)
    meeting.planned_at = SOON
    [zone] = Calendar.from_ical(as_planned(meeting)).walk("VTIMEZONE")
    told = zone.to_tz(lookup_tzid=False)  # from the rules of the file, not from this machine's
    known = ZoneInfo(ZONE)
    hours = [datetime(year, 1, 1) + timedelta(hours=n) for n in range(365 * 24)]  # noqa: DTZ001
    differing = [h for h in hours if told.utcoffset(h) != h.replace(tzinfo=known).utcoffset()]
    folds = {(h.date().month, h.hour) for h in differing}
    assert folds <= {(3, 2), (10, 2)}, "only the hour that there is not, and the one that there is twice"


def test_the_same_meeting_keeps_its_identity_and_counts_its_changes(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    plan(network, SOON, "Biblioteket")
    first = send(db_session)
    plan(network, LATER, "Skolan")
    second = send(db_session)
    plan(network, None)
    third = send(db_session)
    events = [event_of(letter.calendar) for letter in (first, second, third)]
    assert len({event["UID"] for event in events}) == 1
    assert events[0]["SEQUENCE"] < events[1]["SEQUENCE"] < events[2]["SEQUENCE"]
    methods = [Calendar.from_ical(letter.calendar)["METHOD"] for letter in (first, second, third)]
    assert methods == ["REQUEST", "REQUEST", "CANCEL"]
    assert events[2]["STATUS"] == "CANCELLED"
    assert events[2].start == LATER.replace(tzinfo=ZoneInfo(ZONE))
    assert [event["ATTENDEE"] for event in events] == [f"mailto:{leader.email}"] * 3
    assert events[1]["LOCATION"] == "Skolan"


def test_the_mail_says_whether_the_meeting_is_new_moved_or_taken_away(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    plan(network, SOON, "Biblioteket")
    first = send(db_session)
    assert first.subject.startswith("Möte 1 i Ekby: ")
    assert "Plats: Biblioteket" in first.text
    plan(network, LATER)
    assert "är flyttat till" in send(db_session).subject
    plan(network, None)
    assert "blir inte" in send(db_session).subject


def test_a_slip_that_is_put_right_before_the_mail_has_gone_reaches_nobody(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    plan(network, SOON)
    plan(network, LATER)
    [mail] = waiting(db_session)
    assert event_of(write_letter(mail).calendar).start == LATER.replace(tzinfo=ZoneInfo(ZONE))
    plan(network, None)
    [mail] = waiting(db_session)
    with pytest.raises(Outdated):
        write_letter(mail)


def test_a_date_that_is_saved_is_sent_to_nobody(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    meeting = make.meeting_of(network)
    plan_meeting(meeting, meeting.version, SOON, "Biblioteket")
    assert waiting(db_session) == []
    announce(meeting, meeting.version)
    send(db_session)
    plan_meeting(meeting, meeting.version, LATER, "Biblioteket")
    assert waiting(db_session) == []


def test_what_the_network_knows_is_not_sent_again(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    meeting = plan(network, SOON, "Biblioteket")
    send(db_session)
    plan_meeting(meeting, meeting.version, SOON, "Biblioteket")
    with pytest.raises(NothingToSend):
        announce(meeting, meeting.version)
    assert waiting(db_session) == []


def test_the_file_holds_the_length_and_the_link(network: Network) -> None:
    meeting = make.meeting_of(network)
    link = "https://mote.example/1"
    plan_meeting(meeting, meeting.version, SOON, "Biblioteket", minutes=135, way=Way.BOTH, link=link)
    event = event_of(as_planned(meeting))
    assert event.end - event.start == timedelta(minutes=135)
    assert (event["LOCATION"], event["URL"]) == ("Biblioteket", link)
    assert link in event["DESCRIPTION"]
    meeting.way = Way.ONLINE
    assert event_of(as_planned(meeting))["LOCATION"] == link


def test_a_meeting_of_the_past_is_told_to_nobody(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    with pytest.raises(NothingToSend):
        plan(network, SOON - timedelta(days=30))
    assert waiting(db_session) == []


def test_dates_go_to_everybody_with_an_address_but_who_is_paused_or_has_left(
    db_session: scoped_session[Session], network: Network, leader: Account
) -> None:
    accounts = {name: make.make_account(name) for name in ("anna", "bo", "cia", "du")}
    for name, account in accounts.items():
        make.join(network, account.person, Role.MEMBER, left=name == "bo")
    make.join(network, make.Person(name="Utan e-post"), Role.MEMBER)
    make.join(network, make.Person(name="Mia", email="mia@example.invalid"), Role.MEMBER)
    accounts["cia"].person.memberships[0].paused_at = utcnow()
    turn_off(accounts["du"].person_id)
    plan(network, SOON)
    assert sorted(mail.address for mail in waiting(db_session)) == [
        "anna@example.invalid",
        "du@example.invalid",
        leader.email,
        "mia@example.invalid",
    ]
    accounts["anna"].person.memberships[0].paused_at = utcnow()
    db_session.commit()
    late = next(mail for mail in waiting(db_session) if mail.address.startswith("anna"))
    with pytest.raises(Outdated):
        write_letter(late)


def test_a_meeting_is_taken_away_from_its_page_unless_somebody_was_first(
    db_session: scoped_session[Session], network: Network, leader: Account, client: Visitor
) -> None:
    meeting = plan(network, SOON)
    make.sign_in(client, leader)
    assert "Ta bort dagen" in client.get(f"{HERE}/datum").text
    assert client.post(f"{HERE}/datum/ta-bort", data={"version": meeting.version - 1}).status_code == 409
    assert client.post(f"{HERE}/datum/ta-bort", data={"version": meeting.version}).status_code == 302
    db_session.refresh(meeting)
    assert meeting.planned_at is None
    assert "Ta bort dagen" not in client.get(f"{HERE}/datum").text


def test_a_meeting_can_be_taken_home_from_its_page(
    db_session: scoped_session[Session], network: Network, leader: Account, client: Visitor
) -> None:
    make.sign_in(client, leader)
    assert client.get(f"{HERE}/mote.ics").status_code == 404, "no date yet"
    assert "mote.ics" not in client.get(HERE).text
    meeting = plan(network, SOON, "Biblioteket; stora salen, plan 2")
    assert f"{HERE}/mote.ics" in client.get(HERE).text
    answer = client.get(f"{HERE}/mote.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    event = event_of(answer.data)
    assert str(meeting.id) in event["UID"]
    assert event["LOCATION"] == "Biblioteket; stora salen, plan 2"
    assert "ATTENDEE" not in event


def test_the_feed_follows_ones_own_networks_until_it_is_changed_or_ended(
    db_session: scoped_session[Session], network: Network, leader: Account, client: Visitor
) -> None:
    other = make.make_network(network.programme, "alby")
    for found in (network, other):
        plan(found, SOON)
    anybody = client.application.test_client()
    make.sign_in(client, leader)

    def change(what: str) -> str:
        page = client.post("/konto/kalender", data={"gor": what}).text
        return page.partition('<code class="address">')[2].partition("</code>")[0]

    def events(address: str) -> int | str:
        answer = anybody.get("/kalender/" + address.rpartition("/")[2])
        return len(Calendar.from_ical(answer.data).walk("VEVENT")) if answer.status_code == 200 else answer.status_code

    first = change("skapa")
    assert first.startswith("http://")
    assert events(first) == 1, "not the neighbour's"
    plan(network, LATER + timedelta(days=10), number=2)
    assert events(first) == 2
    assert first not in client.get("/konto/kalender").text, "it is shown once"
    second = change("byt")
    assert (events(first), events(second)) == (404, 2)
    leader.person.memberships[0].left_at = utcnow()
    db_session.commit()
    assert events(second) == 0
    assert change("avsluta") == ""
    assert events(second) == 404
    assert events("http://localhost/kalender/gissad.ics") == 404
    assert events(f"http://localhost/kalender/{issue_token('notices', leader.id)}.ics") == 404, "for something else"


def test_a_meeting_in_another_zone_keeps_it(network: Network) -> None:
    meeting = make.meeting_of(network)
    meeting.planned_at, meeting.zone = datetime.combine(date(2026, 10, 27), time(13)), "Europe/Helsinki"
    event = event_of(as_planned(meeting))
    assert event.start == datetime.fromisoformat("2026-10-27T11:00+00:00")
