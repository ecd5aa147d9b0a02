"""What a device takes along of a meeting, the room that it opens without a network, and what scripts are answered."""

import re
import uuid
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network, PriorityMethod
from bln.people.models import Account, Person, Role
from bln.room.priorities import latest_priorities
from bln.room.shell import files_of, worker_of
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

AT = "/natverk/ekby/mote/1"
JSON = {"Accept": "application/json"}


def test_a_device_takes_the_guide_the_notes_and_who_is_to_be_ticked(
    client: Visitor, network: Network, leader: Account
) -> None:
    make.join(network, Person(name="Den namngivna"), Role.MEMBER, Perspective.CARER)
    note = make.write(network, leader, "Vägen är smal.", "Ring Karl på 070-123 45 67.")[0]
    taken = client.get(f"{AT}/utan-nat").get_json()
    assert taken["account"] == str(leader.id)
    assert [(note["text"], note["wall"]) for note in taken["notes"]] == [
        ("Vägen är smal.", True),
        ("Ring Karl på 070-123 45 67.", False),
    ]
    assert taken["notes"][0]["id"] == str(note.id)
    assert {"key", "title", "text", "hint", "carried", "own"} == set(taken["questions"][0])
    assert "Den namngivna" in [row["name"] for row in taken["attendance"]["members"]]
    assert set(taken["attendance"]["members"][0]) == {"id", "name", "came"}
    assert taken["dots"] is None
    assert "<h" in taken["guide"]


def test_the_number_of_queries_does_not_grow_with_what_is_taken(
    client: Visitor, network: Network, leader: Account
) -> None:
    make.write(network, leader, "En")
    client.get(f"{AT}/utan-nat")
    with counted_selects() as few:
        client.get(f"{AT}/utan-nat")
    make.write(network, leader, *map(str, range(20)))
    for _ in range(5):
        make.join(network, Person(name="Någon"), Role.MEMBER, Perspective.CARER)
    with counted_selects() as many:
        client.get(f"{AT}/utan-nat")
    assert len(many) == len(few)


def test_the_room_without_a_network_says_nothing_of_anybody(client: Visitor, network: Network, leader: Account) -> None:
    page = client.get("/utan-nat").text
    assert leader.name not in page
    assert network.place not in page


def test_the_worker_keeps_every_file_that_the_room_leads_to(app: Flask, client: Visitor) -> None:
    answer = client.get("/utan-nat.js")
    assert answer.content_type.startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    static = Path(app.static_folder or "")
    kept = set(re.findall(r'"((?:js|css|img|vendor)/[^"]+)"', answer.text.partition("\n")[2].partition("\n")[0]))
    assert {"js/offline-room.js", "js/send-note.js", "css/tokens.css"} <= kept
    assert any(name.endswith(".woff2") for name in kept)
    for name in kept:
        assert (static / name).is_file()


def test_another_file_makes_another_worker(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "worker.js").write_text("// keeps")
    (tmp_path / "js" / "room.js").write_text('import { part } from "./part.js";\n')
    (tmp_path / "js" / "part.js").write_text("export const part = 1;\n")
    page = '<script src="/static/js/room.js?v=1"></script>'
    assert files_of(page, tmp_path) == ("js/part.js", "js/room.js")
    before = worker_of(page, tmp_path)
    worker_of.cache_clear()
    assert worker_of(page, tmp_path) == before
    (tmp_path / "js" / "part.js").write_text("export const part = 2;\n")
    worker_of.cache_clear()
    assert worker_of(page, tmp_path) != before


def test_who_came_sent_by_a_script_is_answered_in_its_way_and_sent_twice_is_said_once(
    client: Visitor, network: Network, leader: Account
) -> None:
    member = make.join(network, Person(name="Den namngivna"), Role.MEMBER, Perspective.CARER)
    mark = client.get(f"{AT}/utan-nat").get_json()["attendance"]["mark"]
    said = {"mark": mark, "guests": "1", "members-0-id": str(member.id), "members-0-came": "yes"}
    for _ in range(2):
        assert client.post(f"{AT}/narvaro", data=said, headers=JSON).get_json() == {"saved": True}
    answer = client.post(f"{AT}/narvaro", data=said | {"guests": "2"}, headers=JSON)
    assert answer.status_code == 409
    over = said | {"guests": "2", "mark": answer.get_json()["mark"]}
    assert client.post(f"{AT}/narvaro", data=over, headers=JSON).get_json() == {"saved": True}
    answer = client.post(f"{AT}/narvaro", data=over | {"guests": "många"}, headers=JSON)
    assert answer.status_code == 422
    assert answer.get_json()["message"]


@pytest.fixture
def themes(db_session: scoped_session[Session], client: Visitor) -> Network:
    """A network that chooses by dots, with a theme to choose."""
    network = make.make_network(make.make_programme(priority_method=PriorityMethod.VOTES))
    leader = make.make_leader(network)
    make.sign_in(client, leader)
    notes = make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.sort(make.meeting_scope(network), "stops", "Smal väg", [notes[0].id])
    make.share(make.meeting_scope(network), leader)
    return network


def test_dots_sent_twice_by_a_script_are_counted_once(client: Visitor, themes: Network) -> None:
    at = "/natverk/ekby/mote/2"
    taken = client.get(f"{at}/utan-nat").get_json()["dots"]
    assert [vote["title"] for vote in taken["votes"]] == ["Smal väg"]
    said = {"version": str(taken["version"]), "voters": "4", "blank": "0", "dots": "3", "places": "1"}
    said |= {"votes-0-id": taken["votes"][0]["id"], "votes-0-dots": "5"}
    for _ in range(2):
        assert client.post(f"{at}/omraden", data=said, headers=JSON).get_json() == {"saved": True}
    version, chosen = latest_priorities(make.meeting_of(themes, 2))
    assert version == 1
    assert [priority.votes for priority in chosen.priorities] == [5]
    answer = client.post(f"{at}/omraden", data=said | {"votes-0-dots": "4"}, headers=JSON)
    assert (answer.status_code, answer.get_json()["version"]) == (409, 1)
    assert client.post(f"{at}/omraden", data=said | {"voters": "0"}, headers=JSON).status_code == 422


def test_areas_that_stand_go_along_with_dots_that_are_counted_later(client: Visitor, themes: Network) -> None:
    at = "/natverk/ekby/mote/2"
    key = client.get(f"{at}/utan-nat").get_json()["dots"]["votes"][0]["id"]
    area = {"areas-0-id": str(uuid.uuid4()), "areas-0-candidates": key, "areas-0-reason": "Alla sa det."}
    client.post(f"{at}/omraden", data={"version": "0", **area})
    [standing] = client.get(f"{at}/utan-nat").get_json()["dots"]["areas"]
    assert (standing["id"], standing["reason"]) == (area["areas-0-id"], "Alla sa det.")
