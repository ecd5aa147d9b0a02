"""Phones in the room: without an account, while it is open; nobody can tell who wrote or voted."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.desk.services import begin_draft
from bln.networks.models import Network, PriorityMethod
from bln.people.models import Account
from bln.phones.models import Phone, PhoneBallot, PhoneNote, PhonePoll
from bln.programmes.services import archive
from bln.room import tools
from bln.room.models import Note, NoteRevision, PriorityVersion
from bln.room.priorities import latest_priorities
from meetings.priorities import Prioritisation
from tests.bln import factories as make
from tests.bln.test_tools import move_back
from tests.bln.visitor import Visitor

ROOM = "/natverk/ekby/mote/2"
TOOLS, AREAS, VOTE = f"{ROOM}/verktyg", f"{ROOM}/omraden", f"{ROOM}/omrostning"


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    return make.make_network(make.make_programme(priority_method=PriorityMethod.VOTES))


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


@pytest.fixture
def themes(network: Network, leader: Account) -> dict[str, str]:
    """Three themes of a shared first summary, id by title."""
    notes = make.write(network, leader, "Vägen är smal.", "Det saknas lyktor.", "Ingen plogar.")
    make.submit(network, leader)
    scope = make.meeting_scope(network)
    begin_draft(scope)
    found = {}
    for note, title in zip(notes, ("Smal väg", "Mörker", "Snö"), strict=True):
        edit = make.ThemeEdit(uuid.uuid4(), "stops", title)
        make.save_sorting(scope, [edit], {note.id: edit.id})
        found[title] = str(edit.id)
    make.share(scope, leader)
    return found


@pytest.fixture
def code(client: Visitor, leader: Account) -> str:
    """The code of the second meeting, whose phones the leader has switched on."""
    return switch_on(client)


def switch_on(client: Visitor, *, on: bool = True) -> str:
    client.post(TOOLS, data={"verktyg": tools.Tool.PHONES, "pa": "1" if on else "0"})
    found = re.search(r'class="wall-address phone-code">([A-Z2-7]{6})<', client.get(TOOLS).text)
    return found[1] if found else ""


def phone(client: Visitor, code: str) -> Visitor:
    """A phone that has joined."""
    visitor = client.application.test_client()
    assert isinstance(visitor, Visitor)
    assert visitor.post("/delta", data={"code": code}).location == "/delta/mote"
    return visitor


def say(visitor: Visitor, text: str, key: uuid.UUID | None = None) -> TestResponse:
    data = {"id": str(key or uuid.uuid4()), "question": "first", "text": text}
    return visitor.post("/delta/mote/anteckning", data=data)


def give(visitor: Visitor, *dots: int, round_: int = 1) -> TestResponse:
    return visitor.post("/delta/mote/rost", data={"round": round_} | {f"dots_{n}": d for n, d in enumerate(dots)})


def run(client: Visitor, do: str, **more: object) -> TestResponse:
    return client.post(VOTE, data={"gor": do, **more}, follow_redirects=True)


def chosen(network: Network) -> Prioritisation:
    return latest_priorities(make.meeting_of(network, 2))[1]


# Joining


def test_phones_are_off_until_the_leader_turns_them_on(client: Visitor, leader: Account) -> None:
    assert "Gå med" not in client.get(TOOLS).text
    code = switch_on(client)
    assert f"/delta/{code}" not in client.get("/delta").text
    assert phone(client, code).get("/delta/mote").status_code == 200


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower"])
def test_a_code_is_read_however_it_is_typed(client: Visitor, code: str, typed: str) -> None:
    phone(client, code.lower() if typed == "lower" else typed.format(code))


def test_the_picture_leads_to_the_code_filled_in_and_joins_nobody(
    client: Visitor, code: str, db_session: scoped_session[Session]
) -> None:
    assert f'value="{code}"' in client.get(f"/delta/{code}").text
    assert db_session.scalar(select(func.count()).select_from(Phone)) == 0


def test_a_wrong_code_and_a_code_switched_off_lead_nowhere(client: Visitor, code: str) -> None:
    joined = phone(client, code)
    switch_on(client, on=False)
    for tried in ("QQQQQQ", code):
        answer = client.post("/delta", data={"code": tried})
        assert answer.status_code == 422
        assert "inget öppet möte" in answer.text
    assert joined.get("/delta/mote").status_code == 404
    assert say(joined, "Min text.").status_code == 404


def test_whoever_tries_many_codes_has_to_wait(client: Visitor, code: str) -> None:
    tried = [client.post("/delta", data={"code": f"QQQQ{n:02}"}).status_code for n in range(40)]
    assert tried[0] == 422
    assert tried[-1] == 429


def test_ten_phones_of_one_address_join_at_once(client: Visitor, code: str) -> None:
    joined = [phone(client, code) for _ in range(10)]
    assert all(each.get("/delta/mote").status_code == 200 for each in joined)
    assert "10 telefoner är med" in client.get(TOOLS).text


# Writing


def test_a_note_from_a_phone_says_nothing_of_who_wrote_it(
    client: Visitor, code: str, db_session: scoped_session[Session]
) -> None:
    key = uuid.uuid4()
    assert [say(phone(client, code), "Plogen kommer för sent.", key).status_code for _ in range(2)] == [302, 302]
    revision = db_session.scalars(select(NoteRevision).where(NoteRevision.note_id == key)).one()
    assert revision.saved_by_id is None
    assert revision.perspective is None
    assert "Plogen kommer för sent." in client.get(f"{ROOM}/anteckningar").text


def test_a_phone_takes_back_its_own_notes_and_no_others(
    client: Visitor, code: str, db_session: scoped_session[Session]
) -> None:
    one, other, key = phone(client, code), phone(client, code), uuid.uuid4()
    say(one, "Jag ångrar mig.", key)
    assert other.post(f"/delta/mote/anteckning/{key}/ta-bort").status_code == 404
    assert "Jag ångrar mig." not in other.get("/delta/mote").text
    assert db_session.get_one(Note, key).withdrawn_at is None
    assert one.post(f"/delta/mote/anteckning/{key}/ta-bort").status_code == 302
    db_session.expire_all()
    assert db_session.get_one(Note, key).withdrawn_at is not None


def test_nothing_typed_is_lost_by_a_fault_or_when_the_room_closes(
    client: Visitor, code: str, network: Network, leader: Account
) -> None:
    visitor = phone(client, code)
    answer = say(visitor, "Ring 19811218-9876.")
    assert answer.status_code == 422
    assert "Ring 19811218-9876." in answer.text
    make.write(network, leader, "Klart.", number=2)
    make.submit(network, leader, number=2)
    late = say(visitor, "En sak till.")
    assert late.status_code == 404
    assert "En sak till." in late.text
    assert "Din text blev inte sparad" in late.text


def test_what_phones_held_goes_with_the_room(
    client: Visitor, code: str, themes: dict[str, str], db_session: scoped_session[Session]
) -> None:
    visitor = phone(client, code)
    say(visitor, "Kvar som anteckning.")
    run(client, "oppna")
    give(visitor, 1)
    move_back(db_session, timedelta(hours=25))
    tools.forget_old_rooms()
    for table in (Phone, PhoneNote, PhonePoll, PhoneBallot):
        assert db_session.scalar(select(func.count()).select_from(table)) == 0
    assert db_session.scalar(select(Note.text).order_by(Note.created_at.desc()).limit(1)) == "Kvar som anteckning."


def test_a_phone_that_has_seen_the_room_is_told_only_when_it_has_gone_on(
    client: Visitor, code: str, themes: dict[str, str]
) -> None:
    visitor = phone(client, code)
    seen = {"If-None-Match": visitor.get("/delta/mote").headers["ETag"]}
    assert visitor.get("/delta/mote", headers=seen).status_code == 304
    run(client, "oppna")
    assert visitor.get("/delta/mote", headers=seen).status_code == 200


# Voting


def test_the_outcome_is_hidden_until_the_vote_is_closed_and_the_ballots_are_gone_then(
    client: Visitor, network: Network, code: str, themes: dict[str, str], db_session: scoped_session[Session]
) -> None:
    visitors = [phone(client, code) for _ in range(4)]
    run(client, "oppna", dots="3", places="1")
    for visitor, dots in zip(visitors[:3], [(3, 0, 0), (1, 1, 1), (0, 0, 0)], strict=True):
        assert give(visitor, *dots).status_code == 302
    page = client.get(AREAS).text
    assert "3 av 4 telefoner har röstat" in page
    assert "Prickar från" not in page
    page = run(client, "stang").text
    assert "Prickar från 3 telefoner" in page
    by_phone = chosen(network).by_phone
    assert by_phone is not None
    assert (by_phone.voters, by_phone.blank, dict(by_phone.dots)[themes["Smal väg"]]) == (3, 1, 4)
    assert db_session.scalar(select(func.count()).select_from(PhoneBallot)) == 0
    assert str(visitors) not in str(db_session.scalars(select(PriorityVersion.content)).all())


def test_the_programme_says_how_many_dots_each_has(
    client: Visitor, network: Network, code: str, themes: dict[str, str], db_session: scoped_session[Session]
) -> None:
    network.programme.dots = 7
    db_session.commit()
    assert client.get(AREAS).text.count('value="7"') == 2  # on paper and by phone


def test_a_vote_is_changed_until_it_is_closed_and_counts_once(
    client: Visitor, network: Network, code: str, themes: dict[str, str]
) -> None:
    visitors = [phone(client, code) for _ in range(3)]
    run(client, "oppna")
    for visitor in visitors:
        give(visitor, 3)
    give(visitors[0], 0, 3)
    run(client, "stang")
    by_phone = chosen(network).by_phone
    assert by_phone is not None
    assert (by_phone.voters, sorted(dict(by_phone.dots).values())) == (3, [3, 6])
    assert "stängd" in give(visitors[0], 3).headers["Location"] or give(visitors[0], 3).status_code == 302
    assert chosen(network).by_phone == by_phone


def test_more_dots_than_one_has_are_refused_with_what_was_chosen_kept(
    client: Visitor, code: str, themes: dict[str, str]
) -> None:
    visitor = phone(client, code)
    run(client, "oppna", dots="2")
    answer = give(visitor, 2, 1)
    assert answer.status_code == 422
    assert "fler prickar än du har" in answer.text
    assert answer.text.count(" selected>") == 3
    assert "selected>2 prickar" in answer.text


def test_fewer_than_three_voters_are_not_counted_since_the_sum_would_tell(
    client: Visitor, network: Network, code: str, themes: dict[str, str]
) -> None:
    run(client, "oppna")
    for _ in range(2):
        give(phone(client, code), 3)
    assert "Färre än tre har röstat." in run(client, "stang").text
    assert chosen(network).by_phone is None


def test_dots_on_paper_are_added_to_those_of_the_phones(
    client: Visitor, network: Network, code: str, themes: dict[str, str]
) -> None:
    run(client, "oppna", places="1")
    for _ in range(3):
        give(phone(client, code), 2, 1)
    run(client, "stang")
    keys = list(themes.values())
    paper = {"version": "1", "voters": "4", "blank": "0", "dots": "3", "places": "1", "votes-0-id": keys[1]}
    assert client.post(AREAS, data=paper | {"votes-0-dots": "12"}).status_code == 302
    tally = chosen(network).tally
    assert tally is not None
    assert (tally.voters_digital, tally.voters_by_hand) == (3, 4)
    assert next((s.candidate.title, s.digital, s.by_hand) for s in tally.standings) == ("Mörker", 3, 12)
    assert [priority.title for priority in chosen(network).priorities] == ["Mörker"]


def test_equals_are_voted_on_again_and_the_winners_become_areas(
    client: Visitor, network: Network, code: str, themes: dict[str, str]
) -> None:
    visitors = [phone(client, code) for _ in range(3)]
    run(client, "oppna", dots="2", places="1")
    for visitor in visitors:
        give(visitor, 1, 1)
    page = run(client, "stang").text
    assert "Lika många prickar" in page
    run(client, "om")
    assert "Snö" not in visitors[0].get("/delta/mote").text
    for visitor in visitors:
        give(visitor, 0, 1, round_=2)
    run(client, "stang")
    assert len(chosen(network).choices) == 1
    by_phone = chosen(network).by_phone
    assert by_phone is not None
    assert sum(dict(by_phone.dots).values()) == 6


def test_a_stranger_can_neither_open_nor_close_a_vote(client: Visitor, code: str, themes: dict[str, str]) -> None:
    visitor = phone(client, code)
    assert visitor.post(VOTE, data={"gor": "oppna"}).status_code == 302
    assert "Rösta: vad är viktigast?" not in visitor.get("/delta/mote").text


def test_phones_lead_nowhere_once_the_programme_is_archived(
    client: Visitor, network: Network, leader: Account, code: str
) -> None:
    visitor = phone(client, code)
    assert say(visitor, "Bron är smal.").status_code == 302
    archive(network.programme)
    assert say(visitor, "Bron är bred.").status_code == 404
    assert visitor.get("/delta/mote").status_code == 404
    late = client.application.test_client().post("/delta", data={"code": code})
    assert late.status_code == 422
    assert [note.text for note in make.db.session.scalars(select(Note))].count("Bron är bred.") == 0
