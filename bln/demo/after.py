"""The hour after a meeting of the demo: what it came to, and what members say of its notes."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from bln.db import db
from bln.demo.content import CheckContent, MeetingContent
from bln.networks.models import Meeting, Network
from bln.people.models import Account
from bln.room.check_models import NotesCheck
from bln.room.checking import Answer, answer_check, ask_members
from bln.room.concluding import save_outcome
from bln.room.models import OutcomeVersion
from meetings.outcome import Outcome


def conclude(
    network: Network,
    meeting: Meeting,
    content: MeetingContent,
    note_ids: Sequence[uuid.UUID],
    leader: Account,
    moment: datetime,
) -> None:
    """Write what the meeting came to and let members answer, as far as the content says, at `moment`."""
    if "outcome" in content:
        written = content["outcome"]
        lists = (tuple(written[part]) for part in ("key_points", "agreed", "disagreed"))
        save_outcome(meeting, 0, Outcome(*lists), leader)
        own = OutcomeVersion.meeting_id == meeting.id
        db.session.execute(update(OutcomeVersion).where(own).values(saved_at=moment))
    if "check" in content:
        ask_members(network, meeting, leader)
        _answer(meeting, content["check"], note_ids)
        own = NotesCheck.meeting_id == meeting.id
        db.session.execute(update(NotesCheck).where(own).values(asked_at=moment))


def _answer(meeting: Meeting, check: CheckContent, note_ids: Sequence[uuid.UUID]) -> None:
    for _ in range(check["agree"]):
        answer_check(meeting, uuid.uuid4(), Answer(agrees=True))
    for place, text in check["remarks"]:
        note_id = None if place is None else note_ids[place]
        answer_check(meeting, uuid.uuid4(), Answer(agrees=False, remarks={note_id: text}))
