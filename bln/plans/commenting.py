"""Use cases of comments on the plan: write one, take it away, mark it as dealt with, and back."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.addresses import recipients
from bln.mail.digest import queue_notice
from bln.networks.models import Network
from bln.plans.models import PlanComment
from bln.room.mails import leading
from meetings.plan_content import Chapter


def comments_on(network: Network, person_id: uuid.UUID | None = None) -> Sequence[PlanComment]:
    """The comments of one person, or all of them, for those who lead: by chapter, the oldest first."""
    query = select(PlanComment).where(PlanComment.network_id == network.id).options(joinedload(PlanComment.person))
    if person_id:
        query = query.where(PlanComment.person_id == person_id)
    order = list(Chapter)
    found = db.session.scalars(query.order_by(PlanComment.written_at, PlanComment.id)).all()
    return sorted(found, key=lambda comment: order.index(comment.chapter))


def waiting(network_id: uuid.UUID) -> int:
    """How many comments nobody has dealt with."""
    query = select(func.count()).select_from(PlanComment)
    return db.session.scalar(query.where(PlanComment.network_id == network_id, PlanComment.handled_at.is_(None))) or 0


def write_comment(network: Network, person_id: uuid.UUID, key: uuid.UUID, chapter: Chapter, text: str) -> None:
    """Store a comment under its own id; the same sent again is the same comment. Those who lead are told once a day."""
    if db.session.get(PlanComment, key):
        return
    db.session.add(PlanComment(id=key, network_id=network.id, person_id=person_id, chapter=chapter, text=text))
    leads = leading(network.id)
    for found in recipients(network.id):
        if found.person_id in leads and found.person_id != person_id:
            queue_notice(found.person_id, found.address, "plan_comments", {"network": str(network.id)})
    commit()


def take_away(network: Network, person_id: uuid.UUID, key: uuid.UUID) -> PlanComment:
    """Take away one's own comment, for good; returns what it said. Raises LookupError where there is none."""
    found = _find(network, key)
    if found.person_id != person_id:
        raise LookupError(key)
    db.session.delete(found)
    commit()
    return found


def deal_with(network: Network, key: uuid.UUID, *, done: bool) -> None:
    """Mark a comment as dealt with, or let it wait again. Raises LookupError where there is none."""
    _find(network, key).handled_at = utcnow() if done else None
    commit()


def _find(network: Network, key: uuid.UUID) -> PlanComment:
    found = db.session.scalar(select(PlanComment).where(PlanComment.id == key, PlanComment.network_id == network.id))
    if found is None:
        raise LookupError(key)
    return found
