"""What is open to all, and the way to one's own first page."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import text
from werkzeug.wrappers import Response

from bln.db import db
from bln.policy import own_networks, programmes_of
from bln.security import open_to_all
from bln.style.forms import ComponentForm

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def start() -> Any:
    """Go to where the user's work is: the only network, the newest programme that is open, or a choice."""
    networks = own_networks(current_user)
    programmes = programmes_of(current_user) if current_user.staff else []
    if len(networks) == 1 and not programmes:
        return redirect(url_for("networks.show", slug=networks[0].slug))
    if programmes and not programmes[0].archived_at and not networks:
        return redirect(url_for("desk.show_board", programme=programmes[0].slug))
    return render_template("public/start.html", networks=networks, programmes=programmes)


@blueprint.get("/health")
@open_to_all
def health() -> Response:
    """Answer ok when the database answers."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@blueprint.get("/stil")
@open_to_all
def style() -> str:
    """Every component in every state; in the demo mode only."""
    if not current_app.config["DEMO"]:
        abort(404)
    return render_template("stil/index.html", form=ComponentForm.with_faults())
