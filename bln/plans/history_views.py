"""The history of one row of the plan."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.plans.history import restore_wording, wordings_of
from bln.plans.parts import PARTS, Part
from bln.policy import Access, Action, load_network

blueprint = Blueprint("plan_history", __name__, url_prefix="/natverk/<slug>/plan/skriv/<part>/<key>/versioner")


def _open(slug: str, part: str) -> tuple[Access, Part]:
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    if part not in PARTS:
        abort(404)
    return access, PARTS[part]


@blueprint.get("")
def show(slug: str, part: str, key: str) -> str:
    """Every wording of a row, newest first, each with a button that brings it back."""
    access, found = _open(slug, part)
    wordings = [
        (wording, found.form(formdata=None, obj=wording.row) if wording.row else None)
        for wording in wordings_of(access.network, found.field, key)
    ]
    return render_template("plans/history.html", network=access.network, part=found, key=key, wordings=wordings)


@blueprint.post("/<int:version>")
def restore(slug: str, part: str, key: str, version: int) -> Response:
    """Let the row say what it said then."""
    access, found = _open(slug, part)
    try:
        restore_wording(access.network, version, found.field, key, current_user)
    except LookupError:
        abort(404)
    flash("Raden står som förut.", "ok")
    return redirect(url_for("plan_rows.write", slug=slug, part=part, key=key))
