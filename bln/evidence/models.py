"""The library of facts."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key

LONGEST_KEY = 60


class FactVersion(Base):
    """A fact as it was after one save: append-only, a snapshot of `Fact`. The newest version of a key is what stands.

    `checked_on` is the snapshot's, to ask by; `reminded_at` when Nka was told that it should be checked.
    """

    __tablename__ = "fact_versions"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_on: Mapped[date | None]
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)
    saved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    reminded_at: Mapped[datetime | None]
