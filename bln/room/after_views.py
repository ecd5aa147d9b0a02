"""After: mend a note in place, write what the meeting came to, open again what is handed in."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.policy import Action, load_meeting
from bln.room import queries
from bln.room.after import submit_page
from bln.room.after_forms import OutcomeForm, ReopenForm, mend_form
from bln.room.concluding import OutcomeConflict, save_outcome, suggested_points
from bln.room.outcomes import latest_outcome
from bln.room.page import CLOSED, meeting_page
from bln.room.reopening import Closed, StaleVersion, is_closed, reopen
from bln.room.services import Conflict, content_of, edit_note
from bln.room.submitting import close_unchanged

blueprint = Blueprint("after", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.post("/lamna-in/anteckning/<uuid:note_id>")
def mend(slug: str, number: int, note_id: uuid.UUID) -> Any:
    """Change the text of a note where the privacy check found something, or take the suggested words."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    note = queries.note_of(meeting, note_id)
    if note is None:
        abort(404)
    form = mend_form(note)
    if not form.validate_on_submit():
        return submit_page(access, meeting, mending=form, note_id=note_id), 422
    content = replace(content_of(note), text=form.text.data or "")
    try:
        edit_note(meeting, note_id, form.version.data, content, current_user)
    except Conflict:
        return submit_page(access, meeting, mending=form, note_id=note_id, conflict=True), 409
    except Closed:
        flash(CLOSED, "warn")
        return redirect(url_for("room.submit", slug=slug, number=number))
    return redirect(url_for("room.submit", slug=slug, number=number, andrad=note_id, _anchor="privacy"))


@blueprint.route("/det-viktigaste", methods=["GET", "POST"])
def conclude(slug: str, number: int) -> Any:
    """Three to five key points, what the meeting agreed on and what it didn't."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    version, standing = latest_outcome(meeting)
    form, theirs = OutcomeForm(), None
    if form.validate_on_submit():
        try:
            save_outcome(meeting, form.version.data, form.content, current_user)
        except Closed:
            form.form_errors = [CLOSED]
        except OutcomeConflict as conflict:
            theirs = conflict.standing
            form.version.data, form.version.raw_data = conflict.version, None
        else:
            flash("Det viktigaste är sparat.", "ok")
            return redirect(url_for("room.submit", slug=slug, number=number))
    suggested = () if standing.key_points else suggested_points(access.network, meeting)
    if request.method == "GET":
        taken = suggested if "forslag" in request.args else standing.key_points
        form.show(version, replace(standing, key_points=taken))
    page = meeting_page(
        "room/conclude.html",
        access,
        meeting,
        form=form,
        theirs=theirs,
        suggested=suggested,
        closed=is_closed(meeting.id),
    )
    return page, 409 if theirs else 422 if form.errors else 200


@blueprint.post("/lamna-in/oppna")
def open_again(slug: str, number: int) -> Any:
    """Open notes that are handed in, with a reason; they are handed in anew as a new version."""
    access, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    form = ReopenForm()
    if not form.validate_on_submit():
        return submit_page(access, meeting, reopening=form), 422
    try:
        reopen(access.network, meeting, form.version.data, form.reason.data or "", current_user)
    except StaleVersion:
        flash("Någon annan har lämnat in en nyare version. Läs den först.", "warn")
        return redirect(url_for("room.submitted", slug=slug, number=number))
    flash("Anteckningarna är öppna igen. Ändra, och lämna sedan in den nya versionen.", "ok")
    return redirect(url_for("room.submit", slug=slug, number=number))


@blueprint.post("/lamna-in/stang")
def close_again(slug: str, number: int) -> Response:
    """Close notes that were opened again by mistake; only what is unchanged can be closed so."""
    _, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    if close_unchanged(meeting):
        flash("Anteckningarna är stängda igen. Inget har ändrats.", "ok")
        return redirect(url_for("room.submitted", slug=slug, number=number))
    flash("Något har ändrats sedan du öppnade. Lämna in den nya versionen i stället.", "warn")
    return redirect(url_for("room.submit", slug=slug, number=number))
