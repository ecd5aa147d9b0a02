"""Calls with the leaders: the list, the agenda, points beforehand, notes and what was agreed."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.calls import queries, services
from bln.calls.forms import ActionForm, CallForm, CallNotesForm, PointForm
from bln.calls.models import MINUTES, Call, CallAction
from bln.calls.words import FROM_ADDRESS, IN_ADDRESS, title_of
from bln.clock import today
from bln.db import db
from bln.documents import send_document, shown
from bln.networks.context import national_context
from bln.networks.models import Programme
from bln.networks.queries import networks_of
from bln.policy import Action, load_programme
from meetings.agenda import Occasion
from meetings.programme import Step

if TYPE_CHECKING:
    from exports.document import Document

blueprint = Blueprint("calls", __name__, url_prefix="/program/<programme>/traffar")

ONE = "/<int(min=1, max=999):number>/<any(fore,efter):occasion>"


@dataclass(frozen=True)
class Opened:
    """One call, planned or not, of a programme that the reader may open."""

    programme: Programme
    number: int
    step: Step
    occasion: Occasion
    call: Call | None

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.number, self.occasion)

    def to(self, endpoint: str, **values: Any) -> str:
        """The address of one of its pages."""
        way: dict[str, Any] = {
            "programme": self.programme.slug,
            "number": self.number,
            "occasion": IN_ADDRESS[self.occasion],
        }
        return url_for(f"calls.{endpoint}", **way, **values)

    @property
    def planned(self) -> Call:
        """The call, or 404 where nobody has planned it."""
        return self.call or abort(404)


def _open(programme: str, number: int, occasion: str, action: Action = Action.RUN_PROGRAMME) -> Opened:
    found = load_programme(current_user, programme, action)
    step = found.round_step(number) or abort(404)
    when = FROM_ADDRESS[occasion]
    return Opened(found, number, step, when, queries.find_call(found, step, when))


@blueprint.get("")
def list_calls(programme: str) -> str:
    """Every call of the programme, and what is agreed and not done."""
    found = load_programme(current_user, programme, Action.READ_PROGRAMME)
    planned = queries.calls_of(found)
    rows = [
        Opened(found, number, step, occasion, planned.get((step.key, occasion)))
        for number, step in enumerate(found.template.steps, start=1)
        for occasion in Occasion
    ]
    ahead = [row for row in rows if row.call and row.call.planned_at.date() >= today()]
    return render_template(
        "calls/list.html",
        programme=found,
        rows=rows,
        coming=min(ahead, key=lambda row: row.planned.planned_at, default=None),
        actions=queries.open_actions(found),
        today=today(),
        own=_led(found),
    )


@blueprint.get(ONE)
def show(programme: str, number: int, occasion: str) -> str:
    """The agenda as it stands, leaders' points, and after the call its notes."""
    opened = _open(programme, number, occasion, Action.READ_PROGRAMME)
    return _page(opened, PointForm(queries.led_networks(current_user, opened.programme)))


def _page(opened: Opened, form: PointForm) -> str:
    call = opened.call
    return render_template(
        "calls/show.html",
        opened=opened,
        document=shown(_agenda(opened)),
        form=form,
        points=queries.points_of(call) if call else [],
        notes=queries.notes_of(call) if call else [],
        agreed=queries.actions_of(call) if call else [],
        leaders=len(services.leading_accounts(opened.programme)) if current_user.staff and call else 0,
        own=_led(opened.programme),
        today=today(),
        undo=_taken_back(call),
    )


def _agenda(opened: Opened) -> "Document":
    from exports.agenda import agenda_document  # what builds documents is needed by few requests

    agenda = queries.agenda_of(opened.programme, opened.step, opened.occasion, opened.call)
    return agenda_document(agenda, opened.number, national_context(opened.programme))


def _led(programme: Programme) -> set[uuid.UUID]:
    return {network.id for network in queries.led_networks(current_user, programme)}


def _taken_back(call: Call | None) -> Any:
    key = request.args.get("borttagen", type=uuid.UUID)
    point = queries.point_of(call, key) if call and key else None
    return point if point and point.withdrawn_at else None


@blueprint.get(ONE + "/dagordning.<ext>")
def download(programme: str, number: int, occasion: str, ext: str) -> Response:
    """The agenda as a file."""
    opened = _open(programme, number, occasion, Action.READ_PROGRAMME)
    return send_document(_agenda(opened), f"{programme}-traff-{occasion}-omgang-{number}", ext)


@blueprint.route(ONE + "/planera", methods=["GET", "POST"])
def plan(programme: str, number: int, occasion: str) -> Any:
    """Say when a call is, and where."""
    opened = _open(programme, number, occasion)
    call = opened.call
    known = {"day": call.planned_at.date(), "clock": call.planned_at.time()} if call else {"minutes": MINUTES}
    form = CallForm(obj=call, data=known)
    if form.validate_on_submit():
        when = form.planned_at, form.minutes.data, form.link.data or ""
        if call:
            services.change_call(call, form.version.data or 0, *when)
        else:
            services.plan_call(opened.programme, opened.step, opened.occasion, *when)
        flash("Träffen är planerad. Bjud in ledarna när du är redo.", "ok")
        return redirect(opened.to("show"))
    return render_template("calls/plan.html", opened=opened, form=form), 422 if form.errors else 200


