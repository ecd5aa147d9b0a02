"""A document as GitHub-flavoured Markdown (github.github.com/gfm)."""

import re
from html import escape

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
    Paragraph,
    Table,
    Text,
    WritingSpace,
)
from exports.normal import chapters, figure_caption, normalised
from exports.page import CONTENTS

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_AT_THE_START = re.compile(r"^( *)(?:([#+=:-])|(\d{1,9})([.)]))", re.MULTILINE)
_BEFORE_SPACE = " .,:;!?\n"


def render_markdown(document: Document) -> str:
    """The document as Markdown with GFM tables; nothing in a text is taken for markup."""
    clean = normalised(document)
    return "\n\n".join([*_top(clean), *(text for block in clean.blocks if (text := _block(block)))]) + "\n"


def _top(document: Document) -> list[str]:
    parts = [f"# {_plain(document.title)}"]
    if document.notice:
        parts.insert(0, f"> {_plain(document.notice)}")
    if document.subtitle:
        parts.append(_plain(document.subtitle))
    if document.facts:
        parts.append("\n".join(f"- **{_escaped(label)}:** {_plain(value)}" for label, value in document.facts))
    if document.contents:
        parts.append(_contents(chapters(document)))
    return parts


def _contents(chapters: tuple[Heading, ...]) -> str:
    return "\n\n".join([CONTENTS, "\n".join(f"- [{_plain(found.text)}](#{found.anchor})" for found in chapters)])


def _block(block: Block) -> str:
    match block:
        case Contents():
            return _contents(block.entries)
        case Heading():
            return f"{'#' * block.level} {_anchor(block.anchor)}{_plain(block.text)}"
        case Paragraph():
            quote = "> " if block.style == "quote" else ""
            return quote + _runs(block.content).replace("\n", f"\n{quote}")
        case ListBlock():
            signs = (f"{n}. " if block.numbered else "- " for n in range(1, len(block.items) + 1))
            return "\n".join(
                sign + (_anchor(item.anchor) + _runs(item.content)).replace("\n", "\n" + " " * len(sign))
                for sign, item in zip(signs, block.items, strict=True)
            )
        case Table():
            return _table(block)
        case Chart():
            return f"{_plain(figure_caption(block))}\n\n{_plain(block.alternative)}"
        case WritingSpace():
            return "\n\n".join([_plain(block.label), *["***"] * block.lines])
        case _:
            return ""


def _table(table: Table) -> str:
    rows = ["| " + " | ".join(_runs(cell).replace("\\\n", "<br>") for cell in row) + " |" for row in table.rows]
    head = "| " + " | ".join(_escaped(name) for name in table.header) + " |"
    return "\n".join([f"{_plain(table.caption)}\n", head, "|" + " --- |" * len(table.header), *rows])


def _anchor(anchor: str) -> str:
    return f'<a id="{escape(anchor)}"></a>' if anchor else ""


def _escaped(text: str) -> str:
    """A text with everything that could be markup inside a line escaped; a newline is a hard break."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "\\\n")


def _plain(text: str) -> str:
    return _safe_start(_escaped(text))


def _safe_start(text: str) -> str:
    """What begins a line must not make a heading, a list, a table's rule or a definition of it."""
    return _AT_THE_START.sub(
        lambda found: found[1] + (f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"), text
    )


def _runs(content: tuple[Inline, ...]) -> str:
    after = [_words(run)[:1] for run in content[1:]] + [""]
    return _safe_start("".join(_run(run, following) for run, following in zip(content, after, strict=True)))


def _words(run: Inline) -> str:
    return run.label if isinstance(run, Mark) else run.text


def _run(run: Inline, following: str) -> str:
    match run:
        case Link():
            return f"[{_escaped(run.text)}](<{run.url}>)"
        case Mark():
            return f"[{_escaped(run.label)}](#{run.anchor})"
        case _:
            return _emphasised(run, following)


def _emphasised(run: Text, following: str) -> str:
    """Stars where the flanking rules let them work (CommonMark 6.2), tags elsewhere."""
    inner = run.text.strip()
    if not inner or not (run.strong or run.emphasis):
        return _escaped(run.text)
    before, after = run.text.split(inner, 1)
    sign, tag = ("**", "strong") if run.strong else ("*", "em")
    stars = inner[0].isalnum() and (inner[-1].isalnum() or (after + following)[:1] in _BEFORE_SPACE)
    opened, closed = (sign, sign) if stars else (f"<{tag}>", f"</{tag}>")
    return f"{before}{opened}{_escaped(inner)}{closed}{after}"
