"""The sorting page of one question: what it shows, and what it saves."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort, request

from bln.desk.advice import Advice, accept, advise
from bln.desk.forms import NoteRow, SortingForm, ThemeRow
from bln.desk.models import SummaryDraft
from bln.desk.queries import sortings_of
from bln.desk.scopes import MeetingScope, Scope
from bln.desk.services import ThemeEdit
from bln.pages import page_number
from bln.room.guides import areas_until
from meetings.notes import Note
from meetings.programme import Question
from meetings.summary import Summary, Theme

NOTES_A_PAGE = 50
MOST_FIELDS = 1_500
ALL = "alla"  # accept every suggestion on the page


@dataclass(frozen=True)
class Sorting:
    """One question of a draft. `earlier` are the priority themes that a theme here may continue."""

    scope: Scope
    draft: SummaryDraft
    question: Question
    summary: Summary
    all_notes: Sequence[Note]
    page: int

    @property
    def themes(self) -> list[Theme]:
        """The question's themes as they stand."""
        return [theme for theme in self.summary.themes if theme.question == self.question.key]

    @property
    def asked(self) -> list[Note]:
        """All notes of the question."""
        return [note for note in self.all_notes if note.question == self.question.key]

    @property
    def pages(self) -> int:
        """How many pages the notes fill."""
        return max(1, -(-len(self.asked) // NOTES_A_PAGE))

    @property
    def notes(self) -> list[Note]:
        """The notes of this page: theme by theme, the unsorted last."""
        where = self.theme_of_note
        order = {theme.id: at for at, theme in enumerate(self.themes)}
        notes = sorted(self.asked, key=lambda note: order.get(where.get(note.id, ""), len(order)))
        return notes[(self.page - 1) * NOTES_A_PAGE : self.page * NOTES_A_PAGE]

    @property
    def theme_of_note(self) -> dict[str, str]:
        """Where each sorted note lies: theme id by note id."""
        return {source.note_id: theme.id for theme in self.themes for source in theme.sources}

    @cached_property
    def advice(self) -> Advice:
        """Why the notes lie as they do, and where the unsorted seem to belong."""
        return advise(self.asked, self.scope.template.concepts, self.themes)

    @property
    def advised(self) -> list[Note]:
        """The unsorted notes of this page that there is a suggestion for."""
        return [note for note in self.notes if note.id in self.advice.suggested]

    @property
    def earlier(self) -> list[tuple[str, str]]:
        """The priority areas that the network has chosen, in this meeting too: id and title."""
        return areas_until(self.scope.network, self.scope.meeting) if isinstance(self.scope, MeetingScope) else []


def load_sorting(scope: Scope, draft: SummaryDraft) -> Sorting:
    """The question and page that the address asks for; 404 for a question that isn't of this summary."""
    questions = scope.questions
    wanted = request.args.get("fraga") or questions[0].key
    question = next((q for q in questions if q.key == wanted), None)
    if question is None:
        abort(404)
    notes = scope.notes()
    summary = scope.compile(notes, sortings_of(draft), 1)
    page = page_number()
    return Sorting(scope, draft, question, summary, notes, page)


def sorting_form(sorting: Sorting) -> SortingForm:
    """The form, filled with what stands, or with what was posted."""
    if len(request.form) > MOST_FIELDS:
        abort(413)
    earlier = sorting.earlier
    form = SortingForm(data=None if request.method == "POST" else _standing(sorting))
    form.offer(earlier)
    return form


def _standing(sorting: Sorting) -> dict[str, Any]:
    themes = [
        {
            "id": uuid.UUID(theme.id),
            "title": theme.title,
            "text": theme.text,
            "about": theme.about or "",
        }
        for theme in sorting.themes
    ]
    where = sorting.theme_of_note
    notes = [{"id": uuid.UUID(note.id), "theme": where.get(note.id, "")} for note in sorting.notes]
    new = {"id": uuid.uuid4(), "title": "", "text": "", "about": ""}
    return {"revision": sorting.draft.revision, "themes": [*themes, new], "notes": notes}


def edited(form: SortingForm, sorting: Sorting) -> tuple[list[ThemeEdit], dict[uuid.UUID, uuid.UUID | None]]:
    """The themes and places to save: as the form has them, and as suggested for the notes that it accepts."""
    edits = form.edits(sorting.question.key, {theme.id: theme for theme in sorting.themes})
    placed = form.placed()
    wanted = request.form.get("accept")
    if wanted:
        loose = [str(note_id) for note_id, theme in placed.items() if theme is None and wanted in (ALL, str(note_id))]
        removed = {edit.id for edit in edits if edit.removed}
        added, taken = accept(sorting.advice, loose, sorting.themes, sorting.question.key, removed)
        edits, placed = [*edits, *added], {**placed, **taken}
    return edits, placed


@dataclass(frozen=True)
class Theirs:
    """What somebody else saved meanwhile, where it differs from what stands in the form.

    `themes` and `notes` are keyed by id: a theme's heading and text, the heading under which a note lies.
    """

    themes: dict[str, tuple[str, str]]
    notes: dict[str, str]
    added: list[str]


def theirs(form: SortingForm, saved: Sorting) -> Theirs:
    """Compare the form with what is saved."""
    mine = {str(row.form.id.data): (row.form.title.data, row.form.text.data) for row in form.themes}
    standing = {theme.id: (theme.title, theme.text) for theme in saved.themes}
    where = saved.theme_of_note
    placed = {str(row.form.id.data): row.form.theme.data for row in form.notes}
    return Theirs(
        themes={key: words for key, words in standing.items() if key in mine and mine[key] != words},
        notes={
            key: standing[where[key]][0] if key in where else "Osorterad"
            for key, theme in placed.items()
            if where.get(key, "") != theme
        },
        added=[title for key, (title, _) in standing.items() if key not in mine],
    )


@dataclass(frozen=True)
class Group:
    """A theme row with the note rows that lie in it on this page; the first group holds the unsorted.

    `in_common` are the words that the theme's notes share, on any page.
    """

    theme: ThemeRow | None
    notes: list[tuple[NoteRow, Note]]
    is_new: bool = False
    in_common: Sequence[str] = ()


def groups(form: SortingForm, sorting: Sorting) -> list[Group]:
    """The form's rows as the page shows them: each theme with its notes, the new theme, the unsorted."""
    notes = {note.id: note for note in sorting.all_notes}
    rows = [(row.form, notes[str(row.form.id.data)]) for row in form.notes if str(row.form.id.data) in notes]
    common = {theme.id: sorting.advice.in_common.get(theme.title, ()) for theme in sorting.themes}
    lying = [
        Group(
            theme.form,
            [(row, note) for row, note in rows if row.theme.data == str(theme.form.id.data)],
            is_new=at == len(form.themes) - 1,
            in_common=common.get(str(theme.form.id.data), ()),
        )
        for at, theme in enumerate(form.themes)
    ]
    return [*lying, Group(None, [(row, note) for row, note in rows if not row.theme.data])]
