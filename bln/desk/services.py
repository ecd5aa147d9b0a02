"""Use cases of compiling: begin from suggestions, share a version."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.desk.models import DraftTheme, SortedNote, SummaryDraft, SummaryVersion, ThemeOwner
from bln.desk.notices import notice_summary
from bln.desk.queries import sortings_of, versions_of
from bln.desk.scopes import Scope
from bln.desk.steps import Gone, NothingToCompile, locked
from bln.evidence.queries import facts_cited
from bln.people.models import Account
from bln.versions import next_version
from meetings.notes import Note
from meetings.snapshot import fingerprint, from_data, to_data
from meetings.summary import Sorting, Summary


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
    summary = scope.compile(scope.notes() if notes is None else notes, sortings_of(draft), version)
    return replace(summary, facts=facts_cited(tuple(theme.text for theme in summary.themes)))


def unseen(version: SummaryVersion, notes: Sequence[Note]) -> list[Note]:
    """The notes that had not been handed in when the version was shared."""
    summary = from_data(Summary, version.content)
    seen = {source.note_id for theme in summary.themes for source in theme.sources}
    seen |= {source.note_id for source in summary.unsorted}
    return [note for note in notes if note.id not in seen]


def _marked(summary: Summary) -> Any:
    """What tells whether anything has changed. What is empty is left out where there was no room for it before."""
    data: Any = to_data(replace(summary, version=1))
    if summary.outcome.empty:
        del data["outcome"]
    if not summary.facts:
        del data["facts"]
    for theme in data["themes"]:
        for name in ("differences", "quotes"):
            if not theme[name]:
                del theme[name]
    return data


def assign_theme(theme_id: uuid.UUID, account: Account | None) -> None:
    """Make a colleague responsible for a theme, or nobody. Raises `Gone` when the theme isn't there."""
    if db.session.scalar(select(DraftTheme.id).where(DraftTheme.id == theme_id).with_for_update()) is None:
        raise Gone
    db.session.execute(delete(ThemeOwner).where(ThemeOwner.theme_id == theme_id))
    if account:
        db.session.add(ThemeOwner(theme_id=theme_id, account_id=account.id))
    commit()


def share_summary(scope: Scope, reason: str, account: Account) -> SummaryVersion:
    """Share the summary as it stands, as an immutable version.

    Raises `NothingToCompile` when nobody has begun, or what `next_version` raises.
    """
    draft = locked(scope)
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
