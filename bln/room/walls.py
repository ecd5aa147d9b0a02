"""The wall: what everybody in the room sees of a question, and what of it is kept off."""

import uuid
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import joinedload

from bln.clock import utcnow
from bln.db import db
from bln.networks.models import Meeting, Network
from bln.people.models import Token
from bln.people.tokens import hash_secret
from bln.room.guides import current_prompt, questions_of
from bln.room.models import Attendance, Note
from bln.room.queries import standing_of
from bln.room.tool_models import Room, WallChoice
from bln.room.tool_queries import WALL_PURPOSE, living, round_of
from bln.room.tools import as_typed
from meetings.privacy import Level, check_privacy
from meetings.prompts import Prompt
from meetings.table_round import TableRound

MOST_NOTES = 50


class Placing(StrEnum):
    """Whether a note stands on the wall."""

    SHOWN = "shown"
    KEPT_OFF = "kept_off"  # the privacy check finds something, and nobody has said that it may stand there
    REFUSED = "refused"  # it holds what may stand nowhere
    HIDDEN = "hidden"  # who leads doesn't want it there


class NoteOnWall(NamedTuple):
    """A note with where it stands; the newest first."""

    id: uuid.UUID
    number: int
    text: str
    placing: Placing


@dataclass(frozen=True)
class OpenWall:
    """A wall that may be seen. `mark` is new when anything that it shows has changed, but for the passing of time."""

    room: Room
    mark: str


@dataclass(frozen=True)
class Wall:
    """What a wall shows: the newest notes that may stand there, of `total`. `left` are the seconds of the question's
    time; None without a clock."""

    demo: bool
    question: str
    notes: tuple[str, ...]
    total: int
    round: TableRound | None
    left: int | None
    running: bool


@cache
def _open_wall() -> Select[Room, int | None, int]:
    """A note's version grows with every change, so their sum does too."""
    of_meeting = Token.subject_id
    versions = select(func.sum(Note.version)).where(Note.meeting_id == of_meeting)
    came = select(func.count()).select_from(Attendance).where(Attendance.meeting_id == of_meeting)
    lives = and_(Token.revoked_at.is_(None), Token.expires_at > bindparam("now"))
    return (
        select(Room, versions.scalar_subquery(), came.scalar_subquery())
        .join(Token, Token.subject_id == Room.meeting_id)
        .where(Token.token_hash == bindparam("secret_hash"), Token.purpose == WALL_PURPOSE, lives)
    )


def find_wall(secret: str) -> OpenWall | None:
    """The wall at an address, by one query; None for an address that is over, taken back, or never was."""
    wanted = {"secret_hash": hash_secret(as_typed(secret)), "now": utcnow()}
    found = db.session.execute(_open_wall(), wanted).one_or_none()
    if found is None or not (found[0].wall and living(found[0])):
        return None
    return OpenWall(found[0], sha256(f"{found[0].stamp} {found[1]} {found[2]}".encode()).hexdigest()[:20])


def shown_on(room: Room) -> Wall:
    """What the wall of a room shows now."""
    whole = joinedload(Meeting.network).joinedload(Network.programme)
    meeting = db.session.get_one(Meeting, room.meeting_id, options=[whole])
    network = meeting.network
    prompt = prompt_on_wall(network, meeting, room)
    notes, older = notes_for_wall(meeting, prompt.question)
    shown = tuple(note.text for note in notes if note.placing is Placing.SHOWN)
    timed = room.time_box and room.timed == prompt.question
    return Wall(
        demo=network.programme.demo,
        question=prompt.text,
        notes=shown,
        total=len(shown) + older,
        round=round_of(network, meeting, prompt.question) if room.table_round else None,
        left=room.clock.left(utcnow()) if timed else None,
        running=room.running_since is not None,
    )


def prompt_on_wall(network: Network, meeting: Meeting, room: Room) -> Prompt:
    """The question that the wall shows: the one it was told, or the first of the meeting."""
    asked = [question.key for question in questions_of(network, meeting)]
    question = room.question if room.question in asked else asked[0]
    return current_prompt(network, meeting, standing_of(meeting).guide_id, question)


def notes_for_wall(meeting: Meeting, question: str) -> tuple[list[NoteOnWall], int]:
    """The `MOST_NOTES` newest notes of a question, newest first, each with whether it stands on the wall; and how many
    older ones there are."""
    query = (
        select(Note.id, Note.number, Note.text, Note.version, WallChoice, func.count().over())
        .outerjoin(WallChoice, WallChoice.note_id == Note.id)
        .where(Note.meeting_id == meeting.id, Note.question == question, Note.withdrawn_at.is_(None))
        .order_by(Note.number.desc())
        .limit(MOST_NOTES)
    )
    rows = db.session.execute(query).all()
    notes = [
        NoteOnWall(key, number, text, _placing(text, version, choice)) for key, number, text, version, choice, _ in rows
    ]
    return notes, rows[0][5] - len(notes) if rows else 0


def shown_ids(meeting: Meeting) -> set[uuid.UUID]:
    """The notes of a meeting that may stand on the wall, whatever their question."""
    query = select(Note.id, Note.text, Note.version, WallChoice).outerjoin(WallChoice, WallChoice.note_id == Note.id)
    rows = db.session.execute(query.where(Note.meeting_id == meeting.id, Note.withdrawn_at.is_(None)))
    return {key for key, text, version, choice in rows if _placing(text, version, choice) is Placing.SHOWN}


def _placing(text: str, version: int, choice: WallChoice | None) -> Placing:
    """What was allowed was allowed as it read then; what was hidden stays hidden however it is worded."""
    finds = check_privacy(text)
    if any(find.level is Level.BLOCK for find in finds):
        return Placing.REFUSED
    if choice and not choice.shown:
        return Placing.HIDDEN
    return Placing.KEPT_OFF if finds and not (choice and choice.version == version) else Placing.SHOWN
