"""Notes from Word or a pasted text: looked at, stored all at once, taken back, and refused where they can't be."""

import re
import subprocess
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Meeting, Network
from bln.people.models import Account
from bln.room.documents import note_form_of
from bln.room.fetching import fetched_from
from bln.room.guides import questions_of
from bln.room.models import Note
from bln.room.services import NoteContent, edit_note
from bln.room.submitting import submit_notes
from exports.word import render_word
from exports.word_files.reading import read_word
from meetings.notes import NoteKind
from meetings.pieces import Shape
from meetings.placing import EMPTY_LINE
from tests.bln import factories as make
from tests.bln.visitor import Visitor
from tools.debian import program

HERE = "/natverk/ekby/mote/2/hamta"
NUMBER = "19811218-9876"


@pytest.fixture
def meeting(network: Network) -> Meeting:
    return next(meeting for meeting in network.meetings if meeting.number == 2)


def word(*paragraphs: tuple[str, str]) -> bytes:
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def filled_in(network: Network, meeting: Meeting, *written: str) -> bytes:
    """The form, with a text in the first places of its first question, written over or after what stands there."""
    document = docx.Document(BytesIO(render_word(note_form_of(network, meeting, on_paper=False))))
    places = [paragraph for paragraph in document.paragraphs if paragraph.text == EMPTY_LINE]
    for paragraph, text in zip(places, written, strict=False):
        paragraph.add_run(f" {text}")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def form_of(html: str) -> dict[str, str]:
    """What the browser would send back of the preview."""
    fields = dict(re.findall(r'<input [^>]*?name="([\w-]+)"[^>]*?value="([^"]*)"', html))
    fields |= {
        name: unescape(text)
        for name, text in re.findall(r'<textarea[^>]*name="([\w-]+)"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL)
    }
    for name, options in re.findall(r'<select [^>]*name="([\w-]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def look(client: Visitor, *, text: str = "", file: bytes | None = None) -> Any:
    """Send the form as a browser does; Werkzeug's own would leave a file of its own open."""
    parts = [b'name="text"\r\n\r\n' + text.encode()]
    if file is not None:
        parts.append(b'name="file"; filename="anteckningar.docx"\r\n\r\n' + file)
    body = b"".join(b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts) + b"--x--\r\n"
    return client.post(HERE, data=body, content_type="multipart/form-data; boundary=x")


def standing(db_session: scoped_session[Session]) -> Sequence[tuple[str, str]]:
    db_session.expire_all()
    query = select(Note.question, Note.text).where(Note.withdrawn_at.is_(None)).order_by(Note.position)
    return [(question, text) for question, text in db_session.execute(query)]


def test_the_form_has_the_questions_of_the_guide_and_comes_back_empty(network: Network, meeting: Meeting) -> None:
    written = read_word(render_word(note_form_of(network, meeting, on_paper=False)))
    headings = [piece.text for piece in written.pieces if piece.shape is Shape.HEADING]
    assert headings[1:] == [question.title for question in questions_of(network, meeting)]


def test_a_form_that_is_filled_in_lands_under_its_questions_by_itself(
    leader: Account, client: Visitor, network: Network, meeting: Meeting, db_session: scoped_session[Session]
) -> None:
    page = look(client, file=filled_in(network, meeting, "Träffarna på torsdagar", "Förslag: köp larm"))
    assert page.status_code == 200
    assert "2 anteckningar till möte 2" in page.text
    assert "Utan fråga" not in page.text
    assert standing(db_session) == []
    question = questions_of(network, meeting)[0].key
    answer = client.post(f"{HERE}/spara", data=form_of(page.text))
    assert answer.status_code == 302
    assert standing(db_session) == [(question, "Träffarna på torsdagar"), (question, "köp larm")]
    assert db_session.scalars(select(Note.kind).order_by(Note.position)).all() == [None, NoteKind.SUGGESTION]


@pytest.mark.word
def test_a_form_that_libreoffice_saved_lands_under_its_questions_too(
    network: Network, meeting: Meeting, tmp_path: Path
) -> None:
    source, saved = tmp_path / "blad.docx", tmp_path / "sparat"
    source.write_bytes(filled_in(network, meeting, "Träffarna", "Larm"))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    word = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved), str(source)]
    subprocess.run(
        [str(program("soffice")), profile, "--headless", *word], check=True, capture_output=True, timeout=120
    )
    notes = fetched_from(network, meeting, read_word((saved / "blad.docx").read_bytes())).notes
    question = questions_of(network, meeting)[0].key
    assert [(note.question, note.text) for note in notes] == [(question, "Träffarna"), (question, "Larm")]


def test_the_same_page_sent_twice_stores_once_and_one_undo_takes_exactly_its_notes(
    leader: Account, client: Visitor, network: Network, meeting: Meeting, db_session: scoped_session[Session]
) -> None:
    make.write(network, leader, "En som stod där", number=2, question=questions_of(network, meeting)[0].key)
    title = questions_of(network, meeting)[0].title
    form = form_of(look(client, text=f"# {title}\n- ett\n- två\n- tre").text)
    done = client.post(f"{HERE}/spara", data=form).location
    assert client.post(f"{HERE}/spara", data=form).location == done
    assert len(standing(db_session)) == 4
    changed = db_session.scalars(select(Note).where(Note.text == "två")).one()
    edit_note(meeting, changed.id, 1, NoteContent(changed.question, "två, ändrad"), leader)
    undo = form_of(client.get(done).text)
    client.post(f"{HERE}/angra", data=undo)
    assert [text for _, text in standing(db_session)] == ["En som stod där", "två, ändrad"]


