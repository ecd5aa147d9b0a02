"""A document as HTML: a part of a page, or a file of its own."""

from functools import cache
from html import escape
from importlib.resources import files

from exports.document import (
    Block,
    Chart,
    Contents,
    Document,
    Heading,
    Inline,
    Link,
    ListBlock,
    Mark,
    PageBreak,
    Paragraph,
    Table,
    WritingSpace,
)
from exports.flow import kept_together
from exports.normal import chapters, figure_caption, normalised
from exports.svg import chart_svg

CONTENTS = "Innehåll"
_NEW_PAGE = '<div class="page-break"></div>\n'


def render_page(document: Document, *, title_level: int = 2) -> str:
    """The document as an `article` without inline style or script.

    `title_level` is the level of its title: 2 in a page that has an h1 of its own; what is under it follows.
    """
    return _article(normalised(document), title_level)


def _article(clean: Document, title_level: int) -> str:
    blocks = "".join(_run_of_blocks(run, title_level - 1) for run in kept_together(clean.blocks))
    kind = "document compact sheet" if clean.compact else "document sheet"
    opening = f'<article class="{kind}" lang="{escape(clean.language)}">'
    return f"{opening}\n{_top(clean, title_level)}{blocks}</article>\n"


def render_blocks(blocks: tuple[Block, ...]) -> str:
    """Blocks of text alone, as a part of a page whose headings stand above theirs: a passage, or a preview of one."""
    clean = normalised(Document("", blocks=blocks))
    return "".join(_run_of_blocks(run, 1) for run in kept_together(clean.blocks))


def render_html_file(document: Document) -> str:
    """The document as a complete HTML5 page that needs nothing else."""
    clean = normalised(document)
    language, title = escape(clean.language), escape(clean.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_stylesheet()}</style>\n</head>\n<body>\n<main>\n"
        f"{_article(clean, 1)}</main>\n</body>\n</html>\n"
    )


def _run_of_blocks(run: tuple[Block, ...], deeper: int) -> str:
    html = "".join(_block(block, deeper) for block in run)
    return f'<div class="together">\n{html}</div>\n' if len(run) > 1 else html


@cache
def _stylesheet() -> str:
    return files("exports").joinpath("standalone.css").read_text("utf-8")


def _top(document: Document, level: int) -> str:
    parts = [f"<h{level}>{escape(document.title)}</h{level}>\n"]
    if document.notice:
        parts.insert(0, f'<p class="notice">{escape(document.notice)}</p>\n')
    if document.subtitle:
        parts.append(f'<p class="subtitle">{escape(document.subtitle)}</p>\n')
    if document.facts:
        facts = "".join(f"<dt>{escape(label)}:</dt> <dd>{escape(value)}</dd>\n" for label, value in document.facts)
        parts.append(f'<dl class="facts">\n{facts}</dl>\n')
    if document.contents:
        parts.append(_contents(chapters(document)))
    return "".join(parts)


def _contents(chapters: tuple[Heading, ...]) -> str:
    entries = "".join(
        f'<li><a href="#{escape(heading.anchor)}">{escape(heading.text)}</a></li>\n' for heading in chapters
    )
    return f'<nav class="contents" aria-label="{CONTENTS}">\n<p>{CONTENTS}</p>\n<ul>\n{entries}</ul>\n</nav>\n'


def _block(block: Block, deeper: int) -> str:
    match block:
        case Heading():
            level = block.level + deeper
            return f"<h{level}{_id(block.anchor)}>{escape(block.text)}</h{level}>\n"
        case Paragraph():
            kind = "" if block.style == "body" else f' class="{escape(block.style)}"'
            return f"<p{kind}>{_runs(block.content)}</p>\n"
        case ListBlock():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li{_id(item.anchor)}>{_runs(item.content)}</li>\n" for item in block.items)
            return f"<{tag}>\n{items}</{tag}>\n"
        case Table():
            return _table(block)
        case Chart():
            return _figure(block)
        case WritingSpace():
            lines = '<div class="writing-line"></div>' * block.lines
            return f'<div class="writing-space"><p>{escape(block.label)}</p>{lines}</div>\n'
        case PageBreak():
            return _NEW_PAGE
        case Contents():
            return _NEW_PAGE + _contents(block.entries)


def _table(table: Table) -> str:
    names = [escape(name) for name in table.header]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(
        "<tr>"
        + "".join(f'<td data-label="{name}">{_runs(cell)}</td>' for name, cell in zip(names, row, strict=True))
        + "</tr>\n"
        for row in table.rows
    )
    caption = f"<caption>{escape(table.caption)}</caption>"
    return f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _figure(chart: Chart) -> str:
    opening = f'role="img" aria-label="{escape(chart.alternative)}" width="100%"'
    svg = chart_svg(chart, opening, across="{:.2f}%".format, down="{:.2f}em".format)
    return f'<figure class="chart">\n<figcaption>{escape(figure_caption(chart))}</figcaption>\n{svg}</figure>\n'


def _id(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _runs(content: tuple[Inline, ...]) -> str:
    return "".join(_run(run) for run in content)


def _run(run: Inline) -> str:
    match run:
        case Link():
            return f'<a href="{escape(run.url)}">{escape(run.text)}</a>'
        case Mark():
            return f'<a class="mark" href="#{escape(run.anchor)}">{escape(run.label)}</a>'
        case _:
            text = escape(run.text).replace("\n", "<br>\n")
            text = f"<em>{text}</em>" if run.emphasis else text
            return f"<strong>{text}</strong>" if run.strong else text
