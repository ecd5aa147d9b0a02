"""Suggest which notes belong together. A suggestion is explained by its words and decides nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from meetings.grouping import Group, explain_texts, group_texts
from meetings.notes import Note
from meetings.programme import Concept, Question
from meetings.summary import Sorting
from meetings.words import swedish_key

MOST_WORDS = 5
_SORTINGS = UUID("6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Notes that seem to be about the same thing: a Swedish title, their ids, the words that joined them.

    `reasons` holds, for each note, the words in that very note that tie it to the others.
    """

    title: str
    note_ids: tuple[str, ...]
    words: tuple[str, ...]
    reasons: tuple[tuple[str, ...], ...] = ()


def suggest_themes(
    notes: Sequence[Note], concepts: Sequence[Concept], *, already: Mapping[str, str] | None = None
) -> tuple[Suggestion, ...]:
    """Group notes of one question into themes; deterministic whatever the order of `notes`.

    First by the notions of the field: a note joins the broad concept that it has the most and rarest words of,
    or that its other words are most like. Then by rare words that the remaining notes share. A suggestion holds
    at least two notes, and a note that fits nowhere is in no suggestion.

    `already` maps ids of notes that somebody has sorted to the headings where they lie. The others are placed
    under those headings as far as they are like what lies there, in suggestions with the heading as title; the
    sorted notes themselves are in no suggestion.

    `words` are at most `MOST_WORDS`, as written in the notes, commonest first. Heaviest suggestion first, then
    by Swedish title order.
    """
    ordered, named = _in_order(notes, already or {})
    groups = group_texts([note.text for note in ordered], concepts, named)
    suggestions = [_suggestion(group, ordered, named) for group in groups if not set(group.places) <= named.keys()]
    return tuple(sorted(suggestions, key=lambda s: (-len(s.note_ids), swedish_key(s.title), s.note_ids)))


def explain_sorting(
    notes: Sequence[Note], concepts: Sequence[Concept], already: Mapping[str, str]
) -> tuple[Suggestion, ...]:
    """For each heading in `already` (by id of note) the words that its notes share, as if it had been suggested.

    A note that shares no word with another under its heading is left out, and so is a heading without any that do.
    """
    ordered, named = _in_order(notes, already)
    groups = explain_texts([note.text for note in ordered], concepts, named)
    return tuple(_suggestion(group, ordered, {}) for group in groups)


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


def _in_order(notes: Sequence[Note], already: Mapping[str, str]) -> tuple[list[Note], dict[int, str]]:
    """The notes in an order of their own, and the heading at each place where there is one."""
    ordered = sorted(notes, key=lambda note: (note.network, note.meeting, note.number, note.id))
    return ordered, {place: already[note.id] for place, note in enumerate(ordered) if note.id in already}


def _suggestion(group: Group, ordered: Sequence[Note], named: Mapping[int, str]) -> Suggestion:
    """The suggestion of a group, without the notes that somebody has sorted."""
    reasons = {
        ordered[place].id: words for place, words in zip(group.places, group.reasons, strict=True) if place not in named
    }
    counted = Counter(word for words in reasons.values() for word in words)
    joining = sorted(counted, key=lambda word: (-counted[word], swedish_key(word)))
    return Suggestion(group.title, tuple(reasons), tuple(joining[:MOST_WORDS]), tuple(reasons.values()))


def _sorting_id(question: str, note_ids: Sequence[str]) -> str:
    return str(uuid5(_SORTINGS, "\n".join((question, *sorted(note_ids)))))
