"""The tools in the room: off from the start, each on its own, and gone with the meeting."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.clock import utcnow
from bln.interchange.writer import export_programme
from bln.networks.models import Network
from bln.people.models import Account, Membership, Person, Role, Token
from bln.privacy.queries import kept_of
from bln.privacy.services import erase_person
from bln.room import tools
from bln.room.attendance import Attended, Came, attended, record_attendance
from bln.room.tool_models import Room, SpeakingTurns, WallChoice
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

ROOM = "/natverk/ekby/mote/1/anteckningar?fraga=stops"
TOOLS = "/natverk/ekby/mote/1/verktyg"
JSON = {"Accept": "application/json"}


@pytest.fixture
def members(network: Network, leader: Account) -> list[Membership]:
    """Two carers and a politician."""
    return [
        make.join(network, Person(name=name), Role.MEMBER, perspective)
        for name, perspective in (
            ("Astrid Ek", Perspective.CARER),
            ("Bo Ask", Perspective.CARER),
            ("Cia Lind", Perspective.POLITICIAN),
        )
    ]


def switch(client: Visitor, tool: tools.Tool, *, on: bool = True) -> TestResponse:
    return client.post(TOOLS, data={"fraga": "stops", "verktyg": tool.value, "pa": "1" if on else "0"})


def speak(client: Visitor, member: Membership, turns: int, *, question: str = "stops") -> TestResponse:
    return client.post(f"{TOOLS}/ordet", data={"fraga": question, "vem": str(member.id), "ganger": str(turns)})


def clock(client: Visitor, do: str, minutes: int = 20) -> TestResponse:
    return client.post(f"{TOOLS}/tid", data={"fraga": "stops", "gor": do, "minuter": str(minutes)})


def room_of(db_session: scoped_session[Session]) -> Room:
    db_session.expire_all()
    return db_session.scalars(select(Room)).one()


def counted(db_session: scoped_session[Session]) -> dict[str, int]:
    db_session.expire_all()
    tables = (Room, SpeakingTurns, WallChoice)
    return {table.__tablename__: db_session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def move_back(db_session: scoped_session[Session], by: timedelta) -> None:
    """Let the tools have been used so long ago."""
    db_session.execute(update(Room).values(used_at=utcnow() - by))
    db_session.commit()


# Switches


def test_everything_is_off_from_the_start_and_costs_the_room_nothing(client: Visitor, leader: Account) -> None:
    note = {"id": str(uuid.uuid4()), "version": "0", "question": "stops", "text": "Fryser guiden.", "perspective": ""}
    assert client.post(ROOM, data=note).status_code == 302
    client.get(ROOM)
    with counted_selects() as asked:
        page = client.get(ROOM).text
    assert len(asked) == 4, asked
    assert "data-tools" not in page
    assert "tools.js" not in page
    assert "Väggen, laget runt, telefonerna och tiden" in page


@pytest.mark.parametrize("tool", tools.Tool)
def test_each_tool_is_switched_on_and_off_on_its_own(
    client: Visitor, leader: Account, db_session: scoped_session[Session], tool: tools.Tool
) -> None:
    assert switch(client, tool).location.endswith(f"#{tool.value}")
    room = room_of(db_session)
    assert [t for t in tools.Tool if getattr(room, t.value)] == [tool]
    assert f'data-tool="{tool.value}"' in client.get(ROOM).text
    switch(client, tool, on=False)
    assert not room_of(db_session).any_on
    assert "data-tools" not in client.get(ROOM).text


def test_a_tool_that_there_is_none_of_is_refused(client: Visitor, leader: Account) -> None:
    assert client.post(TOOLS, data={"verktyg": "telefoner", "pa": "1"}).status_code == 422
    assert client.post(f"{TOOLS}/tid", data={"gor": "ring"}).status_code == 422
    assert client.post(f"{TOOLS}/ordet", data={"vem": "alla", "ganger": "1"}).status_code == 404
    assert client.get(f"{TOOLS}?fraga=finns-inte").status_code == 404


def test_what_nobody_has_used_for_a_day_no_longer_counts(
    client: Visitor, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    speak(client, members[0], 1)
    move_back(db_session, timedelta(hours=25))
    assert "data-tools" not in client.get(ROOM).text
    switch(client, tools.Tool.TIME_BOX)
    assert counted(db_session) == {"rooms": 1, "speaking_turns": 0, "wall_choices": 0}
    assert not room_of(db_session).table_round


def test_a_room_that_nobody_returns_to_is_emptied_and_others_are_left(
    client: Visitor, members: list[Membership], network: Network, db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    speak(client, members[0], 1)
    move_back(db_session, timedelta(hours=25))
    db_session.add(Room(meeting_id=make.meeting_of(network, 2).id))
    tools.forget_old_rooms()
    db_session.commit()
    assert counted(db_session) == {"rooms": 1, "speaking_turns": 0, "wall_choices": 0}


# The round of the table


def test_the_leader_sees_who_and_how_often_and_the_silent_perspective(
    client: Visitor, members: list[Membership]
) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    page = client.get(ROOM).text
    assert "Laget runt: 0 av 3 har sagt något" in page
    assert "sagt något än." not in page
    speak(client, members[0], 1)
    speak(client, members[0], 2)
    page = client.get(ROOM).text
    assert "Laget runt: 1 av 3 har sagt något" in page
    assert "Om den här frågan har ingen politiker sagt något än." in page
    assert "</span>2 gånger" in page
    speak(client, members[2], 1)
    assert "ingen politiker" not in client.get(ROOM).text


def test_the_same_tap_sent_twice_counts_once_and_can_be_undone(
    client: Visitor, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    for turns in (1, 1, 2, 2):
        speak(client, members[0], turns)
    assert db_session.scalars(select(SpeakingTurns.turns)).all() == [2]
    speak(client, members[0], 0)
    assert counted(db_session)["speaking_turns"] == 0


def test_a_round_that_is_switched_off_is_forgotten(
    client: Visitor, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    speak(client, members[0], 1)
    switch(client, tools.Tool.TABLE_ROUND, on=False)
    assert counted(db_session)["speaking_turns"] == 0


def test_each_question_has_a_round_of_its_own(client: Visitor, members: list[Membership]) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    speak(client, members[0], 1, question="works")
    assert "Laget runt: 0 av 3" in client.get(ROOM).text
    assert "Laget runt: 1 av 3" in client.get(ROOM.replace("stops", "works")).text


def test_the_round_is_of_those_who_came_with_stand_ins(
    client: Visitor, network: Network, members: list[Membership]
) -> None:
    meeting = make.meeting_of(network)
    came = {members[0].id: Came.YES, members[2].id: Came.STAND_IN}
    record_attendance(meeting, attended(meeting).mark, Attended(came, guests=2))
    switch(client, tools.Tool.TABLE_ROUND)
    page = client.get(ROOM).text
    assert "0 av 4 har sagt något" in page
    assert "Ersättare för Cia Lind" in page
    assert "Gäst 2" in page
    assert "Bo Ask" not in page
    assert speak(client, members[1], 1).status_code == 404, "Bo didn't come"


def test_a_guest_is_heard_without_a_name_and_without_a_perspective(
    client: Visitor, network: Network, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    meeting, ways = make.meeting_of(network), {member.id: Came.YES for member in members}
    record_attendance(meeting, attended(meeting).mark, Attended(ways, guests=2))
    switch(client, tools.Tool.TABLE_ROUND)

    def guest(seat: str, turns: int) -> int:
        return client.post(f"{TOOLS}/ordet", data={"fraga": "stops", "vem": seat, "ganger": str(turns)}).status_code

    assert [guest("gast-2", 1), guest("gast-2", 2), guest("gast-1", 1), guest("gast-1", 0)] == [302] * 4
    assert room_of(db_session).guest_turns == {"stops": [0, 2]}
    page = client.get(ROOM).text
    assert "Laget runt: 1 av 5 har sagt något" in page
    assert "ingen anhörig" in page, "a guest speaks for no perspective"
    assert "Laget runt: 0 av 5" in client.get(ROOM.replace("stops", "works")).text
    assert [guest("gast-3", 1), guest("gast-0", 1), guest("", 1)] == [404] * 3
    switch(client, tools.Tool.TABLE_ROUND, on=False)
    assert room_of(db_session).guest_turns == {}


def test_nobody_from_another_network_sits_at_the_table(
    client: Visitor, network: Network, members: list[Membership]
) -> None:
    other = make.join(make.make_network(network.programme, "alby"), Person(name="Vera"), Role.MEMBER)
    switch(client, tools.Tool.TABLE_ROUND)
    assert speak(client, other, 1).status_code == 404


def test_a_script_gets_the_panel_in_place(client: Visitor, members: list[Membership]) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    data = {"fraga": "stops", "vem": str(members[0].id), "ganger": "1"}
    answer = client.post(f"{TOOLS}/ordet", data=data, headers=JSON)
    assert "1 av 3 har sagt något" in answer.json["panel"]
    assert "ingen politiker" in answer.json["silent"]
    again = client.get(f"{TOOLS}/nu?fraga=stops", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    speak(client, members[2], 1)
    newer = client.get(f"{TOOLS}/nu?fraga=stops", headers={"If-None-Match": answer.headers["ETag"]})
    assert "2 av 3 har sagt något" in newer.json["panel"]


def test_a_look_that_finds_nothing_new_asks_one_cheap_question(client: Visitor, members: list[Membership]) -> None:
    """Besides who asks and which meeting it is."""
    switch(client, tools.Tool.TABLE_ROUND)
    mark = client.get(f"{TOOLS}/nu?fraga=stops").headers["ETag"]
    with counted_selects() as asked:
        assert client.get(f"{TOOLS}/nu?fraga=stops", headers={"If-None-Match": mark}).status_code == 304
    assert len(asked) <= 3, asked


# The time


def test_the_time_is_started_paused_and_lengthened(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TIME_BOX)
    assert "Starta 30 minuter" in client.get(ROOM).text, "as the guide plans"
    clock(client, "starta", 30)
    assert "30 minuter kvar" in client.get(ROOM).text
    for _sent_twice in range(2):
        clock(client, "mer", 30)
    assert room_of(db_session).minutes == 35
    clock(client, "pausa")
    assert "(pausad)" in client.get(ROOM).text
    assert room_of(db_session).running_since is None
    assert "Starta 30 minuter" in client.get(ROOM.replace("stops", "works")).text, "every question has its own"


def test_two_devices_see_the_same_time(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TIME_BOX)
    clock(client, "starta", 30)
    db_session.execute(update(Room).values(running_since=utcnow() - timedelta(minutes=18, seconds=30)))
    db_session.commit()
    other = client.application.test_client()
    make.sign_in(other, make.make_leader(network, "ersattaren", Role.DEPUTY))
    for device in (client, other):
        assert "12 minuter kvar" in device.get(ROOM).text


def test_when_the_time_is_out_the_words_are_kind_and_nothing_stops(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TIME_BOX)
    clock(client, "starta", 30)
    db_session.execute(update(Room).values(running_since=utcnow() - timedelta(hours=2)))
    db_session.commit()
    assert "Tiden är ute. Ta den tid ni behöver." in client.get(ROOM).text
    assert make.write(network, leader, "Vi går vidare ändå.")[0].number == 1
    clock(client, "mer", 30)
    assert "5 minuter kvar" in client.get(ROOM).text


# What is kept


def test_handing_in_forgets_all_of_it(
    client: Visitor, network: Network, leader: Account, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    note = make.write(network, leader, "Vägen är smal.")[0]
    for tool in tools.Tool:
        switch(client, tool)
    speak(client, members[0], 1)
    client.post(f"{TOOLS}/vagg/anteckning/{note.id}", data={"fraga": "stops", "pa": "0"})
    assert counted(db_session) == {"rooms": 1, "speaking_turns": 1, "wall_choices": 1}
    make.submit(network, leader)
    assert counted(db_session) == {"rooms": 0, "speaking_turns": 0, "wall_choices": 0}
    tokens = db_session.scalars(select(Token.revoked_at).where(Token.purpose == "wall")).all()
    assert tokens
    assert None not in tokens


def test_who_has_spoken_stands_in_no_document_and_no_file(
    client: Visitor, network: Network, leader: Account, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    before = export_programme(network.programme), client.get("/natverk/ekby/mote/1/anteckningar.md").text
    switch(client, tools.Tool.TABLE_ROUND)
    speak(client, members[0], 3)
    db_session.expire_all()
    assert (export_programme(network.programme), client.get("/natverk/ekby/mote/1/anteckningar.md").text) == before


def test_who_has_spoken_is_told_to_that_person_and_goes_when_erased(
    client: Visitor, members: list[Membership], db_session: scoped_session[Session]
) -> None:
    switch(client, tools.Tool.TABLE_ROUND)
    speak(client, members[0], 1)
    person = db_session.merge(members[0].person)
    assert kept_of(person).memberships[0].spoke == (1,)
    erase_person(person)
    assert counted(db_session)["speaking_turns"] == 0


def test_the_switches_name_what_they_switch(client: Visitor, leader: Account) -> None:
    page = client.get(TOOLS).text
    names = re.findall(r">(Slå på<span class=\"visually-hidden\"> [^<]+)</span>", page)
    assert [re.sub(r"<[^>]+>", "", name) for name in names] == [
        "Slå på väggen",
        "Slå på laget runt",
        "Slå på telefoner",
        "Slå på tiden",
    ]
