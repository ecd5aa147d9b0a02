"""How the papers for a body look: taken from its own Word file, or as ours."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.handing import looks, words
from bln.handing.forms import LookForm
from bln.networks.models import ReceivingBody
from bln.policy import Access, Action, load_network
from bln.word_faults import FAULTS
from exports.look import PICTURES
from exports.word_files.archive import MOST_BYTES
from exports.word_files.faults import UnreadableFile

blueprint = Blueprint("plan_look", __name__, url_prefix="/natverk/<slug>/plan/mottagare/<uuid:body>/utseende")


def _open(slug: str, body: uuid.UUID) -> tuple[Access, ReceivingBody]:
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    return access, next((row for row in access.network.bodies if row.id == body), None) or abort(404)


@blueprint.route("", methods=["GET", "POST"])
def choose(slug: str, body: uuid.UUID) -> Any:
    """See how the papers look, and take the look of a file."""
    access, row = _open(slug, body)
    form = LookForm(logo_text=f"{row.name}, logotyp")
    if form.validate_on_submit():
        try:
            with form.file.data.stream as stream:
                left = looks.take_look(row, stream.read(MOST_BYTES + 1), form.logo_text.data or "")
        except UnreadableFile as unreadable:
            form.file.errors = [FAULTS[unreadable.fault]]
        except looks.NothingFound as nothing:
            form.file.errors = [" ".join([words.NO_LOOK, *(words.LOOK_FAULTS[fault] for fault in nothing.faults)])]
        else:
            flash("Utseendet är hämtat.", "ok")
            for fault in left:
                flash(words.LOOK_FAULTS[fault], "warn")
            return redirect(url_for(".choose", slug=slug, body=body))
    page = render_template(
        "handing/look.html", network=access.network, row=row, form=form, look=looks.look_of_body(row)
    )
    return page, 422 if form.errors else 200


@blueprint.get("/logotyp")
def logo(slug: str, body: uuid.UUID) -> Response:
    """The logo, to look at."""
    _, row = _open(slug, body)
    look = looks.look_of_body(row)
    if look is None or look.logo is None:
        abort(404)
    return Response(look.logo.picture, mimetype=PICTURES[look.logo.kind])


@blueprint.post("/ta-bort")
def forget(slug: str, body: uuid.UUID) -> Response:
    """Go back to our look."""
    _, row = _open(slug, body)
    looks.forget_look(row)
    flash("Dokumenten ser ut som våra igen. Det som redan är inlämnat är som det var.", "ok")
    return redirect(url_for(".choose", slug=slug, body=body))
