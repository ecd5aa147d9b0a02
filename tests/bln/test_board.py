"""The board over all networks: what it says, how it is searched, and what it costs."""

import re
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import today
from bln.networks.models import CompiledBy, Network, Programme
from bln.people.models import Account
from bln.room.models import Note
from bln.room.services import withdraw_note
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

HERE = "/program/cykla"


@pytest.fixture
def programme(db_session: scoped_session[Session]) -> Programme:
    return make.make_programme()


@pytest.fixture(autouse=True)
def staff(client: Visitor, db_session: scoped_session[Session]) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


def add_networks(programme: Programme, first: int, last: int, staff: Account) -> None:
    """Networks with a member and a handed-in first meeting each."""
    for n in range(first, last + 1):
        network = make.make_network(programme, f"ort-{n:03}")
        make.join(network, make.Person(), make.Role.MEMBER, make.Perspective.CARER)
        make.write(network, staff, f"Vägen är smal i ort {n}.")
        make.submit(network, staff)


def rows(page: str) -> list[str]:
    return re.findall(r'href="/natverk/(ort-\d+)"', page)


def test_the_board_asks_as_little_for_sixty_networks_as_for_three(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    asked = {}
    for first, last in ((1, 3), (4, 60)):
        add_networks(programme, first, last, staff)
        with counted_selects() as found:
            assert client.get(HERE).status_code == 200
        asked[last] = len(found)
    assert asked[3] == asked[60]
    assert asked[60] <= 14, found


def test_the_report_asks_as_little_for_thirty_networks_as_for_three(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    asked = {}
    for first, last in ((1, 3), (4, 30)):
        add_networks(programme, first, last, staff)
        make.share(make.round_scope(programme), staff, "Fler har lämnat in.")
        with counted_selects() as found:
            assert client.get(f"{HERE}/rapport").status_code == 200
        asked[last] = len(found)
    assert asked[3] == asked[30]


def test_the_board_shows_fifty_networks_a_page(
    client: Visitor, programme: Programme, db_session: scoped_session[Session]
) -> None:
    for n in range(1, 61):
        make.make_network(programme, f"ort-{n:03}")
    first, second = client.get(HERE).text, client.get(f"{HERE}?sida=2").text
    assert (len(rows(first)), len(rows(second))) == (50, 10)
    assert set(rows(first)) | set(rows(second)) == {f"ort-{n:03}" for n in range(1, 61)}
    assert "Sida 1 av 2" in first


@pytest.mark.parametrize("page", ["0", "-5", "sju", "99", "99999999999999999999"])
def test_an_odd_page_number_gets_an_answer(client: Visitor, programme: Programme, page: str) -> None:
    make.make_network(programme, "ort-001")
    assert client.get(HERE, query_string={"sida": page}).status_code in (200, 404)


@pytest.mark.parametrize(
    ("words", "found"),
    [("ort-001", 1), ("ORT", 2), ("region ek", 2), ("%", 0), ("_", 0), ("' OR 1=1", 0), ("🚲", 0)],
)
def test_the_search_finds_places_and_regions_and_nothing_else(
    client: Visitor, programme: Programme, words: str, found: int
) -> None:
    for n in (1, 2):
        make.make_network(programme, f"ort-{n:03}")
    page = client.get(HERE, query_string={"q": words}).text
    assert len(rows(page)) == found
    if not found:
        assert "Inget nätverk hittades" in page


def test_the_search_finds_swedish_letters_in_either_case(client: Visitor, programme: Programme) -> None:
    make.add_network(programme, "ort-001", "Älvåker", "Region Ö", variant="three")
    make.db.session.commit()
    assert rows(client.get(HERE, query_string={"q": "älvå"}).text) == ["ort-001"]
    assert rows(client.get(HERE, query_string={"q": "region ö"}).text) == ["ort-001"]


def test_the_board_counts_who_has_handed_in(client: Visitor, programme: Programme, staff: Account) -> None:
    add_networks(programme, 1, 2, staff)
    make.make_network(programme, "ort-003")
    page = client.get(HERE).text
    assert "2 av 3" in page.replace("\xa0", " ")
    assert "inlämnat" in page


def test_another_programmes_networks_stand_on_its_own_board(client: Visitor, programme: Programme) -> None:
    make.make_network(make.make_programme("vandra"), "ort-001")
    assert rows(client.get(HERE).text) == []


@pytest.mark.parametrize("compiled_by", CompiledBy)
def test_the_board_shows_every_state_whoever_compiles(
    client: Visitor, db_session: scoped_session[Session], staff: Account, compiled_by: CompiledBy
) -> None:
    programme = make.make_programme("vandra", compiled_by=compiled_by)
    for n, state in enumerate(("planned", "held", "submitted", "compiled", "shared"), start=1):
        network = make.make_network(programme, f"ort-{n:03}")
        if state != "planned":
            make.write(network, staff, "Vägen är smal.")
        if state in ("submitted", "compiled", "shared"):
            make.submit(network, staff)
        if state in ("compiled", "shared"):
            make.begin_draft(make.meeting_scope(network))
        if state == "shared":
            make.share(make.meeting_scope(network), staff)
        assert client.get(f"/natverk/ort-{n:03}").status_code == 200
    page = client.get("/program/vandra").text
    for words in ("planerat", "hållet", "inlämnat", "sammanställs", "delat"):
        assert words in page


@pytest.fixture
def five(programme: Programme, staff: Account) -> dict[str, Network]:
    """Five networks, each waiting for something else."""
    names = ("ort-1-planerar", "ort-2-sen", "ort-3-inne", "ort-4-klar", "ort-5-vantar")
    networks = {name: make.make_network(programme, name) for name in names}
    now = datetime.combine(today(), time(13))
    make.meeting_of(networks["ort-1-planerar"]).planned_at = now + timedelta(days=3)
    make.meeting_of(networks["ort-2-sen"]).planned_at = now - timedelta(days=30)
    for name in ("ort-3-inne", "ort-4-klar", "ort-5-vantar"):
        make.meeting_of(networks[name]).planned_at = now - timedelta(days=60 if name == "ort-5-vantar" else 40)
        make.write(networks[name], staff, "Vägen är smal.")
        make.submit(networks[name], staff)
    for number in (2, 3):
        make.write(networks["ort-4-klar"], staff, "Vägen är hal.", number=number)
        make.submit(networks["ort-4-klar"], staff, number=number)
    for number in (1, 2, 3):
        make.share(make.meeting_scope(networks["ort-4-klar"], number), staff)
    make.db.session.commit()
    return networks


def found(client: Visitor, **asked: str) -> list[str]:
    page = client.get(HERE, query_string=asked).text
    return list(dict.fromkeys(re.findall(r'scope="row"[^>]*><a href="/natverk/(ort-[^"]+)"', page)))


def test_the_board_is_narrowed_to_what_waits_for_whom(client: Visitor, five: dict[str, Network]) -> None:
    assert found(client, lage="nka") == ["ort-3-inne", "ort-5-vantar"]
    assert found(client, lage="forsenat") == ["ort-2-sen"]
    assert found(client, lage="klart") == ["ort-4-klar"]
    assert found(client, lage="natverk", q="ort-2") == ["ort-2-sen"]
    assert found(client, lage="saknar") == sorted(five)
    assert found(client, lage="hittepå", ordning="hittepå") == sorted(five)
    page = client.get(HERE, query_string={"lage": "nka", "ordning": "vantat"}).text
    assert '<option value="nka" selected>' in page
    assert "2 av 5 nätverk." in page


def test_what_waits_is_said_with_who_does_it_and_leads_there(client: Visitor, five: dict[str, Network]) -> None:
    page = " ".join(client.get(HERE).text.split())
    assert 'Nka: <a href="/natverk/ort-3-inne/mote/1/sammanstallning">Sammanställ möte 1</a>' in page
    assert "Nätverket: " in page


def test_the_board_stands_in_the_order_that_is_chosen(client: Visitor, five: dict[str, Network]) -> None:
    assert found(client, ordning="vantat")[:3] == ["ort-5-vantar", "ort-3-inne", "ort-2-sen"]
    assert found(client, ordning="nasta")[0] == "ort-1-planerar"
    assert found(client) == sorted(five)


def test_a_narrowed_board_asks_as_little_for_sixty_networks_as_for_three(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    asked = {}
    for first, last in ((1, 3), (4, 60)):
        add_networks(programme, first, last, staff)
        with counted_selects() as selects:
            page = client.get(HERE, query_string={"lage": "nka", "ordning": "vantat"}).text
        asked[last] = len(selects)
    assert asked[3] == asked[60]
    assert "60 av 60 nätverk." in page
    assert "Sida 1 av 2" in page
    assert "lage=nka&amp;ordning=vantat&amp;sida=2" in page


def fill(network: Network, **counts: int) -> None:
    for perspective, count in counts.items():
        for _ in range(count):
            make.join(network, make.Person(), make.Role.MEMBER, make.Perspective(perspective))


def heard(network: Network, staff: Account, *perspectives: str) -> None:
    for perspective in perspectives:
        make.write(network, staff, f"Vägen är smal, {perspective}.", perspective=make.Perspective(perspective))
    make.submit(network, staff, reason="Mer har kommit.")


def test_a_perspective_that_nothing_is_noted_from_is_named_only_when_enough_people_stand_behind_it(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    many, lone = make.make_network(programme, "ort-1"), make.make_network(programme, "ort-2")
    fill(many, carer=3, practitioner=3)
    fill(lone, carer=3, politician=1)
    for network in (many, lone):
        heard(network, staff, "carer")
    page = " ".join(client.get(HERE).text.split())
    assert "inga anteckningar från yrkesverksamma" in page
    assert "från politiker" not in page
    assert "något perspektiv är tyst" not in page
    assert found(client, lage="tyst") == ["ort-1"]


def test_among_several_small_perspectives_the_board_says_that_some_is_silent_but_not_which(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    network = make.make_network(programme, "ort-1")
    fill(network, carer=3, politician=1, manager=2)
    heard(network, staff, "carer", "manager")
    page = client.get(HERE).text
    assert "något perspektiv är tyst" in page
    assert "från politiker" not in page
    heard(network, staff, "politician")
    assert "något perspektiv är tyst" not in client.get(HERE).text


def test_a_perspective_taken_out_of_the_notes_is_silent_again(
    client: Visitor, programme: Programme, staff: Account
) -> None:
    network = make.make_network(programme, "ort-1")
    fill(network, carer=3, practitioner=3)
    heard(network, staff, "carer", "practitioner")
    assert found(client, lage="tyst") == []
    make.open_again(network, staff)
    note = make.db.session.scalars(select(Note).where(Note.perspective == make.Perspective.PRACTITIONER)).one()
    withdraw_note(make.meeting_of(network), note.id, staff)
    make.submit(network, staff, reason="En anteckning är borta.")
    assert found(client, lage="tyst") == ["ort-1"]


def test_what_is_silent_stands_on_no_page_of_the_network(client: Visitor, programme: Programme, staff: Account) -> None:
    network = make.make_network(programme, "ort-1")
    fill(network, carer=3, practitioner=3)
    heard(network, staff, "carer")
    make.sign_in(client, make.make_leader(network))
    assert "inga anteckningar från" not in client.get("/natverk/ort-1").text
