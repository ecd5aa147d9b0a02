"""The rehearsal: an invented meeting to try the room on. What one writes goes back and forth with the page alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from bln.fields import clean_text
from bln.room.services import LONGEST_NOTE, NoteContent
from meetings.notes import NoteKind
from meetings.programme import Perspective, Question
from meetings.prompts import Prompt
from meetings.snapshot import from_data

MOST_NOTES = 60


@dataclass(frozen=True, slots=True)
class TriedNote:
    """A note of a rehearsal; `removed` when it was taken away and can still be brought back."""

    number: int
    question: str
    text: str
    perspective: Perspective | None = None
    quotable: bool = False
    kind: NoteKind | None = None
    removed: bool = False

    @property
    def id(self) -> str:
        """What the page calls it."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class ExampleMeeting:
    """An invented meeting: its title, its prompts, and notes to begin with."""

    title: str
    prompts: tuple[Prompt, ...]
    notes: tuple[TriedNote, ...]

    @property
    def questions(self) -> list[Question]:
        """Its questions, as a template would have them."""
        return [Question(p.question, p.title, p.text, p.gathers, hint=p.hint) for p in self.prompts]


@dataclass(frozen=True)
class ExampleRoom:
    """What the room's page shows of a rehearsal, in place of what it shows of a meeting."""

    questions: Sequence[Question]
    question: Question
    prompt: Prompt
    counts: Mapping[str, int]
    submitted: bool = False
    closed: bool = False
    page: int = 1
    pages: int = 1
    tools: None = None


class Fields(Protocol):
    """What a posted form gives: every value of a field, in the order of the page."""

    def getlist(self, key: str, /) -> list[str]:
        """The values of one field."""
        ...


@cache
def example_meeting() -> ExampleMeeting:
    """The invented meeting, the same in every programme."""
    content: Any = json.loads(files("bln.room").joinpath("example_meeting.json").read_text("utf-8"))
    return from_data(ExampleMeeting, content)


def room_of(example: ExampleMeeting, question: str, notes: Sequence[TriedNote]) -> ExampleRoom | None:
    """The room at one question of the rehearsal; None when there is no such question."""
    prompt = next((prompt for prompt in example.prompts if prompt.question == question), None)
    if prompt is None:
        return None
    asked = next(q for q in example.questions if q.key == question)
    return ExampleRoom(example.questions, asked, prompt, counts_of(notes))


def counts_of(notes: Sequence[TriedNote]) -> dict[str, int]:
    """How many notes stand under each question that has any."""
    standing = [note.question for note in notes if not note.removed]
    return {question: standing.count(question) for question in standing}


def notes_from(fields: Fields) -> tuple[TriedNote, ...]:
    """The notes that the page carried along; what is not as the page writes it is left out."""
    names = ("number", "question", "text", "perspective", "quotable", "kind", "removed")
    rows = zip(*(fields.getlist(f"kept_{name}") for name in names), strict=False)
    return tuple(_note(*row) for row in list(rows)[:MOST_NOTES] if row[0].isdecimal() and clean_text(row[2]))


def _note(number: str, question: str, text: str, perspective: str, quotable: str, kind: str, removed: str) -> TriedNote:
    found = Perspective(perspective) if perspective in set(Perspective) else None
    sort = NoteKind(kind) if kind in set(NoteKind) else None
    words = clean_text(text)[:LONGEST_NOTE]
    return TriedNote(int(number[:6]), question, words, found, bool(quotable), sort, bool(removed))


def with_note(notes: Sequence[TriedNote], content: NoteContent) -> tuple[TriedNote, ...]:
    """The notes and a new one, which takes the next number."""
    number = max((note.number for note in notes), default=0) + 1
    return (*notes, TriedNote(number, **vars(content)))


def with_removed(notes: Sequence[TriedNote], number: str, *, removed: bool) -> tuple[TriedNote, ...]:
    """The notes with one of them taken away, or brought back."""
    return tuple(replace(note, removed=removed) if note.id == number else note for note in notes)
