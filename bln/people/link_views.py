"""Links by mail: ask for one, and the page behind it, where only a button changes anything."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_wtf import FlaskForm

from bln.people.forms import AddressForm, NewPasswordForm
from bln.people.links import ask_for_link, open_link, use_link
from bln.people.models import Account
from bln.people.services import choose_password_by_link
from bln.people.throttle import TooSoon
from bln.people.tokens import Link, TokenState
from bln.people.words import too_soon
from bln.security import open_to_all
from bln.signing_in import let_in

blueprint = Blueprint("links", __name__)


@blueprint.route("/logga-in/lank", methods=["GET", "POST"])
@open_to_all
def ask_to_sign_in() -> Any:
    """Ask for a link that signs in."""
    return _ask(Link.SIGN_IN)


@blueprint.route("/losenord/glomt", methods=["GET", "POST"])
@open_to_all
def ask_to_reset() -> Any:
    """Ask for a link to choose a new password."""
    return _ask(Link.RESET)


@blueprint.route("/logga-in/lank/<secret>", methods=["GET", "POST"])
@open_to_all
def sign_in(secret: str) -> Any:
    """One button that signs in."""
    account = _owner(Link.SIGN_IN, secret)
    if account is None:
        return _gone(Link.SIGN_IN, secret)
    form = FlaskForm()
    if not form.validate_on_submit():
        return render_template("people/use_link.html", form=form, account=account)
    used = use_link(Link.SIGN_IN, secret)
    return let_in(used) if used else _gone(Link.SIGN_IN, secret)


@blueprint.route("/losenord/nytt/<secret>", methods=["GET", "POST"])
@open_to_all
def reset(secret: str) -> Any:
    """Choose a new password, and be signed in."""
    account = _owner(Link.RESET, secret)
    if account is None:
        return _gone(Link.RESET, secret)
    form = NewPasswordForm(account)
    if not form.validate_on_submit():
        page = render_template("people/reset_password.html", form=form, account=account)
        return page, 422 if form.errors else 200
    used = choose_password_by_link(secret, form.password.data or "")
    return let_in(used) if used else _gone(Link.RESET, secret)


@blueprint.post("/logga-in/lank/<secret>/ny")
@open_to_all
def renew_sign_in(secret: str) -> Any:
    """A new link in place of one that has run out, without typing."""
    return _renew(Link.SIGN_IN, secret)


@blueprint.post("/losenord/nytt/<secret>/ny")
@open_to_all
def renew_reset(secret: str) -> Any:
    """The same for a new password."""
    return _renew(Link.RESET, secret)


def _ask(link: Link) -> Any:
    form = AddressForm()
    status = 200
    if form.validate_on_submit():
        try:
            ask_for_link(link, form.email.data or "", request.remote_addr)
            return render_template("people/link_sent.html", email=form.email.data, link=link)
        except TooSoon as refused:
            form.form_errors, status = [too_soon(refused.wait)], 429
    elif form.errors:
        status = 422
    return render_template("people/ask_link.html", form=form, link=link), status


def _owner(link: Link, secret: str) -> Account | None:
    opened = open_link(link, secret)
    return opened[1] if opened and opened[0].state is TokenState.LIVE else None


def _gone(link: Link, secret: str, wait: str = "", status: int = 410) -> Any:
    """410 for a link that was, with a button for a new one; 404 for one that never was."""
    known = open_link(link, secret) is not None
    page = render_template("people/link_gone.html", link=link, secret=secret if known else "", wait=wait)
    return page, status if known else 404


def _renew(link: Link, secret: str) -> Any:
    opened = open_link(link, secret)
    if opened is None:
        return _gone(link, secret)
    try:
        ask_for_link(link, opened[1].email, request.remote_addr)
    except TooSoon as refused:
        return _gone(link, secret, too_soon(refused.wait), 429)
    return render_template("people/link_sent.html", email="", link=link)
