"""Suggest which notes belong together. A suggestion is explained by its words and decides nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from meetings.joining import Group, group_by_concept, group_by_stem
from meetings.notes import Note
from meetings.programme import Concept, Question
from meetings.summary import Sorting
from meetings.words import swedish_key, words

MOST_WORDS = 5
_SORTINGS = UUID("6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Notes that seem to be about the same thing: a Swedish title, their ids, the words that joined them."""

    title: str
    note_ids: tuple[str, ...]
    words: tuple[str, ...]


def suggest_themes(notes: Sequence[Note], concepts: Sequence[Concept]) -> tuple[Suggestion, ...]:
    """Group notes of one question into themes; deterministic whatever the order of `notes`.

    First by the notions of the field: a note joins the concept with the most and rarest matching words.
    Then by rare words that the remaining notes share. A suggestion holds at least two notes, and a note
    that fits nowhere is in no suggestion. `words` are at most `MOST_WORDS`, as written in the notes,
    commonest first. Heaviest suggestion first, then by Swedish title order.
    """
    ordered = sorted(notes, key=lambda note: (note.network, note.meeting, note.number, note.id))
    texts = [words(note.text) for note in ordered]
    by_concept = group_by_concept(texts, concepts)
    placed = {place for group in by_concept for place in group.places}
    left = [place for place in range(len(ordered)) if place not in placed]
    groups = by_concept + group_by_stem(texts, left)
    suggestions = [_suggestion(group, ordered) for group in groups]
    return tuple(sorted(suggestions, key=lambda s: (-len(s.note_ids), swedish_key(s.title), s.note_ids)))


def sortings_from_suggestions(
    notes: Sequence[Note], questions: Sequence[Question], concepts: Sequence[Concept]
) -> tuple[Sorting, ...]:
    """The suggestions for each question as sortings, for a summary that nobody has compiled yet.

    The id of a sorting follows from its question and notes, so the same notes give the same ids.
    """
    by_question: Mapping[str, list[Note]] = {question.key: [] for question in questions}
    for note in notes:
        if note.question in by_question:
            by_question[note.question].append(note)
    return tuple(
        Sorting(_sorting_id(key, suggestion.note_ids), key, suggestion.title, suggestion.note_ids)
        for key, asked in by_question.items()
        for suggestion in suggest_themes(asked, concepts)
    )


def _suggestion(group: Group, ordered: Sequence[Note]) -> Suggestion:
    joining = _by_commonness(group.words)
    title = group.title or joining[0].capitalize()
    return Suggestion(title, tuple(ordered[place].id for place in group.places), joining[:MOST_WORDS])


def _by_commonness(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda word: (-counted[word], swedish_key(word))))


def _sorting_id(question: str, note_ids: Sequence[str]) -> str:
    return str(uuid5(_SORTINGS, "\n".join((question, *sorted(note_ids)))))
