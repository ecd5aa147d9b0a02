"""Handing in: the privacy check, and the immutable copy of the notes with what the meeting chose and came to."""

from collections.abc import Sequence
from typing import Any

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.guides import freeze_guide
from bln.room.mails import send_receipts
from bln.room.models import Note, Submission, SubmittedNote
from bln.room.outcomes import latest_outcome
from bln.room.priorities import latest_priorities
from bln.room.queries import latest_submission, live_notes
from bln.room.reopening import require_open, standing_reopening
from bln.room.tools import close_room
from bln.versions import next_version
from meetings.outcome import Outcome
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


def finds_in_outcome(outcome: Outcome) -> tuple[Find, ...]:
    """What the privacy check finds in what the meeting came to."""
    lines = (*outcome.key_points, *outcome.agreed, *outcome.disagreed)
    return tuple(find for line in lines for find in check_privacy(line))


def submit_notes(network: Network, meeting: Meeting, reason: str, account: Account) -> Submission:
    """Hand in a meeting's notes, priorities and outcome as they stand: an immutable copy under the next version.

    Whoever leads the network gets a receipt by mail. Without a reason, that of the reopening stands. Raises
    `NothingToSubmit`, `Blocked`, `Closed`, or what `next_version` raises.
    """
    lock_meeting(meeting)
    notes = live_notes(meeting)
    if not notes:
        raise NothingToSubmit
    require_open(meeting.id)
    found = [find for _, finds in finds_in(notes) for find in finds]
    if any(find.level is Level.BLOCK for find in (*found, *finds_in_outcome(latest_outcome(meeting)[1]))):
        raise Blocked
    standing = standing_reopening(meeting)
    submission = _copied(meeting, notes, reason or (standing.reason if standing else ""), account)
    if standing:
        standing.closed_at = utcnow()
    db.session.add(submission)
    db.session.flush()
    send_receipts(network, submission)
    freeze_guide(network, meeting)
    close_room(meeting)
    audit(AuditAction.NOTES_SUBMITTED, ObjectKind.MEETING, meeting.id, network.programme_id, by=account)
    commit()
    return submission


def close_unchanged(meeting: Meeting) -> bool:
    """Close notes that were opened again by mistake; False, and nothing done, where something has been changed."""
    lock_meeting(meeting)
    standing, last = standing_reopening(meeting), latest_submission(meeting)
    if standing is None or last is None or not _is_as(last, meeting, live_notes(meeting)):
        return False
    standing.closed_at = utcnow()
    commit()
    return True


def _copied(meeting: Meeting, notes: Sequence[Note], reason: str, account: Account) -> Submission:
    last = latest_submission(meeting)
    priorities, outcome = _kept(latest_priorities(meeting)), _kept(latest_outcome(meeting))
    return Submission(
        meeting_id=meeting.id,
        version=next_version(last, reason, unchanged=last is not None and _is_as(last, meeting, notes)),
        reason=reason,
        fingerprint=fingerprint([*map(_fingerprinted, notes), *filter(None, (priorities, outcome))]),
        priorities=priorities,
        outcome=outcome,
        submitted_by_id=account.id,
        notes=[_copy(note) for note in notes],
    )


def _kept(saved: tuple[int, object]) -> Any:
    """What is handed in of something with versions: nothing where nobody has saved any."""
    version, content = saved
    return to_data(content) if version else None


def _fingerprinted(note: Note) -> list[object]:
    """What a receipt vouches for. Perspectives are left out: the fingerprint is shown, and could be guessed from."""
    return [note.number, note.question, note.text]


def _is_as(last: Submission, meeting: Meeting, notes: Sequence[Note]) -> bool:
    """True when all stands as it was last handed in."""
    kept = [(n.note_id, n.question, n.text, n.perspective, n.quotable, n.kind) for n in last.notes]
    return (
        kept == [(n.id, n.question, n.text, n.perspective, n.quotable, n.kind) for n in notes]
        and last.priorities == _kept(latest_priorities(meeting))
        and last.outcome == _kept(latest_outcome(meeting))
    )


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
