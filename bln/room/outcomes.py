"""What meetings came to, as saved and as handed in."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from bln.db import db
from bln.networks.models import Meeting
from bln.room.models import OutcomeVersion, Submission
from bln.room.priorities import last_handed_in
from meetings.outcome import Outcome
from meetings.snapshot import from_data


def latest_outcome(meeting: Meeting) -> tuple[int, Outcome]:
    """The newest version of what a meeting came to, and its number; 0 and nothing where nobody has saved any."""
    query = select(OutcomeVersion).where(OutcomeVersion.meeting_id == meeting.id)
    newest = db.session.scalar(query.order_by(OutcomeVersion.version.desc()).limit(1))
    return (newest.version, from_data(Outcome, newest.content)) if newest else (0, Outcome())


def submitted_outcomes(meeting_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Outcome]:
    """What each meeting came to, as last handed in, by meeting id; one that handed in none is left out."""
    found = last_handed_in(Submission.outcome, meeting_ids)
    return {meeting_id: from_data(Outcome, content) for meeting_id, content in found.items()}


def submitted_outcome(meeting: Meeting) -> Outcome:
    """What one meeting came to, as last handed in."""
    return submitted_outcomes([meeting.id]).get(meeting.id, Outcome())
