"""During: choose the priority areas."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user

from bln.networks.models import Meeting, Network, PriorityMethod
from bln.phones.forms import OpenVoteForm
from bln.phones.queries import latest_vote, phones_in
from bln.policy import Action, load_meeting
from bln.room.guides import priority_question
from bln.room.page import CLOSED, meeting_page
from bln.room.priorities import latest_priorities
from bln.room.prioritising import PrioritiesConflict, candidates_of, save_priorities
from bln.room.priority_forms import DOTS, PLACES, PrioritiesForm
from bln.room.reopening import Closed
from bln.room.tool_queries import room_of
from meetings.priorities import Prioritisation, decide

FEWEST_ROWS = 3

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
            flash("Områdena är sparade.", "ok")
            return redirect(url_for(".choose", slug=slug, number=number))
    page = meeting_page(
        "room/priorities.html",
        access,
        meeting,
        form=form,
        question=question,
        standing=standing,
        outcome=decide(standing.tally, standing.places) if standing.tally else None,
        by_votes=access.network.programme.priority_method is PriorityMethod.VOTES or standing.tally is not None,
        theirs=theirs,
        vote_by_phone=_vote_by_phone(meeting, form, standing),
    )
    return page, 409 if theirs else 422 if form.errors else 200


def _vote_by_phone(meeting: Meeting, form: PrioritiesForm, standing: Prioritisation) -> dict[str, Any] | None:
    """How the vote by phone stands; None where the phones are off."""
    room = room_of(meeting)
    if room is None or not room.phones:
        return None
    latest = latest_vote(meeting)
    tally = latest.tally if latest else None
    return {
        "latest": latest,
        "joined": phones_in(room),
        "rows": [[each.candidate.title, each.digital] for each in tally.standings] if tally else [],
        "enough": len(form.known) > 1,
        "form": OpenVoteForm(formdata=None, dots=standing.dots or DOTS, places=standing.places or PLACES),
    }


def _form(network: Network, meeting: Meeting, version: int, standing: Prioritisation) -> PrioritiesForm:
    candidates = candidates_of(network, meeting, standing)
    form = PrioritiesForm(data=None if request.method == "POST" else _standing(version, standing, candidates))
    form.offer(candidates, standing.by_phone)
    return form


def _standing(version: int, standing: Prioritisation, candidates: Any) -> dict[str, Any]:
    """The form's data: what stands, and at least one empty area."""
    counted = standing.counted
    dots = dict(counted.dots) if counted else {}
    areas = [
        {
            "id": uuid.UUID(choice.id),
            "title": choice.title,
            "reason": choice.reason,
            "candidates": list(choice.candidates),
            "place": place,
        }
        for place, choice in enumerate(standing.choices, start=1)
    ]
    empty = max(1, FEWEST_ROWS - len(areas))
    places = range(len(areas) + 1, len(areas) + empty + 1)
    return {
        "version": version,
        "dots": standing.dots or DOTS,
        "places": standing.places or PLACES,
        "voters": counted.voters if counted else None,
        "blank": counted.blank if counted else None,
        "votes": [{"id": candidate.id, "dots": dots.get(candidate.id)} for candidate in candidates],
        "areas": areas + [{"id": uuid.uuid4(), "place": place} for place in places],
    }
