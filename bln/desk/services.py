"""Use cases of compiling: begin from suggestions, save a sorting, share a version."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.desk.models import DraftTheme, SortedNote, SummaryDraft, SummaryVersion
from bln.desk.notices import notice_summary
from bln.desk.queries import sortings_of, versions_of
from bln.desk.scopes import Scope
from bln.people.models import Account
from bln.versions import next_version
from meetings.notes import Note
from meetings.snapshot import fingerprint, from_data, to_data
from meetings.summary import Sorting, Summary


class NothingToCompile(Exception):
    """No notes have been submitted."""


class DraftConflict(Exception):
    """Somebody else saved the sorting first; `draft` is what stands."""

    def __init__(self, draft: SummaryDraft) -> None:
        super().__init__("the draft has a newer revision")
        self.draft = draft


@dataclass(frozen=True)
class ThemeEdit:
    """A theme as somebody left it on the page; `text` None means the compiled text."""

    id: uuid.UUID
    question: str
    title: str
    text: str | None = None
    about: uuid.UUID | None = None
    removed: bool = False


def begin_draft(scope: Scope) -> SummaryDraft:
    """Begin to compile: notes lie as the suggestions put them. Begun twice at once, the first one stands.

    Raises `NothingToCompile` when no notes are submitted.
    """
    from meetings.themes import sortings_from_suggestions  # slow to import, seldom needed

    standing = scope.draft()
    if standing:
        return standing
    notes = scope.notes()
    if not notes:
        raise NothingToCompile
    draft = scope.new_draft()
    suggested = sortings_from_suggestions(notes, scope.questions, scope.template.concepts)
    draft.themes = [_suggested_theme(sorting, position) for position, sorting in enumerate(suggested, start=1)]
    try:
        with db.session.begin_nested():
            db.session.add(draft)
    except IntegrityError:
        standing = scope.draft()
        if standing is None:
            raise
        return standing
    audit(AuditAction.SORTING_BEGUN, ObjectKind.SUMMARY, draft.id, scope.programme.id)
    commit()
    return draft


def _suggested_theme(sorting: Sorting, position: int) -> DraftTheme:
    notes = [SortedNote(note_id=uuid.UUID(note_id)) for note_id in sorting.note_ids]
    return DraftTheme(id=uuid.uuid4(), question=sorting.question, position=position, title=sorting.title, notes=notes)


def compiled_draft(scope: Scope, draft: SummaryDraft, notes: Sequence[Note] | None = None) -> Summary:
    """The summary that a draft makes now, under the version it would be shared as."""
    shared = versions_of(draft)
    version = shared[0].version + 1 if shared else 1
    return scope.compile(scope.notes() if notes is None else notes, sortings_of(draft), version)


def unseen(version: SummaryVersion, notes: Sequence[Note]) -> list[Note]:
    """The notes that had not been handed in when the version was shared."""
    summary = from_data(Summary, version.content)
    seen = {source.note_id for theme in summary.themes for source in theme.sources}
    seen |= {source.note_id for source in summary.unsorted}
    return [note for note in notes if note.id not in seen]


def save_sorting(
    scope: Scope, revision: int, edits: Sequence[ThemeEdit], placed: Mapping[uuid.UUID, uuid.UUID | None]
) -> SummaryDraft:
    """Save themes and where notes lie, made on `revision` of the draft.

    `placed` names only the notes that were on the page. A new theme without a title and without notes is not
    made. Raises `DraftConflict` when the draft has been saved since, LookupError for a note or theme that isn't
    of this summary.
    """
    draft = _locked(scope)
    if draft.revision != revision:
        raise DraftConflict(draft)
    known = {theme.id: theme for theme in draft.themes}
    wanted = {theme_id for theme_id in placed.values() if theme_id}
    for edit in edits:
        if edit.removed:
            _remove(draft, known, edit.id)
        elif edit.id in known:
            known[edit.id].title, known[edit.id].text = edit.title, edit.text
            known[edit.id].about_id = edit.about
        elif edit.title or edit.id in wanted:
            if db.session.get(DraftTheme, edit.id):
                raise LookupError(f"theme {edit.id}")
            known[edit.id] = _new_theme(draft, edit)
    db.session.flush()
    _place(scope, draft, known, placed)
    draft.saved_at = utcnow()
    commit()
    return draft


def _locked(scope: Scope) -> SummaryDraft:
    draft = scope.draft()
    if draft is None:
        raise NothingToCompile
    db.session.refresh(draft, with_for_update=True)
    return draft


def _remove(draft: SummaryDraft, known: dict[uuid.UUID, DraftTheme], theme_id: uuid.UUID) -> None:
    theme = known.pop(theme_id, None)
    if theme is not None:
        draft.themes.remove(theme)


def _new_theme(draft: SummaryDraft, edit: ThemeEdit) -> DraftTheme:
    last = max((theme.position for theme in draft.themes), default=0)
    theme = DraftTheme(
        id=edit.id,
        question=edit.question,
        position=last + 1,
        title=edit.title,
        text=edit.text,
        about_id=edit.about,
    )
    draft.themes.append(theme)
    return theme


def _place(
    scope: Scope,
    draft: SummaryDraft,
    known: Mapping[uuid.UUID, DraftTheme],
    placed: Mapping[uuid.UUID, uuid.UUID | None],
) -> None:
    asked_in = {uuid.UUID(note.id): note.question for note in scope.notes()}
    for note_id, theme_id in placed.items():
        if note_id not in asked_in:
            raise LookupError(f"note {note_id}")
        if theme_id and (theme_id not in known or known[theme_id].question != asked_in[note_id]):
            raise LookupError(f"theme {theme_id}")
    mine = SortedNote.draft_id == draft.id
    db.session.execute(delete(SortedNote).where(mine, SortedNote.note_id.in_(placed)))
    db.session.add_all(
        SortedNote(draft_id=draft.id, note_id=note_id, theme_id=theme_id)
        for note_id, theme_id in placed.items()
        if theme_id
    )
    db.session.flush()
    for theme in known.values():
        db.session.expire(theme, ["notes"])


def _marked(summary: Summary) -> Any:
    """What tells whether anything has changed. Without an outcome it is as it was before there were any."""
    data = to_data(replace(summary, version=1))
    if summary.outcome.empty and isinstance(data, dict):
        del data["outcome"]
    return data


def share_summary(scope: Scope, reason: str, account: Account) -> SummaryVersion:
    """Share the summary as it stands, as an immutable version.

    Raises `NothingToCompile` when nobody has begun, or what `next_version` raises.
    """
    draft = _locked(scope)
    summary = compiled_draft(scope, draft)
    mark = fingerprint(_marked(summary))
    shared = versions_of(draft)
    last = shared[0] if shared else None
    version = SummaryVersion(
        draft_id=draft.id,
        version=next_version(last, reason, unchanged=last is not None and last.fingerprint == mark),
        reason=reason,
        content=to_data(summary),
        fingerprint=mark,
        shared_by_id=account.id,
    )
    db.session.add(version)
    notice_summary(scope, account)
    audit(AuditAction.SUMMARY_SHARED, ObjectKind.SUMMARY, draft.id, scope.programme.id, by=account)
    commit()
    return version
