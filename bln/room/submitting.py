"""Handing in: the privacy check, and the immutable copy of the notes with what the meeting chose."""

from collections.abc import Sequence

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.guides import freeze_guide
from bln.room.models import Note, Submission, SubmittedNote
from bln.room.priorities import latest_priorities
from bln.room.queries import latest_submission, live_notes
from bln.room.tools import close_room
from bln.versions import next_version
from meetings.privacy import Find, Level, check_privacy
from meetings.snapshot import fingerprint, to_data


class Blocked(Exception):
    """Notes can't be submitted: they hold what must not be there."""


class NothingToSubmit(Exception):
    """There is no note."""


def finds_in(notes: Sequence[Note]) -> list[tuple[Note, tuple[Find, ...]]]:
    """The notes in which the privacy check finds something, with what it finds."""
    checked = ((note, check_privacy(note.text)) for note in notes)
    return [(note, finds) for note, finds in checked if finds]


def submit_notes(network: Network, meeting: Meeting, reason: str, account: Account) -> Submission:
    """Hand in a meeting's notes and priorities as they stand: an immutable copy under the next version.

    Raises `NothingToSubmit`, `Blocked`, or what `next_version` raises.
    """
    lock_meeting(meeting)
    notes = live_notes(meeting)
    if not notes:
        raise NothingToSubmit
    if any(find.level is Level.BLOCK for _, finds in finds_in(notes) for find in finds):
        raise Blocked
    last = latest_submission(meeting)
    number, chosen = latest_priorities(meeting)
    priorities = to_data(chosen) if number else None
    unchanged = last is not None and _same(notes, last) and priorities == last.priorities
    submission = Submission(
        meeting_id=meeting.id,
        version=next_version(last, reason, unchanged=unchanged),
        reason=reason,
        fingerprint=fingerprint([*map(_fingerprinted, notes), *([priorities] if number else [])]),
        priorities=priorities,
        submitted_by_id=account.id,
        notes=[_copy(note) for note in notes],
    )
    db.session.add(submission)
    freeze_guide(network, meeting)
    close_room(meeting)
    audit(AuditAction.NOTES_SUBMITTED, ObjectKind.MEETING, meeting.id, network.programme_id, by=account)
    commit()
    return submission


def _fingerprinted(note: Note) -> list[object]:
    """What a receipt vouches for. Perspectives are left out: the fingerprint is shown, and could be guessed from."""
    return [note.number, note.question, note.text]


def _same(notes: Sequence[Note], last: Submission) -> bool:
    kept = [(n.note_id, n.question, n.text, n.perspective, n.quotable, n.kind) for n in last.notes]
    return kept == [(n.id, n.question, n.text, n.perspective, n.quotable, n.kind) for n in notes]


def _copy(note: Note) -> SubmittedNote:
    return SubmittedNote(
        note_id=note.id,
        number=note.number,
        question=note.question,
        text=note.text,
        perspective=note.perspective,
        quotable=note.quotable,
        kind=note.kind,
        position=note.position,
    )
