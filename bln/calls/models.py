"""A call, what leaders want to take up, who came, what was noted, and what somebody is to do."""

import uuid
from datetime import date, datetime

from sqlalchemy import DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import ZONE, utcnow
from bln.db import Base, Key, Line, Prose, Slug, code_of
from bln.networks.models import Network, Programme
from bln.saved import Saved
from meetings.agenda import Occasion

MINUTES = 60


class Call(Base):
    """The call before or after a round (`step`). `planned_at` is local wall-clock time in `zone`; `version` rises with
    each change and is the SEQUENCE of the calendar. `invited_at` is when the leaders were last told of it;
    `cancelled_at` is None unless it is called off."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("programme_id", "step", "occasion"),)

    id: Mapped[Key]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"))
    step: Mapped[Slug]
    occasion: Mapped[Occasion] = mapped_column(code_of(Occasion))
    planned_at: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str] = mapped_column(String(40), default=ZONE)
    minutes: Mapped[int] = mapped_column(default=MINUTES)
    link: Mapped[Line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    invited_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    programme: Mapped[Programme] = relationship()
    __mapper_args__ = {"version_id_col": version}


class CallPoint(Base):
    """Something that a network's leaders want to take up; taken back, it keeps its row."""

    __tablename__ = "call_points"

    id: Mapped[Key]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.id"), index=True)
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    text: Mapped[Prose]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    withdrawn_at: Mapped[datetime | None]
    network: Mapped[Network] = relationship()


class CallAttendance(Base):
    """A network that somebody spoke for at a call: which one, never who."""

    __tablename__ = "call_attendances"

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.id"), primary_key=True)
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), primary_key=True)


class CallNotes(Saved, Base):
    """The notes of a call as they were after one save: append-only."""

    __tablename__ = "call_notes"

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[Prose]


class CallAction(Base):
    """What a network, or Nka where `network_id` is None, is to do after a call."""

    __tablename__ = "call_actions"

    id: Mapped[Key]
    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.id"), index=True)
    network_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("networks.id"), index=True)
    text: Mapped[Line]
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    call: Mapped[Call] = relationship()
    network: Mapped[Network | None] = relationship()
