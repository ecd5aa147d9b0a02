"""Who answers a question to Nka, and each wording of the answer. The question itself is a note."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bln.db import Base, Prose
from bln.saved import Saved


class QuestionOwner(Base):
    """The colleague at Nka who sees to it that a question is answered."""

    __tablename__ = "question_owners"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), index=True)


class QuestionAnswer(Saved, Base):
    """Nka's answer to a question as it was after one save: append-only."""

    __tablename__ = "question_answers"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[Prose]
