"""Use cases of the tools in the room: switch them on and off, the wall, the round of the table, the time.

Each sets something to what it should be and adds nothing, so that the same said twice, or on two devices, is said once.
"""

import base64
import hmac
import uuid
from datetime import timedelta
from enum import StrEnum

from flask import current_app
from sqlalchemy import delete, select

from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.tokens import issue_token, revoke_tokens
from bln.room.models import Note
from bln.room.tool_models import Room, SpeakingTurns, WallChoice
from bln.room.tool_queries import ADDRESS_KEPT, KEPT, PHONE_PURPOSE, WALL_PURPOSE, seats_at
from meetings.clock import MOST_MINUTES, Clock

MORE_MINUTES = 5
MOST_TURNS = 999
READ_ALIKE = str.maketrans("018", "olb")  # digits that no address of a wall has


class Tool(StrEnum):
    """What can be switched on in a room; also the columns that say so."""

    WALL = "wall"
    TABLE_ROUND = "table_round"
    TIME_BOX = "time_box"
    PHONES = "phones"


class NotAtTheTable(LookupError):
    """There is no such seat at this meeting."""


def switch(meeting: Meeting, tool: Tool, question: str, session: uuid.UUID, *, on: bool) -> None:
    """Switch a tool on or off. Wall and phones begin at `question` and then follow what this session opens; the round
    and the time forget what they held when they go off."""
    room = mark_change(meeting)
    was: bool = getattr(room, tool.value)
    was_followed = room.followed
    setattr(room, tool.value, on)
    if room.followed != was_followed:
        room.question, room.follows = (question, session) if on else (None, None)
    if tool is Tool.WALL and on != was:
        _new_address(room, on=on)
    if tool is Tool.PHONES and on != was:
        _new_code(room, on=on)
    if tool is Tool.TABLE_ROUND and not on:
        db.session.execute(delete(SpeakingTurns).where(SpeakingTurns.meeting_id == meeting.id))
        room.guest_turns = {}
    if tool is Tool.TIME_BOX and not on:
        _set_clock(room, None, Clock(0))
    commit()


def show_question(meeting: Meeting, question: str, session: uuid.UUID) -> None:
    """Show a question on the wall; from now on the wall follows what this session opens."""
    room = mark_change(meeting)
    room.question, room.follows = question, session
    commit()


def renew_address(meeting: Meeting) -> None:
    """Give the wall a new address; the one before leads nowhere."""
    room = mark_change(meeting)
    _new_address(room, on=room.wall)
    commit()


def choose_for_wall(meeting: Meeting, note: Note, *, shown: bool) -> None:
    """Show a note on the wall as it reads now, or don't show it."""
    mark_change(meeting)
    choice = db.session.get(WallChoice, note.id) or WallChoice(note_id=note.id)
    choice.version, choice.shown = note.version, shown
    db.session.add(choice)
    commit()


def start_clock(meeting: Meeting, question: str, minutes: int) -> None:
    """Start the time of a question: anew where the clock was about another, else on from where it was paused."""
    room = mark_change(meeting)
    clock = room.clock if room.timed == question else Clock(max(1, min(minutes, MOST_MINUTES)))
    _set_clock(room, question, clock.started(utcnow()))
    commit()


def pause_clock(meeting: Meeting) -> None:
    """Let the clock stand still."""
    room = mark_change(meeting)
    _set_clock(room, room.timed, room.clock.paused(utcnow()))
    commit()


def lengthen_clock(meeting: Meeting, of: int) -> None:
    """Give `MORE_MINUTES` to a clock of `of` minutes; one that has got them already gets no more."""
    room = mark_change(meeting)
    if room.minutes == of:
        _set_clock(room, room.timed, room.clock.lengthened(MORE_MINUTES, utcnow()))
    commit()


def count_turns(network: Network, meeting: Meeting, question: str, who: str, turns: int) -> None:
    """Say how often a member or a guest at the table (the key of the seat) has spoken about a question; raises
    `NotAtTheTable`."""
    room, counted = mark_change(meeting), max(0, min(turns, MOST_TURNS))
    seats = seats_at(network, meeting, question)
    seat = next((found for found in seats if found.key == who), None)
    if seat is None:
        raise NotAtTheTable(who)
    if seat.membership:
        _count_member(meeting, question, seat.membership.id, counted)
    else:
        guests = [counted if other is seat else other.turns for other in seats if other.membership is None]
        room.guest_turns = {**room.guest_turns, question: guests}
    commit()


