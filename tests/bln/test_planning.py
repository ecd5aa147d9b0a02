"""When and where a meeting is: good dates, wrong dates, dates out of order."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session, scoped_session

from bln.clock import today
from bln.networks.models import Network
from bln.people.models import Account
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/2/datum"
DAY = today() + timedelta(days=30)


@pytest.fixture(autouse=True)
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def form(day: str = DAY.isoformat(), clock: str = "13.00", version: int = 1, **more: str) -> dict[str, str]:
    return {
        "day": day,
        "clock": clock,
        "minutes": "120",
        "way": "place",
        "place": "Biblioteket",
        "version": str(version),
        **more,
    }


def plan(network: Network, number: int, days: int, db_session: scoped_session[Session]) -> None:
    """Give a meeting a date at 13.00, so many days from DAY."""
    moment = datetime.fromisoformat(f"{DAY + timedelta(days=days)} 13:00")
    make.meeting_of(network, number).planned_at = moment
    db_session.commit()


def planned(network: Network, db_session: scoped_session[Session]) -> datetime | None:
    db_session.expire_all()
    return make.meeting_of(network, 2).planned_at


def test_a_meeting_gets_its_day_and_place(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    assert client.post(HERE, data=form()).location == "/natverk/ekby/mote/2/inbjudan"
    assert planned(network, db_session) == datetime.fromisoformat(f"{DAY} 13:00")
    assert "Möte 2 är planerat. Inget är skickat än." in client.get("/natverk/ekby").text
    page = client.get(HERE).text
    assert f'value="{DAY}"' in page
    assert 'value="13.00"' in page
    assert 'value="Biblioteket"' in page


@pytest.mark.parametrize(("clock", "stored"), [("9.05", "09:05"), ("09:05", "09:05"), (" 18 ", "18:00")])
def test_a_time_can_be_written_in_the_usual_ways(
    client: Visitor, network: Network, db_session: scoped_session[Session], clock: str, stored: str
) -> None:
    assert client.post(HERE, data=form(clock=clock)).status_code == 302
    assert planned(network, db_session) == datetime.fromisoformat(f"{DAY} {stored}")


WRONG = {
    "no day": (form(day=""), "Datumet saknas."),
    "words": (form(day="på tisdag"), "Datumet går inte att förstå."),
    "no such day": (form(day="2027-02-30"), "Datumet går inte att förstå."),
    "slashes": (form(day="14/3 2027"), "Datumet går inte att förstå."),
    "control signs": (form(day="2027-\x00-01"), "Datumet går inte att förstå."),
    "far future": (form(day="2999-01-01"), "mer än tre år bort"),
    "far past": (form(day="0001-01-01"), "mer än tre år bort"),
    "no time": (form(clock=""), "Klockslaget saknas."),
    "a time in words": (form(clock="efter lunch"), "Klockslaget går inte att förstå."),
    "no such time": (form(clock="25.00"), "Klockslaget går inte att förstå."),
    "a negative time": (form(clock="-1.00"), "Klockslaget går inte att förstå."),
    "a long place": (form(place="x" * 301), "högst 300 tecken"),
    "hours for minutes": (form(minutes="2"), "minst 10"),
    "a length in words": (form(minutes="två timmar"), "heltal med siffror"),
    "a plain link": (form(way="online", link="http://mote.example/1"), "börja med https://"),
    "a script for a link": (form(way="online", link="javascript:alert(1)"), "börja med https://"),
    "no link at all": (form(way="both", link="kommer senare"), "börja med https://"),
    "a phone in words": (form(phone="ring Karin"), "Numret går inte att förstå."),
    "no such way": (form(way="brev"), ""),
}


@pytest.mark.parametrize(("data", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_date_is_refused_with_advice_and_what_was_written_stays(
    client: Visitor,
    network: Network,
    db_session: scoped_session[Session],
    data: dict[str, str],
    message: str,
) -> None:
    answer = client.post(HERE, data=data)
    assert answer.status_code == 422
    assert message in answer.text
    assert all(
        f'value="{data[name]}"' in answer.text for name in ("place", "minutes", "link", "phone") if data.get(name)
    )
    assert planned(network, db_session) is None


def test_control_signs_in_the_place_do_no_harm(client: Visitor, network: Network) -> None:
    assert client.post(HERE, data=form(place="Biblio\x00teket\x0b 🚲")).status_code in (302, 422)
    assert client.get("/natverk/ekby/mote/2").status_code == 200
    assert client.get("/natverk/ekby/mote/2/guide.docx").status_code == 200


@pytest.mark.parametrize(
    ("other", "days", "advice"),
    [
        (1, 0, "Välj en senare tid"),
        (1, 1, "Välj en senare tid"),
        (3, 0, "Välj en tidigare tid"),
        (3, -1, "Välj en tidigare tid"),
    ],
)
def test_a_meeting_out_of_order_is_refused_and_the_other_one_named(
    client: Visitor,
    network: Network,
    db_session: scoped_session[Session],
    other: int,
    days: int,
    advice: str,
) -> None:
    plan(network, other, days, db_session)
    answer = client.post(HERE, data=form())
    assert answer.status_code == 422
    assert f"Möte {other} är" in answer.text
    assert advice in answer.text
    assert f'value="{DAY}"' in answer.text
    assert planned(network, db_session) is None


def test_a_meeting_between_its_neighbours_is_taken(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    plan(network, 1, -1, db_session)
    plan(network, 3, 1, db_session)
    assert client.post(HERE, data=form()).status_code == 302


def test_another_networks_dates_do_not_matter(
    client: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    plan(make.make_network(network.programme, "alby"), 1, 5, db_session)
    assert client.post(HERE, data=form()).status_code == 302


@pytest.mark.parametrize("version", ["1", "0", "", "sju", "9" * 30])
def test_a_page_that_is_too_old_overwrites_nothing(
    client: Visitor, network: Network, db_session: scoped_session[Session], version: str
) -> None:
    plan(network, 2, 0, db_session)
    answer = client.post(HERE, data=form(clock="18.00") | {"version": version})
    assert answer.status_code in (409, 422)
    assert planned(network, db_session) == datetime.fromisoformat(f"{DAY} 13:00")


def test_a_meeting_in_the_past_can_be_noted(client: Visitor, network: Network) -> None:
    assert client.post(HERE, data=form(day=(today() - timedelta(days=60)).isoformat())).status_code == 302
