"""The introduction to a programme, and who has seen it: known to that person alone."""

import uuid
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bln.db import Base, Prose, code_of


class MarkKind(StrEnum):
    """Why the introduction no longer stands on a person's start page."""

    SEEN = "seen"
    PUT_AWAY = "put_away"


class Introduction(Base):
    """Where the recorded presentation is and how long it takes, with its words for who reads.

    `captioned`: the film has captions of its own. `captions` are WebVTT, `transcript` is Markdown; both may be empty.
    A programme without an introduction has no row.
    """

    __tablename__ = "introductions"
    __table_args__ = (CheckConstraint("minutes IS NULL OR minutes >= 1", "takes_time"),)

    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), primary_key=True)
    link: Mapped[Prose]
    minutes: Mapped[int | None]
    captioned: Mapped[bool]
    captions: Mapped[Prose]
    transcript: Mapped[Prose]


class IntroductionMark(Base):
    """A person has seen a programme's introduction, or has put it away. No other person is told, and no time is kept.
    Without a person there is no mark."""

    __tablename__ = "introduction_marks"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), primary_key=True)
    kind: Mapped[MarkKind] = mapped_column(code_of(MarkKind))
