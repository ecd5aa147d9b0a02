"""The national report: read it, take it as a file."""

from flask import Blueprint, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.documents import send_document, shown
from bln.policy import Action, load_programme
from bln.reports.documents import report_document_of
from bln.reports.reconciling import latest_version

REPORT = "/program/<programme>/rapport"

blueprint = Blueprint("reports", __name__)


@blueprint.get(REPORT)
def show(programme: str) -> str:
    """The draft report as it would be exported; staff can see the notes behind it."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    show_notes = "anteckningar" in request.args
    document = shown(report_document_of(found, show_notes=show_notes))
    return render_template(
        "reports/show.html", programme=found, document=document, show_notes=show_notes, sent=latest_version(found)
    )


@blueprint.get(REPORT + ".<ext>")
def download(programme: str, ext: str) -> Response:
    """The draft report as a file, as others than staff will read it: with counts, without notes."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    return send_document(report_document_of(found, show_notes=False), f"{programme}-nationell-rapport", ext)
