"""Steps of sorting: each locks the draft, changes it by a rule of `meetings.sorting`, and can be taken back."""

import uuid
from collections.abc import Collection
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import delete, func, insert, select

from bln.clock import utcnow
from bln.db import commit, db
from bln.desk.models import DraftTheme, SortedNote, SortingStep, SummaryDraft, SummaryVersion
from bln.desk.queries import sortings_of
from bln.desk.scopes import Scope
from bln.people.models import Account
from meetings.snapshot import from_data, to_data
from meetings.sorting import Sortings, Step, merge_themes, places_of, shift_theme, split_theme, step_between, undo
from meetings.summary import Sorting, Summary, Theme

KEPT = 50  # steps of a draft that can be taken back


class NothingToCompile(Exception):
    """No notes have been submitted."""


class Gone(Exception):
    """The theme or the step isn't there any more."""


class StepKind(StrEnum):
    """What somebody did."""

    SORT = "sort"
    ORDER = "order"
    MERGE = "merge"
    SPLIT = "split"
    RESTORE = "restore"


def locked(scope: Scope) -> SummaryDraft:
    """The draft as it stands, for one writer at a time. Raises `NothingToCompile` when nobody has begun."""
    scope.revision(lock=True)
    draft = scope.draft()
    if draft is None:
        raise NothingToCompile
    return draft


def last_step(draft: SummaryDraft, by: Account) -> SortingStep | None:
    """The latest step of a person that can be taken back."""
    mine = SortingStep.draft_id == draft.id, SortingStep.taken_by_id == by.id
    return db.session.scalar(select(SortingStep).where(*mine).order_by(SortingStep.number.desc()).limit(1))


def replaced_drafts(draft: SummaryDraft) -> list[SortingStep]:
    """The steps that put an older sorting in place of the draft, newest first: each holds what it replaced."""
    mine = SortingStep.draft_id == draft.id, SortingStep.kind == StepKind.RESTORE
    return list(db.session.scalars(select(SortingStep).where(*mine).order_by(SortingStep.number.desc())))


def shift(scope: Scope, theme_id: uuid.UUID, by: int, account: Account) -> None:
    """Move a theme up (-1) or down (1)."""
    draft = locked(scope)
    change(draft, shift_theme(tuple(sortings_of(draft)), str(theme_id), by), StepKind.ORDER, account)
    commit()


def merge(scope: Scope, kept_id: uuid.UUID, other_id: uuid.UUID, title: str, account: Account) -> None:
    """Join one theme into another of the same question. Raises `Gone` when either isn't there."""
    draft = locked(scope)
    sortings = tuple(sortings_of(draft))
    themes = {theme.id: theme for theme in scope.compile(scope.notes(), sortings, 1).themes}
    kept, other = (_there(themes, key) for key in (kept_id, other_id))
    if kept.id == other.id or kept.question != other.question:
        raise Gone
    change(draft, merge_themes(sortings, kept, other, title), StepKind.MERGE, account)
    commit()


def split(
    scope: Scope, theme_id: uuid.UUID, note_ids: Collection[uuid.UUID], new_id: uuid.UUID, title: str, account: Account
) -> None:
    """Make a new theme of some notes of a theme; made already, nothing happens. Raises `Gone` when none lie there."""
    draft = locked(scope)
    sortings = tuple(sortings_of(draft))
    if db.session.get(DraftTheme, new_id):
        return
    lies = places_of(sortings)
    going = {str(note_id) for note_id in note_ids if lies.get(str(note_id)) == str(theme_id)}
    if not going:
        raise Gone
    change(draft, split_theme(sortings, str(theme_id), going, str(new_id), title), StepKind.SPLIT, account)
    commit()


def take_back(scope: Scope, step_id: uuid.UUID) -> None:
    """Undo a step; what others have changed since stays. Raises `Gone` when it can't be undone any more."""
    draft = locked(scope)
    step = db.session.get(SortingStep, step_id)
    if step is None or step.draft_id != draft.id:
        raise Gone
    _write(draft, undo(tuple(sortings_of(draft)), from_data(Step, step.change)))
    db.session.delete(step)
    commit()


