"""A document as a Word file: our own package of styles and settings, with a body written straight as XML.

The parts that never change lie in `word_parts/`, so that a style has one home where it can be read.
Word documents meet EN 301 549, clause 10: real headings, lists and tables, a title, a language.
"""

from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.document import Document
from exports.normal import normalised
from exports.word_body import Body

_OPENING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold: the same bytes every day
_FIXED = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/footer1.xml": "footer1.xml",
}
_A4_WITH_FOOTER = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1418" w:bottom="1247" w:left="1418" '
    'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def render_word(document: Document) -> bytes:
    """The document as a .docx file; equal documents give equal bytes."""
    clean = normalised(document)
    body = Body(clean)
    parts = {name: _part(file) for name, file in _FIXED.items()} | {
        "docProps/core.xml": _properties(clean),
        "word/styles.xml": _part("styles.xml").replace("sv-SE", escape(clean.language)),
        "word/document.xml": (
            f'{_OPENING}<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATED}">'
            f"<w:body>{body.xml}{_A4_WITH_FOOTER}</w:body></w:document>"
        ),
        "word/numbering.xml": _part("numbering.xml").replace("</w:numbering>", f"{body.numbering}</w:numbering>"),
        "word/_rels/document.xml.rels": _relationships(body),
    }
    return _zipped(parts)


def _zipped(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system = 0
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return file.getvalue()


@cache
def _part(name: str) -> str:
    return files("exports").joinpath("word_parts", name).read_text("utf-8")


def _relationships(body: Body) -> str:
    kinds = {"styles": "Styles", "numbering": "Numbering", "settings": "Settings", "fontTable": "Fonts"}
    inside = "".join(
        f'<Relationship Id="rId{name}" Type="{_RELATED}/{kind}" Target="{kind}.xml"/>' for kind, name in kinds.items()
    )
    footer = f'<Relationship Id="rIdFooter" Type="{_RELATED}/footer" Target="footer1.xml"/>'
    links = "".join(
        f'<Relationship Id="{key}" Type="{_RELATED}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for url, key in body.links.items()
    )
    return f'{_OPENING}<Relationships xmlns="{_RELATIONSHIPS}">{inside}{footer}{links}</Relationships>'


def _properties(document: Document) -> str:
    creator = f"<dc:creator>{escape(document.author)}</dc:creator>" if document.author else ""
    dated = ""
    if document.dated:
        day = f"{document.dated.isoformat()}T00:00:00Z"
        dated = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
        )
    return (
        f'{_OPENING}<cp:coreProperties xmlns:cp="{_PROPERTIES}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(document.title)}</dc:title>{creator}<dc:language>{escape(document.language)}</dc:language>"
        f"{dated}</cp:coreProperties>"
    )
