"""Check a file: open to all, since whoever registers a plan has no account. Nothing is stored."""

from typing import Any

from flask import Blueprint, render_template

from bln.handing import words
from bln.handing.checking import check_file
from bln.handing.forms import CheckForm
from bln.handing.queries import made_on
from bln.security import open_to_all
from bln.word_faults import WHAT_IS_WRONG
from exports.word_files.archive import MOST_BYTES
from exports.word_files.faults import UnreadableFile

blueprint = Blueprint("plan_check", __name__)


@blueprint.route("/plan/kontrollera", methods=["GET", "POST"])
@open_to_all
def check() -> Any:
    """Whether a Word file still says what was handed in, and whether there is something newer."""
    form, checked = CheckForm(), None
    if form.validate_on_submit():
        try:
            with form.file.data.stream as stream:
                checked = check_file(stream.read(MOST_BYTES + 1))
        except UnreadableFile as error:
            form.file.errors = [f"{WHAT_IS_WRONG[error.fault]} {words.WHICH_FILE}"]
    page = render_template("handing/check.html", form=form, checked=checked, words=words, made_on=made_on)
    return page, 422 if form.errors else 200
