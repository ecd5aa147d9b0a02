"""Invitations, and the consent of those who take part."""

import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import utcnow
from bln.db import Base, Key, Line, Prose, code_of
from bln.networks.models import Network
from bln.people.models import Membership, Role
from meetings.programme import Perspective


class InvitationState(StrEnum):
    """How an invitation stands. `EXPIRED` is never stored: it is a pending one whose time has run out."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Invitation(Base):
    """Somebody is asked to take part. Name, address and organisation stay here until there is an answer: on yes they
    move to the person, so that erasing a person is one row; on no, or when it is withdrawn, the address goes."""

    __tablename__ = "invitations"
    __table_args__ = (CheckConstraint("second_perspective IS NULL OR perspective IS NOT NULL", "first_before_second"),)

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    role: Mapped[Role] = mapped_column(code_of(Role), default=Role.MEMBER)
    perspective: Mapped[Perspective | None]
    second_perspective: Mapped[Perspective | None]
    name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    organisation: Mapped[Line] = mapped_column(default="")
    state: Mapped[InvitationState] = mapped_column(code_of(InvitationState), default=InvitationState.PENDING)
    reason: Mapped[Prose] = mapped_column(default="")
    reminders: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    sent_at: Mapped[datetime] = mapped_column(default=utcnow)
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("memberships.id"), index=True)
    network: Mapped[Network] = relationship()
    membership: Mapped[Membership | None] = relationship()

    @property
    def perspectives(self) -> tuple[Perspective, ...]:
        """What the person is asked to take part as: none, one or two."""
        return tuple(p for p in (self.perspective, self.second_perspective) if p is not None)

    @property
    def standing(self) -> InvitationState:
        """How it stands now."""
        late = self.state is InvitationState.PENDING and self.expires_at <= utcnow()
        return InvitationState.EXPIRED if late else self.state

    @property
    def open(self) -> bool:
        """True while there may still be an answer: pending, or expired, which can be sent again."""
        return self.state is InvitationState.PENDING


class ConsentWay(StrEnum):
    """How a consent was given."""

    LINK = "link"
    PAPER = "paper"


class Consent(Base):
    """That a member agreed to a version of the text, how and on which day. Taken back it stays, as the log of it."""

    __tablename__ = "consents"

    id: Mapped[Key]
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("memberships.id"), index=True)
    version: Mapped[int]
    way: Mapped[ConsentWay] = mapped_column(code_of(ConsentWay))
    given_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None]
