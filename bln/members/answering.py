"""The answer to an invitation: which questions it needs, and what a yes leads to."""

from flask import url_for

from bln.clock import today
from bln.db import commit, db
from bln.fields import SwedishForm
from bln.members import inviting
from bln.members.forms import AnswerForm
from bln.members.membership import send_member_link
from bln.members.models import ConsentWay, Invitation, InvitationState
from bln.networks.queries import meetings_of
from bln.people.models import Account, Membership, Role
from bln.people.queries import account_of
from bln.people.services import add_account


class OpenForm(SwedishForm):
    """One button."""


def form_for(invitation: Invitation) -> AnswerForm:
    """What is asked: consent where something sensitive is kept, a password of a leader who has no account."""
    about = (invitation.email or "", invitation.name) if _needs_account(invitation) else None
    return AnswerForm(consents=inviting.needs_consent(invitation), password_about=about)


def _needs_account(invitation: Invitation) -> bool:
    return invitation.role is not Role.MEMBER and account_of(invitation.email or "") is None


def say_yes(invitation: Invitation, password: str | None) -> tuple[Membership, Account | None]:
    """Accept; gives the new account of a leader, or None. Without a password, a link by mail signs in.

    Raises `NotOpen`, `Obstructed`, `AccountRefused`.
    """
    account = None
    if _needs_account(invitation):
        account = add_account(invitation.email or "", invitation.name, password, staff=False)
        db.session.flush()
    consents = inviting.needs_consent(invitation)
    return inviting.accept(invitation, consents=consents, way=ConsentWay.LINK), account


def first_page(membership: Membership) -> str:
    """Where a new member begins: the guide of the next meeting, or the network when all have been held."""
    slug = membership.network.slug
    standing = [m for m in meetings_of(membership.network) if m.cancelled_at is None]
    ahead = [m for m in standing if m.planned_on is None or m.planned_on >= today()]
    return url_for("room.before", slug=slug, number=ahead[0].number) if ahead else url_for("networks.show", slug=slug)


def send_anew(invitation: Invitation) -> None:
    """To the address that we have: a new invitation when the time ran out, the personal link when it was a yes."""
    if invitation.state is InvitationState.PENDING:
        inviting.resend(invitation)
    elif invitation.membership and invitation.membership.left_at is None and invitation.role is Role.MEMBER:
        send_member_link(invitation.membership)
        commit()
