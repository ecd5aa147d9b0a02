"""The panel of the tools, as it stands beside a question in the room."""

from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request, url_for

from bln.clock import utcnow
from bln.networks.models import Meeting
from bln.policy import Access
from bln.room import tool_words
from bln.room.tool_models import Room
from bln.room.tool_queries import SeatShown, room_of, round_at, seats_at
from bln.room.tools import MORE_MINUTES, phone_code, wall_secret
from meetings.prompts import Prompt
from meetings.table_round import TableRound

PANEL = "room/_panel.html"
SILENT = "room/_silent.html"
WITHOUT_PLAN = 10  # minutes, for a question that the guide gives no time


@dataclass(frozen=True)
class Panel:
    """The tools that are on, beside one question. `place` is where in the site; `seats` and `round` are there when the
    round is on; `follow` is True where the wall follows this session and should go over to this question."""

    place: dict[str, Any]
    room: Room
    question: str
    planned: int
    seats: tuple[SeatShown, ...]
    round: TableRound | None
    follow: bool

    more_minutes = MORE_MINUTES
    words = tool_words

    @property
    def mark(self) -> str:
        """New when anything in the panel has changed, but for the passing of time."""
        return mark_of(self.room, self.question)

    @property
    def timed(self) -> bool:
        """True when the clock is about this question."""
        return self.room.timed == self.question

    @property
    def left(self) -> int:
        """Seconds that are left."""
        return self.room.clock.left(utcnow())

    @property
    def wall(self) -> str:
        """The last part of the wall's address."""
        return wall_secret(self.room) or ""

    @property
    def phone_code(self) -> str:
        """What phones join by."""
        return phone_code(self.room) or ""


def shown_panel(access: Access, meeting: Meeting, prompt: Prompt) -> Panel | None:
    """The panel of whoever is signed in; None when all tools are off."""
    room, question = room_of(meeting), prompt.question
    if room is None or not room.any_on:
        return None
    seats = tuple(seats_at(access.network, meeting, question)) if room.table_round else ()
    here = g.signed_in.id if g.get("signed_in") else None
    return Panel(
        place={"slug": access.network.slug, "number": meeting.number, "fraga": question},
        room=room,
        question=question,
        planned=prompt.minutes or WITHOUT_PLAN,
        seats=seats,
        round=round_at(seats) if room.table_round else None,
        follow=room.followed and room.question != question and here is not None and room.follows == here,
    )


def mark_of(room: Room | None, question: str) -> str:
    """The mark of the panel beside a question; without a room when all tools are off."""
    return f"{room.stamp if room else 0}-{question}"


def part(template: str, panel: Panel | None) -> str:
    """A part of the room's page, as a script puts it in place."""
    return render_template(template, panel=panel)


def back_to_room(access: Access, meeting: Meeting, question: str) -> str:
    """The question that the tools stand beside; the list of who has spoken stays open when something was said there."""
    opened = request.form.get("oppen") or None
    place: dict[str, Any] = {"slug": access.network.slug, "number": meeting.number, "fraga": question}
    return url_for("notes.during", oppen=opened, _anchor="verktyg", **place)
