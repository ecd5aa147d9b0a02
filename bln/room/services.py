"""Use cases of notes: write, edit, withdraw, bring back."""

import uuid
from dataclasses import dataclass, fields
from functools import cache

from sqlalchemy import Select, bindparam, exists, func, select

from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.guides import freeze_guide
from bln.room.models import GuideVersion, Note, NoteRevision
from bln.room.queries import note_of
from bln.room.reopening import Closed, closed_meeting, require_open
from meetings.programme import Perspective

LONGEST_NOTE = 10_000


@dataclass(frozen=True)
class NoteContent:
    """What somebody wrote."""

    question: str
    text: str
    perspective: Perspective | None = None
    quotable: bool = False


class Conflict(Exception):
    """Somebody else saved first; `note` is what stands."""

    def __init__(self, note: Note) -> None:
        super().__init__("the note has a newer version")
        self.note = note


class ForeignNote(LookupError):
    """The id belongs to a note of another meeting."""


def add_note(network: Network, meeting: Meeting, note_id: uuid.UUID, content: NoteContent, account: Account) -> Note:
    """Save a new note under the id that its writer made; saving the same again changes nothing.

    Raises `ForeignNote` when the id is taken in another meeting, `Conflict` when the note has since been edited,
    `Closed`.
    """
    lock_meeting(meeting)
    known, newest, frozen, closed = db.session.execute(_facts(), {"note": note_id, "meeting": meeting.id}).one()
    if known:
        return _saved_before(note_id, meeting, content, account)
    if closed:
        raise Closed
    note = Note(id=note_id, meeting_id=meeting.id, number=(newest or 0) + 1, version=1, **_columns(content))
    db.session.add(note)
    _keep_revision(note, account)
    if not frozen:
        freeze_guide(network, meeting)
    db.session.flush()
    db.session.expunge(note)  # it is answered as it was stored; after the commit it would be read back
    commit()
    return note


@cache
def _facts() -> Select[bool, int | None, bool, bool]:
    """What a new note needs to know, in one query: is its id taken, the newest number, is the guide frozen, are the
    notes closed?"""
    return select(
        exists().where(Note.id == bindparam("note")),
        select(func.max(Note.number)).where(Note.meeting_id == bindparam("meeting")).scalar_subquery(),
        exists().where(GuideVersion.meeting_id == bindparam("meeting")),
        closed_meeting(bindparam("meeting")),
    )


def _saved_before(note_id: uuid.UUID, meeting: Meeting, content: NoteContent, account: Account) -> Note:
    """A save that is sent again, because its answer was lost: another text is an edit of what was stored."""
    known = note_of(meeting, note_id)
    if known is None:
        raise ForeignNote(note_id)
    return _edit(known, 1, content, account)


def edit_note(meeting: Meeting, note_id: uuid.UUID, version: int, content: NoteContent, account: Account) -> Note:
    """Save an edit made on `version` of a note; raises `Conflict` when another text has been saved since, `Closed`."""
    lock_meeting(meeting)
    note = note_of(meeting, note_id)
    if note is None:
        raise ForeignNote(note_id)
    return _edit(note, version, content, account)


def _edit(note: Note, version: int, content: NoteContent, account: Account) -> Note:
    if all(getattr(note, name) == value for name, value in _columns(content).items()):
        return note
    require_open(note.meeting_id)
    if note.version != version:
        raise Conflict(note)
    for name, value in _columns(content).items():
        setattr(note, name, value)
    return _save_change(note, account)


def withdraw_note(meeting: Meeting, note_id: uuid.UUID, account: Account) -> Note:
    """Take a note away from the list; it and its revisions are kept. Raises `Closed`."""
    return _set_withdrawn(meeting, note_id, account, withdrawn=True)


def restore_note(meeting: Meeting, note_id: uuid.UUID, account: Account) -> Note:
    """Bring a withdrawn note back. Raises `Closed`."""
    return _set_withdrawn(meeting, note_id, account, withdrawn=False)


def _set_withdrawn(meeting: Meeting, note_id: uuid.UUID, account: Account, *, withdrawn: bool) -> Note:
    lock_meeting(meeting)
    note = note_of(meeting, note_id)
    if note is None:
        raise ForeignNote(note_id)
    if (note.withdrawn_at is not None) == withdrawn:
        return note
    require_open(meeting.id)
    note.withdrawn_at = utcnow() if withdrawn else None
    return _save_change(note, account)


def _save_change(note: Note, account: Account) -> Note:
    db.session.flush()
    _keep_revision(note, account)
    commit()
    return note


def content_of(note: Note) -> NoteContent:
    """What stands in a note."""
    return NoteContent(**{part.name: getattr(note, part.name) for part in fields(NoteContent)})


def _columns(content: NoteContent) -> dict[str, object]:
    return {
        "question": content.question,
        "text": content.text,
        "perspective": content.perspective,
        "quotable": content.quotable,
    }


def _keep_revision(note: Note, account: Account) -> None:
    db.session.add(
        NoteRevision(
            note_id=note.id,
            version=note.version,
            question=note.question,
            text=note.text,
            perspective=note.perspective,
            quotable=note.quotable,
            withdrawn=note.withdrawn_at is not None,
            saved_by_id=account.id,
        )
    )
