"""Check a file: open to all, since whoever registers a plan has no account. Nothing is stored."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from bln.handing import words
from bln.handing.checking import check_file
from bln.handing.forms import CheckForm
from bln.handing.queries import made_on
from bln.people.throttle import TooSoon, Trying, count_attempt
from bln.people.words import too_soon
from bln.security import open_to_all
from bln.word_faults import WHAT_IS_WRONG
from exports.word_files.archive import MOST_BYTES
from exports.word_files.faults import UnreadableFile

blueprint = Blueprint("plan_check", __name__)


@blueprint.route("/plan/kontrollera", methods=["GET", "POST"])
@open_to_all
def check() -> Any:
    """Whether a Word file still says what was handed in, and whether there is something newer."""
    form, checked, status = CheckForm(), None, 422
    if form.validate_on_submit():
        try:
            _count_strangers()
            with form.file.data.stream as stream:
                checked = check_file(stream.read(MOST_BYTES + 1))
        except UnreadableFile as error:
            form.file.errors = [f"{WHAT_IS_WRONG[error.fault]} {words.WHICH_FILE}"]
        except TooSoon as refused:
            form.form_errors, status = [too_soon(refused.wait)], 429
    page = render_template("handing/check.html", form=form, checked=checked, words=words, made_on=made_on)
    return page, status if form.errors else 200


def _count_strangers() -> None:
    """To read a file costs the server seconds: who isn't signed in has a few in an hour. Raises `TooSoon`."""
    if not current_user.is_authenticated:
        count_attempt(Trying.FILE, request.remote_addr or "", request.remote_addr)
