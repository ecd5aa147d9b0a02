"""A chart as Word draws it (DrawingML, ECMA-376, part 1, chapter 21): text stays text, and the numbers can be edited.

The numbers lie in the chart and, for Word's *Redigera data*, in a small workbook inside the file. LibreOffice 7.4
(Debian 12) leaves out a chart's alternative text, so readers that are not Word get the same bars as a picture.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from math import ceil
from string import Template

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, nsmap

from exports.document import Chart
from exports.normal import FIGURE, figure_caption
from exports.sheet import Sheet
from exports.svg import chart_svg, height_of
from exports.workbook import render_xlsx

WIDTH = 5_759_450  # English Metric Units between the margins
EM, PIXEL = 120_650, 9_525  # the size of the text (9.5 points), a pixel of SVG
UNIT = 330_000  # the words under the bars
BESIDE = 36  # letters on a line of a label beside the bars
_DECLARED = (
    f"{nsdecls('a', 'c', 'pic', 'wp')} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"'
)


def drawing(chart: Chart) -> str:
    """The run that holds a normalised chart: `wp14` is what Word 2010 and later know and LibreOffice doesn't."""
    number = chart.number
    picture = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{FIGURE} {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{_picture_height(chart)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    native = _inline(chart, _bars_height(chart) + UNIT, nsmap["c"], f'<c:chart r:id="rIdChart{number}"/>')
    return (
        f'<w:r><mc:AlternateContent {_DECLARED}><mc:Choice Requires="wp14">{native}</mc:Choice>'
        f"<mc:Fallback>{_inline(chart, _picture_height(chart), nsmap['pic'], picture)}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def add_charts(document: Part, charts: Iterable[Chart], language: str) -> None:
    """Put the parts that `drawing` refers to into the package of a Word document."""
    for chart in charts:
        number = chart.number
        part = _part(document, f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, _xml(chart, language))
        book = render_xlsx(Sheet(FIGURE, chart.header, chart.bars, (40, 20)))
        numbers = _part(document, f"/word/embeddings/chart{number}.xlsx", CONTENT_TYPE.SML_SHEET, book)
        picture = _part(document, f"/word/media/chart{number}.svg", "image/svg+xml", _svg(chart))
        part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, numbers, "rIdNumbers")
        document.rels.add_relationship(RELATIONSHIP_TYPE.CHART, part, f"rIdChart{number}")
        document.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, picture, f"rIdPicture{number}")


def _inline(chart: Chart, height: int, kind: str, content: str) -> str:
    title, told = escape(figure_caption(chart)), escape(chart.alternative)
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{WIDTH}" cy="{height}"/>'
        f'<wp:docPr id="{chart.number}" name="{FIGURE} {chart.number}" descr="{told}" title="{title}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{kind}">{content}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )


def _part(document: Part, name: str, kind: str, content: bytes) -> Part:
    return Part(PackURI(name), kind, content, document.package)


def _bars_height(chart: Chart) -> int:
    """Every bar gets the room that the longest label needs: Word parts them evenly."""
    lines = max(ceil(len(label) / BESIDE) for label, _ in chart.bars)
    return int(len(chart.bars) * (lines * 1.2 + 0.9) * EM)


def _picture_height(chart: Chart) -> int:
    return int(height_of(chart) * EM)


def _svg(chart: Chart) -> bytes:
    """In plain numbers: LibreOffice draws no other lengths."""

    def across(share: float) -> str:
        return f"{share / 100 * WIDTH / PIXEL:.2f}"

    def down(height: float) -> str:
        return f"{height * EM / PIXEL:.2f}"

    font = f'font-family="Arial, sans-serif" font-size="{down(1)}"'
    opening = f'xmlns="http://www.w3.org/2000/svg" width="{across(100)}" {font}'
    return chart_svg(chart, opening, across=across, down=down).encode()


def _xml(chart: Chart, language: str) -> bytes:
    height = _bars_height(chart)
    filled = _template().substitute(
        language=escape(language),
        bars_share=f"{height / (height + UNIT):.4f}",
        unit_top=f"{(height + UNIT / 4) / (height + UNIT):.4f}",
        sheet=FIGURE,
        counted=escape(chart.header[1]),
        last=len(chart.bars) + 1,
        count=len(chart.bars),
        labels=_points([escape(label) for label, _ in chart.bars]),
        numbers=_points([str(count) for _, count in chart.bars]),
        highest=chart.highest,
    )
    return filled.encode()


def _points(values: Sequence[str]) -> str:
    return "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in enumerate(values))


@cache
def _template() -> Template:
    return Template(files("exports").joinpath("word_parts", "chart.xml").read_text("utf-8"))
