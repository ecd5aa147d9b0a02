"""The second step: the code at sign-in, and turning it on and off."""

from typing import Any

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user

from bln.answers import wants_json
from bln.people.again import again
from bln.people.forms import CodeForm
from bln.people.models import Account
from bln.people.second_step import (
    app_address,
    app_key,
    are_recovery_codes,
    prove_code,
    recovery_codes_left,
    renew_recovery_codes,
    turn_off,
    turn_on,
)
from bln.people.throttle import TooSoon
from bln.people.words import too_soon
from bln.qr import qr_picture
from bln.security import open_to_all
from bln.signing_in import account_before_code, current_session, let_in_for_good, own_account

blueprint = Blueprint("second_step", __name__)

WRONG = "Koden stämmer inte. Vänta tills appen visar en ny kod och skriv den."


@blueprint.route("/logga-in/kod", methods=["GET", "POST"])
@open_to_all
def ask() -> Any:
    """Ask whoever has taken the first step for the code."""
    account = account_before_code()
    if account is None:
        return redirect(url_for("public.start" if current_user.is_authenticated else "people.sign_in"))
    form = CodeForm(nasta=request.args.get("nasta"))
    if not form.validate_on_submit() or not _is_right(account, form):
        return _code_page(form)
    return let_in_for_good(account, form.nasta.data)


def _code_page(form: CodeForm) -> Any:
    if wants_json():
        return (jsonify(message=form.words), 422) if form.errors else again(code_due=True)
    return render_template("people/code.html", form=form), 422 if form.errors else 200


@blueprint.route("/konto/tvasteg", methods=["GET", "POST"])
def set_up() -> Any:
    """Turn the second step on with an app; once it is on, what there is to change about it."""
    account = own_account()
    if account.totp_seed:
        return _change_page(account, CodeForm())
    form, seed = CodeForm(), str(current_session().id)
    if form.validate_on_submit():
        codes = turn_on(account, seed, form.code.data or "", current_session().id)
        if codes:
            return render_template("people/recovery_codes.html", codes=codes)
        form.code.errors = [WRONG]
    key, address = app_key(account, seed), app_address(account, seed)
    page = render_template("people/turn_on_code.html", form=form, key=key, address=address, picture=qr_picture(address))
    return page, 422 if form.errors else 200


@blueprint.post("/konto/tvasteg/koder")
def renew_codes() -> Any:
    """New recovery codes in place of the old ones."""
    account, form = own_account(), CodeForm()
    if not account.totp_seed:
        return redirect(url_for("second_step.set_up"))
    if not form.validate_on_submit() or not _is_right(account, form):
        return _change_page(account, form)
    return render_template("people/recovery_codes.html", codes=renew_recovery_codes(account))


@blueprint.post("/konto/tvasteg/av")
def stop() -> Any:
    """Turn the second step off. The session is a new one, and with it the key of another app."""
    account, form = own_account(), CodeForm()
    if not account.totp_seed:
        return redirect(url_for("second_step.set_up"))
    if not form.validate_on_submit() or not _is_right(account, form):
        return _change_page(account, form)
    turn_off(account)
    answer = let_in_for_good(account, url_for("second_step.set_up"))
    flash("Inloggning i två steg är avstängd.", "ok")
    return answer


@blueprint.post("/konto/tvasteg/koder.txt")
def download_codes() -> Response:
    """The recovery codes that the page has just shown, as a text file; they are kept nowhere to be shown again."""
    codes = request.form.getlist("code")
    if not are_recovery_codes(own_account(), codes):
        abort(404)
    text = render_template("people/recovery_codes.txt", codes=codes)
    disposition = {"Content-Disposition": 'attachment; filename="reservkoder.txt"'}
    return Response(text, content_type="text/plain; charset=utf-8", headers=disposition)


def _is_right(account: Account, form: CodeForm) -> bool:
    try:
        if prove_code(account, form.code.data or "", request.remote_addr):
            return True
        form.code.errors = [WRONG]
    except TooSoon as refused:
        form.form_errors = [too_soon(refused.wait)]
    return False


def _change_page(account: Account, form: CodeForm) -> Any:
    left = recovery_codes_left(account)
    return render_template("people/second_step.html", form=form, left=left), 422 if form.errors else 200
