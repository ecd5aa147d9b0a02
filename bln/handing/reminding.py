"""Remind those who lead of the days of the bodies that are to receive their plan."""

from datetime import date, timedelta

from sqlalchemy import select

from bln.clock import today
from bln.db import commit, db
from bln.handing.models import HandIn, PlanVersion
from bln.handing.queries import ARRIVED, confirmed, decisions_of
from bln.mail.digest import queue_notice
from bln.mail.models import Mail
from bln.networks.models import Network, Programme, ReceivingBody
from bln.reports.reconciling import leading

BEFORE_HAND_IN = timedelta(days=14)
BEFORE_SITTING = timedelta(days=7)


def remind_of_plans(day: date | None = None) -> int:
    """Tell those who lead, once for each day: before a plan is to be handed in that isn't, and before a sitting.

    A day that is moved is told anew. Says how many notices there were."""
    now = day or today()
    wanted, sitting = ReceivingBody.hand_in_on, ReceivingBody.sits_on
    standing = select(Network.id).join(Network.programme).where(Programme.archived_at.is_(None))
    due = select(ReceivingBody).where(
        wanted.between(now, now + BEFORE_HAND_IN) | sitting.between(now, now + BEFORE_SITTING),
        ReceivingBody.network_id.in_(standing),
    )
    told = 0
    for body in db.session.scalars(due.order_by(ReceivingBody.id).with_for_update()).all():
        if _is_near(body.hand_in_on, now, BEFORE_HAND_IN) and body.hand_in_reminded != body.hand_in_on:
            body.hand_in_reminded = body.hand_in_on
            told += 0 if _has_it(body) else _tell(body, "hand_in", body.hand_in_on)
        if _is_near(body.sits_on, now, BEFORE_SITTING) and body.sitting_reminded != body.sits_on:
            body.sitting_reminded = body.sits_on
            told += _tell(body, "sitting", body.sits_on)
    commit()
    return told


def _is_near(day: date | None, now: date, before: timedelta) -> bool:
    return day is not None and now <= day <= now + before


def _has_it(body: ReceivingBody) -> bool:
    """Whether the newest version has been handed in to the body, or it has adopted one already."""
    standing = confirmed(decisions_of([body.network_id]), body.id)
    if standing and standing[-1].outcome.adopts:
        return True
    newest = select(PlanVersion.id).where(PlanVersion.network_id == body.network_id)
    last = db.session.scalar(newest.order_by(PlanVersion.version.desc()).limit(1))
    mine = HandIn.version_id == last, HandIn.body_id == body.id, ARRIVED
    sent = select(HandIn.id).outerjoin(Mail, Mail.id == HandIn.id).where(*mine)
    return last is not None and db.session.scalar(sent.limit(1)) is not None


def _tell(body: ReceivingBody, what: str, day: date | None) -> int:
    assert day is not None
    readers = [reader for reader, _ in leading([body.network_id])]
    parameters = {"body": str(body.id), "what": what, "day": day.isoformat()}
    for reader in readers:
        queue_notice(reader.person_id, reader.email, "plan_due", parameters)
    return len(readers)
