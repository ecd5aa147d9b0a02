"""A document as HTML: structure a browser and a screen reader can use, and nothing that runs."""

from lxml import html

from exports.document import Document, Heading, Paragraph, Text, WritingSpace
from exports.markdown import render_markdown
from exports.page import render_html_file, render_page
from tests.exports.factories import make_document
from tests.exports.reading import markdown_as_html, page_of
from tests.exports.test_renderers import HOSTILE, everywhere

ATTRIBUTES = {"class", "lang", "id", "href", "scope", "data-label", "aria-label"}
DRAWN = {"role", "width", "height", "x", "y", "fill", "font-weight"}


def test_nothing_in_a_text_becomes_markup() -> None:
    for text in HOSTILE:
        page = page_of(everywhere(text))
        assert {name for element in page.iter() for name in element.attrib} <= ATTRIBUTES | DRAWN
        assert not page.xpath("//script|//style|//img|//b")


def test_a_page_of_its_own_has_the_title_as_h1_and_a_part_of_a_page_as_h2() -> None:
    document = make_document()
    assert _levels(html.fromstring(render_html_file(document))) == [1, 2, 3, 2]
    assert _levels(page_of(document)) == [2, 3, 4, 3]


def _levels(tree: html.HtmlElement) -> list[int]:
    return [int(str(e.tag)[1]) for e in tree.iter("h1", "h2", "h3", "h4", "h5")]


def test_a_question_and_its_room_to_write_are_one_piece() -> None:
    question = (Heading(2, "Fråga"), Paragraph((Text("Vad?"),), "lead"), WritingSpace("Skriv:", 3))
    page = page_of(Document("T", blocks=(Paragraph((Text("Före."),)), *question, Paragraph((Text("Efter."),)))))
    (piece,) = page.find_class("together")
    assert [part.text_content().strip() for part in piece] == ["Fråga", "Vad?", "Skriv:"]


def test_tables_have_caption_scope_and_labels_for_cards() -> None:
    page = page_of(make_document())
    assert page.xpath("//table/caption/text()") == ["Redskap"]
    assert page.xpath("//thead//th/@scope") == ["col", "col"]
    assert page.xpath("//tbody/tr[1]/td/@data-label") == ["Sak", "Antal"]


def test_every_link_inside_the_document_leads_somewhere() -> None:
    page = page_of(make_document(contents=True))
    ids = page.xpath("//@id")
    inside = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert len(ids) == len(set(ids))
    assert len(inside) == 3
    assert set(inside) <= set(ids)


def test_a_file_of_its_own_is_whole() -> None:
    file = render_html_file(Document("Åtta <möten>", language="sv-SE"))
    assert file.startswith('<!DOCTYPE html>\n<html lang="sv-SE">')
    assert "<title>Åtta &lt;möten&gt;</title>" in file
    assert 'charset="utf-8"' in file
    assert 'name="viewport"' in file
    assert "http" not in file.split("<style>")[1].split("</style>")[0]
    assert " style=" not in file
    assert "<script" not in file


def test_a_line_break_in_a_note_is_kept() -> None:
    document = Document("Titel", blocks=(Paragraph((Text("ett\ntvå"),)),))
    assert "ett<br>\ntvå" in render_page(document)
    assert "ett\\\ntvå" in render_markdown(document)
    assert "<br" in markdown_as_html(document)


def test_markdown_keeps_the_structure() -> None:
    read = html.fragment_fromstring(markdown_as_html(make_document()), create_parent="div")
    assert _levels(read) == [1, 2, 3, 2]
    assert [len(listed) for listed in read.xpath("//ol")] == [2, 1]
    assert read.xpath("//th/text()") == ["Sak", "Antal"]
    assert len(read.xpath("//hr")) == 3
    assert read.xpath("//a[@href='#n1']/text()") == ["M1·T1·N1"]
    assert read.xpath("//a[@id='n1']")
    assert read.xpath("//strong[.='först']")
    assert read.xpath("//em[.='en till']")
