"""Programmes, their networks, and the meetings of each network."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, DateTime, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bln.clock import ZONE, utcnow
from bln.db import Base, Key, Line, Prose, Slug, code_of
from meetings.appointment import Appointment, Way
from meetings.plan_content import Arena
from meetings.programme import Step, Template
from meetings.prompts import planned_minutes
from meetings.snapshot import from_data
from meetings.turnout import Answer
from meetings.votes import DOTS

if TYPE_CHECKING:
    from bln.people.models import Account, Membership


_templates: dict[uuid.UUID, Template] = {}


class CompiledBy(StrEnum):
    """Who sorts, words and shares the summaries of the networks' meetings."""

    STAFF = "staff"
    LEADERS = "leaders"


class PriorityMethod(StrEnum):
    """How a network chooses its priority areas."""

    DIALOGUE = "dialogue"
    VOTES = "votes"


class Programme(Base):
    """One theme during one term, with its networks, its settings and a frozen copy of its template.

    One that is archived can be read and not changed (`bln.policy`).
    """

    __tablename__ = "programmes"

    id: Mapped[Key]
    slug: Mapped[Slug] = mapped_column(unique=True)
    title: Mapped[Line]
    term: Mapped[Line]
    template_data: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    compiled_by: Mapped[CompiledBy] = mapped_column(code_of(CompiledBy), default=CompiledBy.STAFF)
    priority_method: Mapped[PriorityMethod] = mapped_column(code_of(PriorityMethod), default=PriorityMethod.DIALOGUE)
    dots: Mapped[int] = mapped_column(default=DOTS)
    controller: Mapped[Line] = mapped_column(default="")
    lawful_basis: Mapped[Prose] = mapped_column(default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    archived_at: Mapped[datetime | None]
    networks: Mapped[list["Network"]] = relationship(back_populates="programme", order_by="Network.slug")

    @property
    def template(self) -> Template:
        """The template as it was when the programme began; it never changes, so it is read once a process.

        Needs the id, which `add_programme` gives before the row is stored.
        """
        if self.id not in _templates:
            _templates[self.id] = from_data(Template, self.template_data)
        return _templates[self.id]

    def round_number(self, step: str) -> int:
        """The number of the round that a step makes, from 1; raises KeyError on an unknown step."""
        return list(self._rounds).index(self._rounds[step].key) + 1

    def round_step(self, number: int) -> Step | None:
        """The step of round `number`, or None."""
        steps = self.template.steps
        return steps[number - 1] if 1 <= number <= len(steps) else None

    @cached_property
    def _rounds(self) -> dict[str, Step]:
        return {step.key: step for step in self.template.steps}


class Network(Base):
    """A local network: 8–10 people in one place."""

    __tablename__ = "networks"

    id: Mapped[Key]
    programme_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("programmes.id"), index=True)
    slug: Mapped[Slug] = mapped_column(unique=True)
    place: Mapped[Line]
    region: Mapped[Line]
    programme: Mapped[Programme] = relationship(back_populates="networks")
    meetings: Mapped[list["Meeting"]] = relationship(back_populates="network", order_by="Meeting.number")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="network")
    bodies: Mapped[list["ReceivingBody"]] = relationship(
        order_by="ReceivingBody.position", cascade="all, delete-orphan"
    )
    owner: Mapped["NetworkOwner | None"] = relationship(passive_deletes=True)

    @property
    def turn_to(self) -> str | None:
        """The name of the colleague at Nka who is responsible, if there is one with a name; never an address."""
        return self.owner.account.person.name if self.owner else None


class NetworkOwner(Base):
    """The colleague at Nka who is responsible for a network."""

    __tablename__ = "network_owners"

    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    account: Mapped["Account"] = relationship()


class ReceivingBody(Base):
    """Who is to receive a network's plan, in which arena it decides, where its registry takes mail, by which day it
    wants the plan and on which day it meets. `…_reminded` is the day that those who lead have been reminded of; `look`
    a snapshot of the `Look` that its papers have instead of ours."""

    __tablename__ = "receiving_bodies"

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"), index=True)
    position: Mapped[int]
    name: Mapped[Line]
    arena: Mapped[Arena] = mapped_column(code_of(Arena))
    registry_address: Mapped[str] = mapped_column(String(254), default="")
    hand_in_on: Mapped[date | None]
    sits_on: Mapped[date | None]
    hand_in_reminded: Mapped[date | None]
    sitting_reminded: Mapped[date | None]
    look: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)


class Meeting(Base):
    """A meeting of a network. `planned_at` is local wall-clock time in `zone`, so that it survives a clock change;
    without `minutes` it takes as long as the time boxes of its steps. `sent` is a snapshot of `Appointment` as the
    network was last told. One that has been merged into another has no steps left, and keeps its number only."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("network_id", "number"),
        CheckConstraint("number >= 1", "counts_from_one"),
    )

    id: Mapped[Key]
    network_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("networks.id"))
    number: Mapped[int]
    planned_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str] = mapped_column(String(40), default=ZONE)
    minutes: Mapped[int | None]
    way: Mapped[Way] = mapped_column(code_of(Way), default=Way.PLACE)
    place: Mapped[Line] = mapped_column(default="")
    link: Mapped[str] = mapped_column(String(1000), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    sent: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    cancelled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    network: Mapped[Network] = relationship(back_populates="meetings")
    covered: Mapped[list["MeetingStep"]] = relationship(
        back_populates="meeting",
        order_by="MeetingStep.position",
        cascade="all, delete-orphan",
        lazy="selectin",
    )
    __mapper_args__ = {"version_id_col": version}

    @property
    def steps(self) -> tuple[str, ...]:
        """The keys of the template steps that the meeting covers."""
        return tuple(step.step for step in self.covered)

    @property
    def planned_on(self) -> date | None:
        """The local date of the meeting."""
        return self.planned_at.date() if self.planned_at else None

    @property
    def appointment(self) -> Appointment | None:
        """The meeting as it is planned, with what its way asks for; None without a date, and when it is cancelled."""
        if self.planned_at is None or self.cancelled_at:
            return None
        return Appointment(
            number=self.number,
            start=self.planned_at.isoformat(timespec="minutes"),
            minutes=self.minutes or self.minutes_of_boxes,
            way=self.way,
            place="" if self.way is Way.ONLINE else self.place,
            link="" if self.way is Way.PLACE else self.link,
            phone=self.phone,
        )

    @property
    def minutes_of_boxes(self) -> int:
        """How long the meeting takes by the time boxes of its steps."""
        template = self.network.programme.template
        return planned_minutes([template.step(key) for key in self.steps])

    @property
    def told(self) -> Appointment | None:
        """The meeting as the network was last told, if it was."""
        return from_data(Appointment, self.sent) if self.sent else None


class MeetingStep(Base):
    """A template step that a meeting covers; rounds are joined by steps, never by meeting numbers."""

    __tablename__ = "meeting_steps"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    step: Mapped[Slug] = mapped_column(primary_key=True)
    position: Mapped[int]
    meeting: Mapped[Meeting] = relationship(back_populates="covered")


class MeetingAnswer(Base):
    """What a member has answered to a meeting; it goes when somebody has said who came, or soon after the meeting."""

    __tablename__ = "meeting_answers"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("memberships.id"), primary_key=True, index=True)
    answer: Mapped[Answer] = mapped_column(code_of(Answer))
