"""Suggest which notes belong together. A suggestion is explained by its words and decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.notes import Note
from meetings.programme import Concept


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Notes that seem to be about the same thing: a Swedish title, their ids, the words that joined them."""

    title: str
    note_ids: tuple[str, ...]
    words: tuple[str, ...]


def suggest_themes(notes: Sequence[Note], concepts: Sequence[Concept]) -> tuple[Suggestion, ...]:
    """Group notes of one question into themes; deterministic whatever the order of `notes`.

    A note that fits nowhere is in no suggestion. Heaviest suggestion first, then by Swedish title order.
    """
    raise NotImplementedError
