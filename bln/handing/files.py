"""The papers of a version as files to download."""

from flask import abort
from werkzeug.wrappers import Response

from bln.documents import FORMATS, SHEETS, send_document, send_pdf
from bln.handing import words
from bln.handing.models import PlanPaper, PlanVersion
from bln.handing.papers import body_of, document_of, handed_in
from meetings.plan_bodies import for_body

ACTIONS, MEASURES = "insatser", "indikatorer"  # what goes as tables, too


def send_paper(version: PlanVersion, papers: list[PlanPaper], paper: str, ext: str) -> Response:
    """A paper of a version as a file to download; 404 where there is none."""
    name = words.file_name(version, papers[0].body_id, paper)
    if paper in (ACTIONS, MEASURES) and ext in SHEETS:
        from exports.tables import handed_actions_sheet, measures_sheet

        handed = handed_in(version)
        body = body_of(handed, papers[0].body_id) or abort(404)
        make = handed_actions_sheet if paper == ACTIONS else measures_sheet
        return send_document(make(for_body(handed.plan, body)), name, ext)
    chosen = words.find_paper(papers, paper)
    if chosen is None or ext not in ("pdf", *FORMATS):
        abort(404)
    document = document_of(chosen)
    return send_pdf(document, name) if ext == "pdf" else send_document(document, name, ext)
