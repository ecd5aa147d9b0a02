"""Without a network: what a device takes along of a meeting, and the empty room that it fills."""

from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, render_template
from flask_login import current_user

from bln.policy import Action, load_meeting
from bln.room.forms import KINDS, PERSPECTIVES
from bln.room.shell import worker_of
from bln.room.taken import taken_meeting
from bln.security import open_to_all

blueprint = Blueprint("offline", __name__)


@blueprint.get("/natverk/<slug>/mote/<int(min=1, max=999):number>/utan-nat")
def take(slug: str, number: int) -> Response:
    """The meeting, for the device of who leads it."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    account = str(current_user.get_id())
    return jsonify(account=account, **taken_meeting(access.network, meeting))


@blueprint.get("/utan-nat")
@open_to_all
def shell() -> str:
    """The room with nothing in it: the same for everybody."""
    return _shell()


@blueprint.get("/utan-nat.js")
@open_to_all
def worker() -> Response:
    """The service worker, which keeps the room's files."""
    script = worker_of(_shell(), Path(current_app.static_folder or ""))
    answer = Response(script, content_type="text/javascript; charset=utf-8")
    answer.cache_control.no_cache = True
    return answer


def _shell() -> str:
    return render_template("room/offline.html", kinds=KINDS, perspectives=PERSPECTIVES)
