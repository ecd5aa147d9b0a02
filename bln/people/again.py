"""Signing in again in place: who this browser is signed in as now, and the form of the step that is due."""

from flask import Response, jsonify, render_template
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from bln.people.forms import CodeForm, SignInForm


def again(*, code_due: bool = False) -> Response:
    """The account of this browser, its name and a token for its forms; for whoever has to sign in, what to fill in.

    `account` is empty as long as nobody with an account is signed in.
    """
    signed_in = current_user.is_authenticated
    form = "" if signed_in else _form(code_due)
    account = str(current_user.get_id()) if signed_in and current_user.leads else ""
    name = current_user.name if signed_in else ""
    return jsonify(account=account, name=name, csrf_token=generate_csrf(), html=form)


def _form(code_due: bool) -> str:
    form = CodeForm() if code_due else SignInForm()
    return render_template("people/_again.html", form=form, code_due=code_due)
