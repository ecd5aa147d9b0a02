"""Saving what somebody sorted and worded: each change says what it saw, so that nobody overwrites a colleague."""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from bln.db import commit, db
from bln.desk.models import DraftTheme, SummaryDraft
from bln.desk.queries import sortings_of
from bln.desk.scopes import Scope
from bln.desk.steps import StepKind, change, locked
from bln.people.models import Account
from meetings.sorting import Sortings, place_notes, places_of
from meetings.summary import Sorting, Theme

WORDS = ("title", "text", "about")
Placed = Mapping[uuid.UUID, uuid.UUID | None]


@dataclass(frozen=True)
class Seen:
    """Marks of a theme's words as a page showed them; `shown` of the text as it was read, compiled or worded."""

    title: str
    text: str
    about: str
    shown: str

    @classmethod
    def of(cls, theme: Theme) -> "Seen":
        """The marks of a theme that stands."""
        return cls(
            _mark(theme.title), _mark(theme.text if theme.edited else None), _mark(theme.about), _mark(theme.text)
        )

    @classmethod
    def read(cls, written: str) -> "Seen | None":
        """What `str` wrote, or None of something else."""
        marks = written.split(".")
        return cls(*marks) if len(marks) == 4 else None

    def __str__(self) -> str:
        return ".".join((self.title, self.text, self.about, self.shown))

    def changed(self, title: str, shown: str, about: str | None) -> tuple[str, ...]:
        """Which of a theme's words are others than those that were seen."""
        written = {"title": (title, self.title), "text": (shown, self.shown), "about": (about, self.about)}
        return tuple(name for name, (words, seen) in written.items() if _mark(words) != seen)


def _mark(words: str | None) -> str:
    return sha256((words or "").encode()).hexdigest()[:16]


@dataclass(frozen=True)
class ThemeEdit:
    """A theme as somebody left it on the page; `text` None means the compiled text.

    `seen` is what stood there before, and `changed` which words are other than that. Without it the theme is new, or
    its words hold whatever stands.
    """

    id: uuid.UUID
    question: str
    title: str
    text: str | None = None
    about: uuid.UUID | None = None
    removed: bool = False
    seen: Seen | None = None
    changed: Collection[str] = WORDS


@dataclass(frozen=True)
class Clashes:
    """What somebody else changed first, and so was not saved: ids of themes and of notes."""

    themes: frozenset[uuid.UUID]
    notes: frozenset[uuid.UUID]

    def __bool__(self) -> bool:
        return bool(self.themes or self.notes)


def save_sorting(
    scope: Scope,
    edits: Sequence[ThemeEdit],
    placed: Placed,
    *,
    seen: Placed | None = None,
    by: Account | None = None,
) -> Clashes:
    """Save themes and where notes lie; what clashes with a colleague is left as it stands, and told.

    `placed` names only the notes that were on the page, `seen` where they lay there. A new theme without a title and
    without notes is not made. Raises LookupError for a note or theme that isn't of this summary.
    """
    draft = locked(scope)
    sortings = tuple(sortings_of(draft))
    _check(scope, draft, edits, placed)
    sortings, themes = _with_words(sortings, edits, set(placed.values()))
    moves, notes = _moves(sortings, placed, seen)
    _check_questions(scope, sortings, moves)
    change(draft, place_notes(sortings, moves), StepKind.SORT, by)
    commit()
    return Clashes(frozenset(themes), frozenset(notes))


def _check(scope: Scope, draft: SummaryDraft, edits: Sequence[ThemeEdit], placed: Placed) -> None:
    named = {edit.id for edit in edits} | {theme_id for theme_id in placed.values() if theme_id}
    unknown = named - {theme.id for theme in draft.themes}
    for theme_id in unknown:
        if db.session.get(DraftTheme, theme_id):
            raise LookupError(f"theme {theme_id}")
    questions = {question.key for question in scope.questions}
    for edit in edits:
        if edit.question not in questions:
            raise LookupError(f"question {edit.question}")


def _with_words(
    sortings: Sortings, edits: Iterable[ThemeEdit], wanted: Collection[uuid.UUID | None]
) -> tuple[Sortings, list[uuid.UUID]]:
    """The themes as edited, and the ids of those whose words clash."""
    themes = {sorting.id: sorting for sorting in sortings}
    clashes = []
    for edit in edits:
        standing = themes.get(str(edit.id))
        if standing is None:
            if edit.seen and edit.changed and not edit.removed:
                clashes.append(edit.id)
            elif not edit.seen and not edit.removed and (edit.title or edit.id in wanted):
                themes[str(edit.id)] = _new(edit)
        elif _clash(standing, edit):
            clashes.append(edit.id)
        elif edit.removed:
            del themes[str(edit.id)]
        else:
            themes[str(edit.id)] = _reworded(standing, edit)
    return tuple(themes.values()), clashes


def _reworded(standing: Sorting, edit: ThemeEdit) -> Sorting:
    return replace(
        standing,
        title=edit.title if "title" in edit.changed else standing.title,
        text=edit.text if "text" in edit.changed else standing.text,
        about=_word(edit, "about") if "about" in edit.changed else standing.about,
    )


def _clash(standing: Sorting, edit: ThemeEdit) -> bool:
    """True when a word that is changed, or any word of a theme that is removed, is not what was seen any more."""
    if edit.seen is None:
        return False
    return any(
        _mark(getattr(standing, name))
        not in (getattr(edit.seen, name), None if edit.removed else _mark(_word(edit, name)))
        for name in (WORDS if edit.removed else edit.changed)
    )


def _word(edit: ThemeEdit, name: str) -> str | None:
    words = getattr(edit, name)
    return str(words) if words is not None else None


def _new(edit: ThemeEdit) -> Sorting:
    return Sorting(str(edit.id), edit.question, edit.title, (), edit.text, _word(edit, "about"))


def _moves(sortings: Sortings, placed: Placed, seen: Placed | None) -> tuple[dict[str, str | None], list[uuid.UUID]]:
    """Where notes go, and the ids of those that somebody else has moved meanwhile, or whose theme is gone."""
    known = {sorting.id for sorting in sortings}
    lies = places_of(sortings)
    moves: dict[str, str | None] = {}
    clashes = []
    for note_id, theme_id in placed.items():
        now, wanted = lies.get(str(note_id)), str(theme_id) if theme_id else None
        saw = _place(seen.get(note_id), known) if seen is not None else now
        if wanted == now or (seen is not None and seen.get(note_id) == theme_id):
            continue
        if saw != now or (wanted and wanted not in known):
            clashes.append(note_id)
        else:
            moves[str(note_id)] = wanted
    return moves, clashes


def _place(theme_id: uuid.UUID | None, known: Collection[str]) -> str | None:
    """A theme that is gone has left its notes unsorted."""
    return str(theme_id) if theme_id and str(theme_id) in known else None


def _check_questions(scope: Scope, sortings: Sortings, moves: Mapping[str, str | None]) -> None:
    if not moves:
        return
    asked_in = {note.id: note.question for note in scope.notes()}
    questions = {sorting.id: sorting.question for sorting in sortings}
    for note_id, theme_id in moves.items():
        if note_id not in asked_in:
            raise LookupError(f"note {note_id}")
        if theme_id and questions[theme_id] != asked_in[note_id]:
            raise LookupError(f"theme {theme_id}")
