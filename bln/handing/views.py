"""A plan's way: hand it in, and see how far it has come with each body."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import shown
from bln.handing import words
from bln.handing.files import send_paper
from bln.handing.forms import HandInForm
from bln.handing.models import PlanPaper, PlanVersion
from bln.handing.papers import body_of, document_of, handed_in
from bln.handing.queries import endorsements_of, papers_for, receivers_of, returned_by, version_at, versions_of, way_of
from bln.handing.services import NoBodies, make_version
from bln.plans.queries import body_of as body_at
from bln.plans.queries import plan_of
from bln.policy import Access, Action, load_network
from bln.versions import ReasonNeeded, Unchanged
from meetings.plan_bodies import for_body
from meetings.plan_ready import find_lacks

PLAN = "/natverk/<slug>/plan"

blueprint = Blueprint("handing", __name__, url_prefix=PLAN)


@blueprint.get("/vag")
def show(slug: str) -> str:
    """Every body with what it has, what it has answered and what is to be done; and the versions."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    versions = versions_of(access.network)
    newest = versions[0] if versions else None
    return render_template(
        "handing/show.html",
        access=access,
        network=access.network,
        versions=versions,
        receivers=receivers_of(access.network),
        way=way_of(access.network, newest) if newest else [],
        returned=returned_by(access.network, newest) if newest else (),
        endorsements=endorsements_of(access.network),
        words=words,
    )


@blueprint.route("/lamna-in", methods=["GET", "POST"])
def hand_in(slug: str) -> Any:
    """See what goes to whom, and make a version of it."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    versions = versions_of(access.network)
    form = HandInForm(again=bool(versions))
    if not form.validate_on_submit():
        return _about_to_hand_in(access, form, versions), 422 if form.errors else 200
    try:
        version = make_version(access.network, form.reason.data if form.reason else "", current_user)
    except NoBodies:
        form.form_errors.append("Ingen är vald som ska få planen. Be Nka lägga till mottagare för nätverket.")
    except ReasonNeeded:
        form.form_errors.append("Någon annan har nyss lämnat in en version. Ladda om sidan.")
    except Unchanged:
        form.form_errors.append("Inget är ändrat sedan den senaste versionen.")
    else:
        flash(f"Version {version.version} är klar. Skicka den nu till var och en som ska besluta.", "ok")
        return redirect(url_for(".show", slug=slug))
    return _about_to_hand_in(access, form, versions), 422


def _about_to_hand_in(access: Access, form: HandInForm, versions: list[PlanVersion]) -> str:
    plan, network = plan_of(access.network), access.network
    bodies = [body_at(row) for row in network.bodies]
    return render_template(
        "handing/hand_in.html",
        network=network,
        form=form,
        versions=versions,
        parts=[(body, for_body(plan, body)) for body in bodies],
        lacks=len(find_lacks(plan, bodies)),
        returned=returned_by(network, versions[0]) if versions else (),
    )


@blueprint.get("/version/<int:version>/<uuid:body>/<paper>")
def read(slug: str, version: int, body: uuid.UUID, paper: str) -> str:
    """A paper of a version, as the body got it; `antagen` is the adopted plan."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    found, papers = _found(access, version, body)
    chosen = words.find_paper(papers, paper) or abort(404)
    return render_template(
        "handing/read.html",
        access=access,
        network=access.network,
        version=found,
        body=body_of(handed_in(found), body),
        papers=[(words.name_of(each), words.title_of(each)) for each in papers],
        here=paper,
        title=words.title_of(chosen),
        document=shown(document_of(chosen)),
    )


@blueprint.get("/version/<int:version>/<uuid:body>/<paper>.<ext>")
def download(slug: str, version: int, body: uuid.UUID, paper: str, ext: str) -> Response:
    """A paper as a file; `insatser` and `indikatorer` are tables."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    found, papers = _found(access, version, body)
    return send_paper(found, papers, paper, ext)


def _found(access: Access, number: int, body: uuid.UUID) -> tuple[PlanVersion, list[PlanPaper]]:
    version = version_at(access.network, number) or abort(404)
    return version, papers_for(version, body) or abort(404)
