"""*Stämmer det här?*: members read the notes before they are handed in, and those who lead see what they say."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import shown
from bln.networks.models import Meeting
from bln.policy import Access, Action, load_meeting
from bln.room import checking
from bln.room.check_forms import CheckForm
from bln.room.check_models import Handling, NotesCheck
from bln.room.check_page import answered, checked_text
from bln.room.documents import submitted_document_of
from bln.room.page import meeting_page
from bln.room.queries import latest_submission

LAST = "check_answer"

blueprint = Blueprint("checking", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.route("/stammer-det", methods=["GET", "POST"])
def answer(slug: str, number: int) -> Any:
    """Read the notes, and answer that they are right or what isn't; or write in an answer from paper."""
    access, meeting = load_meeting(current_user, slug, number, Action.ANSWER_CHECK)
    check = _asked(meeting)
    form = CheckForm()
    if not checking.is_asking(meeting):
        return _ended(access, meeting, form)
    if form.validate_on_submit():
        try:
            checking.answer_check(meeting, form.id.data, form.content)
        except checking.NotAsked:
            return _ended(access, meeting, form)
        except LookupError:
            abort(400)
        session[LAST] = [str(check.id), str(form.id.data)]
        return redirect(url_for(".answer", slug=slug, number=number))
    return _reading(access, meeting, form, _secret(check))


def _asked(meeting: Meeting) -> NotesCheck:
    check = checking.check_of(meeting)
    if check is None:
        abort(404)
    return check


def _secret(check: NotesCheck) -> uuid.UUID | None:
    """The secret of the answer that this browser gave last; nothing else ties the two together."""
    of_check, secret = session.get(LAST, ("", ""))
    return uuid.UUID(secret) if of_check == str(check.id) else None


def _reading(access: Access, meeting: Meeting, form: CheckForm, secret: uuid.UUID | None) -> Any:
    text = checked_text(access.network, meeting)
    given = checking.answer_of(meeting, secret) if secret else None
    thanks = given is not None and request.method == "GET" and not request.args
    if request.method == "GET":
        anew = given is None or "nytt" in request.args
        form.show(secret if secret and not anew else uuid.uuid4(), text.notes, None if anew else given)
    rows = {} if thanks else form.rows(text.notes)
    page = meeting_page("room/check.html", access, meeting, form=form, text=text, rows=rows, given=given, thanks=thanks)
    return page, 422 if form.errors else 200


def _ended(access: Access, meeting: Meeting, form: CheckForm) -> Any:
    """What was handed in; or, when those who lead have stopped asking, that they have."""
    document = submitted_document_of(access.network, meeting)
    written = list(form.content.remarks.values()) if form.is_submitted() else []
    page = meeting_page(
        "room/check_ended.html", access, meeting, document=shown(document) if document else None, written=written
    )
    return page, 409 if form.is_submitted() else 200


@blueprint.post("/stammer-det/ta-tillbaka")
def take_back(slug: str, number: int) -> Response:
    """Take back the answer that this browser gave last."""
    _, meeting = load_meeting(current_user, slug, number, Action.ANSWER_CHECK)
    secret = _secret(_asked(meeting))
    if secret and checking.take_back_answer(meeting, secret):
        session.pop(LAST)
        flash("Svaret är borttaget.", "ok")
    else:
        flash("Det finns inget svar att ta tillbaka här.", "warn")
    return redirect(url_for(".answer", slug=slug, number=number))


@blueprint.get("/kontroll")
def show(slug: str, number: int) -> str:
    """For those who lead: ask the members, and read what they have answered."""
    access, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    check = checking.check_of(meeting)
    return meeting_page(
        "room/check_answers.html",
        access,
        meeting,
        check=check,
        asking=checking.is_asking(meeting),
        answered=answered(access.network, check) if check else None,
        text=checked_text(access.network, meeting),
        submitted=bool(latest_submission(meeting)),
    )


@blueprint.post("/kontroll/fraga")
def ask(slug: str, number: int) -> Response:
    """Ask the members."""
    access, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    try:
        checking.ask_members(access.network, meeting, current_user)
    except checking.NotAsked:
        flash("Anteckningarna är redan inlämnade.", "warn")
    else:
        flash("Deltagarna kan läsa anteckningarna och svara nu.", "ok")
    return redirect(url_for(".show", slug=slug, number=number))


@blueprint.post("/kontroll/sluta")
def stop(slug: str, number: int) -> Response:
    """Stop asking."""
    _, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    checking.stop_asking(meeting)
    flash("Deltagarna ser inte anteckningarna längre. Svaren finns kvar.", "ok")
    return redirect(url_for(".show", slug=slug, number=number))


@blueprint.post("/kontroll/synpunkt/<uuid:key>")
def handle(slug: str, number: int, key: uuid.UUID) -> Response:
    """Say what came of a remark."""
    _, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    done = request.form.get("gjort", "")
    try:
        checking.handle_remark(meeting, key, Handling(done) if done in set(Handling) else None)
    except LookupError:
        abort(404)
    return redirect(url_for(".show", slug=slug, number=number, _anchor="remarks"))


@blueprint.get("/kontroll/papper")
def on_paper(slug: str, number: int) -> str:
    """The text on paper, with a strip to answer on."""
    access, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    return meeting_page("room/check_paper.html", access, meeting, text=checked_text(access.network, meeting))
