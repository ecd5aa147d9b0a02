"""A chart as SVG that keeps its size of text at every width: a bar stands under its words.

The Content-Security-Policy allows no style in it, so its colours are attributes; a stylesheet can set others by its
classes (`category`, `chart-bar`, `value`, `unit`).
"""

from collections.abc import Callable
from html import escape
from textwrap import wrap

from exports.document import Chart
from exports.wording import number

LETTERS_A_LINE = 30  # of a label: what fits in 250 px, the narrowest column there is
INK, BAR_COLOUR = "#1E2A2C", "#0B5A5C"
LINE, BAR, AIR = 1.35, 1.1, 0.75  # heights, counted in the size of the text
LONGEST = 88  # per cent of the width; the rest is for the number after the bar

Length = Callable[[float], str]


def chart_svg(chart: Chart, opening: str, *, across: Length, down: Length) -> str:
    """A normalised chart as an `svg` element. `opening` holds the attributes that its place needs.

    `across` writes a length in per cent of the width, and `down` one that is counted in the size of the text.
    """
    top, parts = 0.0, []
    for label, count in chart.bars:
        for line in wrap(label, LETTERS_A_LINE):
            top += LINE
            parts.append(_text("category", line, "0", down(top - 0.45)))
        width = across(LONGEST * count / chart.highest)
        bar = f'class="chart-bar" x="0" y="{down(top)}" width="{width}" height="{down(BAR)}" fill="{BAR_COLOUR}"'
        value = _text("value", f"\u00a0{number(count)}", width, down(top + 0.92), ' font-weight="700"')
        parts += [f"<rect {bar}></rect>\n", value]
        top += BAR + AIR
    parts.append(_text("unit", chart.header[1], "0", down(top + LINE - 0.45)))
    return f'<svg {opening} height="{down(height_of(chart))}" fill="{INK}">\n{"".join(parts)}</svg>\n'


def height_of(chart: Chart) -> float:
    """How high the chart is, counted in the size of its text."""
    lines = sum(len(wrap(label, LETTERS_A_LINE)) for label, _ in chart.bars)
    return lines * LINE + len(chart.bars) * (BAR + AIR) + LINE


def _text(kind: str, text: str, x: str, y: str, more: str = "") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}"{more}>{escape(text)}</text>\n'
