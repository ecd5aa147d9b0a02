"""A Word file is what a registrar, a committee and a screen reader can use."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from exports.document import Document, Heading, Item, ListBlock, PageBreak, Paragraph, Table, Text, WritingSpace
from exports.word import render_word
from exports.word_columns import TEXT_WIDTH, WIDE_LETTER, column_widths
from tests.exports.factories import make_document
from tests.exports.reading import W, find, paragraph_text, style_of, styled, word_body, word_part, word_parts

INK, BACKGROUND = "1E2A2C", "FFFFFF"


@pytest.fixture
def body() -> etree._Element:
    return word_body(make_document(contents=True))


def values(element: etree._Element, path: str) -> list[str]:
    return [found.get(f"{W}val", "") for found in find(element, path)]


def test_python_docx_reads_it_back() -> None:
    read = docx.Document(BytesIO(render_word(make_document())))
    assert read.core_properties.title == "En titel"
    assert [p.text for p in read.paragraphs if p.style and p.style.name == "Heading 1"] == ["En titel"]
    assert [[cell.text for cell in row.cells] for row in read.tables[0].rows][1:] == [["Spade", "2"], ["Kratta", "1"]]


def test_every_style_is_defined(body: etree._Element) -> None:
    styles = word_part(render_word(make_document()), "word/styles.xml")
    defined = {style.get(f"{W}styleId") for style in find(styles, "w:style")}
    used = {
        found.get(f"{W}val")
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for tree in (body, styles)
        for found in find(tree, f".//w:{tag}")
    }
    assert used <= defined
    assert "Title" not in defined


def test_there_is_one_heading_of_level_1_and_none_is_skipped() -> None:
    levels = [int(style_of(p)[-1]) for p in find(word_body(make_document()), ".//w:p") if "Heading" in style_of(p)]
    assert levels == [1, 2, 3, 2]


def test_no_paragraph_is_empty(body: etree._Element) -> None:
    drawn = [p for p in find(body, ".//w:p") if find(p, ".//w:drawing")]
    empty = [p for p in find(body, ".//w:p") if not paragraph_text(p).strip() and p not in drawn]
    assert [style_of(p) for p in empty] == []
    assert [style_of(p) for p in drawn] == ["Chart"]


def test_tables_have_a_repeated_header_row_and_no_merged_or_empty_cells(body: etree._Element) -> None:
    (table,) = find(body, ".//w:tbl")
    head, *rows = find(table, "w:tr")
    assert [header.attrib for header in find(head, "w:trPr/w:tblHeader")] == [{}]
    assert not any(find(row, "w:trPr/w:tblHeader") for row in rows)
    assert all(find(row, "w:trPr/w:cantSplit") for row in (head, *rows))
    assert not find(table, ".//w:gridSpan")
    assert not find(table, ".//w:vMerge")
    assert all(paragraph_text(cell).strip() for cell in find(table, ".//w:tc"))
    assert values(table, "w:tblPr/w:tblCaption") == ["Redskap"]


def test_column_widths_are_shares_of_the_page(body: etree._Element) -> None:
    widths = [int(column.get(f"{W}w", "0")) for column in find(body, ".//w:tblGrid/w:gridCol")]
    assert widths == [6802, 2267]


def test_the_language_is_swedish_unless_said_otherwise() -> None:
    assert _language(make_document()) == "sv-SE"
    assert _language(Document("Title", language="en-GB")) == "en-GB"


def _language(document: Document) -> str | None:
    styles = word_part(render_word(document), "word/styles.xml")
    (language,) = find(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    return language.get(f"{W}val")


def test_the_footer_counts_the_pages_with_fields() -> None:
    footer = word_part(render_word(make_document()), "word/footer1.xml")
    fields = [field.get(f"{W}instr", "").strip() for field in find(footer, ".//w:fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert paragraph_text(footer) == "Sida 1 av 1"


def test_lists_are_real_and_each_numbered_list_starts_from_1(body: etree._Element) -> None:
    file = render_word(make_document())
    numbering = word_part(file, "word/numbering.xml")
    used = values(body, ".//w:numPr/w:numId")
    assert used == ["2", "2", "3"]
    for number in set(used):
        (start,) = find(numbering, f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride")
        assert start.get(f"{W}val") == "1"
    style = find(word_part(file, "word/styles.xml"), "w:style[@w:styleId='ListBullet']/w:pPr/w:numPr/w:numId")
    assert style[0].get(f"{W}val") == "1"


def test_there_are_no_links_but_addresses_are_written_out(body: etree._Element) -> None:
    assert not find(body, ".//w:hyperlink")
    assert not [field for field in find(body, ".//w:instrText") if "HYPERLINK" in (field.text or "")]
    assert "(https://exempel.se/%C3%A5)" in paragraph_text(body)
    assert values(body, ".//w:r/w:rPr/w:rStyle") == ["SourceMark"]


def test_the_table_of_contents_reads_before_it_is_updated() -> None:
    document = make_document(contents=True)
    assert styled(document, "TOC2") == ["Kapitel ett", "Kapitel två"]
    body = word_body(document)
    assert [c.get(f"{W}fldCharType") for c in find(body, ".//w:sdt//w:fldChar")] == ["begin", "separate", "end"]
    assert "TOC" in (find(body, ".//w:instrText")[0].text or "")


def test_a_document_without_contents_has_none() -> None:
    assert find(word_body(make_document()), ".//w:sdt") == []


def test_a_page_break_is_a_property_of_what_follows() -> None:
    body = word_body(make_document())
    (broken,) = find(body, ".//w:p[w:pPr/w:pageBreakBefore]")
    assert paragraph_text(broken) == "Kapitel två"
    table = word_body(Document("T", blocks=(PageBreak(), Table("Tabell", ("A",), (((Text("a"),),),)))))
    assert [style_of(p) for p in find(table, ".//w:p[w:pPr/w:pageBreakBefore]")] == ["Caption"]


def test_writing_space_is_one_paragraph_with_a_line_for_each_tab() -> None:
    (space,) = [p for p in find(word_body(make_document()), ".//w:p") if style_of(p) == "WritingSpace"]
    assert len(find(space, "w:r/w:tab")) == 3
    assert len(find(space, "w:r/w:br")) == 2


def test_equal_documents_are_equal_files() -> None:
    file = render_word(make_document(contents=True))
    assert file == render_word(make_document(contents=True))
    with ZipFile(BytesIO(file)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_say_only_what_the_caller_said() -> None:
    plain = word_parts(render_word(make_document()))["docProps/core.xml"].decode()
    assert "creator" not in plain
    assert "created" not in plain
    assert "python" not in plain
    said = docx.Document(BytesIO(render_word(Document("T", author="Nka", dated=date(2026, 10, 13))))).core_properties
    assert (said.author, said.language) == ("Nka", "sv-SE")
    assert said.created is not None
    assert said.created.date() == date(2026, 10, 13)


def test_short_tables_keep_together_and_long_ones_may_part() -> None:
    def kept(rows: int) -> list[str]:
        table = Table("Tabell", ("A",), tuple(((Text(str(n)),),) for n in range(rows)))
        return styled(Document("T", blocks=(table,)), "TableTogether")

    assert kept(3) == ["0", "1"]
    assert kept(20) == []


def test_a_table_with_few_but_high_rows_may_part() -> None:
    rows = tuple(((Text(f"{n} ord {'ord ' * 80}"),), (Text("b"),)) for n in range(4))
    assert styled(Document("T", blocks=(Table("Tabell", ("A", "B"), rows),)), "TableTogether") == []


def test_a_column_is_as_wide_as_its_longest_word_and_the_others_give_way() -> None:
    narrow = ((Text("ett"),), (Text("två"),), (Text("Verksamhetschefen"),))
    asked = column_widths(
        Table("Tabell", ("A", "B", "C"), (((Text("ett"),), (Text("två"),), (Text("tre"),)),), (5, 5, 2))
    )
    given = column_widths(Table("Tabell", ("A", "B", "C"), (narrow,), (5, 5, 2)))
    assert asked == [TEXT_WIDTH * share // 12 for share in (5, 5, 2)]
    assert given[2] >= 17 * WIDE_LETTER
    assert sum(given) <= TEXT_WIDTH
    assert abs(given[0] - given[1]) <= 1


def test_columns_that_can_not_have_what_they_need_have_their_parts_of_it() -> None:
    words = ("samtalspartner", "förvaltningschefen", "Studieförbundets", "Verksamhetschefen", "hemtjänstens", "x" * 60)
    header = tuple("ABCDEF")
    given = column_widths(Table("Tabell", header, (tuple((Text(word),) for word in words),), (9, 1, 1, 1, 1, 1)))
    assert sum(given) <= TEXT_WIDTH
    assert given[4] < given[0] < given[2] < given[3] < given[1] < given[5] < TEXT_WIDTH / 4


def test_headings_stay_with_what_they_head() -> None:
    styles = word_part(render_word(make_document()), "word/styles.xml")
    for style in ("Heading1", "Heading2", "Heading3", "Heading4", "Caption", "TableHeader"):
        assert find(styles, f"w:style[@w:styleId='{style}']/w:pPr/w:keepNext"), style


def test_a_question_stays_with_its_room_to_write() -> None:
    question = (Heading(2, "F"), Paragraph((Text("p"),)), ListBlock((Item((Text("a"),)), Item((Text("b"),)))))
    body = word_body(Document("T", blocks=(Paragraph((Text("före"),)), *question, WritingSpace("Skriv:", 3))))
    kept = [paragraph_text(p) for p in find(body, ".//w:p[w:pPr/w:keepNext]")]
    assert kept == ["F", "p", "a", "b"]


def test_a_paragraph_stays_with_what_it_is_about() -> None:
    items = ListBlock((Item((Text("a"),)),))
    sources = (Heading(2, "Källor"), Paragraph((Text("Under rubriken."),), "muted"), Heading(3, "Möte 1"))
    remark = (Paragraph((Text("Sagt."),)), Paragraph((Text("Om det sagda."),), "muted"))
    listed = (Paragraph((Text("Före en lista:"),)), items, Paragraph((Text("Fritt."),)), items)
    lacking = (Paragraph((Text("Skrivet."),)), Paragraph((Text("Mer saknas."),), "gap"))
    body = word_body(Document("T", blocks=(*sources, *remark, *listed, *lacking)))
    kept = [paragraph_text(p) for p in find(body, ".//w:p[w:pPr/w:keepNext]")]
    assert kept == ["Under rubriken.", "Sagt.", "Före en lista:", "Skrivet."]


def test_every_colour_of_text_has_contrast_enough() -> None:
    styles = word_part(render_word(make_document()), "word/styles.xml")
    colours = set(values(styles, "w:style/w:rPr/w:color"))
    assert INK in colours
    assert {colour: _contrast(colour, BACKGROUND) for colour in colours if _contrast(colour, BACKGROUND) < 4.5} == {}


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    darker, lighter = sorted(_luminance(colour) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_document_of_nothing_but_a_title_opens() -> None:
    read = docx.Document(BytesIO(render_word(Document("\x00", contents=True))))
    assert read.paragraphs[0].text == "–"


def test_paragraph_styles_follow_the_tree() -> None:
    styles = ("body", "lead", "muted", "gap", "quote")
    document = Document("T", blocks=(Heading(2, "H"), *(Paragraph((Text(s),), s) for s in styles)))
    found = [style_of(p) for p in find(word_body(document), ".//w:p")]
    assert found == ["Heading1", "Heading2", "Normal", "Lead", "Muted", "Gap", "Cited"]
