"""Cancel, merge or split a meeting: each asks first, and says what follows."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.networks import arranging
from bln.networks.consequences import Change, of_cancelling, of_merging, of_splitting, refused
from bln.networks.forms import VersionForm
from bln.networks.models import Meeting
from bln.policy import Access, Action, load_meeting
from meetings.arranging import Refused

blueprint = Blueprint("arranging", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/andra")


@blueprint.get("")
def choose(slug: str, number: int) -> Any:
    """What can be done with a meeting, and why not what can't; a cancelled one can take place after all."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    if meeting.cancelled_at:
        return redirect(url_for("room.before", slug=slug, number=number))
    ways = []
    for label, hint, endpoint, follows in WAYS:
        try:
            follows(access.network, meeting)
            ways.append((label, hint, url_for(endpoint, slug=slug, number=number)))
        except Refused as no:
            ways.append((label, refused(no), ""))
    return render_template("networks/arrange.html", access=access, network=access.network, meeting=meeting, ways=ways)


@blueprint.route("/stall-in", methods=["GET", "POST"])
def cancel(slug: str, number: int) -> Any:
    """Cancel a meeting with its questions."""

    def do(access: Access, meeting: Meeting, version: int) -> str:
        arranging.cancel_meeting(access.network, meeting, version)
        return f"Möte {number} är inställt."

    return _asked(slug, number, of_cancelling, do)


@blueprint.route("/sla-ihop", methods=["GET", "POST"])
def merge(slug: str, number: int) -> Any:
    """Let a meeting take up the questions of the next one."""

    def do(access: Access, meeting: Meeting, version: int) -> str:
        merged = arranging.merge_meetings(access.network, meeting, version)
        return f"Möte {number} tar upp också det som var möte {merged.gone}. Ångrar du dig kan du dela mötet igen."

    return _asked(slug, number, of_merging, do)


@blueprint.route("/dela", methods=["GET", "POST"])
def split(slug: str, number: int) -> Any:
    """Make two meetings of one; a step stays whole."""
    before = request.values.get("fore", "")

    def do(access: Access, meeting: Meeting, version: int) -> str:
        arranging.split_meeting(access.network, meeting, version, before)
        return f"Möte {number} är delat i två. Bestäm en dag för möte {number + 1}."

    return _asked(slug, number, lambda network, meeting: of_splitting(network, meeting, before), do)


@blueprint.post("/blir-av")
def restore(slug: str, number: int) -> Response:
    """Let a cancelled meeting take place after all."""
    _access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    form = VersionForm()
    if form.validate_on_submit() and meeting.cancelled_at:
        arranging.uncancel_meeting(meeting, form.version.data)
        flash(f"Möte {number} blir av. Inget är skickat än: se över dagen och skicka den.", "ok")
    return redirect(url_for("networks.plan_meeting", slug=slug, number=number))


def _asked(slug: str, number: int, follows: Callable[..., Change], do: Callable[[Access, Meeting, int], str]) -> Any:
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    form = VersionForm(version=meeting.version)
    try:
        change = follows(access.network, meeting)
        if form.validate_on_submit():
            flash(do(access, meeting, form.version.data), "ok")
            return redirect(url_for("networks.show", slug=slug))
    except Refused as no:
        flash(refused(no), "warn")
        return redirect(url_for(".choose", slug=slug, number=number))
    return render_template(
        "networks/confirm_change.html",
        network=access.network,
        meeting=meeting,
        version=form.version.data or meeting.version,
        change=change,
    )


WAYS = (
    ("Ställ in mötet", "Frågorna ställs inte i ert nätverk. Går att ångra.", ".cancel", of_cancelling),
    ("Slå ihop med nästa möte", "Båda mötenas frågor ställs samma dag.", ".merge", of_merging),
    ("Dela mötet i två", "Mötets delar får var sin dag.", ".split", of_splitting),
)
