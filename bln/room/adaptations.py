"""What networks have made their own in the guides of their meetings."""

from sqlalchemy import select

from bln.db import db
from bln.networks.models import Meeting
from bln.room.models import GuideAdaptation
from meetings.adaptation import Adaptation
from meetings.snapshot import from_data


def latest_adaptation(meeting: Meeting) -> tuple[int, Adaptation]:
    """The newest version of what is a network's own in a guide, and its number; 0 and nothing where there is none."""
    query = select(GuideAdaptation).where(GuideAdaptation.meeting_id == meeting.id)
    newest = db.session.scalar(query.order_by(GuideAdaptation.version.desc()).limit(1))
    return (newest.version, from_data(Adaptation, newest.content)) if newest else (0, Adaptation())


def adaptation_before(meeting: Meeting, version: int) -> Adaptation:
    """What stood before a version was saved."""
    query = select(GuideAdaptation.content).where(
        GuideAdaptation.meeting_id == meeting.id, GuideAdaptation.version == version - 1
    )
    content = db.session.scalar(query)
    return from_data(Adaptation, content) if content is not None else Adaptation()
