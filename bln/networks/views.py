"""A network with its path, and when its meetings are."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.calls.queries import open_actions
from bln.clock import today
from bln.fields import OwnerForm
from bln.introduction.queries import card_for
from bln.networks.announcing import TO_SEND, last_phone, told_of
from bln.networks.forms import PlanMeetingForm
from bln.networks.models import Meeting
from bln.networks.path import next_of, shared_round_links, shown_step, stones
from bln.networks.queries import compositions, meeting_rows, meetings_of
from bln.networks.services import OutOfOrder, assign_network, unplan_meeting
from bln.networks.services import plan_meeting as plan
from bln.people.queries import colleagues
from bln.policy import Action, load_meeting, load_network
from bln.questions.queries import questions_of
from bln.reports.reconciling import answers_of, latest_version
from bln.room.guides import current_guide
from meetings.progress import all_submitted

blueprint = Blueprint("networks", __name__, url_prefix="/natverk")


@blueprint.get("/<slug>")
def show(slug: str) -> str:
    """A network: its path, one clear next step, who is in it."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    network, staff = access.network, access.may(Action.RUN_PROGRAMME)
    rows = meeting_rows([network.id])[network.id]
    leads = access.may(Action.PLAN_MEETINGS)
    path = stones(network, rows, today(), for_members=not (leads or access.staff))
    report = latest_version(network.programme) if access.may(Action.ANSWER_REPORT) else None
    return render_template(
        "networks/show.html",
        access=access,
        network=network,
        stones=path,
        coming=next((stone for stone in path if stone.state == "planned"), None),
        step=shown_step(network, next_of(network, rows, today())),
        finished=all_submitted([row.facts for row in rows]),
        told={meeting.number: told_of(meeting).value for meeting in meetings_of(network)} if leads else {},
        composition=compositions(network.programme, [network.id])[network.id],
        actions=open_actions(network.programme, network) if access.may(Action.EDIT_NOTES) else [],
        card=card_for(network.programme_id, current_user.person_id) if access.may(Action.MARK_INTRODUCTION) else None,
        owner_form=OwnerForm(colleagues(), network.owner.account_id if network.owner else None) if staff else None,
        today=today(),
        report=report,
        report_answered=bool(report and answers_of(report, network)),
        asked=questions_of(network) if access.may(Action.READ_SUBMITTED_NOTES) else [],
        rounds=shared_round_links(network.programme) if access.may(Action.READ_PROGRAMME) else [],
    )


@blueprint.post("/<slug>/ansvarig")
def assign(slug: str) -> Response:
    """Make a colleague at Nka responsible for a network, or nobody."""
    network = load_network(current_user, slug, Action.RUN_PROGRAMME).network
    form = OwnerForm(colleagues())
    if not form.validate_on_submit():
        flash("Välj en kollega i listan.", "warn")
    else:
        assign_network(network, form.account)
        flash(f"{form.account.name} är ansvarig." if form.account else "Ingen är ansvarig.", "ok")
    return redirect(url_for(".show", slug=slug))


@blueprint.route("/<slug>/mote/<int(min=1, max=999):number>/datum", methods=["GET", "POST"])
def plan_meeting(slug: str, number: int) -> Any:
    """Say when and where a meeting is."""
    access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    form = PlanMeetingForm(obj=meeting, version=meeting.version)
    if meeting.cancelled_at and not form.is_submitted():
        return redirect(url_for("room.before", slug=slug, number=number))
    form.suggest(meeting.minutes_of_boxes, "" if meeting.planned_at else last_phone(access.network))
    if form.validate_on_submit():
        try:
            plan(meeting, form.version.data, form.planned_at, **form.wanted)
        except OutOfOrder as error:
            form.day.errors = [form.out_of_order(error)]
        else:
            return _planned(slug, meeting)
    page = render_template(
        "networks/plan_meeting.html",
        access=access,
        meeting=meeting,
        form=form,
        ahead=meeting.planned_on is not None and meeting.planned_on >= today(),
        boxes=current_guide(access.network, meeting).minutes,
    )
    return page, 422 if form.errors else 200


def _planned(slug: str, meeting: Meeting) -> Response:
    """Go on to what is left to do: the sending."""
    if told_of(meeting) not in TO_SEND:
        flash(f"Möte {meeting.number} är sparat.", "ok")
        return redirect(url_for("networks.show", slug=slug))
    flash(f"Möte {meeting.number} är planerat. Inget är skickat än.", "ok")
    return redirect(url_for("announcing.send", slug=slug, number=meeting.number))


@blueprint.post("/<slug>/mote/<int(min=1, max=999):number>/datum/ta-bort")
def unplan(slug: str, number: int) -> Any:
    """Take away the date of a meeting."""
    _access, meeting = load_meeting(current_user, slug, number, Action.PLAN_MEETINGS)
    unplan_meeting(meeting, request.form.get("version", 0, type=int))
    flash(f"Möte {number} har ingen dag längre. Du kan bestämma en ny.", "ok")
    return redirect(url_for("networks.plan_meeting", slug=slug, number=number))
