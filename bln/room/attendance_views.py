"""Who came to a meeting."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask_login import current_user

from bln.answers import wants_json
from bln.policy import Action, load_meeting
from bln.room import attendance
from bln.room.attendance_form import AttendanceForm
from bln.room.page import meeting_page

blueprint = Blueprint("attendance", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>")


@blueprint.route("/narvaro", methods=["GET", "POST"])
def record(slug: str, number: int) -> Any:
    """Say who came; people without e-mail or account stand here as everybody else."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    members, standing = attendance.members_of(access.network), attendance.attended(meeting)
    foreseen = {} if request.method == "POST" or standing.recorded else attendance.foreseen(meeting)
    form = AttendanceForm(
        data=None if request.method == "POST" else AttendanceForm.standing(members, standing, foreseen)
    )
    conflict = False
    if form.validate_on_submit():
        try:
            attendance.record_attendance(meeting, form.mark.data or "", form.came(members))
        except attendance.AttendanceConflict as newer:
            conflict, form.mark.data, form.mark.raw_data = True, newer.standing.mark, None
            standing = newer.standing
        else:
            return _saved(slug, number)
    if request.method == "POST" and wants_json():
        return _refused(form, conflict=conflict)
    page = meeting_page(
        "room/attendance.html",
        access,
        meeting,
        form=form,
        members={str(member.id): member for member in members},
        standing=standing,
        make_up=attendance.make_up(access.network, standing),
        conflict=conflict,
        foreseen=bool(foreseen),
    )
    return page, 409 if conflict else 422 if form.errors else 200


def _saved(slug: str, number: int) -> Any:
    if wants_json():
        return jsonify(saved=True)
    flash("Närvaron är sparad.", "ok")
    return redirect(url_for(".record", slug=slug, number=number))


def _refused(form: AttendanceForm, *, conflict: bool) -> Any:
    """What a script is told: `mark` is what to send along if its choices are to stand in place of what does."""
    if conflict:
        return jsonify(message="Någon annan har sparat närvaron under tiden.", mark=form.mark.data), 409
    return jsonify(message=form.words), 422
