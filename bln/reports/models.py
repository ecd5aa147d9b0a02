"""What the closing form has gathered; what is written in the report, the versions that were sent to the leaders, what
they answered, and what was published."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import today, utcnow
from bln.db import Base, Key, Line, Prose, Slug, code_of
from bln.networks.models import Network, Programme
from bln.people.models import Role
from bln.saved import Saved
from meetings.lessons import Answerer, Usefulness
from meetings.reconciliation import AnswerKind, Outcome
from meetings.report_text import ReportChapter


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


class PassageRevision(Saved, Base):
    """A passage of the report as it was after one save: append-only, a row of `Written`. Each passage counts its own
    versions, so that two who write in different passages never meet."""

    __tablename__ = "passage_revisions"
    __table_args__ = (UniqueConstraint("programme_id", "passage", "version"),)

    id: Mapped[Key]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"))
    passage: Mapped[Slug]
    version: Mapped[int]
    chapter: Mapped[ReportChapter] = mapped_column(code_of(ReportChapter))
    title: Mapped[Line] = mapped_column(default="")
    text: Mapped[str | None] = mapped_column(Text)  # None follows what is compiled
    compiled: Mapped[Prose] = mapped_column(default="")


class ReportVersion(Base):
    """A report as it was sent to the leaders: an immutable snapshot (`Edition`) with the last day to answer.

    `exception` is the reason why it may be published although networks are silent, empty where there is none."""

    __tablename__ = "report_versions"
    __table_args__ = (UniqueConstraint("programme_id", "version"),)

    id: Mapped[Key]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"))
    version: Mapped[int]
    reason: Mapped[Line] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer_by: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(default=utcnow)
    sent_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    reminded_at: Mapped[datetime | None]
    exception: Mapped[Prose] = mapped_column(default="")
    exception_at: Mapped[datetime | None]
    programme: Mapped[Programme] = relationship()


class ReportAnswer(Base):
    """What a network answered of a version: yes to all (`passage` empty), or a remark on one passage. Taken back or
    replaced, it keeps its row. `role` is that of whoever answered; `outcome`, `reply` and `wording` are Nka's."""

    __tablename__ = "report_answers"

    id: Mapped[Key]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report_versions.id"), index=True)
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    kind: Mapped[AnswerKind] = mapped_column(code_of(AnswerKind))
    passage: Mapped[Slug] = mapped_column(default="")
    text: Mapped[Prose] = mapped_column(default="")
    may_print: Mapped[bool] = mapped_column(default=False)
    role: Mapped[Role] = mapped_column(code_of(Role))
    given_at: Mapped[datetime] = mapped_column(default=utcnow)
    given_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(code_of(Outcome))
    reply: Mapped[Prose] = mapped_column(default="")
    wording: Mapped[Prose] = mapped_column(default="")
    replied_at: Mapped[datetime | None]
    replied_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    network: Mapped[Network] = relationship()
    version: Mapped[ReportVersion] = relationship()


class Licence(StrEnum):
    """On which terms others may use a published report."""

    CC_BY = "cc-by-4.0"
    CC_BY_SA = "cc-by-sa-4.0"
    CC0 = "cc0-1.0"


class Publication(Base):
    """A published edition: an immutable snapshot (`Edition`) of a version as its reconciliation left it.

    `version` is the edition's number, `reason` what is new in it, empty for the first. A withdrawn edition keeps its
    row, with the reason why (`withdrawal`): its address says so."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("programme_id", "version"),)

    id: Mapped[Key]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"))
    report_version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("report_versions.id"), index=True)
    version: Mapped[int]
    reason: Mapped[Line] = mapped_column(default="")
    title: Mapped[Line]
    publisher: Mapped[Line]
    licence: Mapped[Licence] = mapped_column(code_of(Licence))
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(default=utcnow)
    published_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    withdrawal: Mapped[Prose] = mapped_column(default="")
    programme: Mapped[Programme] = relationship()
