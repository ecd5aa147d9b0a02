"""During: write, edit, withdraw and bring back notes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, get_template_attribute, jsonify, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.networks.models import Meeting
from bln.pages import page_number
from bln.policy import Access, Action, load_meeting
from bln.room import guides, queries, services
from bln.room.forms import NoteForm
from bln.room.models import Note
from bln.room.page import CLOSED, meeting_address, meeting_page
from bln.room.reopening import Closed
from meetings.programme import Question
from meetings.prompts import Prompt

blueprint = Blueprint("notes", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@dataclass(frozen=True)
class Room:
    """One question of a meeting as the room shows it. `page` counts from 1, the newest notes first."""

    questions: Sequence[Question]
    question: Question
    prompt: Prompt
    counts: dict[str, int]
    submitted: bool
    closed: bool
    page: int

    @property
    def pages(self) -> int:
        """How many pages the question's notes fill."""
        return max(1, -(-self.counts.get(self.question.key, 0) // queries.NOTES_A_PAGE))


def _asked(questions: Sequence[Question]) -> Question:
    wanted = request.values.get("fraga") or request.values.get("question") or questions[0].key
    question = next((q for q in questions if q.key == wanted), None)
    if question is None:
        abort(404)
    return question


def _room(access: Access, meeting: Meeting, questions: Sequence[Question], question: Question) -> Room:
    standing = queries.standing_of(meeting)
    prompt = guides.current_prompt(access.network, meeting, standing.guide_id, question.key)
    return Room(questions, question, prompt, standing.counts, standing.submitted, standing.closed, page_number())


@blueprint.route("/anteckningar", methods=["GET", "POST"])
def during(slug: str, number: int) -> Any:
    """During: one question at a time, with its notes and a field for the next one."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    questions = guides.questions_of(access.network, meeting)
    question = _asked(questions)
    form = NoteForm(questions, question=question.key)
    if form.validate_on_submit():
        return _save_new(access, meeting, form)
    if request.method == "GET":
        form.id.data = uuid.uuid4()
    elif wants_json():
        return jsonify(message=" ".join(str(e) for errors in form.errors.values() for e in errors)), 422
    room = _room(access, meeting, questions, question)
    notes = queries.notes_page(meeting, question.key, room.page)
    page = meeting_page(
        "room/during.html",
        access,
        meeting,
        room=room,
        form=form,
        notes=notes,
        at=meeting_address(access, meeting),
        withdrawn=_withdrawn(meeting),
    )
    return page, 422 if form.errors else 200


def wants_json() -> bool:
    """True when a script, not a page, asks."""
    return request.accept_mimetypes.best == "application/json"


def _withdrawn(meeting: Meeting) -> Note | None:
    note_id = request.args.get("borttagen", type=uuid.UUID)
    note = queries.note_of(meeting, note_id) if note_id else None
    return note if note and note.withdrawn_at else None


def _save_new(access: Access, meeting: Meeting, form: NoteForm) -> Any:
    at = meeting_address(access, meeting)  # before the commit, after which a network would be read anew
    try:
        note = services.add_note(access.network, meeting, form.id.data, form.content, current_user)
    except services.ForeignNote:
        abort(409)
    except services.Conflict as conflict:
        return _show_conflict(access, meeting, form, conflict.note)
    except Closed:
        return _show_closed(access, meeting, form)
    if wants_json():
        html = get_template_attribute("macros/notes.html", "note_items")([note], at)
        return jsonify(id=str(note.id), version=note.version, number=note.number, html=html), 201
    flash(f"Anteckning N{note.number} är sparad.", "ok")
    return redirect(_back(access, meeting, note.question) + "#text")


def _back(access: Access, meeting: Meeting, question: str, **values: Any) -> str:
    return url_for("notes.during", slug=access.network.slug, number=meeting.number, fraga=question, **values)


@blueprint.route("/anteckning/<uuid:note_id>", methods=["GET", "POST"])
def edit(slug: str, number: int, note_id: uuid.UUID) -> Any:
    """Change a note, with its history."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    note = queries.note_of(meeting, note_id)
    if note is None:
        abort(404)
    form = NoteForm(guides.questions_of(access.network, meeting), obj=note)
    if request.method == "GET":
        form.perspective.data = note.perspective.value if note.perspective else ""
    if form.validate_on_submit():
        try:
            services.edit_note(meeting, note_id, request.form.get("version", 0, type=int), form.content, current_user)
        except services.Conflict as conflict:
            return _show_conflict(access, meeting, form, conflict.note)
        except Closed:
            return _show_closed(access, meeting, form)
        flash(f"Anteckning N{note.number} är ändrad.", "ok")
        return redirect(_back(access, meeting, note.question))
    page = meeting_page(
        "room/edit_note.html",
        access,
        meeting,
        note=note,
        form=form,
        revisions=queries.revisions_of(note),
    )
    return page, 422 if form.errors else 200


def _show_conflict(access: Access, meeting: Meeting, form: NoteForm, note: Note) -> Any:
    form.id.data, form.version.data = note.id, note.version
    if wants_json():
        return jsonify(message="Någon annan har ändrat anteckningen. Ladda om sidan för att se båda."), 409
    page = meeting_page("room/conflict.html", access, meeting, form=form, note=note)
    return page, 409


def _show_closed(access: Access, meeting: Meeting, form: NoteForm) -> Any:
    """The notes were handed in while somebody wrote: nothing is stored, and the text stays to be copied."""
    if wants_json():
        return jsonify(message=f"{CLOSED} Din text finns kvar i fältet."), 409
    return meeting_page(
        "room/closed.html", access, meeting, written=form.content.text, question=form.question.data
    ), 409


@blueprint.post("/anteckning/<uuid:note_id>/ta-bort")
def withdraw(slug: str, number: int, note_id: uuid.UUID) -> Response:
    """Take a note away; the next page offers to bring it back."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    note = _change(services.withdraw_note, meeting, note_id)
    return redirect(_back(access, meeting, note.question, borttagen=note.id))


@blueprint.post("/anteckning/<uuid:note_id>/aterstall")
def restore(slug: str, number: int, note_id: uuid.UUID) -> Response:
    """Bring a note back."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    note = _change(services.restore_note, meeting, note_id)
    flash(f"Anteckning N{note.number} är tillbaka.", "ok")
    return redirect(_back(access, meeting, note.question))


def _change(service: Any, meeting: Meeting, note_id: uuid.UUID) -> Note:
    try:
        note: Note = service(meeting, note_id, current_user)
    except services.ForeignNote:
        abort(404)
    except Closed:
        flash(CLOSED, "warn")
        abort(redirect(url_for("room.submit", slug=meeting.network.slug, number=meeting.number)))
    return note
