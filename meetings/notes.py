"""A point noted in a meeting, and the thread back to it."""

from dataclasses import dataclass
from enum import StrEnum

from meetings.programme import Perspective


class NoteKind(StrEnum):
    """What a note is, where its writer says so; most notes have none.

    A question to Nka is for the staff alone to answer: they find it when the notes are handed in.
    """

    EXPERIENCE = "experience"
    SUGGESTION = "suggestion"
    OBSTACLE = "obstacle"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Note:
    """One point of a meeting's notes, as the rules see it.

    `number` is the note's place in its meeting and never changes once given (N4); `network` is a slug and
    `meeting` the number of the meeting in that network. No rule ever sees who wrote or said it.
    """

    id: str
    network: str
    meeting: int
    number: int
    question: str
    text: str
    perspective: Perspective | None = None
    quotable: bool = False
    kind: NoteKind | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The thread from a sentence back to one note, by way of the theme where the note was sorted, if any.

    `theme` is the number of the theme in its summary. `mark` is what a reader sees after a sentence.
    """

    note_id: str
    network: str
    meeting: int
    note: int
    theme: int | None = None

    @property
    def mark(self) -> str:
        """For example M3·T2·N4: meeting 3, theme 2, note 4."""
        theme = f"·T{self.theme}" if self.theme is not None else ""
        return f"M{self.meeting}{theme}·N{self.note}"


def source_of(note: Note, theme: int | None = None) -> Source:
    """The thread back to `note`, by way of the theme with that number."""
    return Source(note.id, note.network, note.meeting, note.number, theme)