def test_what_has_no_question_is_chosen_one_by_one_or_all_at_once(
    leader: Account, client: Visitor, network: Network, meeting: Meeting, db_session: scoped_session[Session]
) -> None:
    keys = [question.key for question in questions_of(network, meeting)]
    form = form_of(look(client, text="Fikat tog slut\nBussen var sen").text)
    refused = client.post(f"{HERE}/spara", data=form)
    assert refused.status_code == 422
    assert "Välj en fråga, eller Ta inte med." in refused.text
    assert form_of(refused.text)["notes-1-text"] == "Bussen var sen"
    client.post(f"{HERE}/spara", data=form | {"rest": keys[-1], "notes-0-question": "-"})
    assert standing(db_session) == [(keys[-1], "Bussen var sen")]


def test_a_personal_number_is_never_stored_and_can_be_put_right_in_place(
    leader: Account, client: Visitor, network: Network, meeting: Meeting, db_session: scoped_session[Session]
) -> None:
    title = questions_of(network, meeting)[0].title
    page = look(client, text=f"# {title}\nRing {NUMBER}\nTräffarna")
    assert "Rätta texten här." in page.text
    form = form_of(page.text)
    refused = client.post(f"{HERE}/spara", data=form)
    assert refused.status_code == 422
    assert "personnummer" in refused.text
    assert standing(db_session) == []
    client.post(f"{HERE}/spara", data=form | {"notes-0-text": "Ring mig"})
    assert [text for _, text in standing(db_session)] == ["Ring mig", "Träffarna"]


def test_a_closed_meeting_takes_nothing_and_the_text_stays_on_the_page(
    leader: Account, client: Visitor, network: Network, meeting: Meeting, db_session: scoped_session[Session]
) -> None:
    title = questions_of(network, meeting)[0].title
    form = form_of(look(client, text=f"# {title}\nTräffarna").text)
    make.write(network, leader, "En som stod där", number=2, question=questions_of(network, meeting)[0].key)
    submit_notes(network, meeting, "", leader)
    refused = client.post(f"{HERE}/spara", data=form)
    assert refused.status_code == 409
    assert "Träffarna" in refused.text
    assert "Inget är sparat." in refused.text
    assert len(standing(db_session)) == 1
    assert "stängda" in client.get(HERE).text


def test_a_file_that_is_none_says_what_to_do_at_its_field_and_keeps_what_was_pasted(
    leader: Account, client: Visitor
) -> None:
    page = look(client, text="Det här klistrade jag in", file=b"%PDF-1.7")
    assert page.status_code == 422
    assert 'id="file-error"' in page.text
    assert "Filen är en PDF." in page.text
    assert "Det här klistrade jag in" in page.text
    assert "Välj en fil eller klistra in text." in look(client).text


def test_more_than_a_meetings_notes_are_refused_with_the_limit(leader: Account, client: Visitor) -> None:
    page = look(client, text="\n".join(f"- rad {n}" for n in range(301)))
    assert page.status_code == 422
    assert "Högst 300 anteckningar" in page.text


def test_a_file_larger_than_other_requests_is_read_here(leader: Account, client: Visitor) -> None:
    assert "gamla format" in look(client, file=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000_000)).text
    assert look(client, file=bytes(7_000_000)).status_code == 413


def run(app: Flask, *arguments: str, input: bytes | None = None) -> Any:
    return app.test_cli_runner().invoke(
        args=["notes", "import", *arguments, "--network", "ekby", "--meeting", "2"], input=input
    )


def test_the_command_fetches_all_notes_once(
    app: Flask, network: Network, meeting: Meeting, db_session: scoped_session[Session], tmp_path: Path
) -> None:
    file = tmp_path / "blad.docx"
    file.write_bytes(filled_in(network, meeting, "Träffarna", "Larm"))
    result = run(app, str(file))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 anteckningar hämtade till möte 2 i Ekby.")
    assert run(app, "-", input=file.read_bytes()).stdout == "Anteckningarna ur filen är redan hämtade.\n"
    assert [text for _, text in standing(db_session)] == ["Träffarna", "Larm"]


def test_the_command_fetches_nothing_where_something_is_wrong(
    app: Flask, network: Network, meeting: Meeting, db_session: scoped_session[Session]
) -> None:
    title = questions_of(network, meeting)[0].title
    content = word(("Normal", "Bussen"), ("Heading 1", title), ("List Bullet", f"Ring {NUMBER}"), ("Normal", "Larm"))
    result = run(app, "-", input=content)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == ["Utan fråga: ”Bussen”.", f"Personnummer: ”{NUMBER}”.", "Inget är hämtat."]
    assert run(app, "-", input=b"hej").exit_code == 1
    assert run(app, "saknas.docx").exit_code == 1
    assert standing(db_session) == []
