"""Before: make the guide one's own, and share it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.networks.models import Meeting
from bln.policy import Action, load_meeting
from bln.room.adaptation_form import AdaptationForm, as_written
from bln.room.adaptations import latest_adaptation
from bln.room.adapting import AdaptationConflict, adapt_guide, undo_adaptation
from bln.room.guides import Begun, current_guide, length_of
from bln.room.page import meeting_page
from bln.room.queries import note_counts
from bln.room.sharing import share_guide
from meetings.prompts import Guide

blueprint = Blueprint("guides", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/guide")

HELD = "Mötet har börjat. Guiden ändras inte längre."


@blueprint.route("/egen", methods=["GET", "POST"])
def adapt(slug: str, number: int) -> Any:
    """Add prompts and a text of one's own, and change the minutes."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    guide = current_guide(access.network, meeting)
    form, theirs = _form(meeting, guide), None
    if form.validate_on_submit():
        try:
            saved = adapt_guide(meeting, form.version.data, form.adaptation, current_user)
            return redirect(url_for("room.before", slug=slug, number=number, andrad=saved))
        except AdaptationConflict as conflict:
            theirs = conflict.standing
            form.version.data, form.version.raw_data = conflict.version, None
        except Begun:
            form.form_errors.append(HELD)
    more = {"guide": guide, "length": length_of(guide), "held": bool(note_counts(meeting))}
    page = meeting_page("room/adapt.html", access, meeting, form=form, theirs=theirs, **more)
    return page, 409 if theirs else 422 if form.errors else 200


def _form(meeting: Meeting, guide: Guide) -> AdaptationForm:
    form = AdaptationForm(data=None if request.method == "POST" else as_written(*latest_adaptation(meeting), guide))
    form.of(guide)
    return form


@blueprint.post("/angra")
def undo(slug: str, number: int) -> Response:
    """Take the last change of what is one's own back."""
    _, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    try:
        undo_adaptation(meeting, request.form.get("version", 0, type=int), current_user)
    except AdaptationConflict:
        flash("Någon annan har ändrat guiden sedan dess. Inget är ångrat.", "warn")
    except Begun:
        flash(HELD, "warn")
    else:
        flash("Guiden är som den var före ändringen.", "ok")
    return redirect(url_for("room.before", slug=slug, number=number))


@blueprint.post("/dela")
def share(slug: str, number: int) -> Response:
    """Tell the network that the guide is ready."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    try:
        share_guide(access.network, meeting, current_user)
    except Begun:
        abort(409)
    flash("Guiden är delad.", "ok")
    return redirect(url_for("room.before", slug=slug, number=number))
