"""What was written can't be saved as it stands: both texts side by side, or the text alone when notes are closed."""

from typing import Any

from flask import jsonify, render_template, request

from bln.answers import wants_json
from bln.networks.models import Meeting
from bln.policy import Access
from bln.room.forms import NoteForm
from bln.room.models import Note
from bln.room.page import CLOSED, meeting_page


def show_conflict(access: Access, meeting: Meeting, form: NoteForm, note: Note) -> Any:
    """What is saved and what was written, with a form that saves over the version that is shown."""
    form.id.data, form.version.data = note.id, note.version
    shown = {"form": form, "note": note, "network": access.network, "meeting": meeting}
    if wants_json():
        form.number_ids(note.number)
        title = f"Två har ändrat anteckning N{note.number}"
        return jsonify(message=title, html=render_template("room/_conflict_in_place.html", **shown)), 409
    return meeting_page("room/conflict.html", access, meeting, form=form, note=note), 409


def show_closed(access: Access, meeting: Meeting, form: NoteForm) -> Any:
    """The notes were handed in while somebody wrote: nothing is stored, and the text stays to be copied."""
    if wants_json():
        return jsonify(message=f"{CLOSED} Din text finns kvar i fältet."), 409
    written, question = form.content.text, form.question.data
    return meeting_page("room/closed.html", access, meeting, written=written, question=question), 409


def joined(form: NoteForm, note: Note) -> bool:
    """Whether the writer asked for both texts in one; then the form holds them, to be read before they are saved."""
    if not request.form.get("lagg_ihop"):
        return False
    form.text.data = f"{note.text}\n{form.text.data or ''}".strip()
    return True
