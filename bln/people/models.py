"""Person, account and membership are three things: one may be in a network without an account or an e-mail."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import utcnow
from bln.db import Base, Key, Line, code_of
from meetings.programme import Perspective

if TYPE_CHECKING:
    from bln.networks.models import Network


class Role(StrEnum):
    """What a person does in a network."""

    LEADER = "leader"
    DEPUTY = "deputy"
    SUBSTITUTE = "substitute"
    MEMBER = "member"


LEADING = frozenset({Role.LEADER, Role.DEPUTY, Role.SUBSTITUTE})


class Person(Base):
    """Somebody who takes part. A name is kept only where one is needed; no address, number or health data."""

    __tablename__ = "people"

    id: Mapped[Key]
    name: Mapped[str | None] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))  # of somebody without an account; nobody signs in with it
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    account: Mapped["Account | None"] = relationship(back_populates="person")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="person")

    @property
    def address(self) -> str | None:
        """Where mail goes; None for somebody who takes part on paper."""
        return self.account.email if self.account else self.email


class Account(UserMixin, Base):
    """A way in. Who has an ended account is nobody; the row stays, since what was saved says by which account."""

    __tablename__ = "accounts"
    leads = True  # an account reaches as far as the person's roles

    id: Mapped[Key]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_seed: Mapped[str | None] = mapped_column(String(36))  # None: no second step
    totp_step: Mapped[int | None]  # the latest step in time whose code was used
    staff: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    ended_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(back_populates="account")

    @property
    def name(self) -> str:
        """What the page calls the person."""
        return self.person.name or self.email


class SignedIn(Base):
    """One signed-in browser, of an account or, by a personal link, of a membership. The secret of its cookie is kept
    hashed; `seen_at` lags some minutes behind, and `device` is the kind of browser in words, never an address."""

    __tablename__ = "sessions"
    __table_args__ = (CheckConstraint("(account_id IS NULL) <> (membership_id IS NULL)", "of_one"),)

    id: Mapped[Key]
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    membership_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("memberships.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(default=utcnow)
    device: Mapped[str] = mapped_column(String(80))
    code_due: Mapped[bool] = mapped_column(default=False)  # the first step is taken, the second is not
    account: Mapped[Account | None] = relationship()
    membership: Mapped["Membership | None"] = relationship()

    @property
    def user(self) -> "User":
        """Who is signed in."""
        if self.account:
            return self.account
        assert self.membership
        return MemberUser(self.membership)


class Membership(Base):
    """A person in a network: a role, and one or two perspectives (a leader may take part from none)."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("network_id", "person_id"),
        CheckConstraint("second_perspective IS NULL OR perspective IS NOT NULL", "first_before_second"),
    )

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[Role] = mapped_column(code_of(Role))
    perspective: Mapped[Perspective | None]
    second_perspective: Mapped[Perspective | None]
    organisation: Mapped[Line | None]
    paused_at: Mapped[datetime | None]  # takes a rest: stays in the network, gets no mail
    left_at: Mapped[datetime | None]
    person: Mapped[Person] = relationship(back_populates="memberships")
    network: Mapped["Network"] = relationship(back_populates="memberships")

    @property
    def perspectives(self) -> tuple[Perspective, ...]:
        """What the person takes part as: none, one or two."""
        return tuple(p for p in (self.perspective, self.second_perspective) if p is not None)

    @property
    def is_asked(self) -> bool:
        """True of somebody whom meetings are for; who only leads comes anyway."""
        return self.role is Role.MEMBER or self.perspective is not None


class MemberUser(UserMixin):
    """Whoever came by a personal link, without an account: a member, whatever else the person may be."""

    staff = False
    leads = False

    def __init__(self, membership: Membership) -> None:
        self.membership = membership
        self.person = membership.person
        self.person_id = membership.person_id

    @property
    def name(self) -> str:
        """What the page calls the person."""
        return self.person.name or "deltagare"


User = Account | MemberUser


class Token(Base):
    """The secret of a link, hashed: what it is for, what it is about (an account, an invitation, a membership), and
    until when."""

    __tablename__ = "tokens"

    id: Mapped[Key]
    purpose: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[uuid.UUID] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Attempt(Base):
    """An attempt to get in that hasn't succeeded, kept for an hour. Account and address are keyed hashes."""

    __tablename__ = "attempts"

    id: Mapped[Key]
    trying: Mapped[str] = mapped_column(String(20))
    subject_key: Mapped[str] = mapped_column(String(64), index=True)
    address_key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class RecoveryCode(Base):
    """A code, hashed, that lets somebody in once whose app is lost."""

    __tablename__ = "recovery_codes"

    id: Mapped[Key]
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
