"""The pages behind the links: open without sign-in, and only a button changes anything."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.db import db
from bln.members import answering, inviting, queries
from bln.members.forms import AnswerForm
from bln.members.membership import send_member_link
from bln.members.models import Invitation, InvitationState
from bln.people.models import Membership, MemberUser, Role
from bln.people.services import AccountRefused
from bln.people.tokens import TokenState
from bln.policy import keep_archived
from bln.security import is_own_path, open_to_all
from bln.signing_in import let_in, let_in_for_good

blueprint = Blueprint("invitations", __name__)
GONE = {InvitationState.WITHDRAWN: 410, InvitationState.ACCEPTED: 410, InvitationState.DECLINED: 410}


@blueprint.route("/inbjudan/<secret>", methods=["GET", "POST"])
@open_to_all
def show(secret: str) -> Any:
    """What taking part means, and the two buttons."""
    opened = queries.open_invitation(secret)
    if opened is None:
        return render_template("members/no_link.html"), 404
    invitation = opened.invitation
    if invitation.standing is not InvitationState.PENDING or opened.found.state is not TokenState.LIVE:
        return _closed(secret, invitation)
    form = answering.form_for(invitation)
    if form.validate_on_submit():
        if form.says_yes:
            keep_archived(invitation.network.programme)
        try:
            return _answered(invitation, form)
        except inviting.NotOpen:
            db.session.rollback()
            return _closed(secret, invitation)
        except inviting.Obstructed:
            form.form_errors = ["Du är redan med i nätverket. Logga in med ditt konto."]
        except AccountRefused:  # the form has judged the password: it is the address
            db.session.rollback()
            form.form_errors = ["Din adress hör till ett konto som är avslutat. Be Nka om hjälp."]
    page = render_template("members/invitation.html", invitation=invitation, network=invitation.network, form=form)
    return page, 422 if form.errors else 200


def _closed(secret: str, invitation: Invitation) -> Any:
    state = invitation.standing
    page = render_template("members/closed.html", state=state.value, secret=secret, role=invitation.role.value)
    return page, GONE.get(state, 200)


def _answered(invitation: Invitation, form: AnswerForm) -> Any:
    if not form.says_yes:
        inviting.decline(invitation, form.reason.data or "")
        return render_template("members/declined.html")
    slug = invitation.network.slug
    membership, account = answering.say_yes(invitation, form.password.data or None if "password" in form else None)
    if membership.role is Role.MEMBER:
        return _welcome(let_in_for_good(MemberUser(membership), answering.first_page(membership)))
    if account is None:
        flash("Du leder nu nätverket. Logga in med det konto som du har.", "ok")
        return redirect(url_for("people.sign_in", nasta=url_for("networks.show", slug=slug)))
    return _welcome(let_in(account, url_for("networks.show", slug=slug)))


def _welcome(answer: Response) -> Response:
    flash("Välkommen.", "ok")
    return answer


@blueprint.post("/inbjudan/<secret>/ny")
@open_to_all
def ask_again(secret: str) -> Any:
    """A new invitation in place of one that has run out, or the personal link once more: to the same address."""
    opened = queries.open_invitation(secret)
    if opened is None:
        return render_template("members/no_link.html"), 404
    keep_archived(opened.invitation.network.programme)
    answering.send_anew(opened.invitation)
    return render_template("members/sent.html")


@blueprint.route("/min-sida/<secret>", methods=["GET", "POST"])
@open_to_all
def personal(secret: str) -> Any:
    """A member's own link: one button on a new device, thereafter straight to the network."""
    opened = queries.open_personal(secret)
    if opened is None or opened[0].state is TokenState.REVOKED:
        return render_template("members/no_link.html"), 404
    found, membership = opened
    if found.state is not TokenState.LIVE:
        return render_template("members/expired_link.html", secret=secret), 410
    if _is_signed_in(membership):
        return redirect(_wanted(membership))
    form = answering.OpenForm()
    if form.validate_on_submit():
        return _welcome(let_in_for_good(MemberUser(membership), _wanted(membership)))
    return render_template("members/open.html", network=membership.network, form=form)


def _wanted(membership: Membership) -> str:
    path = request.args.get("nasta", "")
    return path if is_own_path(path) else url_for("networks.show", slug=membership.network.slug)


def _is_signed_in(membership: Membership) -> bool:
    return current_user.is_authenticated and current_user.person_id == membership.person_id


@blueprint.post("/min-sida/<secret>/ny")
@open_to_all
def ask_for_link(secret: str) -> Any:
    """A new personal link in place of one that has run out."""
    opened = queries.open_personal(secret)
    if opened is None or opened[0].state is not TokenState.EXPIRED:
        return render_template("members/no_link.html"), 404
    send_member_link(opened[1])
    db.session.commit()
    return render_template("members/sent.html")
