"""Who comes to a meeting: one tap for the member, on the page or from the mail; a list for those who lead."""

import uuid
from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.calendar.mails import ANSWER
from bln.networks import announcing, answers
from bln.networks.forms import AnswerForm
from bln.policy import Action, keep_archived, load_meeting
from bln.room.page import meeting_page
from bln.security import open_to_all
from exports import wording

MEETING = "/natverk/<slug>/mote/<int(min=1, max=999):number>"
TOO_LATE = "Det går inte att svara längre. Ring den som leder nätverket."

blueprint = Blueprint("answers", __name__)


@blueprint.post(f"{MEETING}/svar")
def give(slug: str, number: int) -> Response:
    """A member's own answer."""
    access, meeting = load_meeting(current_user, slug, number, Action.ANSWER_MEETING)
    form = AnswerForm()
    membership = answers.standing_membership(access.network, current_user.person_id)
    if form.validate_on_submit():
        try:
            answers.give_answer(meeting, membership, form.given)
        except answers.NotAsked:
            flash(TOO_LATE, "warn")
        else:
            flash(f"Tack. Du har svarat: {wording.ANSWERS[form.given]}.", "ok")
    return redirect(url_for("room.before", slug=slug, number=number))


@blueprint.get(f"{MEETING}/kommer")
def show(slug: str, number: int) -> str:
    """Who comes, who has not answered, and which perspective will be missing."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    return meeting_page(
        "networks/coming.html",
        access,
        meeting,
        told=announcing.told_of(meeting).value,
        expected=answers.expected_at(access.network, meeting),
        reach=announcing.reach_of(access.network),
        open=answers.is_open(meeting),
    )


@blueprint.post(f"{MEETING}/kommer/<uuid:key>")
def record(slug: str, number: int, key: uuid.UUID) -> Response:
    """What somebody has said by phone or on paper; an empty answer takes it away."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    membership = next((m for m in answers.asked_in(access.network) if m.id == key), None) or abort(404)
    form = AnswerForm()
    if form.validate_on_submit() or not request.form.get("answer"):
        try:
            answers.give_answer(meeting, membership, form.given if request.form.get("answer") else None)
        except answers.NotAsked:
            flash("Svar går att skriva in när mötet är skickat, till och med mötesdagen.", "warn")
    return redirect(url_for(".show", slug=slug, number=number, _anchor=f"svar-{key}"))


@blueprint.route("/kommer/<secret>/<uuid:key>", methods=["GET", "POST"])
@open_to_all
def by_link(secret: str, key: uuid.UUID) -> Any:
    """The same from the mail, without signing in. Opening it changes nothing: a button does."""
    found = answers.asked_by_link(secret, ANSWER, key)
    if found is None:
        return render_template("networks/no_answer.html"), 404
    meeting, membership = found
    keep_archived(meeting.network.programme)
    form = AnswerForm()
    if form.validate_on_submit():
        with suppress(answers.NotAsked):  # the page says that it is too late
            answers.give_answer(meeting, membership, form.given)
        return redirect(url_for(".by_link", secret=secret, key=key))
    return render_template(
        "networks/answer.html",
        network=meeting.network,
        meeting=meeting,
        appointment=meeting.told,
        own_answer=answers.answer_of(meeting, membership),
        open=answers.is_open(meeting),
        post=url_for(".by_link", secret=secret, key=key),
    )
