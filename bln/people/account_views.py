"""One's own account: where one is signed in, and the password."""

import uuid
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.db import commit
from bln.people.forms import ChangePasswordForm, NewPasswordForm
from bln.people.queries import is_of_the_demo
from bln.people.services import account_by_password, change_password
from bln.people.sessions import end_session, end_sessions, sessions_of
from bln.people.throttle import TooSoon
from bln.people.words import too_soon
from bln.signing_in import current_account, current_session, own_account

blueprint = Blueprint("account", __name__, url_prefix="/konto")


@blueprint.get("")
def show() -> str:
    """The account, and every browser that is signed in to it; an account of the demo shows nobody the others."""
    this = current_session()
    shared = is_of_the_demo(current_account())
    sessions = [this] if shared else sessions_of(current_user, current_app.config)
    return render_template("people/account.html", sessions=sessions, this=this.id, shared=shared)


@blueprint.post("/inloggningar/<uuid:session_id>/avsluta")
def end(session_id: uuid.UUID) -> Response:
    """Sign one browser out."""
    if not end_session(own_account(), session_id):
        abort(404)
    flash("Inloggningen är avslutad.", "ok")
    return redirect(url_for("account.show"))


@blueprint.post("/inloggningar/avsluta-andra")
def end_others() -> Response:
    """Sign all other browsers out."""
    end_sessions(own_account(), but=current_session().id)
    commit()
    flash("Alla andra inloggningar är avslutade.", "ok")
    return redirect(url_for("account.show"))


@blueprint.route("/losenord", methods=["GET", "POST"])
def change() -> Any:
    """Change the password, or choose the first one."""
    account = own_account()
    form = ChangePasswordForm(account) if account.password_hash else NewPasswordForm(account)
    if not form.validate_on_submit() or not _is_the_owner(form):
        return render_template("people/change_password.html", form=form), 422 if form.errors else 200
    change_password(account, form.password.data or "", keep=current_session().id)
    flash("Ditt lösenord är bytt. Andra webbläsare är utloggade.", "ok")
    return redirect(url_for("account.show"))


def _is_the_owner(form: NewPasswordForm) -> bool:
    """Whoever found a browser signed in doesn't know the password."""
    if not isinstance(form, ChangePasswordForm):
        return True
    try:
        if account_by_password(current_user.email, form.current.data or "", request.remote_addr):
            return True
        form.current.errors = ["Det är inte ditt nuvarande lösenord."]
    except TooSoon as refused:
        form.form_errors = [too_soon(refused.wait)]
    return False
