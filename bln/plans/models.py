"""What people have written in a plan, and what they have said of it."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import utcnow
from bln.db import Base, Key, Prose, code_of
from bln.people.models import Person
from bln.saved import SavedSnapshot
from meetings.plan_content import Chapter


class PlanRevision(SavedSnapshot, Base):
    """A plan's written content as it was after one save: append-only. A snapshot of `PlanContent`."""

    __tablename__ = "plan_revisions"
    __table_args__ = (UniqueConstraint("network_id", "version"),)

    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"))


class PlanComment(Base):
    """What a person of the network says of a chapter of its plan, read by that person and by those who lead. Without a
    person there is no comment."""

    __tablename__ = "plan_comments"

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    chapter: Mapped[Chapter] = mapped_column(code_of(Chapter))
    text: Mapped[Prose]
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    handled_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship()
