"""What networks say of their meetings themselves, for whoever compiles: what each came to, and what is open again."""

from dataclasses import dataclass

from sqlalchemy import select

from bln.db import db
from bln.desk.queries import meetings_of_round
from bln.desk.scopes import MeetingScope, Scope
from bln.room.models import Reopening
from bln.room.outcomes import submitted_outcomes
from meetings.outcome import NOTHING, Outcome


@dataclass(frozen=True)
class Told:
    """What one network handed in beside its notes, and why its notes are open again ('' when they aren't)."""

    place: str
    outcome: Outcome
    reopened: str


def told_by(scope: Scope) -> list[Told]:
    """The networks of a summary that have something to tell, in the order of their addresses; two or three queries."""
    if isinstance(scope, MeetingScope):
        meetings, networks = [scope.meeting], [scope.network]
    else:
        meetings, networks = meetings_of_round(scope.programme, scope.step), scope.programme.networks
    ids = [meeting.id for meeting in meetings]
    places = {network.id: network.place for network in networks}
    outcomes = submitted_outcomes(ids)
    open_again = select(Reopening).where(Reopening.meeting_id.in_(ids), Reopening.closed_at.is_(None))
    reasons = {found.meeting_id: found.reason for found in db.session.scalars(open_again)}
    return [
        Told(places[meeting.network_id], outcomes.get(meeting.id, NOTHING), reasons.get(meeting.id, ""))
        for meeting in meetings
        if meeting.id in outcomes or meeting.id in reasons
    ]
