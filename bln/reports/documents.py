"""The report as a document. The builder is imported when it builds."""

from typing import TYPE_CHECKING

from bln.networks.context import national_context
from bln.networks.models import Programme
from bln.reports.models import ReportVersion
from bln.reports.reconciling import edition_of, settled_of
from bln.reports.text import draft_of
from bln.room.queries import submitted_by_id
from exports import wording

if TYPE_CHECKING:
    from exports.document import Document


def report_document_of(programme: Programme, *, show_notes: bool) -> "Document":
    """The draft report of a programme: with counts, or for staff with the notes behind them."""
    from exports.report import report_document

    draft = draft_of(programme)
    themes = (theme for result in draft.report.rounds if result.summary for theme in result.summary.themes)
    note_ids = [source.note_id for theme in themes for source in theme.sources]
    notes = submitted_by_id(note_ids) if show_notes else None
    return report_document(draft.report, national_context(programme), notes, text=draft.text)


def sent_document(version: ReportVersion) -> "Document":
    """A version as it was sent to the leaders: with counts alone."""
    from exports.report import report_document

    sent = edition_of(version)
    context = national_context(version.programme, version=version.version)
    notice = f"Version {version.version} till nätverken för avstämning. Svara senast {_day(version)}."
    return report_document(sent.report, context, text=sent.text, notice=notice)


def settled_document(version: ReportVersion) -> "Document":
    """A version as its reconciliation leaves it so far: as it would be published."""
    from exports.report import report_document

    left = settled_of(version)
    context = national_context(version.programme, version=version.version)
    notice = f"Så blir version {version.version} med det som Nka har svarat nätverken. Den är inte publicerad."
    return report_document(left.report, context, text=left.text, notice=notice)


def _day(version: ReportVersion) -> str:
    return wording.date_in_full(version.answer_by)
