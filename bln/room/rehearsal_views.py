"""Rehearse a meeting: the room's own pages over invented notes. Nothing is stored, and no message is kept."""

import uuid
from collections.abc import Sequence
from typing import Any

import flask
from flask import Blueprint, abort, request
from flask_login import current_user

from bln.policy import Action, load_meeting
from bln.room.forms import NoteForm
from bln.room.page import meeting_page
from bln.room.rehearsal import (
    ExampleMeeting,
    TriedNote,
    counts_of,
    example_meeting,
    notes_from,
    room_of,
    with_note,
    with_removed,
)
from meetings.privacy import Level, check_privacy

blueprint = Blueprint("rehearsal", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/ova")

# Where the room's partials lead to in a rehearsal: the rest of a meeting is told of where it would be handed in.
ROOM = {"notes.during", "note.edit"}
REST = {"tools.show", "room.submit", "room.download_notes", "attendance.record", "word.fetch", "priorities.choose"}


def url_for(endpoint: str, **values: Any) -> str:
    """The address of a page, as the templates of a rehearsal ask for it: those of the real room stay out of reach."""
    at = {"slug": values.get("slug"), "number": values.get("number")}
    if endpoint in ROOM:
        note = values.get("note_id")
        anchor = f"andra/anteckning/{note}" if note else None
        return flask.url_for("rehearsal.room", **at, fraga=values.get("fraga"), _anchor=anchor)
    return flask.url_for("rehearsal.hand_in", **at) if endpoint in REST else flask.url_for(endpoint, **values)


@blueprint.route("", methods=["GET", "POST"])
def room(slug: str, number: int) -> Any:
    """During: one question of the invented meeting, with what has been written in the rehearsal."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    example = example_meeting()
    asked = request.args.get("fraga") or example.prompts[0].question
    form, notes, said = _tried(example, asked)
    found = room_of(example, asked, notes) or abort(404)
    page = meeting_page(
        "room/rehearsal.html",
        access,
        meeting,
        url_for=url_for,
        example=example,
        room=found,
        form=form,
        notes=[note for note in notes if note.question == asked and not note.removed],
        kept=notes,
        at="#andra",
        removed=request.form.get("ta_bort", ""),
        said=said,
    )
    return page, 422 if form.errors else 200


def _tried(example: ExampleMeeting, asked: str) -> tuple[NoteForm, Sequence[TriedNote], str]:
    """The form, the notes after what was done with them, and what there is to say of it."""
    empty = {"formdata": None, "question": asked, "id": uuid.uuid4()}
    if request.method == "GET":
        return NoteForm(example.questions, **empty), example.notes, ""
    notes, form = notes_from(request.form), NoteForm(example.questions)
    if gone := request.form.get("ta_bort"):
        return form, with_removed(notes, gone, removed=True), ""
    if back := request.form.get("tillbaka"):
        return form, with_removed(notes, back, removed=False), f"Anteckning N{back} är tillbaka."
    if changed := request.form.get("andra"):
        return form, notes, f"Anteckning N{changed} är ändrad."
    if "ga" in request.form:
        return NoteForm(example.questions, **empty), notes, ""
    if form.validate():
        notes = with_note(notes, form.content)
        return NoteForm(example.questions, **empty), notes, f"Anteckning N{notes[-1].number} är skriven."
    return form, notes, ""


@blueprint.route("/lamna-in", methods=["GET", "POST"])
def hand_in(slug: str, number: int) -> str:
    """After: the privacy check of what was written in the rehearsal, and how handing in goes."""
    access, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    example = example_meeting()
    notes = notes_from(request.form) if request.method == "POST" else example.notes
    checked = ((note, check_privacy(note.text)) for note in notes if not note.removed)
    finds = [(note, found) for note, found in checked if found]
    return meeting_page(
        "room/rehearsal_hand_in.html",
        access,
        meeting,
        url_for=url_for,
        example=example,
        kept=notes,
        counts=counts_of(notes),
        finds=finds,
        blocked=any(find.level is Level.BLOCK for _, found in finds for find in found),
    )
