"""The wall: what everybody in the room sees, who gets there, and what never stands on it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from bln.clock import utcnow
from bln.networks.models import Network
from bln.people.models import Account, Membership, Person, Role, Token
from bln.people.tokens import issue_token
from bln.room import tools
from bln.room.models import Note
from bln.room.tool_models import Room
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.test_tools import ROOM, TOOLS, clock, speak, switch
from tests.bln.visitor import Visitor


def address(client: Visitor) -> str:
    """The wall's address, as the page of the tools says it."""
    found = re.search(r'class="wall-address">http://[^/]+(/vagg/[a-z2-7-]+)<', client.get(TOOLS).text)
    assert found
    return found[1]


def put_up(client: Visitor) -> str:
    """Switch the wall on, and give its address."""
    switch(client, tools.Tool.WALL)
    return address(client)


def reword(client: Visitor, note: Note, text: str) -> None:
    """Write another text in place of a note's first."""
    data = {"id": str(note.id), "version": "1", "question": "stops", "text": text, "perspective": ""}
    assert client.post(f"/natverk/ekby/mote/1/anteckning/{note.id}", data=data).status_code == 302


@pytest.fixture
def screen(client: Visitor) -> Visitor:
    """Another device, where nobody is signed in."""
    visitor = client.application.test_client()
    assert isinstance(visitor, Visitor)
    return visitor


@pytest.fixture
def politician(network: Network) -> Membership:
    return make.join(network, Person(name="Cia Lind"), Role.MEMBER, Perspective.POLITICIAN)


# What it shows


