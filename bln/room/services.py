"""Use cases of notes: write, edit, move, withdraw, bring back."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from functools import cache

from sqlalchemy import Select, bindparam, exists, func, select, update

from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.guides import freeze_guide
from bln.room.models import GuideVersion, Note, NoteRevision
from bln.room.queries import note_of
from bln.room.reopening import Closed, closed_meeting, require_open
from meetings.notes import NoteKind
from meetings.programme import Perspective

LONGEST_NOTE = 10_000


@dataclass(frozen=True)
class NoteContent:
    """What somebody wrote."""

    question: str
    text: str
    perspective: Perspective | None = None
    quotable: bool = False
    kind: NoteKind | None = None


class Conflict(Exception):
    """Somebody else saved first; `note` is what stands."""

    def __init__(self, note: Note) -> None:
        super().__init__("the note has a newer version")
        self.note = note


class ForeignNote(LookupError):
    """The id belongs to a note of another meeting."""


def add_note(
    network: Network, meeting: Meeting, note_id: uuid.UUID, content: NoteContent, account: Account | None
) -> Note:
    """Save a new note under the id that its writer made; saving the same again changes nothing. A meeting
    with notes takes place, even if it was cancelled.

    Raises `ForeignNote` when the id is taken in another meeting, `Conflict` when the note has since been edited,
    `Closed`.
    """
    lock_meeting(meeting)
    known, newest, last, frozen, closed = db.session.execute(_facts(), {"note": note_id, "meeting": meeting.id}).one()
    if known:
        return _saved_before(note_id, meeting, content, account)
    if closed:
        raise Closed
    places = {"number": (newest or 0) + 1, "position": (last or 0) + 1}
    note = Note(id=note_id, meeting_id=meeting.id, version=1, **places, **_columns(content))
    db.session.add(note)
    _keep_revision(note, account)
    meeting.cancelled_at = None
    if not frozen:
        freeze_guide(network, meeting)
    db.session.flush()
    db.session.expunge(note)  # it is answered as it was stored; after the commit it would be read back
    commit()
    return note


@cache
def _facts() -> Select[bool, int | None, int | None, bool, bool]:
    """What a new note needs to know, in one query: is its id taken, the last number and place, is the guide frozen, are
    the notes closed?"""
    return select(
        exists().where(Note.id == bindparam("note")),
        select(func.max(Note.number)).where(Note.meeting_id == bindparam("meeting")).scalar_subquery(),
        select(func.max(Note.position)).where(Note.meeting_id == bindparam("meeting")).scalar_subquery(),
        exists().where(GuideVersion.meeting_id == bindparam("meeting")),
        closed_meeting(bindparam("meeting")),
    )


def add_notes(
    network: Network, meeting: Meeting, notes: Mapping[uuid.UUID, NoteContent], account: Account | None
) -> int:
    """Save many new notes in one commit, in their order, and say how many are new; those saved before stay as they are.
    `account` is None where it's done by whoever runs the installation.

    Raises `ForeignNote` when an id is taken in another meeting, `Closed`; then nothing is saved.
    """
    lock_meeting(meeting)
    known = {note.id: note.meeting_id for note in db.session.scalars(select(Note).where(Note.id.in_(notes)))}
    for note_id, meeting_id in known.items():
        if meeting_id != meeting.id:
            raise ForeignNote(note_id)
    new = {note_id: content for note_id, content in notes.items() if note_id not in known}
    if not new:
        return 0
    require_open(meeting.id)
    _, newest, last, frozen, _ = db.session.execute(_facts(), {"note": next(iter(new)), "meeting": meeting.id}).one()
    for place, (note_id, content) in enumerate(new.items(), start=1):
        places = {"number": (newest or 0) + place, "position": (last or 0) + place}
        note = Note(id=note_id, meeting_id=meeting.id, version=1, **places, **_columns(content))
        db.session.add(note)
        _keep_revision(note, account)
    meeting.cancelled_at = None
    if not frozen:
        freeze_guide(network, meeting)
    commit()
    return len(new)


def withdraw_new(meeting: Meeting, note_ids: Collection[uuid.UUID], account: Account) -> tuple[int, int]:
    """Take notes away that say what they said when they were new: how many were, and how many stay because somebody has
    changed them since. Raises `Closed`."""
    lock_meeting(meeting)
    query = select(Note).where(Note.meeting_id == meeting.id, Note.id.in_(note_ids), Note.withdrawn_at.is_(None))
    standing = list(db.session.scalars(query))
    unchanged = [note for note in standing if _only_moved(note, 1)]
    if unchanged:
        require_open(meeting.id)
    for note in unchanged:
        note.withdrawn_at = utcnow()
    db.session.flush()
    for note in unchanged:
        _keep_revision(note, account)
    commit()
    return len(unchanged), len(standing) - len(unchanged)


def _saved_before(note_id: uuid.UUID, meeting: Meeting, content: NoteContent, account: Account | None) -> Note:
    """A save that is sent again, because its answer was lost: another text is an edit of what was stored."""
    known = note_of(meeting, note_id)
    if known is None:
        raise ForeignNote(note_id)
    return _edit(known, 1, content, account)


def edit_note(meeting: Meeting, note_id: uuid.UUID, version: int, content: NoteContent, account: Account) -> Note:
    """Save an edit made on `version` of a note; raises `Conflict` when another text has been saved since, `Closed`."""
    return _edit(_locked(meeting, note_id), version, content, account)


def _locked(meeting: Meeting, note_id: uuid.UUID) -> Note:
    lock_meeting(meeting)
    note = note_of(meeting, note_id)
    if note is None:
        raise ForeignNote(note_id)
    return note


def _edit(note: Note, version: int, content: NoteContent, account: Account | None) -> Note:
    if all(getattr(note, name) == value for name, value in _columns(content).items()):
        return note
    require_open(note.meeting_id)
    if note.version != version and not _only_moved(note, version):
        raise Conflict(note)
    if content.question != note.question:
        note.position = _last_place(note) + 1
    for name, value in _columns(content).items():
        setattr(note, name, value)
    return _save_change(note, account)


def _only_moved(note: Note, version: int) -> bool:
    """True when a note says what it said at `version`: to be moved among the others takes nobody's text."""
    then = db.session.get(NoteRevision, (note.id, version))
    return then is not None and all(getattr(then, name) == value for name, value in _words(note).items())


