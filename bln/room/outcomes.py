"""What meetings came to, as saved and as handed in."""

import uuid
from collections.abc import Sequence

from bln.networks.models import Meeting
from bln.room.models import OutcomeVersion, Submission
from bln.room.priorities import last_handed_in
from bln.saved import latest_snapshot
from meetings.outcome import Outcome
from meetings.snapshot import from_data


def latest_outcome(meeting: Meeting) -> tuple[int, Outcome]:
    """The newest version of what a meeting came to, and its number; 0 and nothing where nobody has saved any."""
    return latest_snapshot(OutcomeVersion, Outcome, OutcomeVersion.meeting_id == meeting.id)


def submitted_outcomes(meeting_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Outcome]:
    """What each meeting came to, as last handed in, by meeting id; one that handed in none is left out."""
    found = last_handed_in(Submission.outcome, meeting_ids)
    return {meeting_id: from_data(Outcome, content) for meeting_id, content in found.items()}


def submitted_outcome(meeting: Meeting) -> Outcome:
    """What one meeting came to, as last handed in."""
    return submitted_outcomes([meeting.id]).get(meeting.id, Outcome())
