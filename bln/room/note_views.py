"""During: one question at a time, its notes, a field for the next one, and what the others have written meanwhile."""

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, g, jsonify, make_response, redirect, request
from flask_login import current_user

from bln.answers import wants_json
from bln.networks.models import Meeting
from bln.pages import page_number
from bln.policy import Access, Action, load_meeting
from bln.room import guides, queries, services
from bln.room.changes import room_tag
from bln.room.conflicts import show_closed, show_conflict
from bln.room.forms import NoteForm
from bln.room.models import Note
from bln.room.note_page import asked, at_question, note_items, room_of
from bln.room.page import meeting_address, meeting_page
from bln.room.reopening import Closed
from exports import wording

blueprint = Blueprint("notes", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.route("/anteckningar", methods=["GET", "POST"])
def during(slug: str, number: int) -> Any:
    """During: one question at a time, with its notes and a field for the next one."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    questions = guides.questions_of(access.network, meeting)
    question = asked(questions)
    form = NoteForm(questions, question=question.key)
    if form.validate_on_submit():
        return _save_new(access, meeting, form)
    if request.method == "GET":
        form.id.data = uuid.uuid4()
    elif wants_json():
        return jsonify(message=form.words), 422
    room = room_of(access, meeting, questions, question)
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


def _withdrawn(meeting: Meeting) -> Note | None:
    note_id = request.args.get("borttagen", type=uuid.UUID)
    note = queries.note_of(meeting, note_id) if note_id else None
    return note if note and note.withdrawn_at else None


def _save_new(access: Access, meeting: Meeting, form: NoteForm) -> Any:
    address = meeting_address(access, meeting)  # before the commit, after which a network would be read anew
    try:
        note = services.add_note(access.network, meeting, form.id.data, form.content, current_user)
    except services.ForeignNote:
        abort(409)
    except services.Conflict as conflict:
        return show_conflict(access, meeting, form, conflict.note)
    except Closed:
        return show_closed(access, meeting, form)
    if wants_json():
        return jsonify(id=str(note.id), version=note.version, number=note.number, html=note_items([note], address)), 201
    flash(f"Anteckning N{note.number} är sparad.", "ok")
    return redirect(at_question(access, meeting, note.question) + "#text")


@blueprint.get("/anteckningar/nytt")
def changed(slug: str, number: int) -> Response:
    """The notes of a question for a page that shows them already; 304 as long as nothing has happened."""
    g.pop("stale_session", None)  # a page that asks by itself is nobody who is there
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    tag = room_tag(meeting)
    if tag in request.if_none_match:
        return Response(status=304, headers={"ETag": f'"{tag}"'})
    question = asked(guides.questions_of(access.network, meeting))
    notes = queries.notes_page(meeting, question.key, page_number())
    counts = {key: wording.count_notes(notes) for key, notes in queries.note_counts(meeting).items()}
    answer = make_response(jsonify(html=note_items(notes, meeting_address(access, meeting)), counts=counts))
    answer.set_etag(tag)
    return answer
