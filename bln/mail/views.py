"""Mail that didn't arrive, the demo's outbox, and the link that turns notices off."""

import uuid
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.db import commit
from bln.mail import words
from bln.mail.letters import Outdated, write_letter
from bln.mail.outgoing import dead_mails, find_dead, find_mail, newest_mails, retry_mail, waiting_mails
from bln.mail.pauses import turn_off, turn_on, wants_notices
from bln.people.services import only_demos
from bln.people.tokens import TokenState, find_token
from bln.policy import require_staff
from bln.security import csrf, open_to_all

blueprint = Blueprint("mail", __name__)


@blueprint.get("/utskick")
def show_dead() -> str:
    """The mails that didn't arrive, and how many wait."""
    require_staff(current_user)
    waiting = words.waiting(*waiting_mails())
    return render_template("mailing/dead.html", mails=dead_mails(), waiting=waiting, words=words)


@blueprint.post("/utskick/<uuid:mail_id>/igen")
def retry(mail_id: uuid.UUID) -> Response:
    """Send a mail again that didn't arrive."""
    require_staff(current_user)
    found = find_dead(mail_id)
    if found is None:
        flash("Brevet väntar redan på att skickas, eller har tagits bort.", "info")
    else:
        retry_mail(found)
        flash("Brevet väntar på att skickas igen.", "ok")
    return redirect(url_for("mail.show_dead"))


@blueprint.route("/notiser/<secret>", methods=["GET", "POST"])
@csrf.exempt  # mail readers post here with one click (RFC 8058); the secret says who it is about
@open_to_all
def notices(secret: str) -> str:
    """Turn notices off, or on again. Opening the page changes nothing: a button does."""
    found = find_token("notices", secret)
    if found is None or found.state is TokenState.REVOKED:
        abort(404)
    person_id = found.token.subject_id
    if request.method == "POST":
        change = turn_on if request.form.get("gor") == "pa" else turn_off
        change(person_id)
        commit()
    off = not wants_notices(person_id)
    return render_template("mailing/notices.html", off=off, changed=request.method == "POST")


@blueprint.get("/demo/utkorg")
@open_to_all
def outbox() -> str:
    """The mails of the demo, which are never sent; no such address outside the demo mode."""
    _only_in_the_demo()
    return render_template("mailing/outbox.html", mails=newest_mails(), words=words)


@blueprint.post("/demo/utkorg/<uuid:mail_id>")
@open_to_all
def open_mail(mail_id: uuid.UUID) -> Any:
    """A mail as it would be sent now. Its links work, and their secrets are stored: a POST."""
    _only_in_the_demo()
    mail = find_mail(mail_id) or abort(404)
    try:
        letter = write_letter(mail)
    except Outdated:
        flash("Brevet är inte längre aktuellt och skulle inte skickas.", "info")
        return redirect(url_for("mail.outbox"))
    commit()
    return render_template("mailing/opened.html", mail=mail, letter=letter)


def _only_in_the_demo() -> None:
    if not current_app.config["DEMO"] or not only_demos():
        abort(404)
