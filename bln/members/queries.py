"""What is asked about invitations and members."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bln.db import db
from bln.members.lists import identity
from bln.members.mails import INVITATION_PURPOSE
from bln.members.models import Consent, Invitation, InvitationState
from bln.networks.models import Network
from bln.people.models import LEADING, Membership
from bln.people.tokens import MEMBER_LINK, FoundToken, find_token
from bln.room.attendance import members_of
from meetings.composition import Composition, check_composition


@dataclass(frozen=True)
class Opened:
    """What the link of an invitation leads to."""

    found: FoundToken
    invitation: Invitation


def open_invitation(secret: str) -> Opened | None:
    """The invitation behind a link, whatever has become of it; None when nothing is behind it."""
    found = find_token(INVITATION_PURPOSE, secret)
    invitation = db.session.get(Invitation, found.token.subject_id) if found else None
    return Opened(found, invitation) if found and invitation else None


def open_personal(secret: str) -> tuple[FoundToken, Membership] | None:
    """The membership behind a personal link, if it has not been left."""
    found = find_token(MEMBER_LINK, secret)
    membership = db.session.get(Membership, found.token.subject_id) if found else None
    return (found, membership) if found and membership and membership.left_at is None else None


def invitations_of(network: Network, *, to_lead: bool = False) -> list[Invitation]:
    """The invitations of a network, newest first: to be a member, or to lead it."""
    leads = Invitation.role.in_(LEADING)
    query = select(Invitation).where(Invitation.network_id == network.id, leads if to_lead else ~leads)
    return list(db.session.scalars(query.order_by(Invitation.sent_at.desc(), Invitation.id)))


def invitation_of(network: Network, key: uuid.UUID, *, to_lead: bool = False) -> Invitation | None:
    """An invitation of this network to be a member, or to lead it; None for any other."""
    query = select(Invitation).where(Invitation.network_id == network.id, Invitation.id == key)
    found = db.session.scalar(query)
    return found if found and (found.role in LEADING) is to_lead else None


def membership_of(network: Network, key: uuid.UUID) -> Membership | None:
    """A membership of this network that has not been left."""
    query = select(Membership).where(Membership.network_id == network.id, Membership.id == key)
    return db.session.scalar(query.where(Membership.left_at.is_(None)).options(joinedload(Membership.person)))


def leading(network: Network) -> list[Membership]:
    """Those who lead a network now."""
    return [membership for membership in members_of(network) if membership.role in LEADING]


def known_in(network: Network, invitations: Sequence[Invitation]) -> set[tuple[str, str]]:
    """The identities of those who are in or have an open invitation."""
    there = {identity(m.person.name or "", m.person.address or "") for m in members_of(network)}
    return there | {identity(i.name, i.email or "") for i in invitations if i.open}


def composition_with(network: Network, invitations: Sequence[Invitation]) -> Composition:
    """The make-up if everybody who is asked says yes."""
    people = [m.perspectives for m in members_of(network) if m.perspectives]
    asked = [i.perspectives for i in invitations if i.standing is InvitationState.PENDING]
    return check_composition([*people, *asked], network.programme.template.group)


def consents_of(memberships: Sequence[Membership]) -> dict[uuid.UUID, Consent]:
    """The newest consent of each member who has given one, by membership id."""
    query = select(Consent).where(Consent.membership_id.in_([membership.id for membership in memberships]))
    return {consent.membership_id: consent for consent in db.session.scalars(query.order_by(Consent.given_on))}
