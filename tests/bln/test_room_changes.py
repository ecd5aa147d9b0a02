"""Kinds, places and older wordings of notes, and what a page that is open asks for every few seconds."""

import re
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.networks.models import Network
from bln.people.models import Account
from bln.people.sessions import end_sessions
from bln.room import services
from bln.room.models import Note, NoteRevision
from bln.room.queries import live_notes, submitted_notes
from meetings.notes import NoteKind
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

AT = "/natverk/ekby/mote/1"
NOTES = f"{AT}/anteckningar"
NEWS = f"{NOTES}/nytt?fraga=stops"
JSON = {"Accept": "application/json"}


def form(text: str, note_id: uuid.UUID | None = None, version: int = 0, **more: Any) -> dict[str, Any]:
    """What the page's form posts."""
    return {"id": str(note_id or uuid.uuid4()), "version": version, "question": "stops", "text": text, **more}


def note_at(note: Note, what: str = "") -> str:
    return f"{AT}/anteckning/{note.id}{what}"


def order(network: Network) -> list[str]:
    """The texts under the question, in their order."""
    return [note.text for note in live_notes(make.meeting_of(network)) if note.question == "stops"]


def ask(client: Visitor, tag: str = "") -> TestResponse:
    return client.get(NEWS, headers={**JSON, **({"If-None-Match": tag} if tag else {})})


