"""Notes that were written in Word or elsewhere: fetched, looked at, stored all at once, and taken back."""

import uuid
from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from bln.documents import render_as_pdf, send_document
from bln.networks.models import Meeting
from bln.policy import Access, Action, load_meeting
from bln.room import guides, services
from bln.room.documents import note_form_of
from bln.room.fetching import MOST_BESIDE, MOST_NOTES, TooMuch, fetched_from, note_ids
from bln.room.page import CLOSED, meeting_page
from bln.room.queries import standing_notes
from bln.room.reopening import Closed, is_closed
from bln.room.word_forms import LEFT, FetchForm, PreviewForm, preview_of
from exports import wording
from meetings.pieces import Written
from meetings.privacy import Level, check_privacy

blueprint = Blueprint("word", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/hamta")

NO_PDF = ("Den här servern kan inte göra PDF", "Hämta anteckningsbladet som Word och skriv ut det i stället.")


@blueprint.route("", methods=["GET", "POST"])
def fetch(slug: str, number: int) -> Any:
    """Choose a file or paste a text, and see where it lands."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    form = FetchForm()
    if form.validate_on_submit() and (written := form.read()) and (page := _preview(access, meeting, form, written)):
        return page
    page = meeting_page("room/fetch.html", access, meeting, form=form, closed=is_closed(meeting.id))
    return page, 422 if form.errors else 200


def _preview(access: Access, meeting: Meeting, form: FetchForm, written: Written) -> str | None:
    try:
        fetched = fetched_from(access.network, meeting, written)
    except TooMuch as much:
        form.form_errors.append(str(much))
        return None
    return _shown(access, meeting, preview_of(fetched, guides.questions_of(access.network, meeting)), fetched.told)


def _shown(access: Access, meeting: Meeting, form: PreviewForm, told: Any = ()) -> str:
    rows = list(form.notes)
    taken = [row for row in rows if row.form.chosen != LEFT]
    beside = [row for row in rows if row.form.chosen == LEFT]
    unsure = [row for row in taken if not row.form.question.data]
    personal = [row for row in taken if any(find.level is Level.BLOCK for find in check_privacy(row.form.text.data))]
    more = {"taken": taken, "beside": beside, "unsure": unsure, "personal": personal, "told": told}
    more |= {"closed": is_closed(meeting.id), "questions": guides.questions_of(access.network, meeting)}
    return meeting_page("room/fetch_preview.html", access, meeting, form=form, kind_names=wording.NOTE_KINDS, **more)


@blueprint.post("/spara")
def store(slug: str, number: int) -> Any:
    """Store what was looked at: all of it or nothing."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    form = PreviewForm().of(guides.questions_of(access.network, meeting))
    if not form.validate_on_submit():
        return _shown(access, meeting, form), 422
    done = url_for(".fetched", slug=slug, number=number, hamtning=form.id.data, rader=len(form.notes))
    try:
        services.add_notes(access.network, meeting, form.contents, current_user)
    except services.ForeignNote:
        abort(409)
    except Closed:
        form.form_errors.append(f"{CLOSED} Inget är sparat.")
        return _shown(access, meeting, form), 409
    return redirect(done)


@blueprint.get("/klart")
def fetched(slug: str, number: int) -> Any:
    """What was stored, with a way to take it back; to begin with where the address names no fetch."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    which, rows = _of_one_fetch()
    if which is None:
        return redirect(url_for(".fetch", slug=slug, number=number))
    standing = standing_notes(meeting, note_ids(which, rows))
    return meeting_page("room/fetched.html", access, meeting, which=which, rows=rows, standing=standing)


@blueprint.post("/angra")
def undo(slug: str, number: int) -> Any:
    """Take the notes of one fetch back, and no others."""
    _, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    which, rows = _of_one_fetch()
    try:
        ids = note_ids(which, rows) if which else []
        taken, kept = services.withdraw_new(meeting, ids, current_user)
    except Closed:
        flash(f"{CLOSED} Inget är ändrat.", "warn")
    else:
        flash("Hämtningen är ångrad." if taken else "Hämtningen var redan ångrad.", "ok")
        if kept:
            flash("Det som någon har ändrat sedan dess står kvar.", "warn")
    return redirect(url_for(".fetch", slug=slug, number=number))


def _of_one_fetch() -> tuple[uuid.UUID | None, int]:
    """The id of a fetch and how many texts it had; None and 0 where the request names none."""
    which = request.values.get("hamtning", type=uuid.UUID)
    rows = request.values.get("rader", 0, type=int)
    return (which, rows) if which and 0 < rows <= MOST_NOTES + MOST_BESIDE else (None, 0)


@blueprint.get("/anteckningsblad.<ext>")
def download_form(slug: str, number: int, ext: str) -> Response:
    """The form to write notes in: as a Word file to fill in, as a PDF to print."""
    from exports.pdf import PdfMissing

    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    document = note_form_of(access.network, meeting, on_paper=ext == "pdf")
    name = f"{slug}-mote-{number}-anteckningsblad"
    if ext != "pdf":
        return send_document(document, name, ext)
    try:
        response = Response(render_as_pdf(document), content_type="application/pdf")
    except PdfMissing:
        abort(make_response(render_template("errors/error.html", code=503, title=NO_PDF[0], text=NO_PDF[1]), 503))
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response
