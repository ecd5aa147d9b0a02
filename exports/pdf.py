"""A document as a tagged PDF that says it meets PDF/UA-1 (ISO 14289-1), made from the same HTML as its page.

WeasyPrint needs Pango, which is a part of the system: `PdfMissing` is raised where it isn't there.
"""

import atexit
import re
from collections.abc import Mapping
from functools import cache, partial
from html import escape, unescape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.document import Document
from exports.look import PICTURES, Logo, Look
from exports.page import render_html_file

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

FACES = (
    ("Atkinson Hyperlegible Next", "normal", "atkinson-hyperlegible-next-latin-wght-normal.woff2"),
    ("Atkinson Hyperlegible Next", "italic", "atkinson-hyperlegible-next-latin-wght-italic.woff2"),
    ("Source Serif 4", "normal", "source-serif-4-latin-wght-normal.woff2"),
)
PRINTED = 1 << 2  # the third bit of an annotation's flags, ISO 32000-1, 12.5.3
# WeasyPrint's pictures inherit no type from the page around them, and take their alternative text from a title.
_PICTURE = re.compile(r'<svg (role="img" aria-label="([^"]*)"[^>]*>)')
_LINK = re.compile(r'<a [^>]*href="#?([^"]+)"[^>]*>([^<]+)</a>')
_TYPED = r'<svg font-family="Atkinson Hyperlegible Next" font-size="11pt" \1<title>\2</title>'


class PdfMissing(Exception):
    """The machine lacks what a PDF is made with."""


def render_pdf(document: Document, fonts: Path) -> bytes:
    """The document as a PDF with tags, bookmarks, title and language; `fonts` is the folder of our typefaces.

    Raises `PdfMissing`.
    """
    try:
        from weasyprint import CSS, HTML
    except OSError as error:  # Pango can't be loaded
        raise PdfMissing(str(error)) from error
    sheet, faces = _style(fonts)
    html = _PICTURE.sub(_TYPED, render_html_file(document))
    if document.look and document.look.logo:
        html = html.replace("<main>\n", f"<main>\n{_logo(document.look.logo)}", 1)
    sheets = [sheet, CSS(string=_rules(document.look), font_config=faces)] if document.look else [sheet]
    page = HTML(string=html, url_fetcher=_only_what_it_holds(), media_type="print")
    finisher = partial(_finish_links, {unescape(target): unescape(words) for target, words in _LINK.findall(html)})
    made: Any = page.write_pdf(
        stylesheets=sheets, font_config=faces, pdf_variant="pdf/ua-1", pdf_tags=True, finisher=finisher
    )
    return bytes(made)


def _finish_links(words: Mapping[str, str], _document: object, pdf: Any) -> None:
    """Mark every link as printed and describe it by its words, by its target (PDF/UA-1, 7.18.1 and 7.18.5): WeasyPrint
    marks fields of forms alone, and describes a link by its target."""
    for thing in pdf.objects:
        if isinstance(thing, dict) and thing.get("Subtype") == "/Link":
            thing["F"], target = PRINTED, thing["Contents"]
            thing["Contents"] = type(target)(words.get(target.string, target.string))


@cache
def _style(fonts: Path) -> "tuple[CSS, FontConfiguration]":
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    faces = FontConfiguration()  # holds a folder of its own, which goes when it does
    atexit.register(_style.cache_clear)
    rules = "".join(
        f"@font-face {{ font-family: '{family}'; font-style: {style}; "
        f"src: url({(fonts / name).resolve().as_uri()}) }}\n"
        for family, style, name in FACES
    )
    style = files("exports").joinpath("pdf.css").read_text("utf-8")
    return CSS(string=rules + style, font_config=faces), faces


def _only_what_it_holds() -> "URLFetcher":
    """A document may hold a picture, and fetches nothing."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols=("data",), fail_on_errors=True)


def _logo(logo: Logo) -> str:
    source = f"data:{PICTURES[logo.kind]};base64,{logo.content}"
    return f'<p class="logo"><img src="{source}" alt="{escape(logo.text)}"></p>\n'


def _rules(look: Look) -> str:
    """Names and colours hold nothing that ends a rule: see `Look`."""
    colour = f"color: #{look.colour};" if look.colour else ""
    heading = f'font-family: "{look.heading_font}", "Source Serif 4", serif;' if look.heading_font else ""
    body = f'font-family: "{look.body_font}", "Atkinson Hyperlegible Next", sans-serif;' if look.body_font else ""
    return (
        f"body {{ {body} }} h1, h2, h3, h4 {{ {heading} }} h1, h2 {{ {colour} }} "
        ".logo img { max-width: 6cm; max-height: 1.6cm }"
    )
