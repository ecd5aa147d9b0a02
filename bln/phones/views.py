"""Phones: join a meeting by its code, write, vote; open to whoever has the code, while the room is open."""

import uuid
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from bln.people.throttle import TooSoon
from bln.people.words import too_soon
from bln.phones import services
from bln.phones.forms import FAULTS, BallotForm, CodeForm, PhoneNoteForm, ballot_form
from bln.phones.models import Phone
from bln.phones.queries import OnPhone, mark_of, phone_by_secret, shown_on_phone
from bln.room.guides import questions_of
from bln.room.reopening import Closed
from bln.room.services import Conflict, ForeignNote
from bln.room.tool_models import Room
from bln.security import open_to_all

COOKIE_KEY = "telefon"
NO_SUCH_CODE = "Det finns inget öppet möte med den koden. Läs koden en gång till, eller fråga den som leder mötet."
CLOSED = "Mötet är inlämnat, så det går inte att skriva mer. Kopiera din text om du vill behålla den."

blueprint = Blueprint("phones", __name__, url_prefix="/delta")


@blueprint.get("/<code>")
@open_to_all
def come(code: str) -> str:
    """The picture leads here: the code is filled in."""
    return render_template("phones/join.html", form=CodeForm(data={"code": code}))


@blueprint.route("", methods=["GET", "POST"])
@open_to_all
def join() -> Any:
    """Type the code."""
    form, status = CodeForm(), 200
    if form.validate_on_submit():
        try:
            session[COOKIE_KEY] = services.join(form.code.data or "", request.remote_addr)
            return redirect(url_for(".take_part"))
        except services.NoSuchCode:
            form.code.errors = [NO_SUCH_CODE]
        except TooSoon as refused:
            form.form_errors, status = [too_soon(refused.wait)], 429
    return render_template("phones/join.html", form=form), 422 if form.errors and status == 200 else status


@blueprint.get("/mote")
@open_to_all
def take_part() -> Any:
    """The question, a field to write in, and a vote that is open; 304 while the room has not gone on."""
    found = phone_by_secret(session.get(COOKIE_KEY))
    if found is None:
        return _over()
    if request.if_none_match.contains(mark_of(found[1])):
        return Response(status=304)
    return _page(*found)


def _over() -> Any:
    return render_template("phones/over.html"), 404


def _page(
    phone: Phone, room: Room, note: PhoneNoteForm | None = None, ballot: BallotForm | None = None, status: int = 200
) -> Any:
    shown = shown_on_phone(phone, room)
    note = note or PhoneNoteForm(formdata=None, data={"id": uuid.uuid4(), "question": shown.prompt.question})
    page = render_template(
        "phones/take_part.html",
        shown=shown,
        note=note,
        note_about=_title(shown, note.question.data),
        ballot=ballot or (ballot_form(shown.vote.poll, shown.dots) if shown.vote else None),
    )
    answer = make_response(page, status)
    answer.set_etag(shown.mark)
    return answer


def _title(shown: OnPhone, question: str) -> str:
    asked = {each.key: each.title for each in questions_of(shown.meeting.network, shown.meeting)}
    return asked.get(question, shown.prompt.title)


@blueprint.post("/mote/anteckning")
@open_to_all
def write_note() -> Any:
    """Save a note."""
    found = phone_by_secret(session.get(COOKIE_KEY))
    if found is None:
        return _over()
    shown = shown_on_phone(*found)
    form, status = PhoneNoteForm(), 422
    if form.question.data not in {each.key for each in questions_of(shown.meeting.network, shown.meeting)}:
        form.question.data = shown.prompt.question
    if form.validate_on_submit():
        try:
            services.write_note(found[0], shown.meeting, form.id.data, form.question.data, form.text.data or "")
        except Closed:
            form.form_errors, status = [CLOSED], 409
        except (ForeignNote, Conflict):
            form.form_errors, status = ["Anteckningen har ändrats sedan dess. Skicka den igen som en ny."], 409
            form.id.data = uuid.uuid4()
        else:
            flash("Sparat. Tack!", "ok")
            return redirect(url_for(".take_part"))
    return _page(*found, note=form, status=status)


@blueprint.post("/mote/anteckning/<uuid:note_id>/ta-bort")
@open_to_all
def take_back(note_id: uuid.UUID) -> Any:
    """Take back a note that this phone has written."""
    found = phone_by_secret(session.get(COOKIE_KEY))
    if found is None:
        return _over()
    try:
        services.take_back(found[0], shown_on_phone(*found).meeting, note_id)
    except ForeignNote:
        return _over()
    except Closed:
        flash("Mötet är inlämnat, så anteckningen står kvar. Säg till den som leder mötet.", "warn")
    else:
        flash("Anteckningen är borttagen.", "ok")
    return redirect(url_for(".take_part"))


@blueprint.post("/mote/rost")
@open_to_all
def cast() -> Any:
    """Give one's dots."""
    found = phone_by_secret(session.get(COOKIE_KEY))
    if found is None:
        return _over()
    shown = shown_on_phone(*found)
    asked = request.form.get("round", "")
    if shown.vote is None or asked != str(shown.vote.row.round):
        flash("Omröstningen är stängd.", "warn")
        return redirect(url_for(".take_part"))
    form = ballot_form(shown.vote.poll, shown.dots)
    if form.validate_on_submit():
        try:
            services.cast(found[0], shown.meeting, shown.vote.row.round, form.dots)
        except services.NoVote:
            flash("Omröstningen hann stängas.", "warn")
            return redirect(url_for(".take_part"))
        except services.FaultyVote as faulty:
            form.form_errors = [FAULTS[faulty.fault]]
        else:
            flash("Din röst är sparad. Du kan ändra den tills omröstningen stängs.", "ok")
            return redirect(url_for(".take_part"))
    return _page(*found, ballot=form, status=422)


@blueprint.post("/lamna")
@open_to_all
def leave() -> Response:
    """Let the phone forget the meeting."""
    session.pop(COOKIE_KEY, None)
    return redirect(url_for(".join"))
