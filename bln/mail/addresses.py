"""Who in a network can be reached by mail, and how they get in."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, func, or_, select

from bln.db import db
from bln.networks.models import Network
from bln.people.models import Account, Membership, Person
from bln.people.tokens import MEMBER_LINK, issue_token

A_TERM = timedelta(days=300)  # longer than any term, with its follow-up


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an address."""

    person_id: uuid.UUID
    address: str


def recipients(network_id: uuid.UUID) -> list[Recipient]:
    """Those who are in a network now and get its mail: with an address, and neither paused nor by an ended account."""
    address = func.coalesce(Account.email, Person.email)
    query = _reached(select(Person.id, address)).where(Membership.network_id == network_id).order_by(address, Person.id)
    return [Recipient(person_id, found) for person_id, found in db.session.execute(query)]


def gets_mail(person_id: uuid.UUID, network_id: uuid.UUID) -> bool:
    """True for one of the network's recipients, also when asked long after the mail was queued."""
    own = Membership.network_id == network_id, Person.id == person_id
    return db.session.scalar(_reached(select(Person.id)).where(*own)) is not None


def _reached(query: Select) -> Select:
    joined = query.join(Membership, Membership.person_id == Person.id).outerjoin(
        Account, Account.person_id == Person.id
    )
    return joined.where(Membership.left_at.is_(None), Membership.paused_at.is_(None), _has_address())


def _has_address() -> ColumnElement[bool]:
    by_account = Account.id.is_not(None) & Account.ended_at.is_(None)
    return or_(by_account, Account.id.is_(None) & Person.email.is_not(None))


def way_to(person_id: uuid.UUID, network: Network, endpoint: str, **values: Any) -> str:
    """The address of a page of a network as it stands in a mail to somebody.

    Who has no account gets in by a personal link, whose secret is issued here. The caller commits.
    """
    query = select(Membership).where(Membership.person_id == person_id, Membership.network_id == network.id)
    membership = db.session.scalars(query).one()
    if membership.person.account:
        return url_for(endpoint, slug=network.slug, **values, _external=True)
    return personal_link(membership, url_for(endpoint, slug=network.slug, **values, _external=False))


def personal_link(membership: Membership, path: str | None = None) -> str:
    """A member's own link, to the network or to one of its pages; a new one each time. The caller commits."""
    secret = issue_token(MEMBER_LINK, membership.id, A_TERM)
    return url_for("invitations.personal", secret=secret, nasta=path, _external=True)
