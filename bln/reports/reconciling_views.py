"""The reconciliation as staff run it: send, the board, answer each remark, more time, an exception, how it reads."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import send_document, shown, shown_passage
from bln.networks.models import Programme
from bln.policy import Action, load_programme
from bln.reports import reconciling, sending
from bln.reports.documents import settled_document
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.published import standing_edition
from bln.reports.text import draft_of, revisions_of
from bln.reports.text_forms import DeadlineForm, ExceptionForm, ReplyForm, SendForm
from bln.reports.words import KINDS, OUTCOMES, ROLES, STANDS, in_address
from bln.reports.writing import PassageConflict
from bln.versions import ReasonNeeded, Unchanged
from exports.report_words import passage_title
from meetings.reconciliation import AnswerKind, Outcome
from meetings.report_text import Passage, Written

blueprint = Blueprint("reconciliation", __name__, url_prefix="/program/<programme>/rapport/avstamning")


@dataclass(frozen=True)
class Opened:
    """The version that the networks of a programme answer for."""

    programme: Programme
    version: ReportVersion


def _open(programme: str) -> Opened:
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    return Opened(found, reconciling.latest_version(found) or abort(404))


@blueprint.get("")
def board(programme: str) -> Any:
    """Who has answered what, and what the publication waits for."""
    opened = _open(programme)
    version = opened.version
    edition = reconciling.edition_of(version)
    rows = reconciling.answers_of(version)
    slugs = [network.slug for network in edition.report.networks]
    stands = reconciling.board_of(version, slugs, rows)
    return render_template(
        "reports/board.html",
        programme=opened.programme,
        version=version,
        stands=stands,
        remarks=[row for row in rows if row.kind is not AnswerKind.APPROVAL],
        missing=reconciling.missing_of(version, stands),
        published=standing_edition(version),
        closed=reconciling.is_closed(version),
        places={network.slug: network.place for network in opened.programme.networks},
        titles={passage.key: passage_title(passage) for passage in edition.text.passages},
        words={"stands": STANDS, "kinds": KINDS, "outcomes": OUTCOMES},
    )


@blueprint.route("/skicka", methods=["GET", "POST"])
def send(programme: str) -> Any:
    """Send the report as it stands to the leaders."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    before, draft = reconciling.latest_version(found), draft_of(found)
    form = SendForm(again=before is not None)
    if form.validate_on_submit():
        reason = form.reason.data or "" if before else ""
        try:
            sending.send_version(found, reason, form.answer_by.data, current_user)
        except ReasonNeeded:
            form.reason.errors = ["Skriv varför rapporten skickas igen."]
        except Unchanged:
            form.form_errors.append("Rapporten är likadan som den som ledarna redan har. Skriv om den först.")
        else:
            flash("Rapporten är skickad. Ledarna får ett brev.", "ok")
            return redirect(url_for(".board", programme=programme))
    flagged = [passage for passage in draft.text.passages if passage.changed or passage.gone]
    page = render_template(
        "reports/send.html",
        programme=found,
        form=form,
        before=before,
        flagged=[(passage_title(passage), in_address(passage.key), passage) for passage in flagged],
        gaps=draft.report.gaps,
    )
    return page, 422 if form.errors else 200


@blueprint.get("/rapporten")
def read(programme: str) -> str:
    """The report as its reconciliation leaves it so far."""
    opened = _open(programme)
    document = shown(settled_document(opened.version))
    return render_template(
        "reports/settled.html", programme=opened.programme, version=opened.version, document=document
    )


@blueprint.get("/rapporten.<ext>")
def download(programme: str, ext: str) -> Response:
    """The same as a file."""
    version = _open(programme).version
    return send_document(settled_document(version), f"{programme}-rapport-version-{version.version}", ext)


