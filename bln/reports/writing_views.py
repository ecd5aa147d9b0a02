"""Write in the national report: an overview of its passages, and one passage at a time with a preview."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import shown_prose
from bln.networks.models import Programme
from bln.policy import Action, load_programme
from bln.reports.models import PassageRevision
from bln.reports.reconciling import latest_version
from bln.reports.text import as_written, draft_of, latest_revisions, revisions_of
from bln.reports.text_forms import PassageForm
from bln.reports.words import from_address, in_address
from bln.reports.writing import PassageConflict, restore_passage, write_passage
from exports.report_words import CHAPTERS, passage_title
from meetings.report_text import OWN, Passage, ReportChapter, Written

blueprint = Blueprint("report_text", __name__, url_prefix="/program/<programme>/rapport/skriv")


@blueprint.get("")
def overview(programme: str) -> str:
    """Every passage, chapter by chapter, with what is new and what stands on nothing any more."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    draft = draft_of(found)
    known = {passage.key for passage in draft.text.passages}
    taken_away = [row for row in latest_revisions(found) if row.passage not in known and not row.text]
    return render_template(
        "reports/overview.html",
        programme=found,
        chapters=CHAPTERS,
        passages=draft.text.passages,
        taken_away=[row for row in taken_away if row.passage.startswith(OWN)],
        new_key=lambda: in_address(f"{OWN}{uuid.uuid4()}"),
        title=passage_title,
        in_address=in_address,
        sent=latest_version(found),
    )


@blueprint.route("/<passage>", methods=["GET", "POST"])
def write(programme: str, passage: str) -> Any:
    """Write one passage, or see how it will look; an own id that nothing stands under is a new passage."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    standing = _passage(found, passage)
    rows = revisions_of(found, standing.key)
    data = {"version": rows[0].version if rows else 0, "text": standing.text, "title": standing.title}
    form = PassageForm(data=data | {"chapter": standing.chapter.value})
    form.fit(own=standing.own)
    if not form.validate_on_submit():
        return _page(found, standing, rows, form), 422 if form.errors else 200
    if "visa" in request.form:
        return _page(found, standing, rows, form, preview=form.text.data or "")
    try:
        write_passage(found, form.version.data or 0, _written(standing, form), current_user)
    except PassageConflict as conflict:
        form.version.data, form.version.raw_data = conflict.standing.version, None
        return _page(found, standing, rows, form, conflict=conflict.standing), 409
    flash("Sparat.", "ok")
    return redirect(url_for(".overview", programme=programme, _anchor=standing.chapter.value))


@blueprint.post("/<passage>/aterstall")
def restore(programme: str, passage: str) -> Response:
    """Bring back an older wording, or follow what is compiled again."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    standing = _passage(found, passage)
    try:
        restore_passage(found, _as_written(standing), request.form.get("version", 0, type=int), current_user)
    except LookupError:
        abort(404)
    flash("Texten är tillbaka.", "ok")
    return redirect(url_for(".write", programme=programme, passage=passage))


def _passage(programme: Programme, word: str) -> Passage:
    """The passage that an address names: as it stands, taken away, or new; else 404."""
    key = from_address(word)
    standing = draft_of(programme).text.passage(key)
    if standing:
        return standing
    rows = revisions_of(programme, key)
    if rows:
        return Passage(key, rows[0].chapter, rows[0].title, rows[0].text or "")
    return _new(key)


def _new(key: str) -> Passage:
    try:
        made = str(uuid.UUID(key.removeprefix(OWN))) if key.startswith(OWN) else ""
    except ValueError:
        made = ""
    chapter = request.args.get("kapitel", ReportChapter.SUMMARY.value)
    if not made or chapter not in set(ReportChapter):
        abort(404)
    return Passage(key, ReportChapter(chapter))


def _as_written(passage: Passage) -> Written:
    return Written(passage.key, passage.chapter, passage.title, passage.text, passage.compiled)


def _written(standing: Passage, form: PassageForm) -> Written:
    written = replace(_as_written(standing), text=form.text.data or "")
    if not standing.own:
        return written
    return replace(written, title=form.title.data or "", chapter=form.chosen_chapter)


def _page(
    programme: Programme,
    standing: Passage,
    rows: list[PassageRevision],
    form: PassageForm,
    *,
    preview: str | None = None,
    conflict: PassageRevision | None = None,
) -> str:
    return render_template(
        "reports/write.html",
        programme=programme,
        passage=standing,
        title=passage_title(standing),
        new=standing.own and not rows,
        form=form,
        preview=None if preview is None else shown_prose(preview),
        conflict=conflict,
        theirs=shown_prose(conflict.text or "") if conflict else "",
        versions=[(row, as_written(row)) for row in rows],
        places={network.slug: network.place for network in programme.networks},
    )