def _count_member(meeting: Meeting, question: str, membership_id: uuid.UUID, turns: int) -> None:
    key = {"meeting_id": meeting.id, "question": question, "membership_id": membership_id}
    if turns:
        db.session.merge(SpeakingTurns(**key, turns=turns))
    else:
        db.session.execute(delete(SpeakingTurns).filter_by(**key))


def close_room(meeting: Meeting) -> None:
    """Forget all that the tools hold, and end the address of the wall. The caller commits."""
    _forget([meeting.id])


def forget_old_rooms() -> None:
    """The same for every meeting whose tools nobody has used for a day. The caller commits."""
    old = list(db.session.scalars(select(Room.meeting_id).where(Room.used_at < utcnow() - KEPT)))
    if old:
        _forget(old)


def wall_secret(room: Room) -> str | None:
    """What stands last in the wall's address, for typing: it can be told again, but not out of the database alone."""
    if room.wall_seed is None:
        return None
    letters = _letters(f"wall {room.meeting_id} {room.wall_seed}")
    return f"{letters[:5]}-{letters[5:10]}"


def _letters(about: str) -> str:
    made = hmac.digest(current_app.config["SECRET_KEY"].encode(), about.encode(), "sha256")
    return base64.b32encode(made).decode().lower()


def phone_code(room: Room) -> str | None:
    """The six characters that phones join by, as `wall_secret` makes the wall's."""
    return room.phone_seed and _letters(f"phones {room.meeting_id} {room.phone_seed}")[:6].upper()


def code_as_typed(code: str) -> str:
    """A code of phones as somebody typed it, as it was made."""
    return as_typed(code).replace("-", "").upper()


def as_typed(secret: str) -> str:
    """A wall's secret as somebody typed it, as it was made."""
    letters = "".join(c for c in secret.casefold() if c.isalnum()).translate(READ_ALIKE)
    return f"{letters[:5]}-{letters[5:]}"


def mark_change(meeting: Meeting) -> Room:
    """The meeting's room to change, for one writer at a time; whatever shows it will see that. The caller commits."""
    lock_meeting(meeting)
    forget_old_rooms()
    room = db.session.get(Room, meeting.id, populate_existing=True)
    if room is None:
        room = Room(meeting_id=meeting.id)
        db.session.add(room)
    room.stamp, room.used_at = uuid.uuid4(), utcnow()
    db.session.flush()
    return room


def _new_address(room: Room, *, on: bool) -> None:
    revoke_tokens(WALL_PURPOSE, room.meeting_id)
    room.wall_seed = str(uuid.uuid4()) if on else None
    secret = wall_secret(room)
    if secret:
        issue_token(WALL_PURPOSE, room.meeting_id, timedelta(hours=ADDRESS_KEPT), secret)


def _new_code(room: Room, *, on: bool) -> None:
    revoke_tokens(PHONE_PURPOSE, room.meeting_id)
    room.phone_seed = str(uuid.uuid4()) if on else None
    code = phone_code(room)
    if code:
        issue_token(PHONE_PURPOSE, room.meeting_id, timedelta(hours=ADDRESS_KEPT), code)


def _set_clock(room: Room, question: str | None, clock: Clock) -> None:
    room.timed, room.minutes, room.spent, room.running_since = (
        question,
        clock.minutes,
        clock.spent,
        clock.running_since,
    )


def _forget(meetings: list[uuid.UUID]) -> None:
    notes = select(Note.id).where(Note.meeting_id.in_(meetings))
    db.session.execute(delete(WallChoice).where(WallChoice.note_id.in_(notes)))
    db.session.execute(delete(SpeakingTurns).where(SpeakingTurns.meeting_id.in_(meetings)))
    for key in meetings:
        revoke_tokens(WALL_PURPOSE, key)
        revoke_tokens(PHONE_PURPOSE, key)
    db.session.execute(delete(Room).where(Room.meeting_id.in_(meetings)))
