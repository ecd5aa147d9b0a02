"""What the closing form has gathered."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import today
from bln.db import Base, Key, Prose, code_of
from meetings.lessons import Answerer, Usefulness


def this_month() -> date:
    """The first day of the month."""
    return today().replace(day=1)


class ClosingAnswer(Base):
    """One filled-in closing form, tied to a network and to no person (decision 0011).

    The id is random and the month is all that is kept of the time, and SQLite stores the rows by id: in a network of
    eight, the order of the answers would tell who wrote which.
    """

    __tablename__ = "closing_answers"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    role: Mapped[Answerer] = mapped_column(code_of(Answerer))
    usefulness: Mapped[Usefulness | None] = mapped_column(code_of(Usefulness))
    worked: Mapped[Prose]
    hard: Mapped[Prose]
    advice: Mapped[Prose]
    quotable: Mapped[bool] = mapped_column(default=False)
    month: Mapped[date] = mapped_column(default=this_month)
