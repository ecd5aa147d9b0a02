"""Use cases of those who are in a network: their links, a rest, leaving, those on paper, those who lead."""

import uuid
from datetime import date

from sqlalchemy import delete, exists, select, update

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.models import Mail, MailState
from bln.mail.queue import queue_mail
from bln.members.models import Consent, ConsentWay
from bln.networks.models import MeetingAnswer, Network
from bln.people.models import LEADING, Account, Membership, MemberUser, Person, Role
from bln.people.sessions import end_sessions
from bln.people.tokens import MEMBER_LINK, revoke_tokens
from meetings.programme import Perspective

MAIL = "member_link"


def send_member_link(membership: Membership) -> None:
    """Queue a member's personal link, unless there is no address or one is waiting already. The caller commits."""
    person = membership.person
    waits = exists().where(Mail.kind == MAIL, Mail.person_id == person.id, Mail.state == MailState.QUEUED)
    if person.address and not db.session.scalar(select(waits)):
        queue_mail(MAIL, person.address, {"membership": str(membership.id)}, person_id=person.id)


def renew_link(membership: Membership) -> None:
    """End a member's links and what they have opened, and send a new one where there is an address."""
    revoke_link(membership)
    send_member_link(membership)
    commit()


def revoke_link(membership: Membership) -> None:
    """End a member's links and the sessions that they have begun. The caller commits."""
    revoke_tokens(MEMBER_LINK, membership.id)
    end_sessions(MemberUser(membership))


def pause(membership: Membership, *, rests: bool) -> None:
    """Let somebody rest: still in the network and counted, but without mail; or go on again."""
    membership.paused_at = utcnow() if rests else None
    commit()


def leave(membership: Membership, *, takes_consent_back: bool = False) -> None:
    """Let somebody leave: name and address go where nothing else needs them, what has been counted stays. A consent
    that is taken back is logged with its time."""
    end_membership(membership)
    if takes_consent_back:
        given = update(Consent).where(Consent.membership_id == membership.id, Consent.withdrawn_at.is_(None))
        db.session.execute(given.values(withdrawn_at=membership.left_at))
    db.session.flush()
    person = membership.person
    waiting = update(Mail).where(Mail.person_id == person.id, Mail.state == MailState.QUEUED)
    elsewhere = exists().where(Membership.person_id == person.id, Membership.left_at.is_(None))
    if person.account is None and not db.session.scalar(select(elsewhere)):
        db.session.execute(waiting.values(state=MailState.CANCELLED))
        person.name = person.email = None
    commit()


def end_membership(membership: Membership) -> None:
    """End a membership with what only it needs: its organisation, its answers, its links and their sessions. The caller
    commits."""
    membership.left_at, membership.organisation = utcnow(), None
    db.session.execute(delete(MeetingAnswer).where(MeetingAnswer.membership_id == membership.id))
    forget_phone(membership)
    revoke_link(membership)
    audit(AuditAction.MEMBER_LEFT, ObjectKind.MEMBERSHIP, membership.id, membership.network.programme_id)


def forget_phone(membership: Membership) -> None:
    """Take the number to ring away from the meetings of a network that somebody leads: it may be theirs. The caller
    commits."""
    if membership.role in LEADING:
        for meeting in membership.network.meetings:
            meeting.phone = ""
            if meeting.sent:
                meeting.sent = meeting.sent | {"phone": ""}


def record_on_paper(
    network: Network, name: str, perspectives: tuple[Perspective, ...], organisation: str, version: int, given_on: date
) -> Membership:
    """Take in somebody without e-mail, who has agreed on paper to a version of the text."""
    first, second = [*perspectives, None][:2]
    membership = Membership(
        id=uuid.uuid4(),
        network_id=network.id,
        person=Person(name=name),
        role=Role.MEMBER,
        perspective=first,
        second_perspective=second,
        organisation=organisation or None,
    )
    db.session.add(membership)
    db.session.flush()
    db.session.add(Consent(membership_id=membership.id, version=version, way=ConsentWay.PAPER, given_on=given_on))
    audit(AuditAction.MEMBER_ADDED, ObjectKind.MEMBERSHIP, membership.id, network.programme_id)
    commit()
    return membership


def appoint(network: Network, account: Account, role: Role) -> Membership:
    """Let somebody who has an account lead at once; drafts belong to the network, so nothing needs to be moved."""
    query = select(Membership).where(Membership.network_id == network.id, Membership.person_id == account.person_id)
    membership = db.session.scalar(query)
    if membership is None:
        membership = Membership(id=uuid.uuid4(), network_id=network.id, person_id=account.person_id, role=role)
        db.session.add(membership)
    membership.role, membership.left_at, membership.paused_at = role, None, None
    audit(AuditAction.LEADER_APPOINTED, ObjectKind.MEMBERSHIP, membership.id, network.programme_id)
    commit()
    return membership


def hand_back(membership: Membership) -> None:
    """End somebody's leading: a member goes on as one, and whoever only led leaves the network. No reason is kept."""
    if membership.role not in LEADING:
        return
    audit(AuditAction.LEADER_RELIEVED, ObjectKind.MEMBERSHIP, membership.id, membership.network.programme_id)
    if membership.perspective is None:
        end_membership(membership)
    else:
        forget_phone(membership)
        membership.role = Role.MEMBER
    commit()
