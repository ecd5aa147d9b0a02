"""What phones may see of a meeting, and how a vote by phone stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload

from bln.clock import utcnow
from bln.db import db
from bln.networks.models import Meeting, Network, Programme
from bln.people.models import Token
from bln.people.tokens import hash_secret
from bln.phones.models import Phone, PhoneBallot, PhoneNote, PhonePoll
from bln.room.models import Note
from bln.room.tool_models import Room
from bln.room.tool_queries import PHONE_PURPOSE, living
from bln.room.tools import code_as_typed
from bln.room.walls import prompt_on_wall
from meetings.priorities import Outcome, decide
from meetings.prompts import Prompt
from meetings.snapshot import from_data
from meetings.votes import HandCount, Poll, Tally, tally_votes


@dataclass(frozen=True)
class Vote:
    """A round of votes by phone. `voted` counts ballots while it is open; `tally` is what came out, on screen alone,
    and None while it is open or when too few have voted."""

    row: PhonePoll
    poll: Poll
    voted: int
    tally: Tally | None

    @property
    def outcome(self) -> Outcome | None:
        """What a closed round decides."""
        return decide(self.tally, self.row.places) if self.tally else None


@dataclass(frozen=True)
class OnPhone:
    """What a phone shows: the question that the room is at, its own notes of the meeting, and a vote that is open, with
    its own dots in it. `mark` is new when the room has gone on."""

    meeting: Meeting
    prompt: Prompt
    notes: Sequence[Note]
    vote: Vote | None
    dots: dict[str, int] | None
    mark: str


def room_by_code(code: str) -> Room | None:
    """The room that a code leads to, while its phones are on."""
    query = (
        select(Room)
        .join(Token, Token.subject_id == Room.meeting_id)
        .where(Token.token_hash == hash_secret(code_as_typed(code)), Token.purpose == PHONE_PURPOSE)
        .where(Token.revoked_at.is_(None), Token.expires_at > utcnow())
        .where(_in_use())
    )
    return _open(db.session.scalar(query))


def phone_by_secret(secret: object) -> tuple[Phone, Room] | None:
    """The phone of a browser and the room that it is in, while its phones are on."""
    if not isinstance(secret, str):
        return None
    query = select(Phone, Room).join(Room, Room.meeting_id == Phone.meeting_id)
    query = query.where(Phone.secret_hash == hash_secret(secret), _in_use())
    found = db.session.execute(query).one_or_none()
    return (found[0], found[1]) if found and _open(found[1]) else None


def _in_use() -> ColumnElement[bool]:
    """True of a room whose programme is not archived: in one that is, nobody writes."""
    return exists().where(
        Meeting.id == Room.meeting_id,
        Network.id == Meeting.network_id,
        Programme.id == Network.programme_id,
        Programme.archived_at.is_(None),
    )


def _open(room: Room | None) -> Room | None:
    return room if room and room.phones and living(room) else None


def shown_on_phone(phone: Phone, room: Room) -> OnPhone:
    """What a phone shows now."""
    whole = joinedload(Meeting.network).joinedload(Network.programme)
    meeting = db.session.get_one(Meeting, phone.meeting_id, options=[whole])
    own = (
        select(Note)
        .join(PhoneNote, PhoneNote.note_id == Note.id)
        .where(PhoneNote.phone_id == phone.id, Note.withdrawn_at.is_(None))
        .order_by(Note.number.desc())
    )
    vote = latest_vote(meeting)
    is_open = vote is not None and not vote.row.closed
    cast = db.session.get(PhoneBallot, (vote.row.id, phone.id)) if vote and is_open else None
    return OnPhone(
        meeting=meeting,
        prompt=prompt_on_wall(meeting.network, meeting, room),
        notes=list(db.session.scalars(own)),
        vote=vote if is_open else None,
        dots=cast.dots if cast else None,
        mark=mark_of(room),
    )


def mark_of(room: Room) -> str:
    """New when the room has gone on to another question, or a vote has been opened or closed."""
    return sha256(f"phone {room.stamp}".encode()).hexdigest()[:20]


def latest_vote(meeting: Meeting) -> Vote | None:
    """The newest round of votes by phone; None where there has been none."""
    rounds = select(PhonePoll).where(PhonePoll.meeting_id == meeting.id).order_by(PhonePoll.round.desc())
    row = db.session.scalar(rounds.limit(1))
    if row is None:
        return None
    poll = from_data(Poll, row.content)
    cast = select(func.count()).where(PhoneBallot.poll_id == row.id)
    count = from_data(HandCount, row.count) if row.count else None
    tally = tally_votes(poll, [], [], [count]) if count else None
    return Vote(row, poll, count.voters if count else db.session.scalar(cast) or 0, tally)


def phones_in(room: Room) -> int:
    """How many phones have joined."""
    return db.session.scalar(select(func.count()).where(Phone.meeting_id == room.meeting_id)) or 0
