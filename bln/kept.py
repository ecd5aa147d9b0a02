"""A note that came when its session had ended, or from a page that was too old: the text is kept on the page."""

from typing import Any
from urllib.parse import urlsplit

from flask import jsonify, render_template, request
from flask_login import current_user

from bln.answers import wants_json

KEEPING = {"notes.during", "note.edit"}
SIGNED_OUT = "Du är utloggad. Det du skrev är inte sparat. Logga in och spara igen."


def kept_text() -> Any | None:
    """The page that shows again what was written, with a button that saves it; None for anything but a note.

    It asks for the button once more: a form that another site has sent saves nothing by itself.
    """
    if request.method != "POST" or request.endpoint not in KEEPING or not request.form.get("text") or _from_elsewhere():
        return None
    kept = [(name, text) for name, text in request.form.items() if name not in ("csrf_token", "text")]
    signed_in = current_user.is_authenticated
    page = render_template("errors/kept.html", kept=kept, text=request.form["text"], signed_in=signed_in)
    return page, 400 if signed_in else 401


def signed_out() -> Any | None:
    """What a script is answered when its session has ended; None for a page."""
    return (jsonify(message=SIGNED_OUT), 401) if wants_json() else None


def _from_elsewhere() -> bool:
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
