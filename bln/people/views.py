"""Sign-in and sign-out."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.answers import wants_json
from bln.people.forms import SignInForm
from bln.people.services import account_by_password, demo_account, only_demos
from bln.people.throttle import TooSoon
from bln.people.words import too_soon
from bln.security import open_to_all
from bln.signing_in import let_in, let_out

blueprint = Blueprint("people", __name__)

WRONG_PAIR = "E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen."


@blueprint.route("/logga-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> Any:
    """Sign in with e-mail and password."""
    if current_user.is_authenticated:
        return redirect(url_for("public.start"))
    form = SignInForm(nasta=request.args.get("nasta"))
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.errors else 200)
    try:
        account = account_by_password(form.email.data or "", form.password.data or "", request.remote_addr)
    except TooSoon as refused:
        form.form_errors = [too_soon(refused.wait)]
        return _sign_in_page(form, 429)
    if account is None:
        form.password.errors = [WRONG_PAIR]
        return _sign_in_page(form, 422)
    return let_in(account, form.nasta.data)


def _sign_in_page(form: SignInForm, status: int) -> Any:
    if wants_json():
        return jsonify(message=form.words), status
    demo_roles = current_app.config["DEMO"] and only_demos()
    return render_template("people/sign_in.html", form=form, demo_roles=demo_roles), status


@blueprint.post("/logga-ut")
def sign_out() -> Response:
    """Sign this device out."""
    let_out()
    flash("Du är utloggad.")
    return redirect(url_for("people.sign_in"))


@blueprint.post("/demo/logga-in")
@open_to_all
def sign_in_demo() -> Response:
    """Sign in with one click as a role of the demo; there is no such address outside the demo mode."""
    account = demo_account(request.form.get("roll", "")) if current_app.config["DEMO"] else None
    if account is None:
        abort(404)
    return let_in(account, request.form.get("nasta"))
