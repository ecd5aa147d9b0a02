"""A meeting as a calendar file, and an account's meetings as a feed."""

from dataclasses import replace

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user

from bln.calendar.services import close_feed, feed_account, has_feed, open_feed
from bln.networks.announcing import appointment_for
from bln.networks.models import Meeting
from bln.policy import Action, load_meeting, meetings_of_own
from bln.security import open_to_all
from bln.signing_in import current_account
from meetings.appointment import Appointment

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/natverk/<slug>/mote/<int(min=1, max=999):number>/mote.ics")
def download(slug: str, number: int) -> Response:
    """A meeting to open in a calendar; no such address without a date."""
    access, meeting = load_meeting(current_user, slug, number, Action.READ_NETWORK)
    appointment = appointment_for(access, meeting)
    if appointment is None:
        abort(404)
    shown = appointment if access.role else replace(appointment, link="", phone="")
    return _send([(meeting, shown)], f"mote-{number}.ics")


@blueprint.get("/kalender/<secret>.ics")
@open_to_all
def feed(secret: str) -> Response:
    """The meetings of an account's networks, for calendars that follow: whoever has the address may read."""
    account = feed_account(secret)
    if account is None:
        abort(404)
    known = [(meeting, appointment_for(access, meeting)) for access, meeting in meetings_of_own(account)]
    return _send([(meeting, appointment) for meeting, appointment in known if appointment], "natverk.ics")


@blueprint.route("/konto/kalender", methods=["GET", "POST"])
def settings() -> str:
    """Make, change or end the address of one's own feed; it is shown once, since only its hash is kept."""
    account, address = current_account(), ""
    if request.method == "POST" and request.form.get("gor") == "avsluta":
        close_feed(account)
        flash("Prenumerationen är avslutad. Den gamla adressen fungerar inte längre.", "ok")
    elif request.method == "POST":
        address = url_for("calendar.feed", secret=open_feed(account), _external=True)
    return render_template("calendar/settings.html", address=address, followed=has_feed(account))


def _send(meetings: list[tuple[Meeting, Appointment]], name: str) -> Response:
    from bln.calendar.ics import meeting_calendar

    response = Response(meeting_calendar(meetings), content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
