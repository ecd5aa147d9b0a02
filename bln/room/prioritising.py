"""Use cases of choosing: what can be chosen, and keeping the choice."""

from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.guides import freeze_guide, priority_question, summary_before
from bln.room.models import PriorityVersion
from bln.room.priorities import latest_priorities
from bln.room.reopening import require_open
from bln.saved import SavedConflict
from meetings.priorities import Prioritisation
from meetings.snapshot import to_data
from meetings.votes import Candidate


class PrioritiesConflict(SavedConflict[Prioritisation]):
    """Somebody else has saved the choice since."""


def candidates_of(network: Network, meeting: Meeting, standing: Prioritisation) -> list[Candidate]:
    """What can be chosen: what stands already, then the themes of the summary before that the question builds on.

    A theme is left out whose notes are all behind a candidate that stands: it is the same one, compiled since.
    """
    question, last = priority_question(network, meeting), summary_before(network, meeting)
    found = list(standing.candidates)
    if question is None or last is None:
        return found
    known = {candidate.id for candidate in found}
    behind = {source.note_id for candidate in found for source in candidate.sources}
    for theme in last.themes:
        notes = {source.note_id for source in theme.sources}
        if theme.gathers in question.builds_on and theme.id not in known and not (notes and notes <= behind):
            found.append(Candidate(theme.id, theme.title, theme.sources))
    return found


def save_priorities(network: Network, meeting: Meeting, version: int, chosen: Prioritisation, account: Account) -> None:
    """Keep what a meeting chose, made on `version` of it, as the next version; the same again changes nothing.

    Raises `Closed`, `PrioritiesConflict`.
    """
    lock_meeting(meeting)
    newest, standing = latest_priorities(meeting)
    if standing == chosen:
        return
    require_open(meeting.id)
    if newest != version:
        raise PrioritiesConflict(newest, standing)
    db.session.add(
        PriorityVersion(meeting_id=meeting.id, version=newest + 1, content=to_data(chosen), saved_by_id=account.id)
    )
    freeze_guide(network, meeting)
    commit()
