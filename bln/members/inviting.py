"""Use cases of invitations: invite, send again, withdraw, answer, remind."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import today, utcnow
from bln.db import commit, db
from bln.mail.models import Mail, MailState
from bln.mail.queue import queue_mail
from bln.members.consent import CURRENT_CONSENT
from bln.members.membership import send_member_link
from bln.members.models import Consent, ConsentWay, Invitation, InvitationState
from bln.networks.models import Network, Programme
from bln.people.models import Membership, Person, Role
from bln.people.queries import account_of, normal_email
from meetings.programme import Perspective

LIFETIME = timedelta(days=30)
REMIND_AFTER = (timedelta(days=5), timedelta(days=10))
INVITATION = "invitation"
REMINDER = "invitation_reminder"


@dataclass(frozen=True)
class Invited:
    """Somebody to invite. `email` is empty for whoever gets the invitation on paper."""

    name: str
    email: str = ""
    perspectives: tuple[Perspective, ...] = ()
    organisation: str = ""


class NotOpen(Exception):
    """There is nothing to answer any more: the invitation has been answered, withdrawn, or has run out."""


class Obstacle(StrEnum):
    """Why an invitation can't be accepted as it was asked for."""

    ALREADY_IN = "already_in"
    CONSENT_MISSING = "consent_missing"


