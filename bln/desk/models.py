"""Summaries while they are being sorted, and each version as it was shared."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import utcnow
from bln.db import Base, Key, Line, Prose, Slug


class SummaryDraft(Base):
    """The sorting of one meeting's notes, or of one round's: the themes and which notes lie in each.

    Either `meeting_id` is set, or `programme_id` with `step`. `revision` rises with each step that changes something.
    """

    __tablename__ = "summary_drafts"
    __table_args__ = (
        UniqueConstraint("meeting_id"),
        UniqueConstraint("programme_id", "step"),
        CheckConstraint(
            "(meeting_id IS NULL) = (programme_id IS NOT NULL) AND (programme_id IS NULL) = (step IS NULL)",
            "one_scope",
        ),
    )

    id: Mapped[Key]
    meeting_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meetings.id"))
    programme_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("programmes.id"))
    step: Mapped[str | None] = mapped_column(String(80))
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)
    themes: Mapped[list["DraftTheme"]] = relationship(
        back_populates="draft", order_by="DraftTheme.position", cascade="all, delete-orphan"
    )
    versions: Mapped[list["SummaryVersion"]] = relationship(order_by="SummaryVersion.version")
    __mapper_args__ = {"version_id_col": revision}


class DraftTheme(Base):
    """A theme of a draft. `text` is None until somebody has worded it; `about_id` is the theme it continues.

    Of a round only: `differences` between networks, in words, and `quotes`, the ids of notes chosen to be cited.
    """

    __tablename__ = "draft_themes"
    __table_args__ = (UniqueConstraint("id", "draft_id"),)

    id: Mapped[Key]
    draft_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("summary_drafts.id"), index=True)
    question: Mapped[Slug]
    position: Mapped[int]
    title: Mapped[Line]
    text: Mapped[str | None] = mapped_column(Text)
    about_id: Mapped[uuid.UUID | None]
    differences: Mapped[Prose] = mapped_column(default="", server_default="")
    quotes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    draft: Mapped[SummaryDraft] = relationship(back_populates="themes")
    notes: Mapped[list["SortedNote"]] = relationship(back_populates="theme", cascade="all, delete-orphan")


class ThemeOwner(Base):
    """The colleague at Nka who is responsible for a national theme while it is sorted; goes with the theme."""

    __tablename__ = "theme_owners"

    theme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("draft_themes.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), index=True)


class SortedNote(Base):
    """A note sorted into a theme; a note lies in at most one theme of a draft."""

    __tablename__ = "sorted_notes"
    __table_args__ = (ForeignKeyConstraint(["theme_id", "draft_id"], ["draft_themes.id", "draft_themes.draft_id"]),)

    draft_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id"), primary_key=True, index=True)
    theme_id: Mapped[uuid.UUID] = mapped_column(index=True)
    theme: Mapped[DraftTheme] = relationship(back_populates="notes")


class SortingStep(Base):
    """A step of sorting and what it changed, to be taken back; only the latest are kept.

    One that put a shared version in place of the draft holds, in `replaced`, the whole draft as it was, and is kept.
    """

    __tablename__ = "sorting_steps"

    id: Mapped[Key]
    draft_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("summary_drafts.id"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    change: Mapped[dict[str, Any]] = mapped_column(JSON)
    replaced: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    taken_at: Mapped[datetime] = mapped_column(default=utcnow)
    taken_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))


class SummaryVersion(Base):
    """A summary as it was shared: an immutable snapshot of `Summary`. A change is a new version with a reason."""

    __tablename__ = "summary_versions"
    __table_args__ = (UniqueConstraint("draft_id", "version"),)

    id: Mapped[Key]
    draft_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("summary_drafts.id"))
    version: Mapped[int]
    reason: Mapped[Line] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    shared_at: Mapped[datetime] = mapped_column(default=utcnow)
    shared_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
