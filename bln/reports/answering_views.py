"""The reconciliation as a network meets it: read, approve all, say something of a passage, take it back."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import send_document, shown, shown_passage
from bln.people.models import Role
from bln.policy import Access, Action, load_network
from bln.reports import answering, reconciling
from bln.reports.documents import sent_document
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.text_forms import RemarkForm
from bln.reports.words import KINDS, OUTCOMES, ROLES, STANDS, from_address, in_address
from exports.report_words import CHAPTERS, passage_title
from meetings.reconciliation import AnswerKind
from meetings.report_text import own_and_whole

REMARKS = {"forslag": AnswerKind.PROPOSAL, "invandning": AnswerKind.OBJECTION}

blueprint = Blueprint("report_answers", __name__, url_prefix="/natverk/<slug>/rapport")


@dataclass(frozen=True)
class Opened:
    """The version that a network answers for, opened by somebody who leads it."""

    access: Access
    version: ReportVersion

    @property
    def role(self) -> Role:
        """As what the reader answers."""
        assert self.access.role
        return self.access.role

    @property
    def closed(self) -> bool:
        """True when nobody can answer any more."""
        return reconciling.is_closed(self.version)


def _open(slug: str) -> Opened:
    access = load_network(current_user, slug, Action.ANSWER_REPORT)
    return Opened(access, reconciling.latest_version(access.network.programme) or abort(404))


@blueprint.get("")
def show(slug: str) -> str:
    """What concerns the own network, then the whole; one button says yes to all of it."""
    opened = _open(slug)
    network, version = opened.access.network, opened.version
    text = reconciling.edition_of(version).text
    answers = reconciling.answers_of(version, network)
    [stand] = reconciling.board_of(version, [network.slug], answers)
    own, others = own_and_whole(text, network.slug)
    return render_template(
        "reports/answer.html",
        opened=opened,
        network=network,
        version=version,
        stand=stand,
        answers=answers,
        own=own,
        others=[passage for passage in others if passage.text],
        wordless=[passage for passage in others if not passage.text],
        title=passage_title,
        chapters=CHAPTERS,
        shown=shown_passage,
        in_address=in_address,
        titles={passage.key: passage_title(passage) for passage in text.passages},
        words={"stands": STANDS, "kinds": KINDS, "outcomes": OUTCOMES, "roles": ROLES},
    )


@blueprint.get("/hela")
def read(slug: str) -> str:
    """The whole report as it was sent."""
    opened = _open(slug)
    document = shown(sent_document(opened.version))
    return render_template("reports/sent.html", opened=opened, network=opened.access.network, document=document)


@blueprint.get("/hela.<ext>")
def download(slug: str, ext: str) -> Response:
    """The same as a file."""
    version = _open(slug).version
    name = f"{version.programme.slug}-rapport-avstamning-{version.version}"
    return send_document(sent_document(version), name, ext)


@blueprint.post("/godkann")
def approve(slug: str) -> Response:
    """Yes to all of it."""
    opened = _open(slug)
    try:
        answering.approve(opened.version, opened.access.network, opened.role, current_user)
    except answering.Closed:
        flash("Tiden för att svara är slut. Hör av dig till Nka.", "warn")
    else:
        flash("Tack. Nätverket har godkänt rapporten.", "ok")
    return redirect(url_for(".show", slug=slug))


@blueprint.route("/synpunkt/<passage>/<any(forslag,invandning):kind>", methods=["GET", "POST"])
def remark(slug: str, passage: str, kind: str) -> Any:
    """Propose another wording of a passage, or say why the network does not agree."""
    opened = _open(slug)
    network, version = opened.access.network, opened.version
    found = reconciling.edition_of(version).text.passage(from_address(passage)) or abort(404)
    proposing = kind == "forslag"
    said_before = _standing_remark(opened, found.key, REMARKS[kind])
    form = RemarkForm(found.text if proposing else None, obj=said_before)
    if form.validate_on_submit() and not opened.closed:
        said = answering.Remark(REMARKS[kind], found.key, form.text.data or "", may_print=bool(form.may_print.data))
        try:
            answering.make_remark(version, network, said, opened.role, current_user)
        except answering.Closed:
            abort(409)
        flash("Sparat. Nka ser er synpunkt och svarar på den.", "ok")
        return redirect(url_for(".show", slug=slug))
    page = render_template(
        "reports/remark.html",
        opened=opened,
        network=network,
        title=passage_title(found),
        text=shown_passage(found),
        proposing=proposing,
        form=form,
    )
    return page, 422 if form.errors else 200


def _standing_remark(opened: Opened, passage: str, kind: AnswerKind) -> ReportAnswer | None:
    mine = reconciling.answers_of(opened.version, opened.access.network)
    return next((row for row in mine if (row.passage, row.kind, row.outcome) == (passage, kind, None)), None)


@blueprint.post("/synpunkt/<uuid:answer>/ta-tillbaka")
def take_back(slug: str, answer: uuid.UUID) -> Response:
    """Take back a remark that Nka has not answered."""
    opened = _open(slug)
    try:
        taken = answering.take_back(opened.version, opened.access.network, answer)
    except answering.Closed:
        abort(409)
    if taken is None:
        abort(404)
    flash("Synpunkten är borttagen.", "ok")
    return redirect(url_for(".show", slug=slug))
