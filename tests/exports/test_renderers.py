"""What is previewed is what is exported: the same words in Word, HTML and Markdown, whatever is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.document import Chart, Document, Heading, Item, Link, ListBlock, Mark, Paragraph, Table, Text, WritingSpace
from exports.normal import normalised
from tests.exports.factories import make_document
from tests.exports.reading import (
    blocks_in_markdown,
    blocks_in_page,
    blocks_in_word,
    find,
    markdown_as_html,
    word_body,
    words_in_word,
)

HOSTILE = [
    "<script>alert(1)</script> & <b>fet</b>",
    "*stjärna* _under_ `kod` ~~struket~~ | rör # nummer [länk](http://x) ![bild](y) \\ snedstreck",
    "# rubrik\n- punkt\n+ punkt\n1. ett\n1) ett\n> citat\n=====\n-----\n***\n```\nkod\n| a | b |\n|---|---|",
    "nyrad\r\nnästa\rsedan\u2028och\x0bså\x0csist\x85slut",
    "styrtecken \x00\x01\x08\x0e\x1f\x7f\x9f och \ufffe\uffff slut",
    "halv \ud83d surrogat",
    "emoji 👩‍⚕️🧑🏽‍🌾 och höger till vänster: שלום עולם مرحبا بالعالم slut",
    "&amp; &lt; &#60; &copy;",
    "    indraget\tmed  flera   blanksteg    ",
    "www.exempel.se https://exempel.se namn@exempel.se",
    "]]> <!-- --> <?xml?> <![CDATA[x]]>",
    "a" * 100_000,
]


def everywhere(text: str) -> Document:
    """The text in every place that a tree has for one."""
    runs = (Text(text), Text(" mitt "), Text(text, strong=True), Text(" "), Text(text, emphasis=True))
    return Document(
        title=text,
        subtitle=text,
        notice=text,
        facts=((text, text),),
        blocks=(
            Heading(2, text, "rubrik"),
            *(Paragraph(runs, style) for style in ("body", "lead", "muted", "gap", "quote")),
            Paragraph((Link(text, "https://exempel.se"), Text(" "), Mark(text, "rubrik"))),
            ListBlock((Item(runs, "punkt"), Item((Text(text),))), numbered=True),
            ListBlock((Item(runs),)),
            Table(text, (text, "Fast"), ((runs, (Text(text),)),)),
            Chart(text, ("Fast", text), ((text, 2), (text, 0)), text),
            WritingSpace(text, 2),
        ),
        contents=True,
    )


def assert_same_text(document: Document) -> None:
    """Block by block: the same headings, paragraphs, items and rows, in the same order, with the same text."""
    shown = blocks_in_page(document)
    assert blocks_in_word(document) == shown
    assert blocks_in_markdown(document) == shown


@pytest.mark.parametrize("contents", [False, True])
def test_the_text_is_the_same_in_every_format(contents: bool) -> None:
    assert_same_text(make_document(contents=contents))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_reads_the_same_everywhere(text: str) -> None:
    assert_same_text(everywhere(text))


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40))
def test_no_text_breaks_a_renderer(text: str) -> None:
    assert_same_text(everywhere(f"a{text}b"))


@pytest.mark.parametrize(
    "text", ["1. först", "- punkt", "# rubrik", "> citat", "| a |", "***", "~~~", "+ x", "Ord\n==="]
)
def test_a_line_never_becomes_other_markdown_than_it_is(text: str) -> None:
    shown = markdown_as_html(Document("Titel", blocks=(Paragraph((Text(text),)),)))
    assert [tag for tag in ("<ol", "<ul", "<blockquote", "<table", "<hr", "<pre") if tag in shown] == []
    assert shown.count("<h1") == 1


def test_emoji_and_right_to_left_survive() -> None:
    text = "Hej 👩‍⚕️ שלום مرحبا"
    document = Document("Titel", blocks=(Paragraph((Text(text),)),))
    assert text in words_in_word(document)
    rtl = ["".join(run.itertext()) for run in find(word_body(document), ".//w:r[w:rPr]") if find(run, "w:rPr/w:rtl")]
    assert rtl == ["שלום مرحبا"]


def test_what_is_empty_leaves_no_trace() -> None:
    empty = (Text("\x00 "), Text(" \n "))
    document = Document(
        "Titel",
        facts=(("Plats", "\x01"),),
        blocks=(
            Heading(2, "\x02"),
            Paragraph(empty),
            ListBlock((Item(empty),)),
            Table("Tabell", ("A", "\x03"), ((empty, (Text("b"),)),)),
        ),
    )
    clean = normalised(document)
    assert clean.facts == ()
    assert clean.blocks == (Table("Tabell", ("A", "–"), (((Text("–"),), (Text("b"),)),)),)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "javascript://exempel.se/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "/intern",
        "http://[",
        "https://",
        "",
    ],
)
def test_a_link_that_leads_nowhere_safe_is_plain_text(url: str) -> None:
    document = Document("Titel", blocks=(Paragraph((Text("Läs "), Link("här", url))),))
    assert normalised(document).blocks == (Paragraph((Text("Läs "), Text("här"))),)


def test_an_address_is_percent_encoded() -> None:
    paragraph = Paragraph((Link("här", 'https://exempel.se/å "b"?q=<c>&d=%20'),))
    clean = normalised(Document("Titel", blocks=(paragraph,)))
    encoded = "https://exempel.se/%C3%A5%20%22b%22?q=%3Cc%3E&d=%20"
    assert clean.blocks == (Paragraph((Link("här", encoded), Text(f" ({encoded})"))),)


def test_a_mark_without_its_source_is_plain_text() -> None:
    document = Document("Titel", blocks=(Paragraph((Text("Så. "), Mark("M1·N1", "borta"))),))
    assert normalised(document).blocks == (Paragraph((Text("Så. "), Text("M1·N1"))),)


def test_many_spaces_take_no_longer_than_their_length() -> None:
    spaces = "\n".join([" " * 50_000] * 4)
    document = Document("Titel", blocks=(Paragraph((Text(f"a{spaces}b"),)),))
    assert normalised(document).blocks == (Paragraph((Text("a\nb"),)),)
