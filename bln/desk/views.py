"""Summaries: read what is shared, begin, sort, share. The same for one meeting and for a round; and the board."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.desk import board as board_page
from bln.desk import documents, services
from bln.desk.doors import Door, open_door
from bln.desk.forms import ShareForm
from bln.desk.models import SummaryDraft
from bln.desk.queries import versions_of
from bln.desk.sorting import edited, groups, load_sorting, sorting_form, theirs
from bln.desk.told import told_by
from bln.documents import SHEETS, send_document, shown
from bln.pages import page_number
from bln.policy import Action, load_programme
from bln.versions import ReasonNeeded, Unchanged

MEETING = "/natverk/<slug>/mote/<int(min=1, max=999):number>/sammanstallning"
ROUND = "/program/<programme>/omgang/<int(min=1, max=999):number>/sammanstallning"

blueprint = Blueprint("desk", __name__)


@blueprint.get("/program/<programme>")
def show_board(programme: str) -> str:
    """All networks and meetings of a programme at a glance."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    words = request.args.get("q", "").strip()
    board = board_page.board_of(found, words, page_number())
    return render_template("desk/board.html", board=board, programme=found, words=words)


@blueprint.get(MEETING)
@blueprint.get(ROUND)
def show_summary(**where: Any) -> str:
    """A summary as it was last shared, or an older version of it."""
    door = open_door(where, compile=False)
    draft = door.scope.draft()
    versions = versions_of(draft) if draft else []
    wanted = request.args.get("version", type=int)
    version = next((v for v in versions if wanted in (None, v.version)), None)
    if wanted is not None and version is None:
        abort(404)
    show_notes = door.national and current_user.staff and "anteckningar" in request.args
    document = documents.of_version(door.scope, version, for_staff=show_notes) if version else None
    notes = door.scope.notes() if door.compiles else []
    return render_template(
        "desk/summary.html",
        door=door,
        draft=draft,
        versions=versions,
        version=version,
        document=shown(document) if document else None,
        show_notes=show_notes,
        submitted=bool(notes),
        unseen=services.unseen(versions[0], notes) if versions and door.compiles else [],
        told=told_by(door.scope) if door.compiles else [],
    )


@blueprint.get(MEETING + ".<ext>")
@blueprint.get(ROUND + ".<ext>")
def download_summary(ext: str, **where: Any) -> Response:
    """The latest shared version as a file; in a spreadsheet, its themes."""
    door = open_door(where, compile=False)
    made = (documents.themes_sheet_for if ext in SHEETS else documents.summary_document_for)(door.scope)
    if made is None:
        abort(404)
    return send_document(made, door.file_name, ext)


@blueprint.post(MEETING + "/borja")
@blueprint.post(ROUND + "/borja")
def begin_summary(**where: Any) -> Response:
    """Begin to compile: notes lie as suggested."""
    door = open_door(where, compile=True)
    try:
        services.begin_draft(door.scope)
    except services.NothingToCompile:
        flash("Inga anteckningar är inlämnade än. Det finns inget att sammanställa.", "warn")
        return redirect(door.to("show_summary"))
    return redirect(door.to("sort_notes"))


@blueprint.route(MEETING + "/sortera", methods=["GET", "POST"])
@blueprint.route(ROUND + "/sortera", methods=["GET", "POST"])
def sort_notes(**where: Any) -> Any:
    """Sort the notes of one question into themes, and word them."""
    door = open_door(where, compile=True)
    sorting = load_sorting(door.scope, _begun(door))
    form = sorting_form(sorting)
    conflict = None
    if form.validate_on_submit():
        try:
            services.save_sorting(door.scope, form.revision.data, *edited(form, sorting))
        except services.DraftConflict as newer:
            conflict = theirs(form, load_sorting(door.scope, newer.draft))
            form.revision.data, form.revision.raw_data = newer.draft.revision, None
        except LookupError:
            abort(400)
        else:
            flash("Sparat.", "ok")
            return redirect(door.to("sort_notes", fraga=sorting.question.key, sida=sorting.page))
    page = render_template(
        "desk/sort.html",
        door=door,
        sorting=sorting,
        form=form,
        groups=groups(form, sorting),
        conflict=conflict,
        told=told_by(door.scope),
    )
    return page, 409 if conflict else 422 if form.errors else 200


@blueprint.route(MEETING + "/dela", methods=["GET", "POST"])
@blueprint.route(ROUND + "/dela", methods=["GET", "POST"])
def share_summary(**where: Any) -> Any:
    """See the summary as it would be shared, and share it."""
    door = open_door(where, compile=True)
    draft = _begun(door)
    versions = versions_of(draft)
    form = ShareForm()
    if form.validate_on_submit():
        try:
            services.share_summary(door.scope, form.reason.data or "", current_user)
        except Unchanged:
            flash("Sammanställningen är redan delad, och inget har ändrats sedan dess.", "warn")
            return redirect(door.to("show_summary"))
        except ReasonNeeded:
            form.reason.errors = ["Skriv kort vad som har ändrats, till exempel: Almvik har lämnat in."]
        else:
            flash("Sammanställningen är delad.", "ok")
            return redirect(door.to("show_summary"))
    summary = services.compiled_draft(door.scope, draft)
    document = shown(documents.of_summary(door.scope, summary))
    page = render_template(
        "desk/share.html", door=door, form=form, summary=summary, versions=versions, document=document
    )
    return page, 422 if form.errors else 200


def _begun(door: Door) -> SummaryDraft:
    draft = door.scope.draft()
    if draft is None:
        abort(404)
    return draft
