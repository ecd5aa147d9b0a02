"""What people have written in a plan."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key


class PlanRevision(Base):
    """A plan's written content as it was after one save: append-only. A snapshot of `PlanContent`."""

    __tablename__ = "plan_revisions"
    __table_args__ = (UniqueConstraint("network_id", "version"),)

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)
    saved_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
