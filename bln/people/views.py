"""Sign-in and sign-out."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from bln.people.forms import SignInForm
from bln.people.models import Account
from bln.people.services import check_password, demo_account, only_demos
from bln.security import is_own_path, open_to_all

blueprint = Blueprint("people", __name__)


@blueprint.route("/logga-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> Any:
    """Sign in with e-mail and password."""
    if current_user.is_authenticated:
        return redirect(url_for("public.start"))
    form = SignInForm(nasta=request.args.get("nasta"))
    if form.validate_on_submit():
        account = check_password(form.email.data or "", form.password.data or "")
        if account:
            return _let_in(account, form.nasta.data)
        form.password.errors = ["E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen."]
    return render_template(
        "people/sign_in.html", form=form, demo_roles=current_app.config["DEMO"] and only_demos()
    ), 422 if form.errors else 200


@blueprint.post("/logga-ut")
def sign_out() -> Response:
    """Sign this device out."""
    logout_user()
    session.clear()
    flash("Du är utloggad.")
    return redirect(url_for("people.sign_in"))


@blueprint.post("/demo/logga-in")
@open_to_all
def sign_in_demo() -> Response:
    """Sign in with one click as a role of the demo; there is no such address outside the demo mode."""
    account = demo_account(request.form.get("roll", "")) if current_app.config["DEMO"] else None
    if account is None:
        abort(404)
    return _let_in(account, request.form.get("nasta"))


def _let_in(account: Account, go_on: str | None) -> Response:
    session.clear()
    login_user(account)
    return redirect(go_on if go_on and is_own_path(go_on) else url_for("public.start"))
