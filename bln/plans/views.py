"""The local plan: read it, take it as a file."""

from flask import Blueprint, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import SHEETS, send_document, shown
from bln.plans.documents import actions_sheet_of, measures_sheet_of, plan_document_of
from bln.policy import Action, load_network

PLAN = "/natverk/<slug>/plan"

blueprint = Blueprint("plans", __name__)


@blueprint.get(PLAN)
def show(slug: str) -> str:
    """The draft plan: to work with, with gaps and sources in place, or as it is handed in."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    for_members = not access.may(Action.READ_SUBMITTED_NOTES)
    working = "inlamning" not in request.args and not for_members
    document = shown(plan_document_of(access.network, working=working, for_members=for_members))
    return render_template("plans/show.html", access=access, network=access.network, document=document, working=working)


@blueprint.get(PLAN + "/indikatorer.<ext>")
def indicators(slug: str, ext: str) -> Response:
    """The indicators of the draft plan in a spreadsheet."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    for_members = not access.may(Action.READ_SUBMITTED_NOTES)
    return send_document(measures_sheet_of(access.network, for_members=for_members), f"{slug}-indikatorer", ext)


@blueprint.get(PLAN + ".<ext>")
def download(slug: str, ext: str) -> Response:
    """The draft plan as a file: as it is handed in unless the working version is asked for; in a spreadsheet, its
    actions."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    for_members = not access.may(Action.READ_SUBMITTED_NOTES)
    if ext in SHEETS:
        return send_document(actions_sheet_of(access.network, for_members=for_members), f"{slug}-insatser", ext)
    working = "arbetsversion" in request.args and not for_members
    name = f"{slug}-lokal-plan-arbetsversion" if working else f"{slug}-lokal-plan"
    made = plan_document_of(access.network, working=working, for_members=for_members)
    return send_document(made, name, ext)
