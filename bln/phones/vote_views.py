"""Open and close a vote by phone: who leads the meeting."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.networks.models import Meeting, Network
from bln.phones import services
from bln.phones.forms import OpenVoteForm
from bln.policy import Action, load_meeting
from bln.room.guides import priority_question
from bln.room.page import CLOSED
from bln.room.prioritising import PrioritiesConflict
from bln.room.reopening import Closed

blueprint = Blueprint("phone_vote", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/omrostning")


@blueprint.post("")
def run(slug: str, number: int) -> Response:
    """Open a vote, close it, or vote again between equals."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    if priority_question(access.network, meeting) is None:
        abort(404)
    todo = {"oppna": _open, "stang": _close, "om": _again}.get(request.form.get("gor", "")) or abort(422)
    try:
        flash(*todo(access.network, meeting))
    except Closed:
        flash(CLOSED, "warn")
    except services.NoVote:
        flash("Det finns inget att rösta mellan.", "warn")
    except PrioritiesConflict:
        flash("Någon annan ändrade områdena just nu. Försök igen.", "warn")
    return redirect(url_for("priorities.choose", slug=slug, number=number, _anchor="telefoner"))


def _open(network: Network, meeting: Meeting) -> tuple[str, str]:
    form = OpenVoteForm()
    if not form.validate():
        return "Skriv antal prickar och antal områden som heltal.", "warn"
    services.open_vote(network, meeting, *form.numbers)
    return "Omröstningen är öppen. Resultatet visas när du stänger den.", "ok"


def _close(network: Network, meeting: Meeting) -> tuple[str, str]:
    services.close_vote(network, meeting, current_user)
    return "Omröstningen är stängd.", "ok"


def _again(_network: Network, meeting: Meeting) -> tuple[str, str]:
    services.vote_again(meeting)
    return "Nu röstar telefonerna mellan dem som fick lika många prickar.", "ok"