@blueprint.route("/svara/<uuid:answer>", methods=["GET", "POST"])
def reply(programme: str, answer: uuid.UUID) -> Any:
    """Answer a network's remark: change the text, let it stand, or let the other opinion stand beside it."""
    opened = _open(programme)
    remark = reconciling.find_answer(opened.version, answer) or abort(404)
    passage = reconciling.settled_of(opened.version).text.passage(remark.passage) or abort(404)
    standing = draft_of(opened.programme).text.passage(remark.passage)
    rows = revisions_of(opened.programme, remark.passage)
    proposed = remark.text if remark.kind is AnswerKind.PROPOSAL else passage.text
    form = ReplyForm(may_print=remark.may_print, data={"version": rows[0].version if rows else 0, "wording": proposed})
    if not form.validate_on_submit():
        return _reply_page(opened, remark, passage, standing, form), 422 if form.errors else 200
    written = _reworded(standing or passage, form.wording.data or "")
    changed = form.version.data or 0, written
    try:
        sending.reply_to(remark, Outcome(form.outcome.data), form.reply.data or "", changed, current_user)
    except sending.NotStanding:
        abort(409)
    except PassageConflict as conflict:
        form.version.data, form.version.raw_data = conflict.standing.version, None
        return _reply_page(opened, remark, passage, standing, form, conflict=True), 409
    flash("Svaret är sparat. Nätverket ser det och får en notis.", "ok")
    return redirect(url_for(".board", programme=programme, _anchor="remarks"))


def _reworded(passage: Passage, text: str) -> Written:
    return Written(passage.key, passage.chapter, passage.title, text, passage.compiled)


def _reply_page(
    opened: Opened,
    remark: ReportAnswer,
    passage: Passage,
    standing: Passage | None,
    form: ReplyForm,
    *,
    conflict: bool = False,
) -> str:
    elsewhere = standing if standing and standing.text != passage.text else None
    return render_template(
        "reports/reply.html",
        programme=opened.programme,
        remark=remark,
        title=passage_title(passage),
        sent=shown_passage(passage),
        elsewhere=shown_passage(elsewhere) if elsewhere else "",
        form=form,
        conflict=conflict,
        words={"kinds": KINDS, "roles": ROLES},
    )


@blueprint.post("/svara/<uuid:answer>/ta-tillbaka")
def take_back(programme: str, answer: uuid.UUID) -> Response:
    """Take back what Nka answered, to answer anew."""
    remark = reconciling.find_answer(_open(programme).version, answer) or abort(404)
    sending.take_back_reply(remark, current_user)
    flash("Svaret är borttaget. Synpunkten väntar på ett nytt.", "ok")
    return redirect(url_for(".reply", programme=programme, answer=answer))


@blueprint.route("/tid", methods=["GET", "POST"])
def extend(programme: str) -> Any:
    """Give the networks until another day."""
    opened = _open(programme)
    form = DeadlineForm(obj=opened.version)
    if form.validate_on_submit():
        sending.change_deadline(opened.version, form.answer_by.data, current_user)
        flash("Dagen är ändrad. Nätverken ser den på sin sida.", "ok")
        return redirect(url_for(".board", programme=programme))
    page = render_template("reports/deadline.html", programme=opened.programme, form=form)
    return page, 422 if form.errors else 200


@blueprint.route("/undantag", methods=["GET", "POST"])
def record_exception(programme: str) -> Any:
    """Say why the report may be published although networks were silent, or take that back."""
    opened = _open(programme)
    if not reconciling.is_closed(opened.version):
        abort(404)
    form = ExceptionForm(data={"reason": opened.version.exception})
    if "ta-bort" in request.form or form.validate_on_submit():
        reason = "" if "ta-bort" in request.form else form.reason.data or ""
        sending.record_exception(opened.version, reason, current_user)
        flash("Undantaget är sparat." if reason else "Undantaget är borttaget.", "ok")
        return redirect(url_for(".board", programme=programme))
    page = render_template("reports/exception.html", programme=opened.programme, version=opened.version, form=form)
    return page, 422 if form.errors else 200
