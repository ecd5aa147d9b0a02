"""A rehearsal is the room over an invented meeting, and leaves no trace."""

import logging
import re
from collections.abc import Mapping

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.db import Base
from bln.networks.models import Network
from bln.people.models import Account
from bln.room.rehearsal import TriedNote, counts_of, example_meeting, notes_from, with_note, with_removed
from bln.room.services import NoteContent
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/2/ova"
AFTER = f"{HERE}/lamna-in"
SECRET = "Kvigan hoppade över staketet."


class Fields(dict[str, list[str]]):
    """A posted form."""

    def getlist(self, key: str, /) -> list[str]:
        return self.get(key, [])


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def rows(session: scoped_session[Session]) -> Mapping[str, int]:
    """How many rows each table holds."""
    return {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def sent(html: str, **changes: str) -> dict[str, str | list[str]]:
    """What the browser would send back, in the order of the page; a button adds its own name."""
    form: dict[str, list[str]] = {}
    pattern = (
        r'<input type="hidden" name="(?P<name>\w+)" value="(?P<value>[^"]*)"'
        r'|<textarea[^>]*name="(?P<area>\w+)"[^>]*>(?P<text>[^<]*)</textarea>'
    )
    for found in re.finditer(pattern, html):
        form.setdefault(found["name"] or found["area"], []).append(found["value"] or found["text"] or "")
    own = {name: values for name, values in form.items() if name.startswith("kept_")}
    return {
        **own,
        "id": form["id"][0],
        "question": form.get("question", ["bra"])[0],
        "perspective": "",
        "text": "",
        **changes,
    }


def shown(html: str) -> list[str]:
    return re.findall(r'<div class="note-text">([^<]*)</div>', html)


def test_it_is_the_rooms_own_page_and_says_that_it_is_a_rehearsal(client: Visitor, leader: Account) -> None:
    for address in (HERE, f"{HERE}?fraga=battre", AFTER):
        page = client.get(address).text
        assert "<h1>Övning" in page
        assert "Mötet och anteckningarna är påhittade." in page
        assert "Avsluta övningen" in page
    page = client.get(HERE).text
    for part in ('data-note-form="', 'class="carried"', "Nätverkets egna ingångar", 'class="questions"'):
        assert part in page
    assert "note-entry.js" not in page, "which keeps drafts on the device"


def test_no_way_leads_from_it_into_the_real_room(client: Visitor, leader: Account) -> None:
    for address in (HERE, AFTER):
        main = client.get(address).text.partition("<main")[2]
        ways = set(re.findall(r'(?:href|action|formaction)="(/natverk/ekby/mote/2[^"]*)"', main))
        assert {way for way in ways if not way.startswith(HERE)} == {"/natverk/ekby/mote/2"}


def test_notes_are_written_changed_taken_away_and_brought_back_without_scripts(
    client: Visitor, leader: Account
) -> None:
    first = client.get(HERE).text
    before = shown(first)
    second = client.post(HERE, data=sent(first, text=SECRET, perspective="manager")).text
    assert shown(second) == [*before, SECRET]
    assert "chef eller ledare" in second
    data = sent(second, andra="4")
    data["kept_text"] = [SECRET.upper() if text == SECRET else text for text in data["kept_text"]]
    third = client.post(HERE, data=data).text
    assert shown(third) == [*before, SECRET.upper()]
    fourth = client.post(HERE, data=sent(third, ta_bort="4")).text
    assert shown(fourth) == before
    assert "Anteckning N4 är borttagen." in fourth
    assert shown(client.post(HERE, data=sent(fourth, tillbaka="4")).text) == [*before, SECRET.upper()]


def test_what_was_written_goes_along_to_the_next_question_and_to_the_end(client: Visitor, leader: Account) -> None:
    written = client.post(HERE, data=sent(client.get(HERE).text, text="Ring 070-123 45 67.")).text
    there = client.post(f"{HERE}?fraga=battre", data=sent(written, ga="y")).text
    assert '1. Det som är bra</span> <span class="muted">3 anteckningar' in there
    end = client.post(AFTER, data=sent(there, ga="y")).text
    assert "<mark>070-123 45 67</mark>" in end


def test_faults_are_told_as_in_the_room_and_nothing_written_is_lost(client: Visitor, leader: Account) -> None:
    page = client.get(HERE).text
    empty = client.post(HERE, data=sent(page))
    assert empty.status_code == 422
    assert "Anteckningen är tom." in empty.text
    number = client.post(HERE, data=sent(page, text="Ring 811218-9876."))
    assert "ser ut som ett personnummer" in number.text
    assert "Ring 811218-9876." in number.text


def test_it_leaves_no_row_no_log_and_nothing_in_the_session(
    client: Visitor, leader: Account, db_session: scoped_session[Session], caplog: pytest.LogCaptureFixture
) -> None:
    client.get(HERE)
    with client.session_transaction() as session:
        held = dict(session)
    before = rows(db_session)
    with caplog.at_level(logging.DEBUG):
        page = client.get(HERE).text
        for _ in range(2):
            page = client.post(HERE, data=sent(page, text=SECRET)).text
        page = client.post(HERE, data=sent(page, ta_bort="4")).text
        answer = client.post(AFTER, data=sent(page, ga="y"))
    assert answer.status_code == 200
    assert rows(db_session) == before
    assert SECRET not in caplog.text
    with client.session_transaction() as session:
        assert dict(session) == held
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert SECRET not in client.get(HERE).text


def test_an_unknown_question_is_no_page(client: Visitor, leader: Account) -> None:
    assert client.get(f"{HERE}?fraga=finns-inte").status_code == 404


def test_what_the_page_never_wrote_is_left_out() -> None:
    fields = Fields(
        kept_number=["x", "2", "3"],
        kept_question=["bra", "bra", "bra"],
        kept_text=["a", " ", "c\x00"],
        kept_perspective=["", "", "nobody"],
        kept_quotable=["", "", "y"],
        kept_kind=["", "", "song"],
        kept_removed=["", "", ""],
    )
    assert notes_from(fields) == (TriedNote(3, "bra", "c", quotable=True),)


def test_numbers_are_never_given_twice() -> None:
    notes = with_removed(with_note((), NoteContent("bra", "a")), "1", removed=True)
    notes = with_note(notes, NoteContent("bra", "b"))
    assert [note.number for note in notes] == [1, 2]
    assert counts_of(notes) == {"bra": 1}


def test_the_example_is_whole_and_each_note_answers_one_of_its_questions() -> None:
    example = example_meeting()
    asked = {prompt.question for prompt in example.prompts}
    assert {note.question for note in example.notes} <= asked
    assert any(prompt.carried for prompt in example.prompts)
    assert [note.number for note in example.notes] == list(range(1, len(example.notes) + 1))
