"""Sound files are read right, whoever wrote them."""

import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest

from exports.word_files.reading import read_text, read_word
from meetings.pieces import LeftOut, Piece, Shape, Written
from tests.exports.word_files.factories import paragraph, run, table, word_file
from tools.debian import program

DELETED = '<w:del w:id="1"><w:r><w:delText>borta</w:delText></w:r></w:del>'
MOVED = f'<w:moveFrom w:id="2">{run("flyttat härifrån")}</w:moveFrom>'
INSERTED = f'<w:ins w:id="3">{run("tillagt")}</w:ins>'
HEADING = '<w:pStyle w:val="Rubrik1"/>'

HTML = """<html><body><h1>Minnesanteckningar</h1><h2>Det som fungerar</h2><p></p><h2></h2>
<ul><li>Träffarna<ul><li>på torsdagar</li></ul></li><li>Samtal</li></ul>
<h2>Välfärdsteknik</h2><ol><li>Larm</li><li>Kamera</li></ol><p>Vi enades.</p>
<table><tr><th>Vad</th><th>Hur</th></tr><tr><td>Larm</td><td>i hallen</td></tr></table></body></html>"""
READ = [
    (Shape.HEADING, "Minnesanteckningar", 1),
    (Shape.HEADING, "Det som fungerar", 2),
    (Shape.ITEM, "Träffarna", 1),
    (Shape.ITEM, "på torsdagar", 2),
    (Shape.ITEM, "Samtal", 1),
    (Shape.HEADING, "Välfärdsteknik", 2),
    (Shape.ITEM, "Larm", 1),
    (Shape.ITEM, "Kamera", 1),
    (Shape.PARAGRAPH, "Vi enades.", 0),
    (Shape.ROW, "Vad | Hur", 0),
    (Shape.ROW, "Larm | i hallen", 0),
]


def texts(body: str) -> list[str]:
    return [piece.text for piece in read_word(word_file(body)).pieces]


def seen(written: Written) -> list[tuple[Shape, str, int]]:
    return [(piece.shape, piece.text, piece.level) for piece in written.pieces]


def test_tracked_insertions_count_and_deletions_do_not_and_both_are_told() -> None:
    written = read_word(word_file(f"<w:p>{run('Vi ')}{DELETED}{MOVED}{INSERTED}</w:p>"))
    assert seen(written) == [(Shape.PARAGRAPH, "Vi tillagt", 0)]
    assert (written.left_out, written.inserted) == (((LeftOut.DELETED, 1),), 1)


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    ending = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert texts(paragraph("Vi enades ", ending) + paragraph("om larm")) == ["Vi enades om larm"]


def test_a_row_that_is_deleted_is_gone() -> None:
    rows = table((paragraph("kvar"),), (paragraph("borta"),))
    tracked = rows.replace(
        '<w:tr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">borta',
        "<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t>borta",
    )
    assert tracked != rows
    assert texts(tracked) == ["kvar"]


def test_what_a_paragraph_was_before_a_tracked_change_of_style_is_no_matter() -> None:
    change = f"<w:pPrChange w:id='1'><w:pPr>{HEADING}</w:pPr></w:pPrChange>"
    assert seen(read_word(word_file(paragraph("Text", change)))) == [(Shape.PARAGRAPH, "Text", 0)]


def test_comments_notes_pictures_and_hidden_text_are_left_out_and_counted() -> None:
    body = f"<w:p>{run('Vi sågs')}<w:r><w:commentReference w:id='1'/></w:r><w:r><w:footnoteReference w:id='1'/></w:r>"
    written = read_word(word_file(f"{body}<w:r><w:drawing/></w:r>{run('dolt', '<w:vanish/>')}</w:p>"))
    assert seen(written) == [(Shape.PARAGRAPH, "Vi sågs", 0)]
    assert [kind for kind, _ in written.left_out] == [
        LeftOut.COMMENT,
        LeftOut.FOOTNOTE,
        LeftOut.PICTURE,
        LeftOut.HIDDEN,
    ]


