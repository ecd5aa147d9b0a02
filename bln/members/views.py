"""The leader's page of who is in, who is invited and who is missing."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.clock import today
from bln.members import advice, inviting, membership, queries
from bln.members.consent import CONSENT_TEXTS, CURRENT_CONSENT
from bln.members.forms import InviteForm, ListForm, PaperForm
from bln.members.lists import NAMES, ReadList, identity, read_people
from bln.members.models import Invitation
from bln.networks.queries import compositions, meetings_of
from bln.people.models import LEADING, Membership
from bln.policy import Access, Action, load_network
from bln.room.attendance import members_of
from exports import wording

blueprint = Blueprint("members", __name__, url_prefix="/natverk/<slug>")
TWICE = "Den personen är redan med eller inbjuden."


def _access(slug: str) -> Access:
    return load_network(current_user, slug, Action.MANAGE_MEMBERS)


def _back(slug: str) -> Response:
    return redirect(url_for("members.show", slug=slug))


@blueprint.get("/deltagare")
def show(slug: str) -> str:
    """Who is in, who is invited, and how the group takes shape."""
    network = _access(slug).network
    people, invitations = members_of(network), queries.invitations_of(network)
    now = compositions(network.programme, [network.id])[network.id]
    expected = queries.composition_with(network, invitations)
    return render_template(
        "members/show.html",
        network=network,
        people=people,
        leading=LEADING,
        invitations=[found for found in invitations if found.membership_id is None],
        consents=queries.consents_of(people),
        composition=now,
        advice=advice.next_steps(now, expected, network.programme.template.group),
    )


@blueprint.route("/deltagare/bjud-in", methods=["GET", "POST"])
def invite(slug: str) -> Any:
    """Invite one person."""
    network = _access(slug).network
    form = InviteForm(perspective=request.args.get("perspektiv"))
    if form.validate_on_submit():
        invited = form.invited
        if identity(invited.name, invited.email) in queries.known_in(network, queries.invitations_of(network)):
            form.name.errors = [TWICE]
        else:
            (made,) = inviting.invite(network, [invited])
            flash(f"{invited.name} är inbjuden.", "ok")
            return _back(slug) if made.email else redirect(url_for(".letter", slug=slug, key=made.id))
    return render_template("members/invite.html", network=network, form=form), 422 if form.errors else 200


@blueprint.route("/deltagare/lista", methods=["GET", "POST"])
def invite_list(slug: str) -> Any:
    """Invite the people of a pasted list or a file: preview first, then all of them or nobody."""
    network = _access(slug).network
    form, read = ListForm(), ReadList((), ())
    if form.validate_on_submit():
        read = read_people(form.text.data or "", queries.known_in(network, queries.invitations_of(network)))
        if form.confirmed.data and not read.faults:
            inviting.invite(network, read.people)
            flash(f"{wording.counted(len(read.people), 'person')} är inbjudna.", "ok")
            return _back(slug)
    page = render_template("members/list.html", network=network, form=form, read=read, names=NAMES)
    return page, 422 if form.errors or read.faults else 200


@blueprint.route("/deltagare/papper", methods=["GET", "POST"])
def record_on_paper(slug: str) -> Any:
    """Take in somebody who takes part on paper."""
    network = _access(slug).network
    form = PaperForm()
    if form.validate_on_submit():
        if identity(form.name.data or "", "") in queries.known_in(network, []):
            form.name.errors = [TWICE]
        else:
            given = form.organisation.data or "", CURRENT_CONSENT, form.given_on.data
            membership.record_on_paper(network, form.name.data or "", form.perspectives, *given)
            flash(f"{form.name.data} är med.", "ok")
            return _back(slug)
    page = render_template("members/paper.html", network=network, form=form, text=CONSENT_TEXTS[CURRENT_CONSENT])
    return page, 422 if form.errors else 200


def _invitation(slug: str, key: uuid.UUID) -> Invitation:
    return queries.invitation_of(_access(slug).network, key) or abort(404)


@blueprint.post("/inbjudan/<uuid:key>/skicka")
def resend(slug: str, key: uuid.UUID) -> Response:
    """Send an invitation once more, with new time to answer."""
    try:
        inviting.resend(_invitation(slug, key))
    except inviting.NotOpen:
        abort(409)
    flash("Inbjudan gäller i 30 dagar till. Har personen en e-postadress är den på väg.", "ok")
    return _back(slug)


@blueprint.post("/inbjudan/<uuid:key>/ta-tillbaka")
def withdraw(slug: str, key: uuid.UUID) -> Response:
    """Take an invitation back."""
    try:
        inviting.withdraw(_invitation(slug, key))
    except inviting.NotOpen:
        abort(409)
    flash("Inbjudan är tillbakatagen.", "ok")
    return _back(slug)


@blueprint.get("/inbjudan/<uuid:key>/brev")
def letter(slug: str, key: uuid.UUID) -> str:
    """The invitation as a letter to print, with the consent to sign."""
    network = _access(slug).network
    found = queries.invitation_of(network, key) or abort(404)
    text = CONSENT_TEXTS[CURRENT_CONSENT]
    told = [meeting.told for meeting in meetings_of(network) if meeting.told and meeting.told.day >= today()]
    return render_template("members/letter.html", network=network, invitation=found, text=text, meetings=told)


def _membership(slug: str, key: uuid.UUID) -> Membership:
    """Somebody who is a member; those who lead are appointed and relieved by staff."""
    found = queries.membership_of(_access(slug).network, key)
    return found if found and found.role not in LEADING else abort(404)


@blueprint.post("/deltagare/<uuid:key>/paus")
def pause(slug: str, key: uuid.UUID) -> Response:
    """Stop a member's mail in one step, or begin it again."""
    found = _membership(slug, key)
    membership.pause(found, rests=found.paused_at is None)
    flash("Deltagaren vilar och får inga mejl." if found.paused_at else "Deltagaren är tillbaka.", "ok")
    return _back(slug)


@blueprint.post("/deltagare/<uuid:key>/lank")
def renew_link(slug: str, key: uuid.UUID) -> Response:
    """End a member's link and send a new one."""
    membership.renew_link(_membership(slug, key))
    flash("Den gamla länken gäller inte längre. En ny är på väg, om deltagaren har en e-postadress.", "ok")
    return _back(slug)


@blueprint.route("/deltagare/<uuid:key>/lamna", methods=["GET", "POST"])
def leave(slug: str, key: uuid.UUID) -> Any:
    """Let a member leave; a page that asks first, and offers to invite somebody instead."""
    found = _membership(slug, key)
    if request.method == "GET":
        return render_template("members/leave.html", network=found.network, member=found)
    perspective = found.perspective
    membership.leave(found, takes_consent_back="samtycke" in request.form)
    flash("Deltagaren har lämnat nätverket. Namnet är borttaget.", "ok")
    if "ersatt" in request.form:
        return redirect(url_for(".invite", slug=slug, perspektiv=perspective))
    return _back(slug)
