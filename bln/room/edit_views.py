"""Change a note that is written: its words, its place, whether it is there at all, and back again."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from bln.answers import wants_json
from bln.networks.models import Meeting
from bln.policy import Access, Action, load_meeting
from bln.room import guides, queries, services
from bln.room.conflicts import joined, show_closed, show_conflict
from bln.room.forms import NoteForm
from bln.room.models import Note
from bln.room.note_page import at_question
from bln.room.page import CLOSED, meeting_page
from bln.room.reopening import Closed

blueprint = Blueprint("note", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.errorhandler(Closed)
def refuse(_closed: Closed) -> Any:
    """Nothing of a note is changed while the notes are handed in: the way on is to open them again."""
    if wants_json():
        return jsonify(message=CLOSED), 409
    flash(CLOSED, "warn")
    where = request.view_args or {}
    return redirect(url_for("room.submit", slug=where["slug"], number=where["number"]))


def _load(slug: str, number: int, note_id: uuid.UUID) -> tuple[Access, Meeting, Note]:
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    note = queries.note_of(meeting, note_id)
    if note is None:
        abort(404)
    return access, meeting, note


@blueprint.route("/anteckning/<uuid:note_id>", methods=["GET", "POST"])
def edit(slug: str, number: int, note_id: uuid.UUID) -> Any:
    """Change a note, with its history."""
    access, meeting, note = _load(slug, number, note_id)
    form = NoteForm(guides.questions_of(access.network, meeting), obj=note)
    form.show_choices(note)
    if form.validate_on_submit():
        return _save(access, meeting, note, form)
    if wants_json():
        return _in_place(access, meeting, note, form)
    page = meeting_page(
        "room/edit_note.html",
        access,
        meeting,
        note=note,
        form=form,
        revisions=queries.wordings_of(note),
    )
    return page, 422 if form.errors else 200


def _in_place(access: Access, meeting: Meeting, note: Note, form: NoteForm) -> Any:
    if form.errors:
        return jsonify(message=form.words), 422
    form.number_ids(note.number)
    shown = {"form": form, "note": note, "network": access.network, "meeting": meeting}
    return jsonify(html=render_template("room/_edit_in_place.html", **shown))


def _save(access: Access, meeting: Meeting, note: Note, form: NoteForm) -> Any:
    if joined(form, note):
        return show_conflict(access, meeting, form, note)
    before = note.version
    try:
        note = services.edit_note(meeting, note.id, form.version.data or 0, form.content, current_user)
    except services.Conflict as conflict:
        return show_conflict(access, meeting, form, conflict.note)
    except Closed:
        return show_closed(access, meeting, form)
    undo = _address("restore_version", access, meeting, note, version=before) if note.version > before else ""
    return _changed(access, meeting, note, "är ändrad", undo)


@blueprint.post("/anteckning/<uuid:note_id>/ta-bort")
def withdraw(slug: str, number: int, note_id: uuid.UUID) -> Any:
    """Take a note away; the next page offers to bring it back."""
    access, meeting, note = _load(slug, number, note_id)
    note = services.withdraw_note(meeting, note.id, current_user)
    if wants_json():
        return _changed(access, meeting, note, "är borttagen", _address("restore", access, meeting, note))
    return redirect(at_question(access, meeting, note.question, borttagen=note.id))


@blueprint.post("/anteckning/<uuid:note_id>/aterstall")
def restore(slug: str, number: int, note_id: uuid.UUID) -> Any:
    """Bring a note back."""
    access, meeting, note = _load(slug, number, note_id)
    note = services.restore_note(meeting, note.id, current_user)
    return _changed(access, meeting, note, "är tillbaka", _address("withdraw", access, meeting, note))


@blueprint.post("/anteckning/<uuid:note_id>/version/<int:version>/ta-tillbaka")
def restore_version(slug: str, number: int, note_id: uuid.UUID, version: int) -> Any:
    """Let a note say what it said before."""
    access, meeting, note = _load(slug, number, note_id)
    before = note.version
    try:
        note = services.restore_version(meeting, note.id, version, current_user)
    except services.ForeignNote:
        abort(404)
    undo = _address("restore_version", access, meeting, note, version=before)
    return _changed(access, meeting, note, "står som förut", undo)


@blueprint.post("/anteckning/<uuid:note_id>/flytta-<any(upp, ned):way>")
def move(slug: str, number: int, note_id: uuid.UUID, way: str) -> Any:
    """Move a note one step among the others."""
    access, meeting, note = _load(slug, number, note_id)
    before = note.version
    note = services.move_note(meeting, note.id, current_user, up=way == "upp")
    if note.version == before:
        return _changed(access, meeting, note, "står redan först" if way == "upp" else "står redan sist", "")
    back = _address("move", access, meeting, note, way="ned" if way == "upp" else "upp")
    return _changed(access, meeting, note, f"är flyttad {way}", back)


def _address(view: str, access: Access, meeting: Meeting, note: Note, **more: Any) -> str:
    return url_for(f"note.{view}", slug=access.network.slug, number=meeting.number, note_id=note.id, **more)


def _changed(access: Access, meeting: Meeting, note: Note, what: str, undo: str) -> Any:
    message = f"Anteckning N{note.number} {what}."
    if wants_json():
        return jsonify(message=message, undo=undo, number=note.number, version=note.version)
    flash(message, "ok")
    return redirect(at_question(access, meeting, note.question) + f"#n{note.number}")
