"""A network with its path, and when its meetings are."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from bln.calls.queries import open_actions
from bln.clock import today
from bln.networks.forms import PlanMeetingForm
from bln.networks.path import next_of, shared_round_links, shown_step, stones
from bln.networks.queries import compositions, meeting_rows
from bln.networks.services import OutOfOrder, unplan_meeting
from bln.networks.services import plan_meeting as plan
from bln.policy import Action, load_meeting, load_network
from bln.questions.queries import questions_of

blueprint = Blueprint("networks", __name__, url_prefix="/natverk")


@blueprint.get("/<slug>")
def show(slug: str) -> str:
    """A network: its path, one clear next step, who is in it."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    network = access.network
    rows = meeting_rows([network.id])[network.id]
    path = stones(network, rows, today())
    return render_template(
        "networks/show.html",
        access=access,
        network=network,
        stones=path,
        coming=next((stone for stone in path if stone.state == "planned"), None),
        step=shown_step(network, next_of(network, rows, today())),
        finished=bool(rows) and rows[-1].facts.submitted,
        composition=compositions(network.programme, [network.id])[network.id],
        actions=open_actions(network.programme, network) if access.may(Action.EDIT_NOTES) else [],
        today=today(),
        asked=questions_of(network) if access.may(Action.READ_SUBMITTED_NOTES) else [],
        rounds=shared_round_links(network.programme) if access.may(Action.READ_PROGRAMME) else [],
    )


@blueprint.route("/<slug>/mote/<int(min=1, max=999):number>/datum", methods=["GET", "POST"])
def plan_meeting(slug: str, number: int) -> Any:
    """Say when and where a meeting is."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    form = PlanMeetingForm(obj=meeting, version=meeting.version)
    if form.validate_on_submit():
        try:
            plan(meeting, form.version.data, form.planned_at, form.place.data or "")
        except OutOfOrder as error:
            form.day.errors = [form.out_of_order(error)]
        else:
            flash(f"Möte {number} är planerat. De i nätverket som har e-post får ett brev om dagen.", "ok")
            return redirect(url_for("networks.show", slug=slug))
    ahead = meeting.planned_on is not None and meeting.planned_on >= today()
    page = render_template("networks/plan_meeting.html", access=access, meeting=meeting, form=form, ahead=ahead)
    return page, 422 if form.errors else 200


@blueprint.post("/<slug>/mote/<int(min=1, max=999):number>/datum/ta-bort")
def unplan(slug: str, number: int) -> Any:
    """Take away the date of a meeting."""
    _access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    unplan_meeting(meeting, request.form.get("version", 0, type=int))
    flash(f"Möte {number} har ingen dag längre. Du kan bestämma en ny.", "ok")
    return redirect(url_for("networks.plan_meeting", slug=slug, number=number))
