"""Summaries as documents."""

from bln.desk.doors import Door
from bln.desk.models import SummaryVersion
from bln.desk.queries import versions_of
from bln.desk.scopes import MeetingScope, Scope
from bln.networks.context import context_of, national_context
from bln.room.queries import submitted_by_id
from exports.context import Context
from exports.document import Document
from exports.summary import summary_document
from meetings.snapshot import from_data
from meetings.summary import Summary


def of_version(door: Door, version: SummaryVersion) -> Document:
    """A shared version, with the notes behind it where the reader may read them."""
    return of_summary(door, from_data(Summary, version.content))


def of_summary(door: Door, summary: Summary) -> Document:
    """A summary as it is or would be shared."""
    return _document(door.scope, summary, show_notes=door.reads_notes)


def summary_document_for(scope: Scope) -> Document | None:
    """The latest shared version as its readers get it, or None: of a round only counts are shown."""
    draft = scope.draft()
    versions = versions_of(draft) if draft else []
    if not versions:
        return None
    summary = from_data(Summary, versions[0].content)
    return _document(scope, summary, show_notes=isinstance(scope, MeetingScope))


def _document(scope: Scope, summary: Summary, *, show_notes: bool) -> Document:
    sources = [source.note_id for theme in summary.themes for source in theme.sources]
    sources += [source.note_id for source in summary.unsorted]
    notes = submitted_by_id(sources) if show_notes else None
    return summary_document(summary, scope.title, scope.questions, _context(scope, summary.version), notes)


def _context(scope: Scope, version: int) -> Context:
    if isinstance(scope, MeetingScope):
        return context_of(scope.network, scope.meeting, version=version)
    return national_context(scope.programme, version=version)
