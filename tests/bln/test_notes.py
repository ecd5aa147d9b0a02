"""During a meeting: write, edit, take away and bring back notes, with good input and bad."""

import re
import unicodedata
import uuid
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.networks.models import Network
from bln.people.models import Account
from bln.room.models import GuideVersion, Note, NoteRevision
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

NOTES = "/natverk/ekby/mote/1/anteckningar"
JSON = {"Accept": "application/json"}


def form(text: str = "Vägen är smal.", note_id: uuid.UUID | None = None, **more: Any) -> dict[str, Any]:
    """What the page's form posts."""
    return {
        "id": str(note_id or uuid.uuid4()),
        "version": "0",
        "question": "stops",
        "text": text,
        "perspective": "",
        **more,
    }


def edit(note: Note, text: str, version: int, **more: Any) -> tuple[str, dict[str, Any]]:
    return f"/natverk/ekby/mote/1/anteckning/{note.id}", form(text, note.id, version=version, **more)


def stored(db_session: scoped_session[Session]) -> list[Note]:
    db_session.expire_all()
    return list(db_session.scalars(select(Note).order_by(Note.number)))


def revisions(db_session: scoped_session[Session], note: Note) -> list[tuple[int, str, bool]]:
    query = select(NoteRevision).where(NoteRevision.note_id == note.id).order_by(NoteRevision.version)
    return [(found.version, found.text, found.withdrawn) for found in db_session.scalars(query)]


def textarea(page: str) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return found[1].lstrip("\r\n")


# Writing


