"""One's own account: where one is signed in."""

import uuid

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.db import commit
from bln.people.sessions import end_session, end_sessions, sessions_of
from bln.signing_in import current_session

blueprint = Blueprint("account", __name__, url_prefix="/konto")


@blueprint.get("")
def show() -> str:
    """The account, and every browser that is signed in to it."""
    sessions = sessions_of(current_user, current_app.config)
    return render_template("people/account.html", sessions=sessions, this=current_session().id)


@blueprint.post("/inloggningar/<uuid:session_id>/avsluta")
def end(session_id: uuid.UUID) -> Response:
    """Sign one browser out."""
    if not end_session(current_user, session_id):
        abort(404)
    flash("Inloggningen är avslutad.", "ok")
    return redirect(url_for("account.show"))


@blueprint.post("/inloggningar/avsluta-andra")
def end_others() -> Response:
    """Sign all other browsers out."""
    end_sessions(current_user, but=current_session().id)
    commit()
    flash("Alla andra inloggningar är avslutade.", "ok")
    return redirect(url_for("account.show"))
