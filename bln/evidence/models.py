"""The library of facts."""

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bln.db import Base
from bln.saved import SavedSnapshot

LONGEST_KEY = 60


class FactVersion(SavedSnapshot, Base):
    """A fact as it was after one save: append-only, a snapshot of `Fact`. The newest version of a key is what stands.

    `checked_on` is the snapshot's, to ask by; `reminded_at` when Nka was told that it should be checked.
    """

    __tablename__ = "fact_versions"
    __table_args__ = (UniqueConstraint("key", "version"),)

    key: Mapped[str] = mapped_column(String(LONGEST_KEY))
    checked_on: Mapped[date | None]
    reminded_at: Mapped[datetime | None]