def test_headings_are_known_by_style_by_what_a_style_is_based_on_and_by_outline() -> None:
    own, outline = '<w:pStyle w:val="Egen"/>', '<w:outlineLvl w:val="1"/>'
    body = paragraph("Ett", HEADING) + paragraph("Två", own) + paragraph("Tre", outline) + paragraph("", HEADING)
    assert [(shape, level) for shape, _, level in seen(read_word(word_file(body)))] == [
        (Shape.HEADING, 1),
        (Shape.HEADING, 1),
        (Shape.HEADING, 2),
    ]


def test_lists_are_known_by_numbering_and_by_style_and_their_levels_are_kept() -> None:
    inner = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    none = '<w:pStyle w:val="Lista"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("ett", '<w:pStyle w:val="Lista"/>') + paragraph("två", inner) + paragraph("fritt", none)
    assert seen(read_word(word_file(body))) == [
        (Shape.ITEM, "ett", 1),
        (Shape.ITEM, "två", 2),
        (Shape.PARAGRAPH, "fritt", 0),
    ]


def test_a_table_in_a_table_is_text_of_its_cell_and_cells_keep_their_places() -> None:
    inner = table((paragraph("a"), paragraph("b")))
    body = table((paragraph("ett") + paragraph("två"), inner + paragraph("")), (paragraph(""), paragraph("sist")))
    assert read_word(word_file(body)).pieces == (
        Piece(Shape.ROW, "ett\ntvå | a | b", cells=("ett\ntvå", "a | b"), table=1),
        Piece(Shape.ROW, "sist", cells=("", "sist"), table=1),
    )


def test_a_field_that_nobody_filled_in_is_no_text_and_one_that_is_filled_in_is() -> None:
    def control(text: str, properties: str) -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{paragraph(text)}</w:sdtContent></w:sdt>"

    assert texts(control("Klicka här", "<w:showingPlcHdr/>") + control("Larm", "")) == ["Larm"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('i rutan')}</w:txbxContent>"
    both = f'<m:A xmlns:m="m"><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:A>'
    assert texts(f"<w:p>{run('utanför')}<w:r>{both}</w:r></w:p>") == ["i rutan", "utanför"]


def test_python_docx_is_read_right() -> None:
    document = docx.Document()
    document.add_heading("Minnesanteckningar", 1)
    document.add_heading("Det som fungerar", 2)
    document.add_heading("", 2)
    for style, text in (("List Bullet", "Träffarna"), ("List Number", "Larm"), ("Normal", "Vi enades.")):
        document.add_paragraph(text, style=style)
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Vad", "Hur"
    file = BytesIO()
    document.save(file)
    shapes = [(shape, text) for shape, text, _ in seen(read_word(file.getvalue()))]
    kept = [(shape, text) for shape, text, _ in READ]
    assert shapes == [kept[0], kept[1], kept[2], kept[6], kept[8], kept[9]]


@pytest.mark.word
def test_libreoffice_is_read_right(tmp_path: Path) -> None:
    source = tmp_path / "fil.html"
    source.write_text(HTML, "utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    word = ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)]
    soffice = [str(program("soffice")), profile, "--headless", *word, str(source)]
    subprocess.run(soffice, check=True, capture_output=True, timeout=120)
    assert seen(read_word(source.with_suffix(".docx").read_bytes())) == READ


@pytest.mark.word
def test_pandoc_is_read_right(tmp_path: Path) -> None:
    file = tmp_path / "fil.docx"
    pandoc = [str(program("pandoc")), "-f", "html", "-o", str(file)]
    subprocess.run(pandoc, input=HTML.encode(), check=True, timeout=120)
    assert seen(read_word(file.read_bytes())) == READ


def test_a_text_to_compare_is_what_a_reader_sees() -> None:
    shown = "<w:p><w:r><w:t>Bygg</w:t></w:r>{}<w:r><w:t xml:space='preserve'> en bro</w:t></w:r></w:p>"
    unseen = "".join(
        (
            "<w:del><w:r><w:delText>två</w:delText></w:r></w:del>",
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>tre</w:t></w:r>",
            "<w:moveFrom><w:r><w:t>fyra</w:t></w:r></w:moveFrom>",
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        )
    )
    inserted = "<w:ins><w:r><w:t> inte</w:t></w:r></w:ins>"
    read = read_text(word_file(shown.format(unseen) + shown.format(inserted)))
    assert read.paragraphs == ["Bygg en bro", "Bygg inte en bro"]
