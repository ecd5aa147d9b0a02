"""What meetings chose as their priority areas, as saved and as handed in."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select

from bln.db import db
from bln.networks.models import Meeting
from bln.room.models import PriorityVersion, Submission
from meetings.priorities import Prioritisation
from meetings.snapshot import from_data


def latest_priorities(meeting: Meeting) -> tuple[int, Prioritisation]:
    """The newest version of what a meeting chose, and its number; 0 and nothing where nobody has saved any."""
    query = select(PriorityVersion).where(PriorityVersion.meeting_id == meeting.id)
    newest = db.session.scalar(query.order_by(PriorityVersion.version.desc()).limit(1))
    return (newest.version, from_data(Prioritisation, newest.content)) if newest else (0, Prioritisation())


def submitted_priorities(meeting_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Prioritisation]:
    """What each meeting chose, as last handed in, by meeting id; one that handed in none is left out."""
    newest = (
        select(Submission.meeting_id, func.max(Submission.version).label("version"))
        .where(Submission.meeting_id.in_(meeting_ids))
        .group_by(Submission.meeting_id)
        .subquery()
    )
    query = select(Submission.meeting_id, Submission.priorities).join(
        newest, (newest.c.meeting_id == Submission.meeting_id) & (newest.c.version == Submission.version)
    )
    return {
        meeting_id: from_data(Prioritisation, content)
        for meeting_id, content in db.session.execute(query)
        if content is not None
    }
