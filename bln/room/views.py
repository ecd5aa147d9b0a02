"""The room: a meeting before, during and after."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import SHEETS, send_document, shown
from bln.networks.announcing import day_of
from bln.networks.models import Meeting
from bln.policy import Access, Action, load_meeting
from bln.questions.queries import answers_to
from bln.room import documents, guides, queries
from bln.room.after import submit_page
from bln.room.forms import SubmitForm
from bln.room.page import meeting_page
from bln.room.reopening import Closed, standing_reopening
from bln.room.sharing import reach_of, sharing_of
from bln.room.submitting import Blocked, NothingToSubmit, submit_notes
from bln.versions import Unchanged

if TYPE_CHECKING:
    from exports.document import Document

blueprint = Blueprint("room", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.get("")
def before(slug: str, number: int) -> str:
    """Before: the meeting's guide."""
    access, meeting = load_meeting(current_user, slug, number, Action.READ_NETWORK)
    has_notes = bool(queries.note_counts(meeting))
    return meeting_page(
        "room/before.html",
        access,
        meeting,
        document=shown(_guide(access, meeting)),
        newer=guides.newer_summary(access.network, meeting),
        frozen=queries.is_frozen(meeting),
        has_notes=has_notes,
        sharing=sharing_of(meeting),
        **day_of(access, meeting, current_user.person_id),
        **({} if has_notes or not access.may(Action.PLAN_MEETINGS) else _to_prepare(access, meeting)),
    )


def _to_prepare(access: Access, meeting: Meeting) -> dict[str, Any]:
    """What those who lead see of a guide that can still be changed."""
    guide = guides.current_guide(access.network, meeting)
    return {
        "guide": guide,
        "length": guides.length_of(guide, meeting),
        "reach": reach_of(access.network, current_user),
        "changed": request.args.get("andrad", 0, type=int),
    }


@blueprint.get("/guide.<ext>")
def download_guide(slug: str, number: int, ext: str) -> Response:
    """The guide as a file."""
    access, meeting = load_meeting(current_user, slug, number, Action.READ_NETWORK)
    return send_document(_guide(access, meeting), f"{slug}-mote-{number}-guide", ext)


def _guide(access: Access, meeting: Meeting) -> "Document":
    for_members = not access.may(Action.READ_SUBMITTED_NOTES)
    return documents.guide_document_of(access.network, meeting, for_members=for_members)


@blueprint.post("/guide")
def freeze_guide(slug: str, number: int) -> Response:
    """Make the guide ready: from now on it changes only when somebody asks for it."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    try:
        guides.update_guide(access.network, meeting)
    except guides.Begun:
        abort(409)
    flash("Guiden är låst. Den ändras inte av sig själv.", "ok")
    return redirect(url_for(".before", slug=slug, number=number))


@blueprint.route("/lamna-in", methods=["GET", "POST"])
def submit(slug: str, number: int) -> Any:
    """After: the privacy check, and handing in."""
    access, meeting = load_meeting(current_user, slug, number, Action.SUBMIT_NOTES)
    form = SubmitForm()
    if form.validate_on_submit():
        try:
            submit_notes(access.network, meeting, form.reason.data or "", current_user)
        except NothingToSubmit:
            flash("Det finns inga anteckningar att lämna in än.", "warn")
        except Blocked:
            flash("Ta bort personnumren först. Sedan kan du lämna in.", "warn")
        except (Closed, Unchanged):
            flash("Anteckningarna är redan inlämnade, och inget har ändrats sedan dess.", "warn")
            return redirect(url_for(".submitted", slug=slug, number=number))
        else:
            return redirect(url_for(".submitted", slug=slug, number=number))
    return submit_page(access, meeting, form=form if form.is_submitted() else None), 422 if form.errors else 200


@blueprint.get("/inlamnat")
def submitted(slug: str, number: int) -> str:
    """What was handed in: a receipt for each version, and the newest text."""
    access, meeting = load_meeting(current_user, slug, number, Action.READ_SUBMITTED_NOTES)
    submissions = queries.submissions_of(meeting)
    document = documents.submitted_document_of(access.network, meeting)
    return meeting_page(
        "room/submitted.html",
        access,
        meeting,
        submissions=submissions,
        standing=standing_reopening(meeting),
        answers=answers_to([note.note_id for note in submissions[0].notes]) if submissions else {},
        document=shown(document) if document else None,
    )


@blueprint.get("/anteckningar.<ext>")
def download_notes(slug: str, number: int, ext: str) -> Response:
    """The notes as a file: as they stand for those who lead, as handed in for staff."""
    access, meeting = load_meeting(current_user, slug, number, Action.READ_SUBMITTED_NOTES)
    of_draft, of_submitted = (
        (documents.notes_sheet_of, documents.submitted_sheet_of)
        if ext in SHEETS
        else (documents.notes_document_of, documents.submitted_document_of)
    )
    made = (of_draft if access.may(Action.EDIT_NOTES) else of_submitted)(access.network, meeting)
    if made is None:
        abort(404)
    return send_document(made, f"{slug}-mote-{number}-anteckningar", ext)
