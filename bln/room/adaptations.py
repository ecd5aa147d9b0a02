"""What networks have made their own in the guides of their meetings."""

from bln.db import db
from bln.networks.models import Meeting
from bln.people.models import Account
from bln.room.models import GuideAdaptation
from bln.saved import latest_snapshot, snapshot_at
from meetings.adaptation import Adaptation
from meetings.snapshot import to_data


def latest_adaptation(meeting: Meeting) -> tuple[int, Adaptation]:
    """The newest version of what is a network's own in a guide, and its number; 0 and nothing where there is none."""
    return latest_snapshot(GuideAdaptation, Adaptation, GuideAdaptation.meeting_id == meeting.id)


def keep_adaptation(meeting: Meeting, adaptation: Adaptation, account: Account | None = None) -> int:
    """Store what is a network's own in a guide as the next version, and give its number; the same again is none. The
    caller commits."""
    newest, standing = latest_adaptation(meeting)
    if adaptation == standing:
        return newest
    saved_by = account.id if account else None
    content = to_data(adaptation)
    db.session.add(GuideAdaptation(meeting_id=meeting.id, version=newest + 1, content=content, saved_by_id=saved_by))
    return newest + 1


def adaptation_before(meeting: Meeting, version: int) -> Adaptation:
    """What stood before a version was saved."""
    return snapshot_at(GuideAdaptation, Adaptation, GuideAdaptation.meeting_id == meeting.id, version - 1)
