"""Use cases of what a meeting came to: points to begin with, and keeping what is written."""

from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.guides import questions_of
from bln.room.models import OutcomeVersion
from bln.room.outcomes import latest_outcome
from bln.room.queries import live_notes, rule_notes
from bln.room.reopening import require_open
from bln.saved import SavedConflict
from meetings.outcome import Outcome, suggest_points
from meetings.snapshot import to_data


class OutcomeConflict(SavedConflict[Outcome]):
    """Somebody else has saved what the meeting came to since."""


def save_outcome(meeting: Meeting, version: int, outcome: Outcome, account: Account) -> None:
    """Keep what a meeting came to, made on `version` of it, as the next version; the same again changes nothing.

    Raises `Closed`, `OutcomeConflict`.
    """
    lock_meeting(meeting)
    newest, standing = latest_outcome(meeting)
    if standing == outcome:
        return
    require_open(meeting.id)
    if newest != version:
        raise OutcomeConflict(newest, standing)
    content = to_data(outcome)
    db.session.add(OutcomeVersion(meeting_id=meeting.id, version=newest + 1, content=content, saved_by_id=account.id))
    commit()


def suggested_points(network: Network, meeting: Meeting) -> tuple[str, ...]:
    """Key points to begin with, from the weightiest groups that the suggestions make of the notes."""
    from meetings.themes import sortings_from_suggestions  # slow to import, seldom needed

    notes = rule_notes(live_notes(meeting), network, meeting)
    questions = questions_of(network, meeting)
    sortings = sortings_from_suggestions(notes, questions, network.programme.template.concepts)
    groups = [(sorting.title, sorting.note_ids) for sorting in sortings]
    return suggest_points(groups, {note.id: note.text for note in notes})
