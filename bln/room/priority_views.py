"""During: choose the priority areas."""

from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, request, url_for
from flask_login import current_user

from bln.answers import wants_json
from bln.networks.models import Meeting, Network
from bln.phones.forms import OpenVoteForm
from bln.phones.queries import latest_vote, phones_in
from bln.policy import Action, load_meeting
from bln.room.guides import priority_question
from bln.room.page import CLOSED, meeting_page
from bln.room.priorities import latest_priorities
from bln.room.prioritising import PrioritiesConflict, candidates_of, save_priorities
from bln.room.priority_data import by_votes, standing_data
from bln.room.priority_forms import PLACES, PrioritiesForm
from bln.room.reopening import Closed
from bln.room.tool_queries import room_of
from meetings.priorities import Prioritisation, decide

blueprint = Blueprint("priorities", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.route("/omraden", methods=["GET", "POST"])
def choose(slug: str, number: int) -> Any:
    """Choose areas in dialogue, or from dots counted by hand; each with a reason."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question = priority_question(access.network, meeting)
    if question is None:
        abort(404)
    version, standing = latest_priorities(meeting)
    form = _form(access.network, meeting, version, standing)
    theirs = None
    if form.validate_on_submit():
        try:
            save_priorities(access.network, meeting, form.version.data, form.chosen(slug), current_user)
        except Closed:
            form.form_errors = [CLOSED]
        except PrioritiesConflict as conflict:
            theirs = conflict.standing
            form.version.data, form.version.raw_data = conflict.version, None
        else:
            return _saved(slug, number)
    if request.method == "POST" and wants_json():
        return _refused(form, theirs)
    page = meeting_page(
        "room/priorities.html",
        access,
        meeting,
        form=form,
        question=question,
        standing=standing,
        outcome=decide(standing.tally, standing.places) if standing.tally else None,
        by_votes=by_votes(access.network, standing),
        theirs=theirs,
        vote_by_phone=_vote_by_phone(meeting, form, standing),
    )
    return page, 409 if theirs else 422 if form.errors else 200


def _saved(slug: str, number: int) -> Any:
    if wants_json():
        return jsonify(saved=True)
    flash("Områdena är sparade.", "ok")
    return redirect(url_for(".choose", slug=slug, number=number))


def _refused(form: PrioritiesForm, theirs: Prioritisation | None) -> Any:
    """What a script is told: `version` is what to send with the dots if they are to stand in place of what does."""
    if theirs is not None:
        return jsonify(message="Någon annan har sparat områdena under tiden.", version=form.version.data), 409
    return jsonify(message=form.words), 409 if form.form_errors else 422


def _vote_by_phone(meeting: Meeting, form: PrioritiesForm, standing: Prioritisation) -> dict[str, Any] | None:
    """How the vote by phone stands; None where the phones are off."""
    room = room_of(meeting)
    if room is None or not room.phones:
        return None
    latest = latest_vote(meeting)
    tally = latest.tally if latest else None
    dots = standing.dots or meeting.network.programme.dots
    return {
        "latest": latest,
        "joined": phones_in(room),
        "rows": [[each.candidate.title, each.digital] for each in tally.standings] if tally else [],
        "enough": len(form.known) > 1,
        "form": OpenVoteForm(formdata=None, dots=dots, places=standing.places or PLACES),
    }


def _form(network: Network, meeting: Meeting, version: int, standing: Prioritisation) -> PrioritiesForm:
    candidates = candidates_of(network, meeting, standing)
    dots = network.programme.dots
    data = None if request.method == "POST" else standing_data(version, standing, candidates, dots)
    form = PrioritiesForm(data=data)
    form.offer(candidates, standing.by_phone)
    return form
