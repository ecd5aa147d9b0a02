"""Notes that are handed in are closed, until somebody who leads opens them again and says why."""

import uuid

from sqlalchemy import BindParameter, ColumnElement, and_, exists, select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.models import Reopening, Submission


class Closed(Exception):
    """The notes are handed in, and nobody has opened them again."""


class StaleVersion(Exception):
    """A newer version has been handed in meanwhile."""


def closed_meeting(meeting_id: uuid.UUID | BindParameter[uuid.UUID]) -> ColumnElement[bool]:
    """True where a meeting's notes are handed in and not opened again: a part of a larger query."""
    submitted = exists().where(Submission.meeting_id == meeting_id)
    return and_(submitted, ~exists().where(Reopening.meeting_id == meeting_id, Reopening.closed_at.is_(None)))


def is_closed(meeting_id: uuid.UUID) -> bool:
    """True when the notes of a meeting can't be changed."""
    return bool(db.session.scalar(select(closed_meeting(meeting_id))))


def require_open(meeting_id: uuid.UUID) -> None:
    """Raise `Closed` unless the notes of a meeting, and what belongs to them, can be changed."""
    if is_closed(meeting_id):
        raise Closed


def standing_reopening(meeting: Meeting) -> Reopening | None:
    """Why and since when the notes of a meeting are open again; None when they are not."""
    query = select(Reopening).where(Reopening.meeting_id == meeting.id, Reopening.closed_at.is_(None))
    return db.session.scalar(query)


def reopen(network: Network, meeting: Meeting, version: int, reason: str, account: Account) -> None:
    """Open the notes that were handed in as `version`; open already, they stay so with the reason that stands.

    Raises `StaleVersion` when a newer version has been handed in.
    """
    lock_meeting(meeting)
    if not is_closed(meeting.id):
        return
    newest = select(Submission.version).where(Submission.meeting_id == meeting.id).order_by(Submission.version.desc())
    if db.session.scalar(newest.limit(1)) != version:
        raise StaleVersion
    db.session.add(Reopening(meeting_id=meeting.id, version=version, reason=reason, opened_by_id=account.id))
    audit(AuditAction.NOTES_REOPENED, ObjectKind.MEETING, meeting.id, network.programme_id, by=account)
    commit()
