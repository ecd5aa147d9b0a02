"""The round of the table (laget runt): how many have said something, and which perspective hasn't been heard.

Advice to who leads, never a block; shared screens get the numbers alone (domain.md, On a leader's screen and Small
groups).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.programme import Perspective


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at the table: what the person takes part as (none, one or two), and how often he or she has spoken."""

    perspectives: tuple[Perspective, ...]
    turns: int = 0


@dataclass(frozen=True, slots=True)
class TableRound:
    """How far the round has come. `silent` are the perspectives at the table that nobody has spoken from."""

    present: int
    spoken: int
    silent: tuple[Perspective, ...]


def look_round(seats: Sequence[Seat]) -> TableRound:
    """Look round the table. Who has two perspectives is heard from both. Before anybody has spoken nobody is called
    silent: the round hasn't begun."""
    spoken = [seat for seat in seats if seat.turns > 0]
    heard = {perspective for seat in spoken for perspective in seat.perspectives}
    there = {perspective for seat in seats for perspective in seat.perspectives}
    silent = tuple(p for p in Perspective if p in there - heard) if spoken else ()
    return TableRound(len(seats), len(spoken), silent)
