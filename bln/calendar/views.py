"""A meeting as a calendar file, and an account's meetings as a feed."""

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from bln.calendar.services import close_feed, feed_account, has_feed, open_feed
from bln.db import db
from bln.networks.models import Meeting
from bln.policy import Action, load_meeting, own_networks
from bln.security import open_to_all
from bln.signing_in import current_account

blueprint = Blueprint("calendar", __name__)


@blueprint.get("/natverk/<slug>/mote/<int(min=1, max=999):number>/mote.ics")
def download(slug: str, number: int) -> Response:
    """A meeting to open in a calendar; no such address without a date."""
    _access, meeting = load_meeting(current_user, slug, number, Action.READ_NETWORK)
    if meeting.planned_at is None:
        abort(404)
    return _send([meeting], f"mote-{number}.ics")


@blueprint.get("/kalender/<secret>.ics")
@open_to_all
def feed(secret: str) -> Response:
    """The meetings of an account's networks, for calendars that follow: whoever has the address may read."""
    account = feed_account(secret)
    if account is None:
        abort(404)
    own = [network.id for network in own_networks(account)]
    query = select(Meeting).where(Meeting.network_id.in_(own), Meeting.planned_at.is_not(None))
    return _send(list(db.session.scalars(query.order_by(Meeting.planned_at))), "natverk.ics")


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


def _send(meetings: list[Meeting], name: str) -> Response:
    from bln.calendar.ics import meeting_calendar

    response = Response(meeting_calendar(meetings), content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
