"""A plan's way: the versions that were handed in, to whom and how, and what was answered.

A body is named by its id in the version's snapshot: it may have been taken away from the network since.
"""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import utcnow
from bln.db import Base, Key, Line, Prose, code_of
from bln.networks.models import Network
from meetings.plan_version import Outcome


class PlanVersion(Base):
    """A plan as it was handed in: an immutable snapshot (`HandedIn`). `reason` says why it was made, empty for the
    first; `returned` why the version before was sent back, empty where it was not. `looks` are the `Looks` that its
    papers had then: what papers look like later changes none of them."""

    __tablename__ = "plan_versions"
    __table_args__ = (UniqueConstraint("network_id", "version"),)

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"))
    version: Mapped[int]
    reason: Mapped[Line] = mapped_column(default="")
    returned: Mapped[Prose] = mapped_column(default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    looks: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime] = mapped_column(default=utcnow)
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    network: Mapped[Network] = relationship()


class PlanPaper(Base):
    """A paper of a version for one body, by the fingerprint of its text, which stands in the file. `digest` is the
    SHA-256 of the Word file. With a decision it is the adopted plan."""

    __tablename__ = "plan_papers"

    id: Mapped[Key]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    body_id: Mapped[uuid.UUID]
    kind: Mapped[str] = mapped_column(String(20))
    decision_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("plan_decisions.id"), index=True)
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    version: Mapped[PlanVersion] = relationship()


class Way(StrEnum):
    """How a plan was handed in."""

    MAIL = "mail"
    BY_HAND = "by_hand"  # somebody took the files and handed them in


class HandIn(Base):
    """A version was handed in to a body. One that went by mail has the id of its mail."""

    __tablename__ = "plan_hand_ins"

    id: Mapped[Key]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    body_id: Mapped[uuid.UUID]
    way: Mapped[Way] = mapped_column(code_of(Way))
    address: Mapped[str] = mapped_column(String(254), default="")
    bounced: Mapped[bool] = mapped_column(default=False)  # somebody has said that it came back
    handed_in_at: Mapped[datetime] = mapped_column(default=utcnow)
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))
    version: Mapped[PlanVersion] = relationship()


class Answered:
    """What answers have in common: who leads has confirmed it, or not yet; taken back, it keeps its row."""

    id: Mapped[Key]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_versions.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow)
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    submitted_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"))


class PlanEndorsement(Answered, Base):
    """An organisation stands behind a version: which one, when, and by which function."""

    __tablename__ = "plan_endorsements"

    organisation: Mapped[Line]
    function: Mapped[Line]
    given_on: Mapped[date]
    version: Mapped[PlanVersion] = relationship()


class PlanDecision(Answered, Base):
    """What a body decided on a version. `decided_by` is the instance as its minutes call it; `extract` is what they
    say of the plan, or where they are found. `responsible` is the function that keeps the plan up to date."""

    __tablename__ = "plan_decisions"

    body_id: Mapped[uuid.UUID]
    decided_by: Mapped[Line]
    decided_on: Mapped[date]
    outcome: Mapped[Outcome] = mapped_column(code_of(Outcome, 30))
    paragraph: Mapped[str] = mapped_column(String(40), default="")
    registration_number: Mapped[str] = mapped_column(String(100), default="")
    amendments: Mapped[Prose] = mapped_column(default="")
    valid_until: Mapped[date | None]
    follow_up_on: Mapped[date | None]
    responsible: Mapped[Line] = mapped_column(default="")
    extract: Mapped[Prose] = mapped_column(default="")
    version: Mapped[PlanVersion] = relationship()