def test_a_note_is_saved_numbered_and_shown(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    answer = client.post(NOTES, data=form(perspective="politician", quotable="y"))
    assert answer.status_code == 302
    assert answer.location.startswith(f"{NOTES}?fraga=stops")
    [note] = stored(db_session)
    assert (note.number, note.version, note.question, note.text) == (1, 1, "stops", "Vägen är smal.")
    assert (note.perspective, note.quotable) == (Perspective.POLITICIAN, True)
    page = client.get(answer.location).text
    assert "Anteckning N1 är sparad." in page
    assert "Vägen är smal." in page
    assert "politiker" in page
    assert "Får citeras" in page


def test_the_same_note_saved_twice_is_one_note(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    data = form()
    assert [client.post(NOTES, data=data).status_code for _ in range(2)] == [302, 302]
    [note] = stored(db_session)
    assert note.version == 1
    assert revisions(db_session, note) == [(1, "Vägen är smal.", False)]


def test_a_repeated_save_with_another_text_loses_neither_text(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    """The answer to the first save was lost on the way; the writer went on in the same field and saved again."""
    note_id = uuid.uuid4()
    client.post(NOTES, data=form("Vägen är smal.", note_id))
    again = client.post(NOTES, data=form("Vägen är smal och mörk.", note_id), headers=JSON)
    [note] = stored(db_session)
    kept = {text for _, text, _ in revisions(db_session, note)}
    assert "Vägen är smal." in kept
    if again.status_code == 201:
        assert "Vägen är smal och mörk." in kept, "the server said that it was saved"
    else:
        assert again.status_code == 409


def test_a_repeated_save_never_undoes_a_later_edit(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    note_id = uuid.uuid4()
    client.post(NOTES, data=form("Vägen är smal.", note_id))
    [note] = stored(db_session)
    address, data = edit(note, "Vägen är smal och hal.", 1)
    client.post(address, data=data)
    again = client.post(NOTES, data=form("Vägen är smal.", note_id))
    assert again.status_code == 409
    assert "Vägen är smal och hal." in again.text
    assert [note.text for note in stored(db_session)] == ["Vägen är smal och hal."]


def test_numbers_are_given_once_and_never_reused(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    for text in ("Ett", "Två"):
        client.post(NOTES, data=form(text))
    last = stored(db_session)[-1]
    client.post(f"/natverk/ekby/mote/1/anteckning/{last.id}/ta-bort")
    client.post(NOTES, data=form("Tre"))
    assert [(note.number, note.text) for note in stored(db_session)] == [(1, "Ett"), (2, "Två"), (3, "Tre")]


def test_the_id_of_another_meetings_note_is_refused(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [other] = make.write(network, leader, "Från möte två.", number=2, question="first")
    answer = client.post(NOTES, data=form("Skriver över", other.id))
    assert answer.status_code == 409
    address, data = edit(other, "Skriver över", 1)
    assert client.post(address, data=data).status_code == 404
    for action in ("ta-bort", "aterstall"):
        assert client.post(f"{address}/{action}").status_code == 404
    assert [(note.text, note.version) for note in stored(db_session)] == [("Från möte två.", 1)]


def test_the_first_note_freezes_the_guide(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    for text in ("Ett", "Två"):
        client.post(NOTES, data=form(text))
    assert [guide.version for guide in db_session.scalars(select(GuideVersion))] == [1]


def test_only_the_notes_of_the_question_are_shown(client: Visitor, leader: Account, network: Network) -> None:
    make.write(network, leader, "Vägen är smal.", question="stops")
    make.write(network, leader, "Bron är bra.", question="works")
    page = client.get(f"{NOTES}?fraga=works").text
    assert "Bron är bra." in page
    assert "Vägen är smal." not in page


# Editing


def test_an_edit_is_saved_and_every_version_kept(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    address, data = edit(note, "Vägen är för smal.", 1, question="works")
    assert client.post(address, data=data).status_code == 302
    [now] = stored(db_session)
    assert (now.text, now.question, now.version, now.number) == ("Vägen är för smal.", "works", 2, 1)
    assert revisions(db_session, now) == [(1, "Vägen är smal.", False), (2, "Vägen är för smal.", False)]
    page = client.get(address).text
    assert "Vägen är smal." in page.split("Tidigare versioner")[1]


def test_an_edit_of_an_older_version_shows_both_texts_and_loses_neither(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    address, first = edit(note, "Vägen är hal.", 1)
    client.post(address, data=first)
    answer = client.post(address, data=edit(note, "Vägen är mörk.", 1)[1])
    assert answer.status_code == 409
    assert "Två har ändrat anteckning N1" in answer.text
    assert "Vägen är hal." in answer.text
    assert textarea(answer.text) == "Vägen är mörk."
    assert [found.text for found in stored(db_session)] == ["Vägen är hal."]


def test_the_page_that_shows_both_texts_can_save_ones_own(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    address, data = edit(note, "Vägen är hal.", 1)
    client.post(address, data=data)
    page = client.post(address, data=edit(note, "Vägen är mörk.", 1)[1]).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    assert client.post(address, data=edit(note, "Vägen är mörk.", int(version[1]))[1]).status_code == 302
    [now] = stored(db_session)
    texts = [text for _, text, _ in revisions(db_session, now)]
    assert texts == ["Vägen är smal.", "Vägen är hal.", "Vägen är mörk."]


def test_saving_without_a_change_makes_no_version(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    address, data = edit(note, "Vägen är smal.", 1)
    assert client.post(address, data=data).status_code == 302
    assert [found.version for found in stored(db_session)] == [1]


def test_a_note_can_be_taken_away_and_brought_back(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note, _] = make.write(network, leader, "Vägen är smal.", "Bron är hal.")
    address = f"/natverk/ekby/mote/1/anteckning/{note.id}"
    page = client.get(client.post(f"{address}/ta-bort").location).text
    assert "Anteckning N1 är borttagen." in page
    assert "Vägen är smal." not in page
    assert f"{address}/aterstall" in page
    assert "Vägen är smal." in client.get(client.post(f"{address}/aterstall").location).text
    assert revisions(db_session, note) == [
        (1, "Vägen är smal.", False),
        (2, "Vägen är smal.", True),
        (3, "Vägen är smal.", False),
    ]


def test_taking_away_twice_is_the_same_as_once(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    answers = [client.post(f"/natverk/ekby/mote/1/anteckning/{note.id}/ta-bort").status_code for _ in range(2)]
    assert answers == [302, 302]
    assert len(revisions(db_session, note)) == 2


# Bad input


@pytest.mark.parametrize("text", ["", " ", " \r\n\t ", "\x00"])
def test_an_empty_note_is_refused_in_swedish(
    client: Visitor, leader: Account, db_session: scoped_session[Session], text: str
) -> None:
    answer = client.post(NOTES, data=form(text))
    assert answer.status_code == 422
    assert "Anteckningen är tom." in answer.text
    assert stored(db_session) == []


def test_a_note_that_is_too_long_is_refused_and_stays_in_the_field(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    text = "vägen är smal " * 715
    answer = client.post(NOTES, data=form(text[:10_001]))
    assert answer.status_code == 422
    assert "högst 10 000 tecken" in answer.text
    assert textarea(answer.text) == text[:10_001]
    assert stored(db_session) == []


def test_a_note_of_ten_thousand_signs_fits_however_the_browser_breaks_lines(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    text = "vägen är\n" * 1_111 + "s"
    assert len(text) == 10_000
    assert client.post(NOTES, data=form(text.replace("\n", "\r\n"))).status_code == 302
    assert [note.text for note in stored(db_session)] == [text]


def test_a_huge_note_gets_an_answer(client: Visitor, leader: Account) -> None:
    answer = client.post(NOTES, data=form("å" * 3_000_000))
    assert answer.status_code == 413
    assert "Texten är för stor" in answer.text


def test_an_edit_that_is_refused_keeps_the_text_in_the_field(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    address, data = edit(note, "x" * 10_001, 1)
    answer = client.post(address, data=data)
    assert answer.status_code == 422
    assert textarea(answer.text) == "x" * 10_001
    assert [found.text for found in stored(db_session)] == ["Vägen är smal."]


ODD = {
    "emoji": "Vi cyklar 🚲👩‍👩‍👧 hem",
    "right to left": "أهلا \u202eסוף\u202c slut",
    "combining": "A\u030aka e\u0301n ga\u030ang",
    "several lines": "Rad ett\nRad två",
    "private use and beyond": "\ue000 \U0010ffff",
    "percent and quotes": "100 % \"så\" 'här' \\ {{ 7*7 }}",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_signs_come_back_as_they_were_written(
    client: Visitor, leader: Account, db_session: scoped_session[Session], text: str
) -> None:
    assert client.post(NOTES, data=form(text)).status_code == 302
    [note] = stored(db_session)
    assert note.text in (text, unicodedata.normalize("NFC", text))
    assert client.get(NOTES + "?fraga=stops").status_code == 200


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\ufffe"])
def test_control_signs_get_a_clear_answer_and_cost_no_text(
    client: Visitor, leader: Account, db_session: scoped_session[Session], sign: str
) -> None:
    body = "&".join(f"{name}={value}" for name, value in form("").items() if name != "text")
    sent = f"{body}&text=smal{sign}väg".encode()
    answer = client.post(NOTES, data=sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        [note] = stored(db_session)
        assert note.text.startswith("smal")
        assert note.text.endswith("väg")
        for ext in ("docx", "md", "html"):
            assert client.get(f"{NOTES}.{ext}").status_code == 200
    else:
        assert textarea(answer.text).startswith("smal")


def test_markup_is_shown_as_text(client: Visitor, leader: Account, network: Network) -> None:
    make.write(network, leader, "<script>alert('x')</script> & <b>fet</b>")
    page = client.get(f"{NOTES}?fraga=stops").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &lt;b&gt;fet&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": "finns-inte"},
        {"question": "first"},
        {"perspective": "kung"},
        {"id": ""},
        {"id": "inte ett id"},
        {"version": "sju"},
    ],
    ids=str,
)
def test_a_tampered_form_is_refused_and_keeps_the_text(
    client: Visitor, leader: Account, db_session: scoped_session[Session], wrong: dict[str, str]
) -> None:
    answer = client.post(f"{NOTES}?fraga=stops", data=form() | wrong)
    assert answer.status_code == 422
    assert textarea(answer.text) == "Vägen är smal."
    assert "Det finns något att rätta" in answer.text
    assert not re.search(r"Not a valid|Invalid", answer.text), "the page speaks Swedish"
    assert stored(db_session) == []


def test_a_form_without_any_field_is_refused(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    assert client.post(NOTES).status_code == 422
    assert stored(db_session) == []


@pytest.mark.parametrize("page", ["0", "-1", "sju", "99", "99999999999999999999", "\x00"])
def test_an_odd_page_number_gets_an_answer(client: Visitor, leader: Account, network: Network, page: str) -> None:
    make.write(network, leader, "Vägen är smal.")
    assert client.get(NOTES, query_string={"fraga": "stops", "sida": page}).status_code in (200, 404)


# What note-entry.js relies on


def ask(client: Visitor, address: str, data: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    answer: TestResponse = client.post(address, data=data, headers=JSON)
    assert answer.is_json, answer.text[:200]
    found = answer.get_json()
    assert isinstance(found, dict)
    return answer.status_code, found


def test_a_script_gets_the_note_as_json(client: Visitor, leader: Account, db_session: scoped_session[Session]) -> None:
    data = form("<i>Smal</i> väg")
    status, found = ask(client, NOTES, data)
    assert status == 201
    assert set(found) == {"id", "version", "number", "html"}
    assert (found["id"], found["version"], found["number"]) == (data["id"], 1, 1)
    assert f'data-note="{data["id"]}"' in found["html"]
    assert "&lt;i&gt;Smal&lt;/i&gt; väg" in found["html"]
    assert ask(client, NOTES, data) == (201, found), "saved again, the same answer"
    assert len(stored(db_session)) == 1


def test_a_script_is_told_why_a_note_was_not_saved(client: Visitor, leader: Account, network: Network) -> None:
    [elsewhere] = make.write(network, leader, "Från möte två.", number=2, question="first")
    refusals = {
        "empty": ask(client, NOTES, form(" ")),
        "too long": ask(client, NOTES, form("x" * 10_001)),
        "tampered": ask(client, NOTES, form(perspective="kung")),
        "another meeting's": ask(client, NOTES, form("x", elsewhere.id)),
    }
    assert {name: status for name, (status, _) in refusals.items()} == {
        "empty": 422,
        "too long": 422,
        "tampered": 422,
        "another meeting's": 409,
    }
    assert all(found["message"] for _, found in refusals.values())
    assert "Anteckningen är tom." in refusals["empty"][1]["message"]


def test_a_script_is_told_of_a_conflict(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    [note] = make.write(network, leader, "Vägen är smal.")
    address, data = edit(note, "Vägen är hal.", 1)
    client.post(address, data=data)
    status, found = ask(client, NOTES, form("Vägen är mörk.", note.id))
    assert status == 409
    assert "Två har ändrat anteckning N1" in found["message"]
    assert "Vägen är hal." in found["html"]
    assert textarea(found["html"]) == "Vägen är mörk."


def test_a_script_meets_closed_doors_in_json(client: Visitor, leader: Account) -> None:
    status, found = ask(client, "/natverk/alby/mote/1/anteckningar", form())
    assert status == 404
    assert found["message"]


# A thousand notes


def write_many(network: Network, db_session: scoped_session[Session], count: int) -> None:
    meeting = make.meeting_of(network)
    db_session.add_all(
        Note(meeting_id=meeting.id, number=n, position=n, question="stops", text=f"Punkt {n}.")
        for n in range(1, count + 1)
    )
    db_session.commit()


def test_a_thousand_notes_are_shown_fifty_at_a_time(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    write_many(network, db_session, 1_000)
    numbers = []
    for page in range(1, 21):
        html = client.get(f"{NOTES}?fraga=stops&sida={page}").text
        shown = [int(n) for n in re.findall(r">Punkt (\d+)\.<", html)]
        assert shown == sorted(shown)
        assert len(shown) == 50
        numbers += shown
    assert numbers[:50] == list(range(951, 1_001)), "the newest first"
    assert sorted(numbers) == list(range(1, 1_001))
    assert "1 000 anteckningar" in html.replace("\xa0", " ")


def test_the_meeting_page_asks_as_little_whatever_the_number_of_notes(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Den första fryser guiden.", question="works")
    client.get(f"{NOTES}?fraga=stops")  # a frozen guide is read once a process
    asked = {}
    for count in (15, 150):
        db_session.execute(Note.__table__.delete().where(Note.question == "stops"))
        meeting = make.meeting_of(network)
        db_session.add_all(
            Note(meeting_id=meeting.id, number=n, position=n, question="stops", text=f"Punkt {n}.")
            for n in range(2, count + 2)
        )
        db_session.commit()
        with counted_selects() as found:
            assert client.get(f"{NOTES}?fraga=stops").status_code == 200
        asked[count] = len(found)
    assert asked[15] == asked[150]
    assert asked[15] <= 8, found


def test_a_save_asks_little_and_nothing_after_its_commit(client: Visitor, leader: Account) -> None:
    """The account, the network with its meeting, what the new note needs to know; on PostgreSQL a lock."""
    client.post(NOTES, data=form("Den första fryser guiden."))
    with counted_selects() as found:
        assert client.post(NOTES, data=form("Vägen är mörk."), headers=JSON).status_code == 201
    assert len(found) <= 4, found


def test_a_personal_number_is_refused_at_the_field_and_never_stored(
    client: Visitor, leader: Account, db_session: scoped_session[Session]
) -> None:
    for text in ("Ring 811218-9876.", "Ring 811218--9876.", "Född 1981-12-18-9876.", "Ring 811218\u200b-9876."):
        answer = client.post(NOTES, data=form(text))
        assert answer.status_code == 422
        assert "ser ut som ett personnummer" in answer.text
        assert client.post(NOTES, data=form(text), headers=JSON).status_code == 422
    assert stored(db_session) == []


def test_notes_changed_after_handing_in_are_the_next_step(
    client: Visitor, leader: Account, network: Network, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    assert "Lämna in en ny version." not in client.get("/natverk/ekby").text
    make.open_again(network, leader)
    assert "Lämna in en ny version." in client.get("/natverk/ekby").text
