"""A chart says the same to those who see it, hear it and edit it; and looks the same wherever it is drawn."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree, html

from exports.charts import bar_chart, counts_chart
from exports.document import Chart, Document, Table
from exports.normal import normalised
from exports.page import render_html_file, render_page
from exports.svg import LETTERS_A_LINE
from exports.word import render_word
from tests.exports.reading import DRAWING, rows_of, word_body, word_parts

COUNTS = (("En väg in", 7), ("Stöd & råd till den som är anhörig sedan länge", 2))
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "wp": DRAWING,
}


@pytest.fixture
def document() -> Document:
    return Document(
        "T", blocks=(*bar_chart("Teman", "Tema", "nätverk", COUNTS), *bar_chart("Om", "Del", "möte", COUNTS))
    )


@pytest.fixture
def parts(document: Document) -> dict[str, bytes]:
    return word_parts(render_word(document))


def found(part: bytes | etree._Element, path: str) -> list[str]:
    tree = etree.fromstring(part) if isinstance(part, bytes) else part
    return [str(text) for text in tree.xpath(path, namespaces=NS)]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((7, 5, 2), "3 staplar. Längst är ”A” med 7 nätverk, kortast ”C” med 2 nätverk."),
        ((7, 7, 2), "3 staplar. Längst är ”A” och ”B”, var och en med 7 nätverk, kortast ”C” med 2 nätverk."),
        ((7, 2, 2, 2), "4 staplar. Längst är ”A” med 7 nätverk, kortast 3 staplar, var och en med 2 nätverk."),
        ((3, 3), "2 staplar. Alla är lika långa och visar 3 nätverk."),
        ((1,), "en stapel. Den visar 1 nätverk."),
    ],
)
def test_the_alternative_text_says_what_is_seen(numbers: tuple[int, ...], told: str) -> None:
    chart = counts_chart("Teman", "Tema", "nätverk", tuple(zip("ABCD", numbers, strict=False)))
    assert chart.alternative == f"Stapeldiagram med {told}"


def test_the_numbers_stand_in_a_table_after_the_chart(document: Document) -> None:
    assert [type(block) for block in document.blocks] == [Chart, Table, Chart, Table]
    assert rows_of(document, "Teman, i siffror") == [[label, str(n)] for label, n in COUNTS]


def test_charts_are_numbered_in_order_and_one_without_bars_leaves_no_trace(document: Document) -> None:
    empty = (*bar_chart("Inget", "Tema", "nätverk", ()), counts_chart("Inget", "Tema", "nätverk", ()))
    page = html.fragment_fromstring(render_page(Document("T", blocks=(*empty, *document.blocks))))
    assert page.xpath("//figcaption/text()") == ["Figur 1. Teman", "Figur 2. Om"]


def test_what_is_refused_in_a_text_is_taken_out_of_a_chart_too() -> None:
    chart = Chart("\x00Teman", ("\x01", " Antal\nnät "), ((" A\x02", 1), ("\x03", 0)), "Ett\x04 tu")
    (clean,) = normalised(Document("T", blocks=(chart,))).blocks
    assert clean == Chart("Teman", ("–", "Antal nät"), (("A", 1), ("–", 0)), "Ett tu", number=1)


def test_a_browser_gets_bars_in_proportion_under_their_whole_names(document: Document) -> None:
    page = html.fragment_fromstring(render_page(document))
    svg, _ = page.xpath("//figure[@class='chart']/svg[@role='img']")
    widths = [float(width.rstrip("%")) for width in svg.xpath("rect/@width")]
    assert widths[1] / widths[0] == pytest.approx(2 / 7, abs=0.001)
    assert svg.xpath("text[@class='value']/text()") == ["\u00a07", "\u00a02"]
    lines = svg.xpath("text[@class='category']/text()")
    assert " ".join(lines) == " ".join(label for label, _ in COUNTS)
    assert max(len(line) for line in lines) <= LETTERS_A_LINE
    tops = [float(y.rstrip("em")) for y in svg.xpath("*/@y")]
    assert tops == sorted(tops)
    assert tops[-1] < float(svg.get("height").rstrip("em"))


def test_zero_is_a_bar_of_no_length() -> None:
    page = render_page(Document("T", blocks=bar_chart("Teman", "Tema", "nätverk", (("A", 0), ("B", 0)))))
    assert html.fragment_fromstring(page).xpath("//rect/@width") == ["0.00%", "0.00%"]


def test_every_class_of_a_chart_has_a_colour_of_its_own_in_a_file(document: Document) -> None:
    style = render_html_file(document).split("<style>")[1].split("</style>")[0]
    assert ".chart .chart-bar { fill: var(--bar); }" in style
    assert ".chart text { fill: var(--ink);" in style


def test_word_draws_the_chart_itself_and_others_a_picture_of_it(document: Document) -> None:
    body = word_body(document)
    assert found(body, "//mc:Choice/@Requires") == ["wp14", "wp14"]
    assert found(body, "//mc:Choice//c:chart/@r:id") == ["rIdChart1", "rIdChart2"]
    assert found(body, "//mc:Fallback//a:blip/@r:embed") == ["rIdPicture1", "rIdPicture2"]
    first = document.blocks[0]
    assert isinstance(first, Chart)
    assert found(body, "(//mc:Choice)[1]//wp:docPr/@descr") == [first.alternative]
    assert found(body, "(//mc:Fallback)[1]//wp:docPr/@descr") == [first.alternative]


def test_the_chart_in_word_shows_what_its_workbook_holds(parts: dict[str, bytes]) -> None:
    chart = parts["word/charts/chart1.xml"]
    labels, numbers = [label for label, _ in COUNTS], [str(n) for _, n in COUNTS]
    assert found(chart, "//c:cat//c:v/text()") == labels
    assert found(chart, "//c:val//c:v/text()") == numbers
    assert found(chart, "//c:barDir/@val") == ["bar"]
    assert found(chart, "//c:lang/@val") == ["sv-SE"]
    assert found(chart, "//c:f/text()") == ["Figur!$B$1", "Figur!$A$2:$A$3", "Figur!$B$2:$B$3"]
    with ZipFile(BytesIO(parts["word/embeddings/chart1.xlsx"])) as book:
        texts = found(book.read("xl/sharedStrings.xml"), "//s:t/text()")
        cells = found(book.read("xl/worksheets/sheet1.xml"), "//s:c[starts-with(@r, 'B')]/s:v/text()")
        assert found(book.read("xl/workbook.xml"), "//s:sheet/@name") == ["Figur"]
    assert texts == ["Tema", "Antal nätverk", *labels]
    assert cells[1:] == numbers


def test_the_picture_in_word_has_lengths_that_libreoffice_draws(parts: dict[str, bytes]) -> None:
    picture = etree.fromstring(parts["word/media/chart1.svg"])
    lengths = [v for e in picture.iter() for name, v in e.attrib.items() if name in ("x", "y", "width", "height")]
    assert all(float(length) >= 0 for length in lengths)
    assert picture.xpath("//*[local-name()='text']/text()")[0] == COUNTS[0][0]


def test_a_long_name_makes_room_for_itself_in_word() -> None:
    def height(label: str) -> int:
        body = word_body(Document("T", blocks=bar_chart("Teman", "Tema", "nätverk", ((label, 1),))))
        return int(found(body, "//mc:Choice//wp:extent/@cy")[0])

    assert height("Ett längre namn på ett tema än vad som får plats på en enda rad") > height("Kort")


def test_a_thousand_is_written_as_in_swedish() -> None:
    page = html.fragment_fromstring(
        render_page(Document("T", blocks=(counts_chart("T", "A", "möte", (("A", 1234),)),)))
    )
    assert page.xpath("//text[@class='value']/text()") == ["\u00a01\u00a0234"]