def restore_version(scope: Scope, version: SummaryVersion, account: Account) -> None:
    """Sort as in a shared version: its themes, texts and places. Notes that came later become unsorted.

    The draft as it was is kept with the step.
    """
    draft = locked(scope)
    summary = from_data(Summary, version.content)
    change(draft, tuple(_as_sorted(theme) for theme in summary.themes), StepKind.RESTORE, account)
    commit()


def bring_back(scope: Scope, step_id: uuid.UUID, account: Account) -> None:
    """Put the draft that a restored version replaced in place again, and keep the present one the same way.

    Raises `Gone` when there is no such draft.
    """
    draft = locked(scope)
    step = next((step for step in replaced_drafts(draft) if step.id == step_id), None)
    if step is None:
        raise Gone
    before = tuple(from_data(Sorting, kept) for kept in step.replaced or ())
    change(draft, before, StepKind.RESTORE, account)
    commit()


def change(draft: SummaryDraft, after: Sortings, kind: StepKind, account: Account | None) -> None:
    """Make the draft what `after` says and remember the step. The draft is locked; the caller commits."""
    before = tuple(sortings_of(draft))
    step = step_between(before, after)
    if step.empty:
        return
    _write(draft, after)
    if account is not None:
        _remember(draft, step, before, kind, account)


def _write(draft: SummaryDraft, after: Sortings) -> None:
    """Store what differs."""
    step = step_between(sortings_of(draft), after)
    moved = [uuid.UUID(note.note_id) for note in step.notes]
    places = {note.note_id: note.after for note in step.notes}
    db.session.execute(delete(SortedNote).where(SortedNote.draft_id == draft.id, SortedNote.note_id.in_(moved)))
    known = {str(theme.id): theme for theme in draft.themes}
    for theme in draft.themes:
        db.session.expire(theme, ["notes"])
    draft.themes = [_written(known.get(sorting.id), sorting, at) for at, sorting in enumerate(after, start=1)]
    draft.saved_at = utcnow()
    db.session.flush()
    rows = [
        {"draft_id": draft.id, "note_id": uuid.UUID(note_id), "theme_id": uuid.UUID(theme_id)}
        for note_id, theme_id in places.items()
        if theme_id
    ]
    if rows:
        db.session.execute(insert(SortedNote), rows)


def _written(theme: DraftTheme | None, sorting: Sorting, position: int) -> DraftTheme:
    theme = theme or DraftTheme(id=uuid.UUID(sorting.id), question=sorting.question)
    theme.position, theme.title, theme.text = position, sorting.title, sorting.text
    theme.about_id = uuid.UUID(sorting.about) if sorting.about else None
    return theme


def _remember(draft: SummaryDraft, step: Step, before: Sortings, kind: StepKind, account: Account) -> None:
    mine = SortingStep.draft_id == draft.id
    number = (db.session.scalar(select(func.max(SortingStep.number)).where(mine)) or 0) + 1
    replaced = cast(list[Any], to_data(before)) if kind is StepKind.RESTORE else None
    db.session.add(
        SortingStep(
            draft_id=draft.id,
            number=number,
            kind=kind,
            change=cast(dict[str, Any], to_data(step)),
            replaced=replaced,
            taken_by_id=account.id,
        )
    )
    old = SortingStep.number <= number - KEPT, SortingStep.kind != StepKind.RESTORE
    db.session.execute(delete(SortingStep).where(mine, *old))


def _there(themes: dict[str, Theme], theme_id: uuid.UUID) -> Theme:
    if str(theme_id) not in themes:
        raise Gone
    return themes[str(theme_id)]


def _as_sorted(theme: Theme) -> Sorting:
    text = theme.text if theme.edited else None
    return Sorting(theme.id, theme.question, theme.title, tuple(s.note_id for s in theme.sources), text, theme.about)
