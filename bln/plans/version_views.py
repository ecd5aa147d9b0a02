"""The versions of a whole plan: what each changed, two of them side by side, and back to one."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.plans.history import MOST_VERSIONS, compared, versions_of
from bln.plans.queries import body_of, content_at, latest_content, plan_of
from bln.plans.row_words import title_of
from bln.plans.services import restore_content
from bln.policy import Action, load_network
from meetings.plan_comparing import compare_contents

blueprint = Blueprint("plan_versions", __name__, url_prefix="/natverk/<slug>/plan/versioner")


@blueprint.get("")
def show(slug: str) -> str:
    """Every version with the rows that it changed, newest first."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    return render_template(
        "plans/versions.html",
        network=access.network,
        versions=versions_of(access.network),
        plan=plan_of(access.network),
        title_of=title_of,
        most=MOST_VERSIONS,
    )


@blueprint.get("/jamfor")
def compare(slug: str) -> str:
    """Two versions, row by row and word by word: the one before and the newest unless others are chosen."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    newest, _ = latest_content(access.network)
    before = request.args.get("fran", max(newest - 1, 0), type=int)
    after = request.args.get("till", newest, type=int)
    contents = [content_at(access.network, version) for version in (before, after)]
    bodies = [body_of(body) for body in access.network.bodies]
    return render_template(
        "plans/compare.html",
        network=access.network,
        newest=newest,
        before=before,
        after=after,
        rows=compared(plan_of(access.network), bodies, compare_contents(*contents)),
        forms=[content.form for content in contents],
    )


@blueprint.post("/<int:version>")
def restore(slug: str, version: int) -> Response:
    """Let the whole plan say what it said then; the one that stood is a version too, to come back to."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    try:
        restore_content(access.network, version, current_user)
    except LookupError:
        abort(404)
    flash(f"Planen står som i version {version}. Det som stod innan finns kvar i listan.", "ok")
    return redirect(url_for(".show", slug=slug))
