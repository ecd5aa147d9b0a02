"""The text of a Word file that somebody else has had: read within limits, without building its tree.

Nothing in the file is unpacked beyond what is counted, and a document type, the door to entities, is refused.
"""

from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 5_000_000
MOST_UNPACKED = 8_000_000  # of the parts that hold text; pictures are not unpacked
MOST_FILES = 1_000
MOST_PARAGRAPHS = 50_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_OTHER_TEXT = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_NOT_SEEN = {_W + "del", _W + "moveFrom", _FALLBACK}
_OFF = ("0", "false", "off")


class Unreadable(ValueError):
    """The file is no Word file that can be read here; the message says why, in Swedish."""


@dataclass
class WordText:
    """The paragraphs of a file in their order, cells among them, and its properties by names of their maker's own."""

    paragraphs: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def read_word(file: bytes) -> WordText:
    """Read a .docx file; raises `Unreadable`."""
    if len(file) > MOST_BYTES:
        raise Unreadable(f"Filen är större än {MOST_BYTES // 1_000_000} MB.")
    try:
        with ZipFile(BytesIO(file)) as archive:
            return _read(archive)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, expat.ExpatError) as error:
        raise Unreadable("Filen går inte att läsa som en Word-fil (.docx).") from error
    except (KeyError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("Filen är inte en Word-fil (.docx).") from error


def _read(archive: ZipFile) -> WordText:
    names = archive.namelist()
    if len(names) > MOST_FILES:
        raise Unreadable("Filen innehåller för många delar.")
    room, text = MOST_UNPACKED, WordText()
    for name in ("word/document.xml", *_NOTES, "docProps/custom.xml"):
        if name not in names and name != "word/document.xml":
            continue
        with archive.open(name) as part:
            content = part.read(room + 1)
        room -= len(content)
        if room < 0:
            raise Unreadable("Filen blir för stor när den packas upp.")
        reader = _Properties(text) if name.startswith("docProps/") else _Paragraphs(text)
        _parse(content, reader)
    return text


def _parse(content: bytes, reader: "_Paragraphs | _Properties") -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.characters
    parser.Parse(content, True)


def _refuse(*_declared: object) -> None:
    raise Unreadable("Filen innehåller en dokumenttyp, och det har ingen vanlig Word-fil.")


class _Paragraphs:
    """Gathers what a reader sees: not what is deleted under tracked changes or hidden, nor the table of contents, which
    programs make anew."""

    def __init__(self, text: WordText) -> None:
        self._text = text
        self._open: list[list[str]] = []
        self._unseen = 0  # how many elements around this one are not seen
        self._contents: list[bool] = []  # for each content control around this one, whether it is a table of contents
        self._hidden = self._writing = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name in _NOT_SEEN:
            self._unseen += 1
        if not name.startswith(_W):
            return
        match name.removeprefix(_W):
            case "p":
                self._open.append([])
            case "r":
                self._hidden = False
            case "vanish":
                self._hidden = attributes.get(_W + "val") not in _OFF
            case "sdt":
                self._contents.append(False)
            case "docPartGallery" if self._contents:
                self._contents[-1] = attributes.get(_W + "val") == "Table of Contents"
            case "pStyle" if self._open and attributes.get(_W + "val", "").casefold().startswith(("toc", "contents")):
                self._open[-1] = _Unkept()
            case "t":
                self._writing = True
            case local if local in _OTHER_TEXT:
                self._add(_OTHER_TEXT[local])

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _NOT_SEEN:
            self._unseen -= 1
        match name:
            case _ if name == _W + "t":
                self._writing = False
            case _ if name == _W + "sdt":
                self._contents.pop()
            case _ if name == _W + "p":
                self._keep("".join(self._open.pop()))

    def characters(self, text: str) -> None:
        """Text between elements."""
        if self._writing:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._hidden and not self._unseen and not any(self._contents):
            self._open[-1].append(text)

    def _keep(self, paragraph: str) -> None:
        if paragraph.strip():
            self._text.paragraphs.append(paragraph)
        if len(self._text.paragraphs) > MOST_PARAGRAPHS:
            raise Unreadable("Filen har för många stycken.")


class _Unkept(list[str]):
    """What stands in a paragraph of a table of contents."""

    def append(self, _text: str) -> None:
        """Keep nothing."""


class _Properties:
    """Gathers the properties that have names of their maker's own."""

    def __init__(self, text: WordText) -> None:
        self._text = text
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name.endswith(" property"):
            self._name = attributes.get("name", "")
            self._text.properties[self._name] = ""

    def end(self, name: str) -> None:
        """An element ends."""
        if name.endswith(" property"):
            self._name = ""

    def characters(self, text: str) -> None:
        """Text between elements."""
        if self._name:
            self._text.properties[self._name] += text