class Obstructed(ValueError):
    """The invitation was not accepted; `obstacle` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle


def invite(network: Network, people: Sequence[Invited], role: Role = Role.MEMBER) -> list[Invitation]:
    """Invite people to a network: all of them, in one commit."""
    made = [_invitation(network, invited, role) for invited in people]
    db.session.add_all(made)
    for invitation in made:
        _send(invitation, INVITATION)
    commit()
    return made


def _invitation(network: Network, invited: Invited, role: Role) -> Invitation:
    first, second = [*invited.perspectives, None, None][:2]
    return Invitation(
        id=uuid.uuid4(),
        network_id=network.id,
        role=role,
        perspective=first,
        second_perspective=second,
        name=invited.name,
        email=normal_email(invited.email) or None,
        organisation=invited.organisation,
        sent_at=utcnow(),
        expires_at=utcnow() + LIFETIME,
    )


def _send(invitation: Invitation, kind: str) -> None:
    if invitation.email:
        queue_mail(kind, invitation.email, {"invitation": str(invitation.id)})


def resend(invitation: Invitation) -> None:
    """Send an invitation again, with new time to answer; raises `NotOpen`."""
    if not invitation.open:
        raise NotOpen
    _cancel_mails(invitation)
    invitation.sent_at, invitation.reminders = utcnow(), 0
    invitation.expires_at = invitation.sent_at + LIFETIME
    _send(invitation, INVITATION)
    commit()


def withdraw(invitation: Invitation) -> None:
    """Take an invitation back; its links lead nowhere any more. Raises `NotOpen`."""
    _close(invitation, InvitationState.WITHDRAWN, also_expired=True)
    _forget_address(invitation)
    commit()


def decline(invitation: Invitation, reason: str) -> None:
    """No, thank you, with or without a reason; raises `NotOpen`."""
    _close(invitation, InvitationState.DECLINED)
    invitation.reason = reason
    _forget_address(invitation)
    commit()


def forget_invited(email: str) -> None:
    """Take back the open invitations to an address, and forget whom they were to. The caller commits."""
    mine = select(Invitation).where(Invitation.email == email, Invitation.state == InvitationState.PENDING)
    for invitation in db.session.scalars(mine).all():
        _close(invitation, InvitationState.WITHDRAWN, also_expired=True)
        _forget_address(invitation)
        invitation.name = ""


def accept(invitation: Invitation, *, consents: bool, way: ConsentWay = ConsentWay.LINK) -> Membership:
    """Yes: the invited becomes a person with a membership. Raises `NotOpen` and `Obstructed`."""
    membership = join(invitation, consents=consents, way=way)
    if membership.role is Role.MEMBER and membership.person.address:
        send_member_link(membership)
    commit()
    return membership


def join(invitation: Invitation, *, consents: bool, way: ConsentWay, on: date | None = None) -> Membership:
    """Make the membership that an invitation offers, for the account with its address where there is one. The caller
    commits. Raises `NotOpen` and `Obstructed`."""
    if needs_consent(invitation) and not consents:
        raise Obstructed(Obstacle.CONSENT_MISSING)
    membership = _membership(invitation)
    _close(invitation, InvitationState.ACCEPTED)
    membership.role, membership.left_at, membership.paused_at = invitation.role, None, None
    membership.perspective, membership.second_perspective = invitation.perspective, invitation.second_perspective
    membership.organisation = invitation.organisation or None
    db.session.add(membership)
    db.session.flush()
    if needs_consent(invitation):
        db.session.add(Consent(membership_id=membership.id, version=CURRENT_CONSENT, way=way, given_on=on or today()))
    for mail in _mails_of(invitation):
        mail.person_id = membership.person_id
    invitation.membership_id, invitation.email = membership.id, None
    invitation.name = invitation.organisation = ""
    audit(AuditAction.MEMBER_ADDED, ObjectKind.MEMBERSHIP, membership.id, invitation.network.programme_id)
    return membership


def needs_consent(invitation: Invitation) -> bool:
    """What somebody takes part as may tell of health or opinions; a leader without a perspective gives nothing away."""
    return invitation.perspective is not None


def _membership(invitation: Invitation) -> Membership:
    """Of the person whose account has the address, who may have been here before; else of somebody new: two who share
    an address without an account are two people. Raises `Obstructed`."""
    account = account_of(invitation.email) if invitation.email else None
    if account is None:
        person = Person(name=invitation.name, email=invitation.email)
        return Membership(id=uuid.uuid4(), network_id=invitation.network_id, person=person)
    there = Membership.network_id == invitation.network_id, Membership.person_id == account.person_id
    before = db.session.scalar(select(Membership).where(*there))
    if before and before.left_at is None:
        raise Obstructed(Obstacle.ALREADY_IN)
    return before or Membership(id=uuid.uuid4(), network_id=invitation.network_id, person_id=account.person_id)


def _close(invitation: Invitation, state: InvitationState, *, also_expired: bool = False) -> None:
    """Answer once: of two at the same time, the second meets `NotOpen`."""
    now = utcnow()
    pending = [Invitation.id == invitation.id, Invitation.state == InvitationState.PENDING]
    if not also_expired:
        pending.append(Invitation.expires_at > now)
    closing = update(Invitation).where(*pending).values(state=state, answered_at=now).returning(Invitation.id)
    if db.session.scalar(closing) is None:
        raise NotOpen
    db.session.refresh(invitation)
    _cancel_mails(invitation)


def _cancel_mails(invitation: Invitation) -> None:
    for mail in _mails_of(invitation):
        if mail.state is MailState.QUEUED:
            mail.state = MailState.CANCELLED


def _forget_address(invitation: Invitation) -> None:
    """It stands on the mails too, but for one that is just being sent."""
    for mail in _mails_of(invitation):
        if mail.state is not MailState.CLAIMED:
            db.session.delete(mail)
    invitation.email = None


def _mails_of(invitation: Invitation) -> list[Mail]:
    query = select(Mail).where(Mail.kind.in_((INVITATION, REMINDER)), Mail.address == invitation.email)
    return [mail for mail in db.session.scalars(query) if mail.parameters.get("invitation") == str(invitation.id)]


def remind(now: datetime | None = None) -> int:
    """Queue the reminders that are due, each once, and say how many; one that is late takes the earlier with it."""
    moment, sent = now or utcnow(), 0
    waiting = (
        select(Invitation)
        .join(Invitation.network)
        .join(Network.programme)
        .where(
            Programme.archived_at.is_(None),
            Invitation.state == InvitationState.PENDING,
            Invitation.email.is_not(None),
            Invitation.expires_at > moment,
            Invitation.sent_at <= moment - REMIND_AFTER[0],
            Invitation.reminders < len(REMIND_AFTER),
        )
    )
    for invitation in db.session.scalars(waiting.order_by(Invitation.sent_at, Invitation.id)):
        due = sum(invitation.sent_at + days <= moment for days in REMIND_AFTER)
        marking = update(Invitation).where(Invitation.id == invitation.id, Invitation.reminders < due)
        if db.session.scalar(marking.values(reminders=due).returning(Invitation.id)) is not None:
            _send(invitation, REMINDER)
            sent += 1
    commit()
    return sent
