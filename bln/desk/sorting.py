"""The sorting page of one question: what it shows, and what it saves."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import abort, render_template, request
from flask_login import current_user

from bln.desk.advice import Advice, accept, advise
from bln.desk.doors import Door
from bln.desk.forms import NoteRow, SortingForm, ThemeRow
from bln.desk.models import SummaryDraft
from bln.desk.queries import sortings_of, theme_owners
from bln.desk.saving import Clashes, Placed, Seen, ThemeEdit, save_sorting
from bln.desk.scopes import MeetingScope, RoundScope, Scope
from bln.desk.steps import Gone, last_step, shift, take_back
from bln.desk.told import told_by
from bln.pages import page_number
from bln.people.models import Account
from bln.room.guides import areas_until
from meetings.notes import Note
from meetings.programme import Question
from meetings.summary import Summary, Theme

NOTES_A_PAGE = 50
MOST_CHOICES = 1_000  # of themes on a page, in all its notes together
CHOICES_A_THEME = 6  # beyond MOST_TOOLS, a theme without notes takes the room of so many
MOST_TOOLS = 60  # themes; where there are more, only those with notes on the page can be moved, merged and split there
MOST_FIELDS = 1_500
ALL = "alla"  # accept every suggestion on the page


@dataclass(frozen=True)
class Sorting:
    """One question of a draft. `earlier` are the priority themes that a theme here may continue.

    `shown` are the notes that a page already shows, when it asks how they lie now: nothing slides off it.
    """

    scope: Scope
    draft: SummaryDraft
    question: Question
    summary: Summary
    all_notes: Sequence[Note]
    page: int
    shown: frozenset[str] | None

    @cached_property
    def themes(self) -> list[Theme]:
        """The question's themes as they stand."""
        return [theme for theme in self.summary.themes if theme.question == self.question.key]

    @cached_property
    def asked(self) -> list[Note]:
        """All notes of the question."""
        return [note for note in self.all_notes if note.question == self.question.key]

    @property
    def pages(self) -> int:
        """How many pages the notes fill."""
        return max(1, -(-len(self.asked) // self.notes_a_page))

    @property
    def notes_a_page(self) -> int:
        """How many notes a page holds: fewer where each has many themes to choose among, and where the themes
        themselves take much of the page."""
        left = MOST_CHOICES - CHOICES_A_THEME * max(0, len(self.themes) - MOST_TOOLS)
        return max(5, min(NOTES_A_PAGE, left // (len(self.themes) + 2)))

    @property
    def crowded(self) -> bool:
        """True where there are so many themes that a page can't hold the tools of all."""
        return len(self.themes) > MOST_TOOLS

    @cached_property
    def notes(self) -> list[Note]:
        """The notes of this page: theme by theme, the unsorted last."""
        where = self.theme_of_note
        order = {theme.id: at for at, theme in enumerate(self.themes)}
        notes = sorted(self.asked, key=lambda note: order.get(where.get(note.id, ""), len(order)))
        if self.shown is not None:
            return [note for note in notes if note.id in self.shown]
        return notes[(self.page - 1) * self.notes_a_page : self.page * self.notes_a_page]

    @cached_property
    def theme_of_note(self) -> dict[str, str]:
        """Where each sorted note lies: theme id by note id."""
        return {source.note_id: theme.id for theme in self.themes for source in theme.sources}

    @cached_property
    def advice(self) -> Advice:
        """Why the notes lie as they do, and where the unsorted seem to belong."""
        return advise(self.asked, self.scope.template.concepts, self.themes)

    @cached_property
    def advised(self) -> list[Note]:
        """The unsorted notes of this page that there is a suggestion for."""
        return [note for note in self.notes if note.id in self.advice.suggested]

    @cached_property
    def own_headings(self) -> Mapping[str, str]:
        """The heading of each note of a round in its network's own shared summary, by note id."""
        return self.scope.own_headings() if isinstance(self.scope, RoundScope) else {}

    @cached_property
    def cited(self) -> frozenset[str]:
        """The notes that are chosen to be cited."""
        return frozenset(quote.note_id for theme in self.themes for quote in theme.quotes)

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
    shown = frozenset(request.args["visar"].split(",")[:NOTES_A_PAGE]) if is_live() else None
    return Sorting(scope, draft, question, summary, notes, page_number(), shown)


def is_live() -> bool:
    """True when a page that is open asks, by script, how what it shows stands now."""
    return "visar" in request.args


def is_known(scope: Scope) -> bool:
    """True when the page that asks shows the sorting as it stands."""
    known = request.args.get("revision", type=int)
    return request.method == "GET" and known is not None and known == scope.revision()


def sorting_form(sorting: Sorting) -> SortingForm:
    """The form, filled with what stands, or with what was posted."""
    if len(request.form) > MOST_FIELDS:
        abort(413)
    form = SortingForm(data=None if request.method == "POST" else _standing(sorting))
    form.offer(sorting.themes, sorting.earlier)
    return form


def save_form(form: SortingForm, sorting: Sorting, account: Account) -> Clashes:
    """Save the rows, then do what the button says: move a theme up or down, take the last step back."""
    clashes = save_sorting(sorting.scope, *edited(form, sorting), seen=form.lay(), by=account)
    theme_id, _, way = request.form.get("shift", "").partition(":")
    undone = request.form.get("undo")
    try:
        if theme_id:
            shift(sorting.scope, uuid.UUID(theme_id), -1 if way == "up" else 1, account)
        if undone:
            take_back(sorting.scope, uuid.UUID(undone))
    except ValueError as error:
        raise LookupError("a button") from error
    except Gone:
        pass  # pressed twice
    return clashes


def edited(form: SortingForm, sorting: Sorting) -> tuple[list[ThemeEdit], Placed]:
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
    """What a colleague saved first, where it clashes with what stands in the form.

    `themes` and `notes` are keyed by id: a theme's heading, text and differences (None when it is gone), the heading
    under which a note lies.
    """

    themes: Mapping[str, tuple[str, str, str] | None]
    notes: Mapping[str, str]


def theirs(sorting: Sorting, clashes: Clashes) -> Theirs:
    """What stands where something clashed."""
    words = {theme.id: (theme.title, theme.text, theme.differences) for theme in sorting.themes}
    where = sorting.theme_of_note
    return Theirs(
        themes={str(key): words.get(str(key)) for key in clashes.themes},
        notes={str(key): words[where[str(key)]][0] if str(key) in where else "Osorterad" for key in clashes.notes},
    )


def fresh_form(sorting: Sorting, posted: SortingForm, clashes: Clashes) -> SortingForm:
    """The form as things stand after a save, with what clashed as it was posted: to save it again is a choice."""
    data = _standing(sorting)
    rows = {row["id"]: row for row in data["themes"]}
    for entry in posted.themes:
        mine = entry.form
        if mine.id.data in clashes.themes:
            row = rows.get(mine.id.data) or {"id": mine.id.data, "seen": ""}
            words = {"title": mine.title.data, "text": mine.text.data, "about": mine.about.data or ""}
            words["differences"] = mine.differences.data or ""
            if mine.id.data not in rows:
                data["themes"].insert(-1, row)
            row |= {} if mine.removed.data else words
    standing = {str(row["id"]) for row in data["themes"]}
    chosen = {entry.form.id.data: entry.form.theme.data for entry in posted.notes}
    for row in data["notes"]:
        if row["id"] in clashes.notes and chosen[row["id"]] in standing | {""}:
            row["theme"] = chosen[row["id"]]
    form = SortingForm(None, data=data)
    form.offer(sorting.themes, sorting.earlier)
    return form


def _standing(sorting: Sorting) -> dict[str, Any]:
    themes = [
        {
            "id": uuid.UUID(theme.id),
            "seen": str(Seen.of(theme)),
            "title": theme.title,
            "text": theme.text,
            "about": theme.about or "",
            "differences": theme.differences,
        }
        for theme in sorting.themes
    ]
    where = sorting.theme_of_note
    notes = [
        {"id": uuid.UUID(note.id), "seen": where.get(note.id, ""), "theme": where.get(note.id, "")}
        for note in sorting.notes
    ]
    new = {"id": uuid.uuid4(), "seen": "", "title": "", "text": "", "about": "", "differences": ""}
    return {"themes": [*themes, new], "notes": notes}


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
    lying: dict[str, list[tuple[NoteRow, Note]]] = {}
    for row in form.notes:
        if str(row.form.id.data) in notes:
            lying.setdefault(row.form.theme.data or "", []).append((row.form, notes[str(row.form.id.data)]))
    common = {theme.id: sorting.advice.in_common.get(theme.title, ()) for theme in sorting.themes}
    themes = [
        Group(
            theme.form,
            lying.get(str(theme.form.id.data), []),
            is_new=at == len(form.themes) - 1 and not theme.form.seen.data,
            in_common=common.get(str(theme.form.id.data), ()),
        )
        for at, theme in enumerate(form.themes)
    ]
    return [*themes, Group(None, lying.get("", []))]


def render(door: Door, sorting: Sorting, form: SortingForm, clashes: Clashes | None) -> str:
    """The page."""
    return render_template(
        "desk/sort.html",
        door=door,
        sorting=sorting,
        form=form,
        groups=groups(form, sorting),
        conflict=theirs(sorting, clashes) if clashes else None,
        told=[] if is_live() else told_by(door.scope),
        owners=theme_owners(sorting.draft) if door.national else {},
        last_step=last_step(sorting.draft, current_user),
    )
