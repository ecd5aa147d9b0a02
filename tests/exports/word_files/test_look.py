"""The look of somebody else's Word file: what is taken of it, and what is refused with a reason."""

import struct
import zlib
from base64 import b64decode

import pytest

from exports.look import Look, contrast_with_paper
from exports.word_files.faults import Fault, UnreadableFile
from exports.word_files.look import LookFault
from exports.word_files.reading import read_look
from tests.exports.word_files.factories import NAMESPACE, paragraph, word_file

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
THEME = (
    f'<a:theme xmlns:a="{DRAWING}"><a:majorFont><a:latin typeface="Gill Sans"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:theme>'
)
RELATIONS = '<R><Relationship Id="r" Type="http://x/image" Target="{}"{}/></R>'


def png(width: int = 40, height: int = 20) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def styles(heading: str, normal: str = "") -> str:
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/>'
        f'</w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1"><w:name w:val="Normal"/>'
        f'<w:rPr>{normal}</w:rPr></w:style><w:style w:type="paragraph"><w:name w:val="heading 1"/>'
        f"<w:rPr>{heading}</w:rPr></w:style></w:styles>"
    )


def template(heading: str = "", normal: str = "", picture: bytes | None = None, **relation: str) -> bytes:
    parts: dict[str, str | bytes] = {"word/styles.xml": styles(heading, normal), "word/theme/theme1.xml": THEME}
    if picture is not None:
        name = relation.get("name", "media/image1.png")
        parts |= {"word/header1.xml": f'<w:hdr xmlns:w="{NAMESPACE}"/>', f"word/{name}": picture}
        parts["word/_rels/header1.xml.rels"] = RELATIONS.format(name, relation.get("mode", ""))
    return word_file(paragraph("Brev"), **parts)


def test_typefaces_are_found_by_the_theme_and_by_name() -> None:
    named = '<w:rFonts w:ascii="Verdana"/>'
    assert read_look(template('<w:rFonts w:asciiTheme="majorHAnsi"/>')).look == Look("Calibri", "Gill Sans")
    assert read_look(template(named, named)).look == Look("Verdana", "Verdana")
    assert read_look(template()).look == Look("Calibri", "Calibri")


def test_a_colour_is_taken_that_can_be_read_on_white_paper() -> None:
    assert read_look(template('<w:color w:val="1f4e79"/>')).look.colour == "1F4E79"
    faint = read_look(template('<w:color w:val="9CC2E5"/>'))
    assert (faint.look.colour, faint.faults[0]) == ("", LookFault.FAINT_COLOUR)
    assert read_look(template('<w:color w:val="auto"/>')).faults[0] is LookFault.NO_COLOUR


@pytest.mark.parametrize(("colour", "contrast"), [("000000", 21), ("FFFFFF", 1), ("767676", 4.54)])
def test_contrast_is_that_of_wcag(colour: str, contrast: float) -> None:
    assert contrast_with_paper(colour) == pytest.approx(contrast, abs=0.01)


def test_the_picture_in_the_header_becomes_the_logo() -> None:
    logo = read_look(template(picture=png())).look.logo
    assert logo
    assert (logo.kind, logo.width, logo.height, b64decode(logo.content)) == ("png", 40, 20, png())


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (None, LookFault.NO_LOGO),
        (b"\x01\0\0\0 EMF", LookFault.LOGO_KIND),
        (b"<svg/>", LookFault.LOGO_KIND),
        (png(4_100, 1), LookFault.LOGO_SIZE),
        (png()[:16] + b"\0" * 8 + png()[24:], LookFault.LOGO_SIZE),
        (b"\xff\xd8\xff\xc0\0\x11\x08", LookFault.LOGO_SIZE),
        (png() + bytes(400_000), LookFault.LOGO_SIZE),
    ],
    ids=["none", "emf", "svg", "too wide", "without sides", "half a jpeg", "too heavy"],
)
def test_a_picture_that_is_no_logo_is_told_why(picture: bytes | None, fault: LookFault) -> None:
    found = read_look(template(picture=picture))
    assert (found.look.logo, found.faults[-1]) == (None, fault)


def test_a_picture_outside_the_file_is_never_fetched() -> None:
    mode = ' TargetMode="External"'
    assert read_look(template(picture=png(), mode=mode)).faults[-1] is LookFault.NO_LOGO
    assert read_look(template(picture=png(), name="../../etc/x")).faults[-1] in (LookFault.NO_LOGO, LookFault.LOGO_SIZE)


@pytest.mark.parametrize("name", ['X"; } body { color: red', "X}</style>", "x" * 80, "../etc"])
def test_a_name_that_is_no_typeface_is_left_out(name: str) -> None:
    said = name.replace('"', "&quot;").replace("<", "&lt;")
    fonts = f'<w:rFonts w:ascii="{said}"/>'
    assert read_look(template(fonts, fonts)).look.body_font == ""
    with pytest.raises(ValueError, match="typefaces"):
        Look(body_font=name)


def test_a_file_that_is_made_to_harm_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_look(word_file(**{"word/styles.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}))
    assert refused.value.fault is Fault.UNSAFE
