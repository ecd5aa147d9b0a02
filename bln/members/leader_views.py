"""Who leads a network: staff invite, appoint at once and take back."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.members import inviting, membership, queries
from bln.members.forms import LeaderForm
from bln.members.models import Invitation
from bln.networks.models import Network
from bln.people.models import LEADING, Role
from bln.people.queries import account_of
from bln.policy import Action, load_network

blueprint = Blueprint("leaders", __name__, url_prefix="/natverk/<slug>/ledare")


@blueprint.route("", methods=["GET", "POST"])
def show(slug: str) -> Any:
    """Those who lead, and the form for one more: at once for somebody with an account, else by invitation."""
    network = load_network(current_user, slug, Action.APPOINT_LEADERS).network
    form = LeaderForm()
    if form.validate_on_submit():
        flash(_appoint(network, form), "ok")
        return redirect(url_for(".show", slug=slug))
    asked = [found for found in queries.invitations_of(network, to_lead=True) if found.open]
    page = render_template(
        "members/leaders.html", network=network, form=form, people=queries.leading(network), invitations=asked
    )
    return page, 422 if form.errors else 200


def _appoint(network: Network, form: LeaderForm) -> str:
    role, account = Role(form.role.data), account_of(form.email.data or "")
    if account:
        membership.appoint(network, account, role)
        return f"{account.name} leder nu nätverket. Anteckningar och utkast finns kvar där."
    inviting.invite(network, [inviting.Invited(form.name.data or "", form.email.data or "")], role)
    return f"{form.name.data} är inbjuden och leder nätverket så snart hen har svarat ja."


@blueprint.post("/<uuid:key>/lamna-tillbaka")
def hand_back(slug: str, key: uuid.UUID) -> Response:
    """End somebody's leading; nothing is kept of why."""
    network = load_network(current_user, slug, Action.APPOINT_LEADERS).network
    found = queries.membership_of(network, key)
    if found is None or found.role not in LEADING:
        abort(404)
    membership.hand_back(found)
    flash("Uppdraget är avslutat. Anteckningar och utkast finns kvar i nätverket.", "ok")
    return redirect(url_for(".show", slug=slug))


def _invitation(slug: str, key: uuid.UUID) -> Invitation:
    network = load_network(current_user, slug, Action.APPOINT_LEADERS).network
    return queries.invitation_of(network, key, to_lead=True) or abort(404)


@blueprint.post("/inbjudan/<uuid:key>/skicka")
def resend(slug: str, key: uuid.UUID) -> Response:
    """Send an invitation to lead once more."""
    try:
        inviting.resend(_invitation(slug, key))
    except inviting.NotOpen:
        abort(409)
    flash("Inbjudan är på väg igen och gäller i 30 dagar till.", "ok")
    return redirect(url_for(".show", slug=slug))


@blueprint.post("/inbjudan/<uuid:key>/ta-tillbaka")
def withdraw(slug: str, key: uuid.UUID) -> Response:
    """Take an invitation to lead back."""
    try:
        inviting.withdraw(_invitation(slug, key))
    except inviting.NotOpen:
        abort(409)
    flash("Inbjudan är tillbakatagen.", "ok")
    return redirect(url_for(".show", slug=slug))
