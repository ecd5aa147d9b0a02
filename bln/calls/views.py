"""Calls with the leaders: the list, the agenda, points beforehand, notes and what was agreed."""

import uuid
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.calls import queries, services
from bln.calls.doors import Door, open_door, open_point
from bln.calls.forms import ActionForm, CallForm, CallNotesForm, PointForm
from bln.clock import today
from bln.documents import send_document, shown
from bln.networks.context import national_context
from bln.networks.queries import networks_of
from bln.policy import Action, load_programme
from meetings.agenda import Occasion

if TYPE_CHECKING:
    from exports.document import Document

blueprint = Blueprint("calls", __name__, url_prefix="/program/<programme>/traffar")

ONE = "/<int(min=1, max=999):number>/<any(fore,efter):occasion>"


@blueprint.get("")
def list_calls(programme: str) -> str:
    """Every call of the programme, and what is agreed and not done."""
    found = load_programme(current_user, programme, Action.READ_PROGRAMME)
    planned, led = queries.calls_of(found), queries.led_networks(current_user, found)
    doors = [
        Door(found, number, step, occasion, planned.get((step.key, occasion)), led)
        for number, step in enumerate(found.template.steps, start=1)
        for occasion in Occasion
    ]
    ahead = [door for door in doors if door.is_ahead]
    return render_template(
        "calls/list.html",
        programme=found,
        doors=doors,
        coming=min(ahead, key=lambda door: door.planned.planned_at, default=None),
        actions=queries.open_actions(found),
        today=today(),
        own={network.id for network in led},
    )


@blueprint.get(ONE)
def show(**where: Any) -> str:
    """The agenda as it stands, leaders' points, and after the call its notes."""
    door = open_door(where, Action.READ_PROGRAMME)
    return _page(door, PointForm(door.led))


def _page(door: Door, form: PointForm) -> str:
    call = door.call
    return render_template(
        "calls/show.html",
        door=door,
        document=shown(_agenda(door)),
        form=form,
        points=queries.points_of(call) if call else [],
        standing=queries.standing_of(call) if call else None,
        agreed=queries.actions_of(call) if call else [],
        leaders=len(services.leading_accounts(door.programme)) if current_user.staff and call else 0,
        today=today(),
        undo=_taken_back(door),
    )


def _agenda(door: Door) -> "Document":
    from exports.agenda import agenda_document  # what builds documents is needed by few requests

    staff = current_user.staff
    agenda = queries.agenda_of(door.programme, door.step, door.occasion, door.call, for_staff=staff)
    return agenda_document(agenda, door.number, national_context(door.programme))


def _taken_back(door: Door) -> Any:
    key = request.args.get("borttagen", type=uuid.UUID)
    point = queries.point_of(door.call, key) if door.call and key else None
    return point if point and point.withdrawn_at and point.network_id in door.own else None


@blueprint.get(ONE + "/dagordning.<ext>")
def download(ext: str, **where: Any) -> Response:
    """The agenda as a file."""
    door = open_door(where, Action.READ_PROGRAMME)
    name = f"{where['programme']}-traff-{where['occasion']}-omgang-{where['number']}"
    return send_document(_agenda(door), name, ext)


@blueprint.route(ONE + "/planera", methods=["GET", "POST"])
def plan(**where: Any) -> Any:
    """Say when a call is, and where."""
    door, newer = open_door(where), None
    call = door.call
    form = CallForm(obj=call, data={"day": call.planned_at.date(), "clock": call.planned_at.time()} if call else None)
    if form.validate_on_submit():
        try:
            services.plan_call(door.programme, door.step, door.occasion, form.version.data or 0, form.when)
        except services.CallConflict as conflict:
            newer = conflict.call
            form.version.data, form.version.raw_data = newer.version, None
        else:
            again = " Bjud in ledarna igen, så att de får veta det." if call and call.invited_at else ""
            flash(f"Träffen är planerad.{again}", "ok")
            return redirect(door.to("show"))
    page = render_template("calls/plan.html", door=door, form=form, newer=newer)
    return page, 409 if newer else 422 if form.errors else 200


@blueprint.post(ONE + "/bjud-in")
def invite(**where: Any) -> Response:
    """Send the invitation to every leader."""
    door = open_door(where)
    if door.planned.cancelled_at:
        abort(409)
    flash(f"Inbjudan är på väg till {services.invite_leaders(door.planned)} ledare.", "ok")
    return redirect(door.to("show"))