def test_the_wall_shows_question_and_notes_to_a_screen_without_sign_in(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    make.write(network, leader, "Vägen är smal.", "Det saknas lyktor.")
    make.write(network, leader, "Hör till en annan fråga.", question="works")
    page = screen.get(put_up(client)).text
    assert "Vad stoppar er på vägen?" in page
    assert page.index("Det saknas lyktor.") < page.index("Vägen är smal."), "the newest first"
    assert "Hör till en annan fråga." not in page


def test_nothing_on_the_wall_tells_who_or_from_where(
    client: Visitor, screen: Visitor, network: Network, leader: Account, politician: Membership
) -> None:
    make.write(network, leader, "Vägen är smal.", perspective=Perspective.POLITICIAN, quotable=True)
    wall = put_up(client)
    for tool in (tools.Tool.TABLE_ROUND, tools.Tool.TIME_BOX):
        switch(client, tool)
    speak(client, politician, 1)
    page = screen.get(wall).text
    assert "1 av 1 har sagt något" in page
    for secret in ("Cia", "Ledaren", "olitiker", "citeras", "N1", "Ekby", "<form", "<button", "<a ", "<nav", "Logga"):
        assert secret not in page, secret


def test_the_wall_of_a_signed_in_leader_names_nobody_either(client: Visitor, leader: Account) -> None:
    assert "Ledaren" not in client.get(put_up(client)).text


def test_the_wall_shows_the_time_of_its_own_question(client: Visitor, screen: Visitor, leader: Account) -> None:
    wall = put_up(client)
    switch(client, tools.Tool.TIME_BOX)
    assert "kvar" not in screen.get(wall).text
    clock(client, "starta", 30)
    assert "30 minuter kvar" in screen.get(wall).text
    client.post(f"{TOOLS}/vagg/fraga", data={"fraga": "works"})
    assert "kvar" not in screen.get(wall).text


def test_an_empty_wall_says_what_will_stand_there(client: Visitor, screen: Visitor, leader: Account) -> None:
    assert "Här kommer det ni säger." in screen.get(put_up(client)).text


def test_what_may_point_somebody_out_waits_until_the_leader_says_so(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    note = make.write(network, leader, "Ring mig på 070-123 45 67.")[0]
    wall = put_up(client)
    assert "070-" not in screen.get(wall).text
    assert "Visas inte, eftersom den kan peka ut någon." in client.get(TOOLS).text
    client.post(f"{TOOLS}/vagg/anteckning/{note.id}", data={"fraga": "stops", "pa": "1"})
    assert "070-123 45 67" in screen.get(wall).text
    reword(client, note, "Eller på 070-765 43 21.")
    assert "070-" not in screen.get(wall).text, "what was allowed was allowed as it read then"


def test_a_personal_number_never_stands_on_the_wall(
    client: Visitor, screen: Visitor, network: Network, leader: Account, db_session: scoped_session[Session]
) -> None:
    note = make.write(network, leader, "Vägen är smal.")[0]
    db_session.execute(update(Note).values(text="Ring 811218-9876."))
    db_session.commit()
    wall = put_up(client)
    client.post(f"{TOOLS}/vagg/anteckning/{note.id}", data={"fraga": "stops", "pa": "1"})
    assert "811218-" not in screen.get(wall).text


def test_the_leader_hides_a_note_and_shows_it_again(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    note = make.write(network, leader, "Vägen är smal.")[0]
    wall = put_up(client)
    client.post(f"{TOOLS}/vagg/anteckning/{note.id}", data={"fraga": "stops", "pa": "0"})
    assert "smal" not in screen.get(wall).text
    assert "Ni har dolt den." in client.get(TOOLS).text
    client.post(f"{TOOLS}/vagg/anteckning/{note.id}", data={"fraga": "stops", "pa": "1"})
    assert "smal" in screen.get(wall).text


def test_a_note_of_another_meeting_cannot_be_put_there(client: Visitor, network: Network, leader: Account) -> None:
    note = make.write(network, leader, "Först vägen.", number=2, question="first")[0]
    put_up(client)
    assert client.post(f"{TOOLS}/vagg/anteckning/{note.id}", data={"fraga": "stops", "pa": "1"}).status_code == 404


# Following


def test_the_wall_follows_the_device_that_put_it_up_and_no_other(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    put_up(client)
    works = ROOM.replace("stops", "works")
    assert "data-follow" not in client.get(ROOM).text
    assert "data-follow" in client.get(works).text
    make.sign_in(screen, make.make_leader(network, "ersattaren", Role.DEPUTY))
    page = screen.get(works).text
    assert "Väggen visar en annan fråga." in page
    assert "data-follow" not in page


def test_opening_a_question_changes_nothing_until_the_button_is_used(
    client: Visitor, screen: Visitor, leader: Account
) -> None:
    wall = put_up(client)
    client.get(ROOM.replace("stops", "works"))
    assert "Vad stoppar er på vägen?" in screen.get(wall).text
    client.post(f"{TOOLS}/vagg/fraga", data={"fraga": "works"})
    assert "Vad går bra på vägen?" in screen.get(wall).text


# Looking again


def test_a_look_that_finds_nothing_new_costs_one_query(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    make.write(network, leader, "Vägen är smal.")
    wall = put_up(client)
    seen = {"If-None-Match": screen.get(wall).headers["ETag"]}
    for device in (screen, client):
        with counted_selects() as asked:
            answer = device.get(wall, headers=seen)
        assert (answer.status_code, answer.data, len(asked)) == (304, b"", 1)


def test_whatever_changes_on_the_wall_is_seen_at_the_next_look(
    client: Visitor, screen: Visitor, network: Network, leader: Account, politician: Membership
) -> None:
    note = make.write(network, leader, "Vägen är smal.")[0]
    wall = put_up(client)
    changes = {
        "a note": lambda: make.write(network, leader, "Det saknas lyktor."),
        "an edit": lambda: reword(client, note, "Vägen är hal."),
        "taken away": lambda: client.post(f"/natverk/ekby/mote/1/anteckning/{note.id}/ta-bort"),
        "the round": lambda: switch(client, tools.Tool.TABLE_ROUND),
        "a turn": lambda: speak(client, politician, 1),
        "a question": lambda: client.post(f"{TOOLS}/vagg/fraga", data={"fraga": "works"}),
    }
    mark = screen.get(wall).headers["ETag"]
    for change, make_it in changes.items():
        make_it()
        answer = screen.get(wall, headers={"If-None-Match": mark})
        assert answer.status_code == 200, change
        assert answer.headers["ETag"] != mark
        mark = answer.headers["ETag"]


def test_the_queries_of_a_wall_do_not_grow_with_its_notes(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    make.write(network, leader, "Vägen är smal.")
    wall = put_up(client)
    screen.get(wall)
    asked = []
    for more in (2, 60):
        make.write(network, leader, *(f"Punkt {n}." for n in range(more)))
        with counted_selects() as found:
            page = screen.get(wall).text
        asked.append(len(found))
    assert asked[0] == asked[1]
    assert "63 anteckningar" in page
    assert page.count("<li>") == 50


# Who gets there


def test_the_address_is_read_as_people_type_it(client: Visitor, screen: Visitor, leader: Account) -> None:
    wall = put_up(client)
    code = wall.rpartition("/")[2]
    for typed in (code.upper(), code.replace("-", ""), code.replace("l", "1").replace("o", "0").replace("b", "8")):
        assert screen.get(f"/vagg/{typed}").status_code == 200, typed


def test_every_other_address_is_met_alike(
    client: Visitor, screen: Visitor, network: Network, leader: Account, db_session: scoped_session[Session]
) -> None:
    first = put_up(client)
    client.post(f"{TOOLS}/vagg/adress", data={"fraga": "stops"})
    renewed = address(client)
    other_purpose = issue_token("feed", make.meeting_of(network).id, secret="abcde-fghij")
    db_session.commit()
    assert screen.get(renewed).status_code == 200
    closed = [screen.get(path) for path in (first, "/vagg/abcde-abcde", f"/vagg/{other_purpose}", "/vagg/å")]
    db_session.execute(update(Token).values(expires_at=utcnow() - timedelta(seconds=1)))
    db_session.commit()
    closed.append(screen.get(renewed))
    assert {answer.status_code for answer in closed} == {404}
    assert len({answer.text for answer in closed}) == 1
    assert "Be den som leder mötet om en ny adress." in closed[0].text
    assert "Väggens adress har gått ut." in client.get(TOOLS).text


@pytest.mark.parametrize("end", ["off", "handed in", "a day"])
def test_the_address_ends_with_the_wall(
    client: Visitor,
    screen: Visitor,
    network: Network,
    leader: Account,
    db_session: scoped_session[Session],
    end: str,
) -> None:
    make.write(network, leader, "Vägen är smal.")
    wall = put_up(client)
    assert screen.get(wall).status_code == 200
    if end == "off":
        switch(client, tools.Tool.WALL, on=False)
    elif end == "handed in":
        make.submit(network, leader)
    else:
        db_session.execute(update(Room).values(used_at=utcnow() - timedelta(hours=25)))
        db_session.commit()
    assert screen.get(wall).status_code == 404


def test_an_address_lasts_twelve_hours_and_a_wall_that_is_on_keeps_its_own(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    wall = put_up(client)
    switch(client, tools.Tool.WALL)
    assert address(client) == wall
    token = db_session.scalars(select(Token).where(Token.purpose == "wall")).one()
    assert token.expires_at
    assert token.expires_at - token.created_at == timedelta(hours=12)
    assert wall.rpartition("/")[2] not in (token.token_hash, str(db_session.scalars(select(Room.wall_seed)).one()))


def test_a_wall_leads_to_its_own_meeting_alone(
    client: Visitor, screen: Visitor, network: Network, leader: Account
) -> None:
    neighbour = make.make_network(network.programme, "alby")
    make.write(neighbour, make.make_leader(neighbour, "grannen"), "Grannens anteckning.")
    assert "Grannens" not in screen.get(put_up(client)).text


def test_a_scanner_that_opens_the_address_changes_nothing(
    client: Visitor, screen: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    wall = put_up(client)
    before = stored(db_session)
    for _ in range(3):
        assert screen.get(wall).status_code == 200
        assert screen.head(wall).status_code == 200
    assert stored(db_session) == before


def stored(db_session: scoped_session[Session]) -> list[object]:
    """What there is of walls and their addresses."""
    db_session.expire_all()
    rooms = db_session.execute(select(Room.__table__)).all()
    return [*map(tuple, rooms), *map(tuple, db_session.execute(select(Token.__table__)).all())]
