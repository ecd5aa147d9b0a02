"""What is asked about the tools in a room: who is at the table, how far the round has come, whether a tool is on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from bln.clock import utcnow
from bln.db import db
from bln.networks.models import Meeting, Network
from bln.people.models import LEADING, Membership
from bln.room.attendance import Came, attended, members_of
from bln.room.tool_models import Room, SpeakingTurns
from meetings.table_round import Seat, TableRound, look_round

WALL_PURPOSE = "wall"  # of the secret in a wall's address
PHONE_PURPOSE = "phones"  # of the code that phones join by
ADDRESS_KEPT = 12  # hours
KEPT = timedelta(days=1)  # after the last use; then nothing of it counts, and the next change anywhere deletes it


@dataclass(frozen=True)
class SeatShown:
    """Somebody at the table as who leads sees it; a guest has no membership. `place` counts from 1, through the whole
    network for those without a name, through the guests for a guest."""

    membership: Membership | None
    place: int
    stand_in: bool
    turns: int

    @property
    def key(self) -> str:
        """What tells it from the other seats."""
        return str(self.membership.id) if self.membership else f"gast-{self.place}"


def room_of(meeting: Meeting) -> Room | None:
    """The meeting's tools, as far as they still count."""
    return living(db.session.get(Room, meeting.id))


def living(room: Room | None) -> Room | None:
    """The room, unless nobody has used it for so long that nothing of it counts."""
    return room if room and utcnow() - room.used_at < KEPT else None


def round_of(network: Network, meeting: Meeting, question: str) -> TableRound:
    """How far the round has come about a question."""
    return round_at(seats_at(network, meeting, question))


def seats_at(network: Network, meeting: Meeting, question: str) -> list[SeatShown]:
    """The seats round the table, each with its turns about a question: of those who are said to have come, or of
    everybody where nobody has said anything, and of guests; without those who lead and take part as nothing."""
    came, members = attended(meeting), enumerate(members_of(network), start=1)
    unsaid = Came.NO if came.present else Came.YES
    query = select(SpeakingTurns.membership_id, SpeakingTurns.turns)
    query = query.where(SpeakingTurns.meeting_id == meeting.id, SpeakingTurns.question == question)
    turns = {row.membership_id: row.turns for row in db.session.execute(query)}
    seats = [
        SeatShown(member, place, how is Came.STAND_IN, turns.get(member.id, 0))
        for place, member in members
        if member.perspectives or member.role not in LEADING
        if (how := came.members.get(member.id, unsaid)) is not Came.NO
    ]
    return seats + _guests(meeting, question, came.guests)


def _guests(meeting: Meeting, question: str, count: int) -> list[SeatShown]:
    room = room_of(meeting) if count else None
    turns = room.guest_turns.get(question, []) if room else []
    return [SeatShown(None, at + 1, False, turns[at] if at < len(turns) else 0) for at in range(count)]


def round_at(seats: Sequence[SeatShown]) -> TableRound:
    """How far the round has come, seat by seat."""
    return look_round([Seat(seat.membership.perspectives if seat.membership else (), seat.turns) for seat in seats])
