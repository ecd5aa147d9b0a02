"""A document tree as a part of a page, or as a file in one of three formats; a table as one in two."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Response, abort
from markupsafe import Markup

if TYPE_CHECKING:
    from exports.document import Document
    from exports.sheet import Sheet
    from meetings.report_text import Passage


def _word(document: "Document") -> bytes:
    from exports.word import render_word

    return render_word(document)


def _html(document: "Document") -> bytes:
    from exports.page import render_html_file

    return render_html_file(document).encode()


def _markdown(document: "Document") -> bytes:
    from exports.markdown import render_markdown

    return render_markdown(document).encode()


def render_as_pdf(document: "Document") -> bytes:
    """The document as a tagged PDF; raises `PdfMissing` where the machine lacks Pango."""
    from exports.pdf import render_pdf

    return render_pdf(document, Path(__file__).parent / "static" / "vendor" / "fonts")


def _csv(sheet: "Sheet") -> bytes:
    from exports.sheet import render_csv

    return render_csv(sheet)


def _workbook(sheet: "Sheet") -> bytes:
    from exports.workbook import render_xlsx

    return render_xlsx(sheet)


FORMATS: dict[str, tuple[str, Callable[["Document"], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word),
    "html": ("text/html; charset=utf-8", _html),
    "md": ("text/markdown; charset=utf-8", _markdown),
}
SHEETS: dict[str, tuple[str, Callable[["Sheet"], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
}


def render(made: "Document | Sheet", ext: str) -> bytes:
    """The document or the table as a file; raises KeyError on an ending that it has not."""
    return _formats_of(made)[ext][1](made)


def _formats_of(made: "Document | Sheet") -> Mapping[str, tuple[str, Callable[[Any], bytes]]]:
    from exports.sheet import Sheet

    return SHEETS if isinstance(made, Sheet) else FORMATS


def send_pdf(document: "Document", name: str) -> Response:
    """Send the document as a PDF to download; 404 where the machine can't make one."""
    from exports.pdf import PdfMissing

    try:
        made = render_as_pdf(document)
    except PdfMissing:
        abort(404)
    response = Response(made, content_type="application/pdf")
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.pdf")
    return response


def send_document(made: "Document | Sheet", name: str, ext: str) -> Response:
    """Send the document or the table as a file to download; 404 on an ending that it has not."""
    known = _formats_of(made)
    if ext not in known:
        abort(404)
    response = Response(render(made, ext), content_type=known[ext][0])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{ext}")
    return response


def shown(document: "Document") -> Markup:
    """The document as a part of a page: what is shown is what is exported."""
    from exports.page import render_page

    return Markup(render_page(document))


def shown_passage(passage: "Passage") -> Markup:
    """A passage of the report as a part of a page."""
    from exports.page import render_blocks
    from exports.report_text import passage_blocks

    return Markup(render_blocks(passage_blocks(passage)))


def shown_prose(text: str) -> Markup:
    """Text in Markdown as a part of a page."""
    from exports.page import render_blocks
    from exports.prose import markdown_blocks

    return Markup(render_blocks(markdown_blocks(text)))
