"""What meetings chose as their priority areas, as saved and as handed in."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from bln.db import db
from bln.networks.models import Meeting
from bln.room.models import PriorityVersion, Submission
from bln.saved import latest_snapshot
from meetings.priorities import Prioritisation
from meetings.snapshot import from_data


def latest_priorities(meeting: Meeting) -> tuple[int, Prioritisation]:
    """The newest version of what a meeting chose, and its number; 0 and nothing where nobody has saved any."""
    return latest_snapshot(PriorityVersion, Prioritisation, PriorityVersion.meeting_id == meeting.id)


def submitted_priorities(meeting_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Prioritisation]:
    """What each meeting chose, as last handed in, by meeting id; one that handed in none is left out."""
    found = last_handed_in(Submission.priorities, meeting_ids)
    return {meeting_id: from_data(Prioritisation, content) for meeting_id, content in found.items()}


def last_handed_in(
    column: InstrumentedAttribute[dict[str, Any] | None], meeting_ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, dict[str, Any]]:
    """A column of the newest submission of each meeting, by meeting id; where it is empty the meeting is left out."""
    newest = (
        select(Submission.meeting_id, func.max(Submission.version).label("version"))
        .where(Submission.meeting_id.in_(meeting_ids))
        .group_by(Submission.meeting_id)
        .subquery()
    )
    query = select(Submission.meeting_id, column).join(
        newest, (newest.c.meeting_id == Submission.meeting_id) & (newest.c.version == Submission.version)
    )
    return {meeting_id: content for meeting_id, content in db.session.execute(query) if content is not None}
