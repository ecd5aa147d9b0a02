"""The report as a document. The builder is imported when it builds."""

from dataclasses import replace
from typing import TYPE_CHECKING

from bln.evidence.queries import as_they_stand
from bln.networks.context import national_context
from bln.networks.models import Programme
from bln.reports.queries import report_of
from bln.room.queries import submitted_by_id

if TYPE_CHECKING:
    from exports.document import Document


def report_document_of(programme: Programme, *, show_notes: bool) -> "Document":
    """The draft report of a programme: with counts, or for staff with the notes behind them."""
    from exports.report import report_document

    report = report_of(programme)
    report = replace(report, facts=as_they_stand(report.facts))
    themes = (theme for result in report.rounds if result.summary for theme in result.summary.themes)
    note_ids = [source.note_id for theme in themes for source in theme.sources]
    notes = submitted_by_id(note_ids) if show_notes else None
    return report_document(report, national_context(programme), notes)
