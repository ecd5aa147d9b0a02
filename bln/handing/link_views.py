"""What a body reads and answers by link, without an account. A link that is wrong, over or revoked shows nothing."""

import uuid
from typing import Any

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from bln.db import db
from bln.documents import shown
from bln.handing import answering, words
from bln.handing.files import send_paper
from bln.handing.forms import DecisionForm, EndorsementForm
from bln.handing.models import PlanVersion
from bln.handing.papers import body_of, document_of
from bln.handing.queries import PLAN_LINK, papers_for, version_with
from bln.networks.models import ReceivingBody
from bln.people.tokens import TokenState, find_token
from bln.policy import keep_archived
from bln.security import open_to_all
from meetings.plan_bodies import Body

blueprint = Blueprint("plan_link", __name__, url_prefix="/planlank/<secret>")


def _open(secret: str) -> tuple[PlanVersion, Body]:
    """The version that the body has which the link is about, while the network hands in to it. Opening it changes
    nothing."""
    found = find_token(PLAN_LINK, secret)
    if found is None or found.state is not TokenState.LIVE:
        abort(404)
    if db.session.get(ReceivingBody, found.token.subject_id) is None:
        abort(404)
    version, handed = version_with(found.token.subject_id) or abort(404)
    keep_archived(version.network.programme)
    return version, body_of(handed, found.token.subject_id) or abort(404)


@blueprint.after_request
def _unlisted(response: Response) -> Response:
    """A link that somebody has put on a page is no way in for search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.get("")
@open_to_all
def show(secret: str) -> str:
    """The plan as the body got it or adopted it, its papers as files, and the ways to answer."""
    version, body = _open(secret)
    papers = sorted(papers_for(version, uuid.UUID(body.id)), key=lambda paper: paper.decision_id is None)
    return render_template(
        "handing/by_link.html",
        secret=secret,
        version=version,
        body=body,
        papers=[(words.name_of(each), words.title_of(each)) for each in papers],
        document=shown(document_of(papers[0])),
    )


@blueprint.get("/<paper>.<ext>")
@open_to_all
def download(secret: str, paper: str, ext: str) -> Response:
    """A paper as a file."""
    version, body = _open(secret)
    return send_paper(version, papers_for(version, uuid.UUID(body.id)), paper, ext)


@blueprint.route("/beslut", methods=["GET", "POST"])
@open_to_all
def decide(secret: str) -> Any:
    """Tell what the body has decided; who leads the network confirms it."""
    version, body = _open(secret)
    form = DecisionForm(decided_by=body.name)
    if form.validate_on_submit():
        try:
            answering.record_decision(version, uuid.UUID(body.id), form.facts, None)
        except answering.FaultyDecision as faulty:
            form.decided_on.errors = [words.FAULTS[faulty.fault]]
        else:
            return _thanks(secret)
    page = render_template("handing/answer_by_link.html", secret=secret, version=version, body=body, form=form)
    return page, 422 if form.errors else 200


@blueprint.route("/stod", methods=["GET", "POST"])
@open_to_all
def endorse(secret: str) -> Any:
    """Tell that an organisation stands behind the plan."""
    version, body = _open(secret)
    form = EndorsementForm(organisation=body.name)
    if form.validate_on_submit():
        said = (form.organisation.data or "", form.function.data or "", form.given_on.data)
        try:
            answering.record_endorsement(version, *said, None)
        except answering.FaultyDecision as faulty:
            form.given_on.errors = [words.FAULTS[faulty.fault]]
        else:
            return _thanks(secret)
    page = render_template("handing/answer_by_link.html", secret=secret, version=version, body=body, form=form)
    return page, 422 if form.errors else 200


def _thanks(secret: str) -> str:
    return render_template("handing/answered.html", secret=secret)
