"""Where the notes of a meeting went, note by note."""

from typing import Any

from flask import Blueprint, request, url_for
from flask_login import current_user

from bln.networks.models import Network
from bln.pages import page_number
from bln.policy import Access, Action, load_meeting
from bln.provenance.queries import trail_of
from bln.room.page import meeting_page
from bln.room.queries import NOTES_A_PAGE, submitted_notes
from meetings.notes import Note
from meetings.provenance import Place, Where

blueprint = Blueprint("provenance", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.get("/spar")
def show(slug: str, number: int) -> str:
    """Each note that was handed in, with every place that it has reached; `anteckning` opens the page of one."""
    access, meeting = load_meeting(current_user, slug, number, Action.READ_SUBMITTED_NOTES)
    notes, trail = submitted_notes([meeting.id]), trail_of(access.network)
    page = _page_of(notes)
    shown = notes[(page - 1) * NOTES_A_PAGE : page * NOTES_A_PAGE]
    return meeting_page(
        "provenance/show.html",
        access,
        meeting,
        rows=[(note, [(place, address(access, place)) for place in trail.get(note.id, ())]) for note in shown],
        unreached=sum(note.id not in trail for note in notes),
        total=len(notes),
        page=page,
        pages=max(1, -(-len(notes) // NOTES_A_PAGE)),
    )


def _page_of(notes: list[Note]) -> int:
    wanted = request.args.get("anteckning", type=int)
    at = next((at for at, note in enumerate(notes) if note.number == wanted), None)
    return page_number() if at is None else at // NOTES_A_PAGE + 1


def address(access: Access, place: Place) -> str:
    """Where a place is read; empty where the reader may not go."""
    network: Network = access.network
    of_meeting: dict[str, Any] = {"slug": network.slug, "number": place.number}
    of_round: dict[str, Any] = {"programme": network.programme.slug, "number": place.number}
    match place.where:
        case Where.SUMMARY:
            return url_for("desk.show_summary", **of_meeting)
        case Where.GUIDE:
            return url_for("room.before", **of_meeting)
        case Where.PRIORITY:
            return url_for("room.submitted", **of_meeting)
        case Where.PLAN:
            return url_for("plans.show", slug=network.slug)
        case Where.VERSION:
            return url_for("handing.show", slug=network.slug, _anchor="versions")
        case Where.DECISION:
            return url_for("plan_answers.show_decision", slug=network.slug, key=place.key)
        case Where.ROUND:
            return url_for("desk.show_summary", **of_round) if access.may(Action.READ_PROGRAMME) else ""
        case Where.REPORT:
            return url_for("reports.show", programme=network.programme.slug) if access.staff else ""
