"""*Stämmer det här?*: that members were asked, and what was answered, by nobody in particular (decision 0020)."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key, Prose, code_of


class Handling(StrEnum):
    """What came of a remark."""

    CHANGED = "changed"
    KEPT = "kept"


class NotesCheck(Base):
    """The members of a network are asked whether a meeting's notes are right. `ended_at`: those who lead have stopped
    asking; handing in ends it too."""

    __tablename__ = "notes_checks"

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    ended_at: Mapped[datetime | None]


class CheckAnswer(Base):
    """One answer: that all is right, or that something isn't. No person, no time; SQLite stores the rows by their
    random id, and nothing ties an answer to its remarks."""

    __tablename__ = "check_answers"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[Key]
    check_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes_checks.id"), index=True)
    agrees: Mapped[bool]


class CheckRemark(Base):
    """What somebody wrote that is wrong or missing: in one note, or (without a note) in the whole."""

    __tablename__ = "check_remarks"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[Key]
    check_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes_checks.id"), index=True)
    note_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("notes.id"), index=True)
    text: Mapped[Prose]
    handling: Mapped[Handling | None] = mapped_column(code_of(Handling))
