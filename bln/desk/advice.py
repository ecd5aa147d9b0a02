"""What the sorting page says of each note: where it seems to belong, and by which words."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bln.desk.saving import ThemeEdit
from meetings.notes import Note
from meetings.programme import Concept
from meetings.summary import Theme

KEPT = 16  # questions whose advice each process remembers


@dataclass(frozen=True)
class Advice:
    """The words that notes share under each heading, the words of each note, and where the unsorted seem to belong.

    `words` and `suggested` (a heading, of a theme that is there or of a new one) are by note id.
    """

    in_common: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    suggested: Mapping[str, str]


def advise(notes: Sequence[Note], concepts: Sequence[Concept], themes: Sequence[Theme]) -> Advice:
    """What to say of the notes of a question as they lie in `themes`; reckoned once for each sorting of them."""
    already = tuple((source.note_id, theme.title) for theme in themes for source in theme.sources)
    return _advise(tuple(notes), tuple(concepts), already)


@lru_cache(maxsize=KEPT)
def _advise(notes: tuple[Note, ...], concepts: tuple[Concept, ...], already: tuple[tuple[str, str], ...]) -> Advice:
    from meetings.themes import explain_sorting, suggest_themes  # slow to import, needed while sorting alone

    headings = dict(already)
    explained = explain_sorting(notes, concepts, headings)
    unsorted = any(note.id not in headings for note in notes)
    suggestions = suggest_themes(notes, concepts, already=headings) if unsorted else ()
    return Advice(
        in_common={found.title: found.words for found in explained},
        words={
            note_id: words
            for found in (*explained, *suggestions)
            for note_id, words in zip(found.note_ids, found.reasons, strict=True)
        },
        suggested={note_id: found.title for found in suggestions for note_id in found.note_ids},
    )


def accept(
    advice: Advice, accepted: Collection[str], themes: Sequence[Theme], question: str, removed: Collection[uuid.UUID]
) -> tuple[list[ThemeEdit], dict[uuid.UUID, uuid.UUID]]:
    """The new themes and the places that follow when the suggestions for the notes `accepted` are taken.

    A suggestion for a theme that is being removed is not taken.
    """
    known = {theme.title: uuid.UUID(theme.id) for theme in reversed(themes)}
    new: dict[str, ThemeEdit] = {}
    placed = {}
    for note_id in accepted:
        title = advice.suggested.get(note_id)
        if title is None:
            continue
        if title not in known:
            new[title] = ThemeEdit(id=uuid.uuid4(), question=question, title=title)
            known[title] = new[title].id
        if known[title] not in removed:
            placed[uuid.UUID(note_id)] = known[title]
    return list(new.values()), placed
