"""The plans of a programme, for staff."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from bln.clock import today
from bln.handing import words
from bln.handing.overview import Asked, overview_of
from bln.pages import page_number
from bln.policy import Action, load_programme

blueprint = Blueprint("plans_overview", __name__)


@blueprint.get("/program/<programme>/planer")
def show(programme: str) -> str:
    """Every body, what it has got, when it wants it, when it meets and what it has decided."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    asked = Asked(request.args.get("q", "").strip(), request.args.get("lage", ""), page_number())
    return render_template(
        "handing/overview.html",
        programme=found,
        overview=overview_of(found, asked, today()),
        asked=asked,
        words=words,
        today=today(),
    )
