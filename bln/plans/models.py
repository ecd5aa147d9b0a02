"""What people have written in a plan."""

import uuid

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bln.db import Base
from bln.saved import SavedSnapshot


class PlanRevision(SavedSnapshot, Base):
    """A plan's written content as it was after one save: append-only. A snapshot of `PlanContent`."""

    __tablename__ = "plan_revisions"
    __table_args__ = (UniqueConstraint("network_id", "version"),)

    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"))
