"""What phones hold of a meeting: it hangs on the room's tools and goes with them, and nothing says whose a phone is."""

import uuid
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bln.db import Base, Key


class Phone(Base):
    """A browser that has joined a meeting by its code. `secret_hash` is of what the browser holds."""

    __tablename__ = "phones"

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rooms.meeting_id", ondelete="CASCADE"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)


class PhoneNote(Base):
    """That a note came from a phone, so that it can be taken back there."""

    __tablename__ = "phone_notes"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True)
    phone_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("phones.id", ondelete="CASCADE"), index=True)


class PhonePoll(Base):
    """A round of votes by phone: a snapshot of `Poll`. `count` is a snapshot of `HandCount` when it is closed, or
    nothing when too few have voted; its ballots are gone by then."""

    __tablename__ = "phone_polls"
    __table_args__ = (UniqueConstraint("meeting_id", "round"),)

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("rooms.meeting_id", ondelete="CASCADE"))
    round: Mapped[int]
    places: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    closed: Mapped[bool] = mapped_column(default=False)
    count: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class PhoneBallot(Base):
    """The dots of a phone in a round that is open, by candidate id."""

    __tablename__ = "phone_ballots"

    poll_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("phone_polls.id", ondelete="CASCADE"), primary_key=True)
    phone_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("phones.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    dots: Mapped[dict[str, int]] = mapped_column(JSON)
