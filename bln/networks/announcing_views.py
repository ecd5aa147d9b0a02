"""The invitation to a meeting: looked at, sent, and printed for those who need it on paper."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.calendar.mails import letter as words_of
from bln.networks import announcing
from bln.networks.forms import VersionForm
from bln.policy import Access, Action, load_meeting
from exports import wording
from meetings.appointment import Told, lacks

blueprint = Blueprint("announcing", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/inbjudan")


@blueprint.route("", methods=["GET", "POST"])
def send(slug: str, number: int) -> Any:
    """What members get and whom it reaches; the button sends it."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    form = VersionForm(version=meeting.version)
    if form.validate_on_submit():
        try:
            announcing.announce(meeting, form.version.data)
        except announcing.NothingToSend:
            flash("Det finns inget nytt att skicka.", "warn")
        else:
            return _sent(access, number)
    told, plan = announcing.told_of(meeting), meeting.appointment
    if plan is None or told in (Told.NO_DATE, Told.PAST):
        return redirect(url_for("networks.plan_meeting", slug=slug, number=number))
    return render_template(
        "networks/send.html",
        access=access,
        network=access.network,
        meeting=meeting,
        form=form,
        told=told.value,
        was=meeting.told,
        lacks=lacks(plan),
        reach=announcing.reach_of(access.network),
        letter=words_of(meeting, plan),
    )


def _sent(access: Access, number: int) -> Response:
    reach = announcing.reach_of(access.network)
    paper = f" {wording.counted(len(reach.on_paper), 'deltagare')} behöver den på papper." if reach.on_paper else ""
    flash(f"Skickat till {reach.by_mail} med e-post.{paper}", "ok")
    return redirect(url_for("answers.show", slug=access.network.slug, number=number))


@blueprint.get("/brev")
def letter(slug: str, number: int) -> str:
    """The same to print, with boxes to tick, for those who have no e-mail."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    plan = meeting.appointment
    if plan is None:
        abort(404)
    network = access.network
    return render_template(
        "networks/meeting_letter.html", network=network, meeting=meeting, letter=words_of(meeting, plan)
    )


@blueprint.post("/igen")
def ask_again(slug: str, number: int) -> Response:
    """Send it once more to those who have not answered."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    try:
        count = announcing.ask_again(access.network, meeting)
    except announcing.NothingToSend:
        flash("Skicka mötet som det är planerat först.", "warn")
        return redirect(url_for(".send", slug=slug, number=number))
    flash(f"Skickat igen till {count} som inte har svarat." if count else "Ingen med e-post saknar svar.", "ok")
    return redirect(url_for("answers.show", slug=slug, number=number))
