"""The check of Word files finds what it is there to find."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from exports.word import render_word
from tests.exports.factories import make_document
from tests.exports.soundness import faults

BODY = "word/document.xml"
BROKEN = [
    ("word/styles.xml", lambda s: s.replace('w:val="sv-SE"', 'w:val="en-GB"'), "language en-GB"),
    ("docProps/core.xml", lambda s: s.replace("En titel", "Namnlös"), "title 'Namnlös'"),
    ("word/footer1.xml", lambda s: s.replace(" NUMPAGES ", " DATE "), "footer with the fields"),
    (BODY, lambda s: s.replace('w:val="Heading3"', 'w:val="Heading4"'), "levels of headings [1, 2, 4, 2]"),
    (BODY, lambda s: s.replace("<w:sectPr", '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p><w:sectPr'), "empty"),
    (BODY, lambda s: s.replace('w:val="ListNumber"', 'w:val="Normal"'), "a numbered paragraph of style Normal: först"),
    (BODY, lambda s: s.replace("Då växer det.", "• Då växer det."), "a list that is typed: • Då växer det."),
    (BODY, lambda s: s.replace("<w:tblHeader/>", ""), "header rows of 'Redskap'"),
    (BODY, lambda s: s.replace('w:tblCaption w:val="Redskap"', 'w:tblCaption w:val=""'), "a table with the caption ''"),
    (BODY, lambda s: s.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="1"/>', 1), "merged cells in 'Redskap'"),
    (BODY, lambda s: s.replace('preserve">Spade<', 'preserve"> <'), "an empty cell in 'Redskap'"),
    (BODY, lambda s: s.replace("Bönor gav 4 lådor, kål och lök 1.", ""), "without a title or an alternative text"),
    (
        BODY,
        lambda s: s.replace('preserve">1</w:t></w:r><w:r><w:fld', 'preserve">2</w:t></w:r><w:r><w:fld'),
        "figures [",
    ),
    (BODY, lambda s: s.replace("Kapitel två", "Kapitel tre", 1), "contents ['Kapitel ett', 'Kapitel tre']"),
    (BODY, lambda s: s.replace(" TOC ", " REF "), "contents of 0 fields"),
]


def test_a_whole_file_has_no_faults() -> None:
    assert faults(render_word(make_document(contents=True))) == []


@pytest.mark.parametrize(("part", "change", "fault"), BROKEN, ids=[fault for *_, fault in BROKEN])
def test_a_fault_is_found(part: str, change: Callable[[str], str], fault: str) -> None:
    broken = _changed(render_word(make_document(contents=True)), part, change)
    assert [line for line in faults(broken) if fault in line]


def _changed(file: bytes, part: str, change: Callable[[str], str]) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = (changed := change(content.decode())).encode()
                assert changed != old.read(name).decode()
            new.writestr(name, content)
    return made.getvalue()
