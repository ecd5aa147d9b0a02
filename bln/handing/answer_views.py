"""Answers, as those who lead write them in, confirm them and take them back; and what one decision stands on."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.handing import answering, words
from bln.handing.forms import DecisionForm, EndorsementForm
from bln.handing.models import PlanDecision, PlanEndorsement, PlanVersion
from bln.handing.papers import body_of, handed_in
from bln.handing.queries import answer_of, confirmed, decisions_of, receivers_of, version_at
from bln.policy import Access, Action, load_network
from bln.room.queries import notes_of_network
from meetings.plan_bodies import Body
from meetings.plan_decisions import decided_actions

blueprint = Blueprint("plan_answers", __name__, url_prefix="/natverk/<slug>/plan")


def _version(slug: str, number: int) -> tuple[Access, PlanVersion]:
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    return access, version_at(access.network, number) or abort(404)


def _answer(slug: str, kind: str, key: uuid.UUID) -> PlanDecision | PlanEndorsement:
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    found: PlanDecision | PlanEndorsement | None = None
    match kind:
        case "beslut":
            found = answer_of(access.network, PlanDecision, key)
        case "stod":
            found = answer_of(access.network, PlanEndorsement, key)
    return found or abort(404)


@blueprint.route("/version/<int:version>/<uuid:body>/beslut", methods=["GET", "POST"])
def decide(slug: str, version: int, body: uuid.UUID) -> Any:
    """Write in what a body has decided."""
    access, found = _version(slug, version)
    receiver = body_of(handed_in(found), body) or abort(404)
    form = DecisionForm(decided_by=receiver.name)
    if form.validate_on_submit():
        try:
            answering.record_decision(found, body, form.facts, current_user)
        except answering.FaultyDecision as faulty:
            form.decided_on.errors = [words.FAULTS[faulty.fault]]
        else:
            flash("Beslutet är inskrivet.", "ok")
            return redirect(url_for("handing.show", slug=slug, _anchor=f"m{body}"))
    return _form_of_decision(access, found, receiver, form), 422 if form.errors else 200


def _form_of_decision(access: Access, version: PlanVersion, body: Body, form: DecisionForm) -> str:
    receivers = receivers_of(access.network)
    earlier = confirmed(decisions_of([access.network.id]), uuid.UUID(body.id))
    return render_template(
        "handing/decide.html",
        network=access.network,
        version=version,
        body=body,
        form=form,
        earlier=earlier[-1] if earlier else None,
        others=[number for number, ids in receivers.items() if body.id in ids and number != version.version],
        words=words,
    )


@blueprint.route("/version/<int:version>/stod", methods=["GET", "POST"])
def endorse(slug: str, version: int) -> Any:
    """Write in who stands behind the plan."""
    access, found = _version(slug, version)
    form = EndorsementForm()
    if form.validate_on_submit():
        said = (form.organisation.data or "", form.function.data or "", form.given_on.data)
        try:
            answering.record_endorsement(found, *said, current_user)
        except answering.FaultyDecision as faulty:
            form.given_on.errors = [words.FAULTS[faulty.fault]]
        else:
            flash("Inskrivet.", "ok")
            return redirect(url_for("handing.show", slug=slug, _anchor="stod"))
    page = render_template("handing/endorse.html", network=access.network, version=found, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/svar/<kind>/<uuid:key>/bekrafta")
def confirm(slug: str, kind: str, key: uuid.UUID) -> Response:
    """Say that what came by link is right."""
    try:
        answering.confirm(_answer(slug, kind, key), current_user)
    except answering.FaultyDecision as faulty:
        flash(f"Svaret är inte bekräftat. {words.FAULTS[faulty.fault]}", "warn")
    else:
        flash("Svaret är bekräftat.", "ok")
    return redirect(url_for("handing.show", slug=slug))


@blueprint.post("/svar/<kind>/<uuid:key>/ta-bort")
def take_back(slug: str, kind: str, key: uuid.UUID) -> Response:
    """Let an answer count no more; the next page offers to bring it back."""
    answering.take_back(_answer(slug, kind, key), current_user)
    return redirect(url_for("handing.show", slug=slug, borttaget=f"{kind}/{key}"))


@blueprint.post("/svar/<kind>/<uuid:key>/aterstall")
def bring_back(slug: str, kind: str, key: uuid.UUID) -> Response:
    """Undo that."""
    try:
        answering.bring_back(_answer(slug, kind, key), current_user)
    except answering.FaultyDecision as faulty:
        flash(f"Svaret är fortfarande borttaget. {words.FAULTS[faulty.fault]}", "warn")
    else:
        flash("Svaret är tillbaka.", "ok")
    return redirect(url_for("handing.show", slug=slug))


@blueprint.get("/beslut/<uuid:key>")
def show_decision(slug: str, key: uuid.UUID) -> str:
    """A decision, the actions that it is about, and for those who may read them the notes behind each."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    decision = answer_of(access.network, PlanDecision, key)
    if decision is None or decision.withdrawn_at or not (decision.confirmed_at or access.may(Action.EDIT_PLAN)):
        abort(404)
    handed = handed_in(decision.version)
    body = body_of(handed, decision.body_id) or abort(404)
    return render_template(
        "handing/decision.html",
        access=access,
        network=access.network,
        decision=decision,
        body=body,
        actions=decided_actions(handed, body),
        notes=notes_of_network(access.network) if access.may(Action.READ_SUBMITTED_NOTES) else None,
        words=words,
    )
