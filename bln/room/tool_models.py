"""What the tools in the room hold while a meeting goes on. It goes when the notes are handed in, or the day after.

All of it is passing: whatever it is about takes it along when it is deleted.
"""

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bln.clock import utcnow
from bln.db import Base, Slug
from meetings.clock import Clock


class Room(Base):
    """The tools of one meeting: which are on, what the wall shows, and the time.

    `stamp` is new with every change. `question` is what wall and phones show, and `follows` the session whose questions
    they follow. The address of the wall is made of `wall_seed`, the code of the phones of `phone_seed`. `timed` is the
    question that the clock is about. `guest_turns` is by question how often each guest has spoken about it, the first
    guest first.
    """

    __tablename__ = "rooms"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    stamp: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    used_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    wall: Mapped[bool] = mapped_column(default=False)
    table_round: Mapped[bool] = mapped_column(default=False)
    time_box: Mapped[bool] = mapped_column(default=False)
    phones: Mapped[bool] = mapped_column(default=False)
    question: Mapped[Slug | None]
    follows: Mapped[uuid.UUID | None]
    wall_seed: Mapped[str | None] = mapped_column(String(36))
    phone_seed: Mapped[str | None] = mapped_column(String(36))
    timed: Mapped[Slug | None]
    minutes: Mapped[int] = mapped_column(default=0)
    spent: Mapped[int] = mapped_column(default=0)
    running_since: Mapped[datetime | None]
    guest_turns: Mapped[dict[str, list[int]]] = mapped_column(JSON, default=dict, server_default="{}")

    @property
    def any_on(self) -> bool:
        """True when a tool is on."""
        return self.wall or self.table_round or self.time_box or self.phones

    @property
    def followed(self) -> bool:
        """True when something shows the question that the room has open."""
        return self.wall or self.phones

    @property
    def clock(self) -> Clock:
        """The time as the rules see it."""
        return Clock(self.minutes, self.spent, self.running_since)


class SpeakingTurns(Base):
    """How often a member has spoken about a question. Only who leads the meeting sees it, and only while it goes on."""

    __tablename__ = "speaking_turns"

    meeting_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    question: Mapped[Slug] = mapped_column(primary_key=True)
    membership_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("memberships.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    turns: Mapped[int]


class WallChoice(Base):
    """That who leads wants a note on the wall, as it read in this `version`, or not at all."""

    __tablename__ = "wall_choices"

    note_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    shown: Mapped[bool]