@blueprint.route(ONE + "/stall-in", methods=["GET", "POST"])
def call_off(**where: Any) -> Any:
    """Call a call off, after having read what follows."""
    door = open_door(where)
    call = door.planned
    if request.method == "POST":
        services.call_off(call, cancelled=True)
        return redirect(door.to("show"))
    return render_template("calls/call_off.html", door=door, leaders=len(services.leading_accounts(door.programme)))


@blueprint.post(ONE + "/hall-anda")
def hold(**where: Any) -> Response:
    """Hold after all a call that was called off."""
    door = open_door(where)
    services.call_off(door.planned, cancelled=False)
    told = " Ledarna får veta det med e-post." if door.planned.invited_at else ""
    flash(f"Träffen blir av.{told}", "ok")
    return redirect(door.to("show"))


@blueprint.post(ONE + "/punkt")
def write_point(**where: Any) -> Any:
    """Take something up, for a network that one leads."""
    door = open_door(where, Action.READ_PROGRAMME)
    form = PointForm(door.led or abort(404))
    if not form.validate_on_submit():
        return _page(door, form), 422
    network = next(network for network in door.led if network.slug == form.network.data)
    services.add_point(door.planned, network, form.text.data or "")
    flash("Din punkt står på dagordningen.", "ok")
    return redirect(door.to("show"))


@blueprint.post(ONE + "/punkt/<uuid:point>/ta-bort")
def take_back(point: uuid.UUID, **where: Any) -> Response:
    """Take a point of one's own network off the agenda; the next page offers to bring it back."""
    door, found = open_point(where, point)
    services.withdraw_point(found, withdrawn=True)
    return redirect(door.to("show", borttagen=point))


@blueprint.post(ONE + "/punkt/<uuid:point>/aterstall")
def bring_back(point: uuid.UUID, **where: Any) -> Response:
    """Undo that."""
    door, found = open_point(where, point)
    services.withdraw_point(found, withdrawn=False)
    return redirect(door.to("show"))


@blueprint.route(ONE + "/anteckningar", methods=["GET", "POST"])
def write_notes(**where: Any) -> Any:
    """Write down what was said, and which networks came."""
    door, newer = open_door(where), None
    call, networks = door.planned, networks_of(door.programme)
    form = CallNotesForm(networks, queries.standing_of(call))
    if form.validate_on_submit():
        try:
            services.save_notes(call, form.mark.data or "", form.text.data or "", form.networks, current_user)
        except services.NotesConflict as conflict:
            newer = conflict.standing
            form.mark.data, form.mark.raw_data = newer.mark, None
        else:
            flash("Anteckningarna är sparade.", "ok")
            return redirect(door.to("show"))
    older = queries.notes_of(call)[1:]
    page = render_template("calls/notes.html", door=door, form=form, newer=newer, older=older, networks=networks)
    return page, 409 if newer else 422 if form.errors else 200


@blueprint.route(ONE + "/uppgift", methods=["GET", "POST"])
def agree(**where: Any) -> Any:
    """Note what somebody is to do, and by when."""
    door = open_door(where)
    call, networks = door.planned, networks_of(door.programme)
    form = ActionForm(networks)
    if form.validate_on_submit():
        who = next((network for network in networks if str(network.id) == form.who.data), None)
        services.agree(call, who, form.text.data or "", form.due_on.data)
        flash("Uppgiften är sparad. Den står på nästa dagordning tills den är klar.", "ok")
        return redirect(door.to("show") + "#agreed")
    return render_template("calls/agree.html", door=door, form=form), 422 if form.errors else 200


@blueprint.post("/uppgift/<uuid:action>")
def finish(programme: str, action: uuid.UUID) -> Response:
    """Say that something is done, or not after all: staff, or who leads the network that is to do it."""
    found = load_programme(current_user, programme, Action.READ_PROGRAMME)
    agreed = queries.action_of(found, action) or abort(404)
    led = {network.id for network in queries.led_networks(current_user, found)}
    if not current_user.staff and agreed.network_id not in led:
        abort(404)
    services.finish(agreed, done=request.form.get("klar") == "ja")
    flash("Uppgiften är klar." if agreed.done_at else "Uppgiften är inte klar.", "ok")
    return redirect(url_for("calls.list_calls", programme=programme) + "#actions")
