"""Guides, notes with their revisions, priorities, attendance, and what was submitted."""

import uuid
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import utcnow
from bln.db import Base, Key, Line, Prose, Slug, code_of
from bln.networks.models import Meeting
from bln.saved import Saved, SavedSnapshot
from meetings.notes import NoteKind
from meetings.programme import Perspective

Kind = Annotated[NoteKind | None, mapped_column(code_of(NoteKind))]


class Note(Base):
    """A point of a meeting's notes, as it stands now. The id is made by whoever writes, so a save can be repeated.

    `number` is given once (N4) and never reused; a withdrawn note keeps its row and its revisions. `position` is its
    place among the notes, and changes when the note is moved.
    """

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    question: Mapped[Slug]
    text: Mapped[Prose]
    perspective: Mapped[Perspective | None]
    quotable: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[Kind]
    position: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    withdrawn_at: Mapped[datetime | None]
    meeting: Mapped[Meeting] = relationship()
    revisions: Mapped[list["NoteRevision"]] = relationship(order_by="NoteRevision.version")
    __mapper_args__ = {"version_id_col": version}


class NoteRevision(Saved, Base):
    """A note as it was after one save: append-only."""

    __tablename__ = "note_revisions"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[Slug]
    text: Mapped[Prose]
    perspective: Mapped[Perspective | None]
    quotable: Mapped[bool]
    kind: Mapped[Kind]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class GuideVersion(Base):
    """A guide frozen when its leader made it ready or the meeting began: the content is a snapshot of `Guide`.

    `shared_at` is when the network was told of this version.
    """

    __tablename__ = "guide_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    frozen_at: Mapped[datetime] = mapped_column(default=utcnow)
    shared_at: Mapped[datetime | None]


class GuideAdaptation(SavedSnapshot, Base):
    """What a network has made its own in a guide, as it was after one save: append-only. The content is a snapshot of
    `Adaptation`."""

    __tablename__ = "guide_adaptations"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))


class PriorityVersion(SavedSnapshot, Base):
    """What a meeting chose, as it was after one save: append-only. The content is a snapshot of `Prioritisation`."""

    __tablename__ = "priority_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))


class Attendance(Base):
    """Somebody who came: a member, or a `stand_in` for one; a guest has no membership."""

    __tablename__ = "attendances"
    __table_args__ = (
        UniqueConstraint("meeting_id", "membership_id"),
        CheckConstraint("membership_id IS NOT NULL OR NOT stand_in", "stands_in_for_a_member"),
    )

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("memberships.id"), index=True)
    stand_in: Mapped[bool] = mapped_column(default=False)


class OutcomeVersion(SavedSnapshot, Base):
    """What a meeting came to, as it was after one save: append-only. The content is a snapshot of `Outcome`."""

    __tablename__ = "outcome_versions"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))


class Reopening(Base):
    """Notes that were opened again after they had been handed in as `version`, and why. `closed_at`: handed in anew, or
    closed again as they were; the row stays."""

    __tablename__ = "reopenings"

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    version: Mapped[int]
    reason: Mapped[Line]
    opened_at: Mapped[datetime] = mapped_column(default=utcnow)
    closed_at: Mapped[datetime | None]
    opened_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))


class Submission(Base):
    """Notes as they were handed in, with the priorities that the meeting chose and what it came to: immutable, without
    person ids. A change is a new version with a reason."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("meeting_id", "version"),)

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"))
    version: Mapped[int]
    reason: Mapped[Line] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(String(64))
    priorities: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    submitted_at: Mapped[datetime] = mapped_column(default=utcnow)
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    meeting: Mapped[Meeting] = relationship()
    notes: Mapped[list["SubmittedNote"]] = relationship(back_populates="submission", order_by="SubmittedNote.position")


class SubmittedNote(Base):
    """One note in a submission, word for word."""

    __tablename__ = "submitted_notes"

    submission_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("submissions.id"), primary_key=True)
    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True, index=True)
    number: Mapped[int]
    question: Mapped[Slug]
    text: Mapped[Prose]
    perspective: Mapped[Perspective | None]
    quotable: Mapped[bool]
    kind: Mapped[Kind]
    position: Mapped[int]
    submission: Mapped[Submission] = relationship(back_populates="notes")
