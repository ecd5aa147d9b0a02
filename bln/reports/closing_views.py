"""The closing form of a network, and what staff read of all of them."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import send_document
from bln.networks.models import Network
from bln.pages import page_number
from bln.policy import Action, load_network, load_programme
from bln.reports import closing
from bln.reports.forms import ClosingForm
from bln.reports.models import ClosingAnswer
from bln.reports.queries import closing_answer
from bln.reports.services import ForeignAnswer, hand_in_answer, take_back_answer
from meetings.lessons import Answerer, ClosingQuestion

FORM = "/natverk/<slug>/avslutning"
ANSWERS = "/program/<programme>/avslutningar"
LAST = "closing_answer"

blueprint = Blueprint("closing", __name__)


@blueprint.route(FORM, methods=["GET", "POST"])
def answer(slug: str) -> Any:
    """Answer at the close of a network, or write in a member's answers from paper."""
    access = load_network(current_user, slug, Action.ANSWER_CLOSING)
    form = ClosingForm(leads=access.may(Action.ANSWER_FOR_MEMBERS))
    if form.validate_on_submit():
        try:
            given = hand_in_answer(access.network, form.id.data, form.content)
        except ForeignAnswer:
            abort(409)
        session[LAST] = str(given.id)
        return redirect(url_for(".receipt", slug=slug))
    if request.method == "GET":
        form.id.data = uuid.uuid4()
        if form.role and "papper" in request.args:
            form.role.data = Answerer.MEMBER.value
    page = render_template("reports/closing.html", access=access, network=access.network, form=form)
    return page, 422 if form.errors else 200


@blueprint.get(FORM + "/tack")
def receipt(slug: str) -> Any:
    """Thanks, what happens to the words, and the one chance to take them back."""
    access = load_network(current_user, slug, Action.ANSWER_CLOSING)
    given = _given(access.network)
    if given is None:
        return redirect(url_for(".answer", slug=slug))
    return render_template("reports/closing_receipt.html", access=access, network=access.network, given=given)


@blueprint.post(FORM + "/ta-tillbaka")
def take_back(slug: str) -> Response:
    """Take back the answer that this browser has just handed in."""
    access = load_network(current_user, slug, Action.ANSWER_CLOSING)
    given = _given(access.network)
    if given is None or not take_back_answer(access.network, given.id):
        flash("Det finns inget svar att ta tillbaka här.", "warn")
        return redirect(url_for(".answer", slug=slug))
    session.pop(LAST)
    flash("Svaret är borttaget. Ingenting är sparat.", "ok")
    return redirect(url_for("networks.show", slug=slug))


def _given(network: Network) -> ClosingAnswer | None:
    """The answer that this browser handed in last; nothing but its session ties the two together."""
    last = session.get(LAST)
    return closing_answer(network, uuid.UUID(last)) if last else None


@blueprint.get(ANSWERS)
def show_answers(programme: str) -> str:
    """What was answered in all networks, one question at a time."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    words = request.args.get("q", "").strip()
    page = closing.closing_page(found, _asked(), words, page_number())
    return render_template("reports/closing_answers.html", programme=found, answers=page, words=words)


@blueprint.get(ANSWERS + ".<any(csv, xlsx):ext>")
def download_answers(programme: str, ext: str) -> Response:
    """All answers in words as a table."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    return send_document(closing.closing_sheet(found), f"{programme}-avslutningar", ext)


def _asked() -> ClosingQuestion:
    wanted = request.args.get("fraga", ClosingQuestion.WORKED)
    if wanted not in list(ClosingQuestion):
        abort(404)
    return ClosingQuestion(wanted)
