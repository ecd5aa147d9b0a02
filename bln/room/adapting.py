"""Use cases of making a guide one's own: save, and take the last save back."""

from dataclasses import replace

from bln.db import commit
from bln.evidence.queries import facts_cited
from bln.networks.models import Meeting
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.room.adaptations import adaptation_before, keep_adaptation, latest_adaptation
from bln.room.guides import Begun, keep_guide
from bln.room.queries import frozen_guide, note_counts
from bln.saved import SavedConflict
from meetings.adaptation import Adaptation, adapted


class AdaptationConflict(SavedConflict[Adaptation]):
    """Somebody else has saved what is the network's own since."""


def adapt_guide(meeting: Meeting, version: int, adaptation: Adaptation, account: Account) -> int:
    """Keep what is a network's own in a guide, made on `version` of it; returns the number of what stands.

    The same again changes nothing. A guide that is frozen becomes a new version of it with this laid over. Raises
    `AdaptationConflict`, or `Begun` when the meeting has notes.
    """
    newest, standing = _to_change(meeting)
    adaptation = replace(adaptation, cited=facts_cited(adaptation, standing.cited))
    if standing == adaptation:
        return newest
    if newest != version:
        raise AdaptationConflict(newest, standing)
    return _save(meeting, adaptation, account)


def undo_adaptation(meeting: Meeting, version: int, account: Account) -> None:
    """Bring back what stood before `version` was saved, as a next version; raises what `adapt_guide` raises."""
    newest, standing = _to_change(meeting)
    if newest != version:
        raise AdaptationConflict(newest, standing)
    if newest:
        _save(meeting, adaptation_before(meeting, newest), account)


def _to_change(meeting: Meeting) -> tuple[int, Adaptation]:
    lock_meeting(meeting)
    if note_counts(meeting):
        raise Begun
    return latest_adaptation(meeting)


def _save(meeting: Meeting, adaptation: Adaptation, account: Account) -> int:
    version = keep_adaptation(meeting, adaptation, account)
    if guide := frozen_guide(meeting):
        keep_guide(meeting, adapted(guide, adaptation))
    commit()
    return version
