"""Who answers a question to Nka, and each wording of the answer. The question itself is a note."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Prose


class QuestionOwner(Base):
    """The colleague at Nka who sees to it that a question is answered."""

    __tablename__ = "question_owners"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), index=True)


class QuestionAnswer(Base):
    """Nka's answer to a question as it was after one save: append-only."""

    __tablename__ = "question_answers"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[Prose]
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)
    saved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
