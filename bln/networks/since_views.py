"""Sedan sist: what has been shared of the meetings that were, for whoever missed some or came later."""

from flask import Blueprint, render_template
from flask_login import current_user

from bln.clock import today
from bln.desk.queries import shared_summaries
from bln.networks.announcing import appointment_for
from bln.networks.context import meeting_title
from bln.networks.queries import meetings_of
from bln.policy import Action, load_network
from bln.room.priorities import submitted_priorities

blueprint = Blueprint("since", __name__)


@blueprint.get("/natverk/<slug>/sedan-sist")
def show(slug: str) -> str:
    """Each meeting that has been: its shared themes in short, what was chosen; and the next one."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    network = access.network
    taking_place = [meeting for meeting in meetings_of(network) if meeting.cancelled_at is None]
    held = [meeting for meeting in taking_place if meeting.planned_on and meeting.planned_on < today()]
    ids = [meeting.id for meeting in held]
    ahead = [meeting for meeting in taking_place if meeting not in held]
    return render_template(
        "networks/since.html",
        access=access,
        network=network,
        held=held,
        titles={meeting.id: meeting_title(network, meeting.steps) for meeting in taking_place},
        summaries=shared_summaries(ids),
        chosen=submitted_priorities(ids),
        coming=ahead[0] if ahead else None,
        appointment=appointment_for(access, ahead[0]) if ahead else None,
    )
