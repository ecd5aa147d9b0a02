"""Write in the plan: an overview of its parts, and one row at a time."""

import uuid
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.networks.models import Network
from bln.plans import services
from bln.plans.commenting import waiting
from bln.plans.forms import ActionForm, OwnedForm, RowForm
from bln.plans.parts import PARTS, Part, Row, Shown, find_row
from bln.plans.queries import body_of, latest_content, plan_of
from bln.policy import Access, Action, load_network
from bln.room.queries import notes_of_network
from exports import plan_wording
from meetings import plan_content as content
from meetings.plan import Plan
from meetings.plan_ready import find_lacks

blueprint = Blueprint("plan_rows", __name__, url_prefix="/natverk/<slug>/plan/skriv")


@blueprint.get("")
def overview(slug: str) -> str:
    """Every part with its rows, the sources of each, and how much is missing."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    plan, bodies = plan_of(access.network), [body_of(body) for body in access.network.bodies]
    return render_template(
        "plans/overview.html",
        access=access,
        network=access.network,
        plan=plan,
        parts=PARTS.values(),
        comments=waiting(access.network.id),
        lacks=len(find_lacks(plan, bodies)),
        bodies={body.id: body.name for body in bodies},
        notes=notes_of_network(access.network),
        forms=plan_wording.DECISION_FORMS,
        new_key=uuid.uuid4,
        removed=_removed(),
    )


def _removed() -> dict[str, Any] | None:
    """What was just taken away, for the button that brings it back."""
    part, _, key = request.args.get("borttagen", "").partition("/")
    before = request.args.get("fore", type=int)
    return {"part": PARTS[part], "key": key, "before": before} if part in PARTS and before is not None else None


@blueprint.post("/form")
def form(slug: str) -> Response:
    """Word the points of the proposed decisions as sentences or as att-satser."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    try:
        chosen = content.DecisionForm(request.form.get("form", ""))
    except ValueError:
        abort(422)
    services.choose_form(access.network, chosen, current_user)
    flash(f"Punkterna skrivs som {plan_wording.DECISION_FORMS[chosen]}.", "ok")
    return redirect(url_for(".overview", slug=slug, _anchor="beslut"))


@blueprint.route("/<part>/<key>", methods=["GET", "POST"])
def write(slug: str, part: str, key: str) -> Any:
    """Write one row; an id that nothing stands under is a new row."""
    access, found = _open(slug, part)
    plan = plan_of(access.network)
    shown = find_row(found, plan, key)
    row = shown.row if shown else _new(found, key, plan)
    version, _ = latest_content(access.network)
    form = found.form(obj=row, version=version)
    if isinstance(form, OwnedForm):
        form.offer_bodies([body_of(body) for body in access.network.bodies])
    if isinstance(form, ActionForm):
        form.offer([(area.id, f"{area.number}. {area.title}") for area in plan.areas])
    if form.validate_on_submit():
        written = form.row(_acknowledged(row, plan))
        try:
            if shown is None or written != row:
                services.write_row(access.network, form.version.data, found.field, written, current_user)
        except services.RowConflict as conflict:
            return _page(access, found, key, shown, plan, form, conflict), 409
        flash("Sparat.", "ok")
        return redirect(url_for(".overview", slug=slug, _anchor=found.key))
    return _page(access, found, key, shown, plan, form), 422 if form.errors else 200


@blueprint.post("/<part>/<key>/ta-bort")
def remove(slug: str, part: str, key: str) -> Response:
    """Take a row away; the next page offers to bring it back."""
    access, found = _open(slug, part)
    if found.new is None or find_row(found, plan_of(access.network), key) is None:
        abort(404)
    before, _ = latest_content(access.network)
    try:
        services.remove_row(access.network, request.form.get("version", 0, type=int), found.field, key, current_user)
    except services.RowConflict:
        abort(409)
    return redirect(url_for(".overview", slug=slug, borttagen=f"{part}/{key}", fore=before))


@blueprint.post("/<part>/<key>/aterstall")
def restore(slug: str, part: str, key: str) -> Response:
    """Bring a row back."""
    access, found = _open(slug, part)
    services.restore_row(access.network, request.form.get("fore", 0, type=int), found.field, key, current_user)
    flash("Raden är tillbaka.", "ok")
    return redirect(url_for(".overview", slug=slug, _anchor=found.key))


def _open(slug: str, part: str) -> tuple[Access, Part]:
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    if part not in PARTS:
        abort(404)
    return access, PARTS[part]


def _acknowledged(row: Row, plan: Plan) -> Row:
    """The row, of which somebody has now seen what it would be drafted with."""
    words = dict(plan.redrafted).get(row.id)
    return replace(row, drafted=words) if words and isinstance(row, content.Action | content.Proposal) else row


def _new(part: Part, key: str, plan: Plan) -> Row:
    """A row that nobody has written; a point of a decision may begin from the action that it is about."""
    try:
        made = part.new(str(uuid.UUID(key))) if part.new else None
    except ValueError:
        made = None
    if made is None:
        abort(404)
    action = next((each for each in plan.actions if each.id == request.args.get("insats")), None)
    if action and isinstance(made, content.Proposal):
        made = replace(made, text=plan_wording.point_of(action), arena=action.arena, body=action.body)
    return made


def _page(
    access: Access,
    part: Part,
    key: str,
    shown: Shown | None,
    plan: Plan,
    form: RowForm,
    conflict: services.RowConflict | None = None,
) -> str:
    if conflict:
        form.version.data, form.version.raw_data = conflict.version, None
    network: Network = access.network
    return render_template(
        "plans/write.html",
        access=access,
        network=network,
        part=part,
        key=key,
        shown=shown,
        form=form,
        new_key=uuid.uuid4,
        new_words=dict(plan.redrafted).get(key, ""),
        conflict=conflict,
        theirs=part.form(formdata=None, obj=conflict.standing) if conflict and conflict.standing else None,
        notes=notes_of_network(network) if shown and shown.sources else {},
    )
