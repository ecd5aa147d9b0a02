"""Who in a network can be reached by mail."""

import uuid
from dataclasses import dataclass

from sqlalchemy import exists, select

from bln.db import db
from bln.mail.models import MailPause, Pause
from bln.people.models import Account, Membership


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an address."""

    person_id: uuid.UUID
    address: str


def recipients(network_id: uuid.UUID, *unless_paused: Pause) -> list[Recipient]:
    """Those who are in a network now, have an account that has not ended, and have none of the pauses."""
    paused = exists().where(MailPause.person_id == Account.person_id, MailPause.kind.in_(unless_paused))
    query = (
        select(Account.person_id, Account.email)
        .join(Membership, Membership.person_id == Account.person_id)
        .where(Membership.network_id == network_id, Membership.left_at.is_(None), Account.ended_at.is_(None), ~paused)
        .order_by(Account.email)
    )
    return [Recipient(person_id, address) for person_id, address in db.session.execute(query)]


def is_in_network(person_id: uuid.UUID, network_id: uuid.UUID) -> bool:
    """True for who hasn't left."""
    own = (Membership.person_id == person_id, Membership.network_id == network_id, Membership.left_at.is_(None))
    return bool(db.session.scalar(select(exists().where(*own))))
