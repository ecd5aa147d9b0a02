"""Summaries: read what is shared, begin, sort, share. The same for one meeting and for a round; and the board."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.desk import board as board_page
from bln.desk import documents, services, steps
from bln.desk import sorting as page
from bln.desk.doors import MEETING, ROUND, Door, open_door
from bln.desk.forms import ShareForm
from bln.desk.models import SummaryVersion
from bln.desk.notices import reach
from bln.desk.perspectives import Rows, perspectives_of
from bln.desk.queries import versions_of
from bln.desk.scopes import RoundScope
from bln.desk.told import told_by
from bln.documents import SHEETS, send_document, shown
from bln.pages import page_number
from bln.policy import Action, load_programme, programmes_of
from bln.versions import ReasonNeeded, Unchanged

blueprint = Blueprint("desk", __name__)


@blueprint.get("/program/<programme>")
def show_board(programme: str) -> str:
    """All networks and meetings of a programme at a glance."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    asked = board_page.asked_in(request.args, page_number())
    board = board_page.board_of(found, asked, current_user)
    everything = programmes_of(current_user)
    return render_template("desk/board.html", board=board, programme=found, asked=asked, programmes=everything)


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
        replaced=steps.replaced_drafts(draft) if draft and door.compiles else [],
        unseen=services.unseen(versions[0], notes) if versions and door.compiles else [],
        told=told_by(door.scope) if door.compiles else [],
        perspectives=_perspectives(door, versions, version),
    )


def _perspectives(door: Door, versions: list[SummaryVersion], version: SummaryVersion | None) -> Rows:
    """From which perspectives a round's themes come, for staff and of the latest version."""
    if version is None or version is not versions[0] or not door.compiles or not isinstance(door.scope, RoundScope):
        return []
    return perspectives_of(door.scope, version)


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
    except steps.NothingToCompile:
        flash("Inga anteckningar är inlämnade än. Det finns inget att sammanställa.", "warn")
        return redirect(door.to("show_summary"))
    return redirect(door.to("sort_notes"))


@blueprint.route(MEETING + "/sortera", methods=["GET", "POST"])
@blueprint.route(ROUND + "/sortera", methods=["GET", "POST"])
def sort_notes(**where: Any) -> Any:
    """Sort the notes of one question into themes, and word them. A page that is open saves and asks in small steps."""
    door = open_door(where, compile=True)
    if page.is_known(door.scope):
        return "", 204
    sorting = page.load_sorting(door.scope, door.draft())
    form = page.sorting_form(sorting)
    clashes = None
    if form.validate_on_submit():
        try:
            clashes = page.save_form(form, sorting, current_user)
        except LookupError:
            abort(400)
        if not clashes and not page.is_live():
            flash("Sparat.", "ok")
            return redirect(door.to("sort_notes", fraga=sorting.question.key, sida=sorting.page))
        sorting = page.load_sorting(door.scope, door.draft())
        form = page.fresh_form(sorting, form, clashes)
    shown = page.render(door, sorting, form, clashes)
    return shown, 409 if clashes else 422 if form.errors else 200


@blueprint.route(MEETING + "/dela", methods=["GET", "POST"])
@blueprint.route(ROUND + "/dela", methods=["GET", "POST"])
def share_summary(**where: Any) -> Any:
    """See the summary as it would be shared, and share it."""
    door = open_door(where, compile=True)
    draft = door.draft()
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
            flash(render_template("desk/_reach.html", reach=reach(door.scope, current_user), shared=True), "ok")
            return redirect(door.to("show_summary"))
    summary = services.compiled_draft(door.scope, draft)
    document = shown(documents.of_summary(door.scope, summary))
    shown_page = render_template(
        "desk/share.html",
        door=door,
        form=form,
        summary=summary,
        versions=versions,
        document=document,
        reach=reach(door.scope, current_user),
    )
    return shown_page, 422 if form.errors else 200
