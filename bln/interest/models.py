"""Somebody wants a network in their place."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Key, Line, Prose, code_of


class Organisation(StrEnum):
    """Who would carry the network."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    CIVIL_SOCIETY = "civil_society"
    OTHER = "other"


class InterestState(StrEnum):
    """What staff have answered."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Interest(Base):
    """One expression of interest. The contact, and what was written with it, go when no longer needed (None); place and
    organisation stay, so that the spread over the country can be told."""

    __tablename__ = "interests"

    id: Mapped[Key]
    place: Mapped[Line]
    region: Mapped[Line]
    organisation_kind: Mapped[Organisation] = mapped_column(code_of(Organisation))
    organisation: Mapped[Line]
    contact_name: Mapped[str | None] = mapped_column(String(200))
    contact_email: Mapped[str | None] = mapped_column(String(254))
    message: Mapped[Prose | None]
    state: Mapped[InterestState] = mapped_column(code_of(InterestState), default=InterestState.WAITING, index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    decided_at: Mapped[datetime | None]
    network_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("networks.id"))