def csrf(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found[1]


# Kinds


def test_a_note_may_have_a_kind_which_is_kept_shown_and_handed_in(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    client.post(NOTES, data=form("Vem får larma?", kind="question", perspective=""))
    client.post(NOTES, data=form("Utan sort.", kind="", perspective=""))
    db_session.expire_all()
    first, second = db_session.scalars(select(Note).order_by(Note.number))
    assert (first.kind, second.kind) == (NoteKind.QUESTION, None)
    assert "fråga till Nka" in client.get(f"{NOTES}?fraga=stops").text.split("data-note-list")[1].split("</ol>")[0]
    make.submit(network, leader)
    assert [note.kind for note in submitted_notes([make.meeting_of(network).id])] == [NoteKind.QUESTION, None]


def test_staff_find_the_questions_to_nka_among_what_was_handed_in(
    app: Flask, network: Network, leader: Account
) -> None:
    make.write(network, leader, "Vem får larma?", kind=NoteKind.QUESTION)
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    staff = app.test_client()
    make.sign_in(staff, make.make_account("staff", staff=True))
    page = staff.get(f"{AT}/inlamnat").text
    listed = page.split('id="questions-to-nka"')[1].split("</section>")[0]
    assert "Vem får larma?" in listed
    assert "Vägen är smal." not in listed


def test_a_page_from_before_there_were_kinds_takes_no_kind_away(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vem får larma?", kind=NoteKind.QUESTION)
    client.post(note_at(note), data=form("Vem får larma nu?", note.id, 1, perspective=""))
    db_session.expire_all()
    kept = make.first_note(network)
    assert (kept.text, kept.kind) == ("Vem får larma nu?", NoteKind.QUESTION)


# Places


def test_a_note_is_moved_and_keeps_its_number(client: Visitor, leader: Account, network: Network) -> None:
    *_, last = make.write(network, leader, "Ett", "Två", "Tre")
    client.post(note_at(last, "/flytta-upp"))
    client.post(note_at(last, "/flytta-upp"))
    assert order(network) == ["Tre", "Ett", "Två"]
    assert "står redan först" in client.post(note_at(last, "/flytta-upp"), headers=JSON).get_json()["message"]
    client.post(note_at(last, "/flytta-ned"))
    assert [(note.number, note.text) for note in live_notes(make.meeting_of(network))] == [
        (1, "Ett"),
        (3, "Tre"),
        (2, "Två"),
    ]
    assert client.post(note_at(last, "/flytta-hit")).status_code == 404


def test_a_note_under_another_question_stands_last_there(client: Visitor, leader: Account, network: Network) -> None:
    [moved] = make.write(network, leader, "Flyttas", question="works")
    make.write(network, leader, "Ett", "Två")
    client.post(note_at(moved), data=form("Flyttas", moved.id, 1, perspective="", kind=""))
    assert order(network) == ["Ett", "Två", "Flyttas"]


def test_an_order_that_is_changed_can_be_handed_in_anew(client: Visitor, leader: Account, network: Network) -> None:
    _, last = make.write(network, leader, "Ett", "Två")
    make.submit(network, leader)
    make.open_again(network, leader)
    services.move_note(make.meeting_of(network), last.id, leader, up=True)
    make.submit(network, leader, reason="Ordningen.")
    assert [note.text for note in submitted_notes([make.meeting_of(network).id])] == ["Två", "Ett"]


def test_an_edit_meets_no_conflict_because_the_note_or_its_neighbour_was_moved(
    client: Visitor, leader: Account, network: Network
) -> None:
    first, last = make.write(network, leader, "Ett", "Två")
    client.post(note_at(last, "/flytta-upp"))
    for note, text in ((first, "Ett nytt"), (last, "Två nytt")):
        assert client.post(note_at(note), data=form(text, note.id, 1, perspective="")).status_code == 302
    assert order(network) == ["Två nytt", "Ett nytt"]


# Older wordings


def test_an_older_wording_comes_back_as_a_new_version(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note, _] = make.write(network, leader, "Smal.", "Annan")
    client.post(note_at(note), data=form("Smal och hal.", note.id, 1, kind="obstacle", perspective=""))
    client.post(note_at(note, "/flytta-ned"))
    page = client.get(note_at(note)).text.split("Tidigare versioner")[1]
    assert page.count("note-text") == 2, "to be moved is no wording"
    client.post(note_at(note, "/version/1/ta-tillbaka"))
    now = make.first_note(network)
    assert (now.text, now.kind, now.version) == ("Smal.", None, 4)
    kept = db_session.scalars(select(NoteRevision.version).where(NoteRevision.note_id == note.id))
    assert sorted(kept) == [1, 2, 3, 4]
    assert client.post(note_at(note, "/version/9/ta-tillbaka")).status_code == 404


def test_every_change_tells_a_script_how_to_undo_it(client: Visitor, leader: Account, network: Network) -> None:
    [note, _] = make.write(network, leader, "Ett", "Två")
    texts = ["Ett", "Två"]
    data = form("Ett!", note.id, 1, kind="", perspective="")
    for address, sent in ((note_at(note), data), (note_at(note, "/flytta-ned"), {}), (note_at(note, "/ta-bort"), {})):
        answer = client.post(address, data=sent, headers=JSON).get_json()
        assert order(network) != texts
        client.post(answer["undo"], headers=JSON)
        assert order(network) == texts, answer["message"]


# Two texts


def test_both_texts_can_be_joined_before_they_are_saved(client: Visitor, leader: Account, network: Network) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    client.post(note_at(note), data=form("Vägen är hal.", note.id, 1, perspective=""))
    mine = form("Vägen är mörk.", note.id, 2, perspective="", lagg_ihop="1")
    page = client.post(note_at(note), data=mine)
    assert page.status_code == 409
    assert order(network) == ["Vägen är hal."]
    [written] = re.findall(r"<textarea[^>]*>\s*(.*?)</textarea>", page.text, re.DOTALL)
    assert written.splitlines() == ["Vägen är hal.", "Vägen är mörk."]


# News


def test_a_poll_gets_the_question_once_and_then_nothing_until_something_happens(
    client: Visitor, leader: Account, network: Network
) -> None:
    first, second = make.write(network, leader, "Ett", "Två")
    make.write(network, leader, "Under en annan fråga", question="works")
    news = ask(client)
    tag = news.headers["ETag"]
    assert "Ett" in news.get_json()["html"]
    assert "Under en annan fråga" not in news.get_json()["html"]
    assert news.get_json()["counts"] == {"stops": "2 anteckningar", "works": "1 anteckning"}
    assert ask(client, tag).status_code == 304
    changes = [
        lambda: make.write(network, leader, "Tre"),
        lambda: client.post(note_at(first, "/flytta-ned")),
        lambda: client.post(note_at(second), data=form("Två!", second.id, 1, perspective="")),
        lambda: client.post(note_at(first, "/ta-bort")),
        lambda: client.post(note_at(first, "/aterstall")),
    ]
    for change in changes:
        change()
        news = ask(client, tag)
        assert news.status_code == 200
        assert news.headers["ETag"] != tag
        tag = news.headers["ETag"]


def test_a_poll_that_finds_nothing_asks_one_thing_more_than_who_it_is_and_what_it_may_see(
    client: Visitor, leader: Account, network: Network
) -> None:
    make.write(network, leader, *map(str, range(30)))
    tag = ask(client).headers["ETag"]
    with counted_selects() as asked:
        answer = ask(client, tag)
    assert answer.status_code == 304
    assert answer.data == b""
    assert len(asked) == 3, asked


# A session that has ended


@pytest.fixture
def _csrf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def _end(db_session: scoped_session[Session], account: Account) -> None:
    end_sessions(account)
    db_session.commit()


@pytest.mark.usefixtures("_csrf")
def test_a_script_is_told_that_its_session_has_ended(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    data = {**form("Smal."), "csrf_token": csrf(client.get(NOTES).text)}
    _end(db_session, leader)
    for sent in (data, {**data, "csrf_token": "fel"}):
        answer = client.post(NOTES, data=sent, headers=JSON)
        assert answer.status_code == 401
        assert "utloggad" in answer.get_json()["message"]
    assert ask(client).status_code == 401


@pytest.mark.usefixtures("_csrf")
def test_without_scripts_the_text_comes_back_and_is_saved_after_signing_in(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    data = {**form("Smal & hal.", kind="obstacle", perspective=""), "csrf_token": csrf(client.get(NOTES).text)}
    _end(db_session, leader)
    answer = client.post(NOTES, data=data)
    assert answer.status_code == 401
    assert "Smal &amp; hal." in answer.text
    assert f'value="{data["id"]}"' in answer.text
    # Signed in in another tab: the token is a new one, so the button is asked for once more.
    make.sign_in(client, leader)
    again = client.post(NOTES, data={**data, "csrf_token": "gammal"})
    assert again.status_code == 400
    assert "Smal &amp; hal." in again.text
    assert client.post(NOTES, data={**data, "csrf_token": csrf(again.text)}).status_code == 302
    assert order(network) == ["Smal & hal."]


@pytest.mark.usefixtures("_csrf")
def test_what_another_site_has_sent_is_not_offered_to_be_saved(client: Visitor, leader: Account) -> None:
    answer = client.post(NOTES, data=form("Från en annan plats."), headers={"Origin": "https://example.org"})
    assert answer.status_code == 400
    assert "Från en annan plats." not in answer.text


def test_a_page_can_ask_who_is_signed_in_and_sign_in_again(client: Visitor, network: Network) -> None:
    account = make.make_account("eva", password=make.PASSWORD)
    state = client.get("/logga-in/igen", headers=JSON).get_json()
    assert state["account"] == ""
    assert 'name="password"' in state["html"]
    data = {"email": account.email, "password": "fel", "nasta": "/logga-in/igen"}
    refused = client.post("/logga-in", data=data, headers=JSON)
    assert refused.status_code == 422
    assert "hör inte ihop" in refused.get_json()["message"]
    let_in = client.post("/logga-in", data={**data, "password": make.PASSWORD}, headers=JSON, follow_redirects=True)
    assert let_in.get_json()["account"] == str(account.id)
    assert let_in.get_json()["html"] == ""
