"""Use cases of meetings: when and where."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from bln.db import db
from bln.networks.models import Meeting


class OutOfOrder(ValueError):
    """The meeting would come before an earlier one or after a later one; `other` is that meeting."""

    def __init__(self, other: Meeting, *, before: bool) -> None:
        super().__init__("out of order")
        self.other = other
        self.before = before


def plan_meeting(meeting: Meeting, version: int, planned_at: datetime, place: str) -> None:
    """Set local time and place; raises `OutOfOrder`, or StaleDataError when somebody else has changed the meeting."""
    if meeting.version != version:
        raise StaleDataError
    others = select(Meeting).where(
        Meeting.network_id == meeting.network_id,
        Meeting.id != meeting.id,
        Meeting.planned_at.is_not(None),
    )
    for other in db.session.scalars(others.order_by(Meeting.number)):
        if other.number < meeting.number and other.planned_at >= planned_at:
            raise OutOfOrder(other, before=True)
        if other.number > meeting.number and other.planned_at <= planned_at:
            raise OutOfOrder(other, before=False)
    meeting.planned_at, meeting.place = planned_at, place
    db.session.commit()