def _last_place(note: Note) -> int:
    return db.session.scalar(select(func.max(Note.position)).where(Note.meeting_id == note.meeting_id)) or 0


def restore_version(meeting: Meeting, note_id: uuid.UUID, version: int, account: Account) -> Note:
    """Let a note say what it said at an older version, as a new version; raises `ForeignNote` when there is none."""
    note = _locked(meeting, note_id)
    then = db.session.get(NoteRevision, (note.id, version))
    if then is None:
        raise ForeignNote(note_id)
    content = NoteContent(then.question, then.text, then.perspective, then.quotable, then.kind)
    return _edit(note, note.version, content, account)


def move_note(meeting: Meeting, note_id: uuid.UUID, account: Account, *, up: bool) -> Note:
    """Let a note change places with the one before or after it under its question; at the end it stays. Raises
    `Closed`.

    What the neighbour says is untouched, and so is its version: an edit of it that is under way meets no conflict.
    """
    note = _locked(meeting, note_id)
    beside = select(Note).where(
        Note.meeting_id == meeting.id, Note.question == note.question, Note.withdrawn_at.is_(None), Note.id != note.id
    )
    if up:
        beside = beside.where(Note.position < note.position).order_by(Note.position.desc())
    else:
        beside = beside.where(Note.position > note.position).order_by(Note.position)
    other = db.session.scalar(beside.limit(1))
    if other is None:
        return note
    require_open(meeting.id)
    place, note.position = note.position, other.position
    db.session.execute(update(Note).where(Note.id == other.id).values(position=place))
    return _save_change(note, account)


def withdraw_note(meeting: Meeting, note_id: uuid.UUID, account: Account | None) -> Note:
    """Take a note away from the list; it and its revisions are kept. Raises `Closed`."""
    return _set_withdrawn(meeting, note_id, account, withdrawn=True)


def restore_note(meeting: Meeting, note_id: uuid.UUID, account: Account) -> Note:
    """Bring a withdrawn note back. Raises `Closed`."""
    return _set_withdrawn(meeting, note_id, account, withdrawn=False)


def _set_withdrawn(meeting: Meeting, note_id: uuid.UUID, account: Account | None, *, withdrawn: bool) -> Note:
    note = _locked(meeting, note_id)
    if (note.withdrawn_at is not None) == withdrawn:
        return note
    require_open(meeting.id)
    note.withdrawn_at = utcnow() if withdrawn else None
    return _save_change(note, account)


def _save_change(note: Note, account: Account | None) -> Note:
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
        "kind": content.kind,
    }


def _words(note: Note) -> dict[str, object]:
    """What a revision keeps of a note."""
    return {
        "question": note.question,
        "text": note.text,
        "perspective": note.perspective,
        "quotable": note.quotable,
        "kind": note.kind,
        "withdrawn": note.withdrawn_at is not None,
    }


def _keep_revision(note: Note, account: Account | None) -> None:
    by = account.id if account else None  # by a phone, or a command
    revision = NoteRevision(note_id=note.id, version=note.version, saved_by_id=by, **_words(note))
    db.session.add(revision)
