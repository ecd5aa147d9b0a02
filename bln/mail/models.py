"""Mail to send, and what became of it; notices that wait for the day's digest; who wants none of them."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key, code_of


class MailState(StrEnum):
    """How far a mail has come."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DEAD = "dead"  # given up: staff see it
    CANCELLED = "cancelled"


class Mail(Base):
    """One mail: its kind (which names its template) and its parameters, never its text, so that a link's secret is made
    when it is sent and kept nowhere. The id is part of a stable Message-ID."""

    __tablename__ = "mails"

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(40))
    address: Mapped[str] = mapped_column(String(254))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("people.id"), index=True)
    parameters: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    state: Mapped[MailState] = mapped_column(code_of(MailState), default=MailState.QUEUED, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    due_at: Mapped[datetime] = mapped_column(default=utcnow)
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(200), default="")


class Notice(Base):
    """Something to tell a person in the digest of the day; `mail_id` is the digest that told it."""

    __tablename__ = "notices"

    id: Mapped[Key]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    what: Mapped[str] = mapped_column(String(40))
    parameters: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    mail_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("mails.id"), index=True)


class NoNotices(Base):
    """A person who has turned notices off."""

    __tablename__ = "no_notices"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(default=utcnow)
