"""Summaries as documents, and their themes as a table. Builders are imported when something is built."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bln.desk.models import SummaryVersion
from bln.desk.queries import versions_of
from bln.desk.scopes import MeetingScope, Scope
from bln.evidence.queries import with_withdrawals
from bln.networks.context import context_of, national_context
from bln.room.queries import submitted_by_id
from exports.context import Context
from meetings.snapshot import from_data
from meetings.summary import Summary

if TYPE_CHECKING:
    from exports.document import Document
    from exports.sheet import Sheet


def of_version(scope: Scope, version: SummaryVersion, *, for_staff: bool = False) -> "Document":
    """A shared version as its readers get it; for staff with the notes behind a round."""
    return of_summary(scope, from_data(Summary, version.content), for_staff=for_staff, at=version.shared_at)


def of_summary(scope: Scope, summary: Summary, *, for_staff: bool = False, at: datetime | None = None) -> "Document":
    """A summary as its readers get it: of a meeting with its notes, as they stood `at`; of a round with counts."""
    from exports.summary import summary_document

    sources = [source.note_id for theme in summary.themes for source in theme.sources]
    sources += [source.note_id for source in summary.unsorted]
    summary = replace(summary, facts=with_withdrawals(summary.facts))
    show_notes = for_staff or isinstance(scope, MeetingScope)
    notes = submitted_by_id(sources, at) if show_notes else None
    return summary_document(summary, scope.title, scope.questions, _context(scope, summary.version), notes)


def summary_document_for(scope: Scope) -> "Document | None":
    """The latest shared version as its readers get it, or None."""
    version = _latest(scope)
    return of_version(scope, version) if version else None


def themes_sheet_for(scope: Scope) -> "Sheet | None":
    """The themes of the latest shared version as its readers get them, or None."""
    from exports.tables import themes_sheet

    version = _latest(scope)
    if version is None:
        return None
    summary = from_data(Summary, version.content)
    return themes_sheet(summary, scope.questions, _context(scope, summary.version))


def _latest(scope: Scope) -> SummaryVersion | None:
    draft = scope.draft()
    versions = versions_of(draft) if draft else []
    return versions[0] if versions else None


def _context(scope: Scope, version: int) -> Context:
    if isinstance(scope, MeetingScope):
        return context_of(scope.network, scope.meeting, version=version)
    return national_context(scope.programme, version=version)
