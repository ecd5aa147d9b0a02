"""A document tree as a part of a page, or as a file in one of three formats."""

from collections.abc import Callable

from flask import Response, abort
from markupsafe import Markup

from exports.document import Document


def _word(document: Document) -> bytes:
    from exports.word import render_word

    return render_word(document)


def _html(document: Document) -> bytes:
    from exports.page import render_html_file

    return render_html_file(document).encode()


def _markdown(document: Document) -> bytes:
    from exports.markdown import render_markdown

    return render_markdown(document).encode()


FORMATS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word),
    "html": ("text/html; charset=utf-8", _html),
    "md": ("text/markdown; charset=utf-8", _markdown),
}


def render(document: Document, ext: str) -> bytes:
    """The document as a file; raises KeyError on an unknown ending."""
    return FORMATS[ext][1](document)


def send_document(document: Document, name: str, ext: str) -> Response:
    """Send the document as a file to download; 404 on an unknown ending."""
    if ext not in FORMATS:
        abort(404)
    response = Response(render(document, ext), content_type=FORMATS[ext][0])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ext}"'
    return response


def shown(document: Document) -> Markup:
    """The document as a part of a page: what is shown is what is exported."""
    from exports.page import render_page

    return Markup(render_page(document))
