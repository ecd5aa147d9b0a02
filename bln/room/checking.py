"""Use cases of *Stämmer det här?*: ask the members, answer, take an answer back, handle a remark.

Nothing tells who answered. A browser makes one secret for its answer and alone keeps it; the ids of the answer and of
each remark follow from it and can't be followed back, so the same form sent again is the same answer, and not even
the database tells which remarks belong together (decision 0020).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Exists, delete, exists, select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.check_models import CheckAnswer, CheckRemark, Handling, NotesCheck
from bln.room.check_notices import notice_check
from bln.room.models import Note, Submission

LONGEST_REMARK = 2_000
Remarks = Mapping[uuid.UUID | None, str]


class NotAsked(Exception):
    """Nobody asks any more, or the notes are handed in."""


@dataclass(frozen=True)
class Answer:
    """That all is right or not, and what is wrong or missing: by note, and under None in the whole."""

    agrees: bool
    remarks: Remarks = field(default_factory=dict)


def check_of(meeting: Meeting) -> NotesCheck | None:
    """The check of a meeting's notes, if the members have been asked."""
    return db.session.scalar(select(NotesCheck).where(NotesCheck.meeting_id == meeting.id))


def is_asking(meeting: Meeting) -> bool:
    """True while members can answer: asked, not stopped, and nothing handed in."""
    asked = exists().where(NotesCheck.meeting_id == meeting.id, NotesCheck.ended_at.is_(None))
    return bool(db.session.scalar(select(asked & ~_submitted(meeting))))


def _submitted(meeting: Meeting) -> Exists:
    return exists().where(Submission.meeting_id == meeting.id)


def ask_members(network: Network, meeting: Meeting, account: Account) -> None:
    """Ask the members whether the notes are right, or go on asking. Raises `NotAsked` when they are handed in."""
    lock_meeting(meeting)
    if db.session.scalar(select(_submitted(meeting))):
        raise NotAsked
    check = check_of(meeting)
    if check and check.ended_at is None:
        return
    if check is None:
        db.session.add(NotesCheck(meeting_id=meeting.id))
        notice_check(network, meeting)
    else:
        check.ended_at = None
    audit(AuditAction.CHECK_ASKED, ObjectKind.MEETING, meeting.id, network.programme_id, by=account)
    commit()


def stop_asking(meeting: Meeting) -> None:
    """Stop asking: the text is the leaders' own again, and what has been answered stays."""
    lock_meeting(meeting)
    check = check_of(meeting)
    if check and check.ended_at is None:
        check.ended_at = utcnow()
        commit()


def answer_check(meeting: Meeting, secret: uuid.UUID, answer: Answer) -> None:
    """Store an answer under ids made of `secret`; the same secret again is the same answer, as it reads now.

    Raises `NotAsked`, LookupError for a note of another meeting.
    """
    lock_meeting(meeting)
    check = check_of(meeting)
    if check is None or not is_asking(meeting):
        raise NotAsked
    known = set(db.session.scalars(select(Note.id).where(Note.meeting_id == meeting.id)))
    if not answer.remarks.keys() <= known | {None}:
        raise LookupError("a note of another meeting")
    db.session.merge(CheckAnswer(id=_id(secret, "answer"), check_id=check.id, agrees=answer.agrees))
    for note_id in (None, *known):
        _keep(check, _id(secret, note_id), note_id, answer.remarks.get(note_id, ""))
    commit()


def _keep(check: NotesCheck, key: uuid.UUID, note_id: uuid.UUID | None, text: str) -> None:
    """Store a remark, let go of one that was taken away, and leave what reads the same as it was handled."""
    standing = db.session.get(CheckRemark, key)
    if standing and standing.text != text:
        db.session.delete(standing)
        db.session.flush()
        standing = None
    if text and standing is None:
        db.session.add(CheckRemark(id=key, check_id=check.id, note_id=note_id, text=text))


def answer_of(meeting: Meeting, secret: uuid.UUID) -> Answer | None:
    """The answer that was given under a secret, to be changed by whoever has it."""
    given = db.session.get(CheckAnswer, _id(secret, "answer"))
    check = check_of(meeting)
    if given is None or check is None or given.check_id != check.id:
        return None
    query = select(CheckRemark).where(CheckRemark.check_id == check.id)
    mine = [each for each in db.session.scalars(query) if each.id == _id(secret, each.note_id)]
    return Answer(given.agrees, {each.note_id: each.text for each in mine})


def take_back_answer(meeting: Meeting, secret: uuid.UUID) -> bool:
    """Delete an answer and its remarks, while members are asked; False when there is none."""
    lock_meeting(meeting)
    given = answer_of(meeting, secret)
    if given is None or not is_asking(meeting):
        return False
    keys = [_id(secret, note_id) for note_id in given.remarks]
    db.session.execute(delete(CheckRemark).where(CheckRemark.id.in_(keys)))
    db.session.execute(delete(CheckAnswer).where(CheckAnswer.id == _id(secret, "answer")))
    commit()
    return True


def handle_remark(meeting: Meeting, key: uuid.UUID, handling: Handling | None) -> None:
    """Say what came of a remark, or that it is still to handle; raises LookupError for a remark of another meeting."""
    lock_meeting(meeting)
    remark, check = db.session.get(CheckRemark, key), check_of(meeting)
    if remark is None or check is None or remark.check_id != check.id:
        raise LookupError(key)
    remark.handling = handling
    commit()


def _id(secret: uuid.UUID, part: uuid.UUID | str | None) -> uuid.UUID:
    return uuid.uuid5(secret, str(part))
