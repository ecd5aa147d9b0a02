"""Word files made by hand, part by part."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = """
    <w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Min rubrik"/><w:basedOn w:val="Rubrik1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="Punkter"/>
    <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def document(body: str, start: str = "") -> str:
    return f'{start}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word_file(body: str = "", *, content_type: str = TYPE, **changed: str | bytes) -> bytes:
    """A sound file, but for the parts that are changed, by their names."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types><Override PartName="/{MAIN}" ContentType="{content_type}"/></Types>',
        "_rels/.rels": f'<R><Relationship Id="r" Type="http://x/officeDocument" Target="{MAIN}"/></R>',
        "word/styles.xml": f'<w:styles xmlns:w="{NAMESPACE}">{STYLES}</w:styles>',
        MAIN: document(body),
    }
    return archive(parts | changed)


def archive(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()
