"""What is kept save by save: each row is what something was after one save, and is never changed."""

import uuid
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Key, db
from meetings.snapshot import from_data

Content = TypeVar("Content")


class Saved:
    """When it was saved, and by whom: None when the account is gone, or the row came from a file."""

    saved_at: Mapped[datetime] = mapped_column(default=utcnow)
    saved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))


class SavedSnapshot(Saved):
    """The same of a snapshot; `version` counts from 1 in what it belongs to."""

    id: Mapped[Key]
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class SavedConflict(Exception, Generic[Content]):
    """Somebody else saved first; `standing` is what is stored, `version` its version."""

    def __init__(self, version: int, standing: Content) -> None:
        super().__init__("there is a newer version")
        self.version = version
        self.standing = standing


def latest_snapshot(rows: type[SavedSnapshot], kind: type[Content], owner: ColumnElement[bool]) -> tuple[int, Content]:
    """The newest version of what belongs to an owner, and its number; 0 and an empty one where nobody has saved."""
    newest = db.session.scalar(select(rows).where(owner).order_by(rows.version.desc()).limit(1))
    return (newest.version, from_data(kind, newest.content)) if newest else (0, kind())


def snapshot_at(rows: type[SavedSnapshot], kind: type[Content], owner: ColumnElement[bool], version: int) -> Content:
    """What stood at a version; an empty one at 0, or at one that never was."""
    content = db.session.scalar(select(rows.content).where(owner, rows.version == version))
    return from_data(kind, content) if content is not None else kind()
