"""Has anything happened in a meeting? Asked every few seconds by every page that shows its notes."""

from functools import cache

from sqlalchemy import Select, bindparam, func, select

from bln.db import db
from bln.networks.models import Meeting
from bln.room.models import Note


def room_tag(meeting: Meeting) -> str:
    """What stands as long as no note of the meeting has been written, changed, moved or taken away: one query.

    No note is ever deleted and every change of one raises its version, so the sum never comes back.
    """
    notes, versions = db.session.execute(_changes(), {"meeting": meeting.id}).one()
    return f"{notes}-{versions}"


@cache
def _changes() -> Select[int, int]:
    sums = func.count(Note.id), func.coalesce(func.sum(Note.version), 0)
    return select(*sums).where(Note.meeting_id == bindparam("meeting"))