@blueprint.post(ONE + "/bjud-in")
def invite(programme: str, number: int, occasion: str) -> Response:
    """Send the invitation to every leader."""
    opened = _open(programme, number, occasion)
    count = services.invite_leaders(opened.planned)
    flash(f"Inbjudan är på väg till {count} ledare.", "ok")
    return redirect(opened.to("show"))


@blueprint.post(ONE + "/punkt")
def write_point(programme: str, number: int, occasion: str) -> Any:
    """Take something up, for a network that one leads."""
    opened = _open(programme, number, occasion, Action.READ_PROGRAMME)
    led = queries.led_networks(current_user, opened.programme) or abort(404)
    form = PointForm(led)
    if not form.validate_on_submit():
        return _page(opened, form), 422
    network = next(network for network in led if network.slug == form.network.data)
    services.add_point(opened.planned, network, form.text.data or "")
    flash("Din punkt står på dagordningen.", "ok")
    return redirect(opened.to("show"))


@blueprint.post(ONE + "/punkt/<uuid:point>/ta-bort")
def take_back(programme: str, number: int, occasion: str, point: uuid.UUID) -> Response:
    """Take a point of one's own network off the agenda; the next page offers to bring it back."""
    opened = _own_point(programme, number, occasion, point, withdrawn=True)
    return redirect(opened.to("show", borttagen=point))


@blueprint.post(ONE + "/punkt/<uuid:point>/aterstall")
def bring_back(programme: str, number: int, occasion: str, point: uuid.UUID) -> Response:
    """Undo that."""
    opened = _own_point(programme, number, occasion, point, withdrawn=False)
    return redirect(opened.to("show"))


def _own_point(programme: str, number: int, occasion: str, key: uuid.UUID, *, withdrawn: bool) -> Opened:
    opened = _open(programme, number, occasion, Action.READ_PROGRAMME)
    point = queries.point_of(opened.planned, key)
    if point is None or point.network_id not in _led(opened.programme):
        abort(404)
    services.withdraw_point(point, withdrawn=withdrawn)
    return opened


@blueprint.route(ONE + "/anteckningar", methods=["GET", "POST"])
def write_notes(programme: str, number: int, occasion: str) -> Any:
    """Write down what was said, and which networks came."""
    opened = _open(programme, number, occasion)
    call, newer = opened.planned, None
    form = _notes_form(opened, call)
    if form.validate_on_submit():
        came = {uuid.UUID(key) for key in form.came.data or ()}
        try:
            services.save_notes(call, form.version.data or 0, form.text.data or "", came, current_user)
        except services.NotesConflict as conflict:
            newer = conflict.standing
            form.version.data, form.version.raw_data = newer.version, None
        else:
            flash("Anteckningarna är sparade.", "ok")
            return redirect(opened.to("show"))
    page = render_template("calls/notes.html", opened=opened, form=form, newer=newer, versions=queries.notes_of(call))
    return page, 409 if newer else 422 if form.errors else 200


def _notes_form(opened: Opened, call: Call) -> CallNotesForm:
    newest = next(iter(queries.notes_of(call)), None)
    known = {"version": newest.version, "text": newest.text} if newest else {}
    came = [str(key) for key in queries.came_to(call)]
    return CallNotesForm(networks_of(opened.programme), data={**known, "came": came})


@blueprint.route(ONE + "/uppgift", methods=["GET", "POST"])
def agree(programme: str, number: int, occasion: str) -> Any:
    """Note what somebody is to do, and by when."""
    opened = _open(programme, number, occasion)
    call, networks = opened.planned, networks_of(opened.programme)
    form = ActionForm(networks)
    if form.validate_on_submit():
        who = next((network for network in networks if str(network.id) == form.who.data), None)
        services.agree(call, who, form.text.data or "", form.due_on.data)
        flash("Uppgiften är sparad. Den står på nästa dagordning tills den är klar.", "ok")
        return redirect(opened.to("show") + "#agreed")
    return render_template("calls/agree.html", opened=opened, form=form), 422 if form.errors else 200


@blueprint.post("/uppgift/<uuid:action>")
def finish(programme: str, action: uuid.UUID) -> Response:
    """Say that something is done, or not after all: staff, or who leads the network that is to do it."""
    found = load_programme(current_user, programme, Action.READ_PROGRAMME)
    agreed = db.session.get(CallAction, action)
    if agreed is None or agreed.call.programme_id != found.id:
        abort(404)
    if not current_user.staff and agreed.network_id not in _led(found):
        abort(404)
    services.finish(agreed, done=request.form.get("klar") == "ja")
    flash("Uppgiften är klar." if agreed.done_at else "Uppgiften är inte klar.", "ok")
    return redirect(url_for("calls.list_calls", programme=programme) + "#actions")
