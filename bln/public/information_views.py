"""What everyone may know about the service: personal data, what the device keeps, accessibility, whom to tell."""

from datetime import timedelta

from flask import Blueprint, abort, current_app, render_template
from werkzeug.wrappers import Response

from bln.clock import utcnow
from bln.public.queries import controllers
from bln.security import open_to_all

SECURITY_TXT_LASTS = timedelta(days=180)

blueprint = Blueprint("information", __name__)


@blueprint.get("/personuppgifter")
@open_to_all
def personal_data() -> str:
    """What is kept of whom, why, for how long, and who is responsible in each programme."""
    return render_template("information/personal_data.html", programmes=controllers())


@blueprint.get("/pa-din-enhet")
@open_to_all
def on_your_device() -> str:
    """The cookie and the unsent notes."""
    return render_template("information/on_your_device.html")


@blueprint.get("/tillganglighet")
@open_to_all
def accessibility() -> str:
    """The accessibility statement, in the order that DIGG's regulation MDFFS 2019:2 asks for."""
    return render_template("information/accessibility.html")


@blueprint.get("/.well-known/security.txt")
@open_to_all
def security_txt() -> Response:
    """Whom to tell about a weakness (RFC 9116); there is no such address until the setting says whom."""
    contact = current_app.config["SECURITY_CONTACT"]
    if not contact:
        abort(404)
    expires = (utcnow() + SECURITY_TXT_LASTS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = f"Contact: {contact}\nExpires: {expires}\nPreferred-Languages: sv, en\n"
    return Response(lines, content_type="text/plain; charset=utf-8")
