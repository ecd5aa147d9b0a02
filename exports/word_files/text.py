"""The text of a Word file as its reader sees it, to compare two files by."""

import re
from dataclasses import dataclass, field

from exports.word_files.archive import Archive
from exports.word_files.faults import Fault, UnreadableFile

MOST_PARAGRAPHS = 50_000
_WORD = re.compile(r"http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/wordprocessingml/(?:2006/)?main ")
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_PROPERTIES = "docProps/custom.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
_OTHER_TEXT = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_MARGIN = re.compile(r"(?:header|footer)\d*\.xml")
_NOT_SEEN = ("del", "moveFrom", _FALLBACK)
_OFF = ("0", "false", "off")


@dataclass
class WordText:
    """The paragraphs of a file in their order, cells among them; those of its page headers and footers in any order,
    and of its table of contents; and its properties by names of their maker's own."""

    paragraphs: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def text_of(archive: Archive) -> WordText:
    """What a reader sees, without what programs make anew; raises `UnreadableFile`."""
    text = WordText()
    parts = [archive.main, *(archive.beside_main(name) for name in _NOTES)]
    beside = archive.beside_main("")
    margins = [name for name in archive.names if _MARGIN.fullmatch(name.removeprefix(beside))]
    archive.require_plain_xml(*parts, *margins, _PROPERTIES)
    for name in (*parts, *margins):
        margin = name in margins
        paragraphs = (_Margin if margin else _Paragraphs)(text.margins if margin else text.paragraphs, text.contents)
        archive.read(name, start=paragraphs.start, end=paragraphs.end, text=paragraphs.characters)
    properties = _Properties(text)
    archive.read(_PROPERTIES, start=properties.start, end=properties.end, text=properties.characters)
    return text


class _Paragraphs:
    """Gathers what a reader sees: not what is deleted under tracked changes or hidden, and by itself the table of
    contents, which programs make anew."""

    def __init__(self, kept: list[str], contents: list[str]) -> None:
        self._kept, self._of_contents = kept, contents
        self._open: list[list[str]] = []
        self._unseen = 0  # how many elements around this one are not seen
        self._contents: list[bool] = []  # for each content control around this one, whether it is a table of contents
        self._hidden = self._writing = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        local = _WORD.sub("", name)
        if local in _NOT_SEEN:
            self._unseen += 1
        if local == name:
            return
        value = next((said for key, said in attributes.items() if key.endswith(" val")), None)
        match local:
            case "p":
                self._open.append([])
            case "r":
                self._hidden = False
            case "vanish":
                self._hidden = value not in _OFF
            case "sdt":
                self._contents.append(False)
            case "docPartGallery" if self._contents:
                self._contents[-1] = value == "Table of Contents"
            case "pStyle" if self._open and (value or "").casefold().startswith(("toc", "contents")):
                self._open[-1] = _Line(self._open[-1])
            case "t":
                self._writing = True
            case _ if local in _OTHER_TEXT:
                self._add(_OTHER_TEXT[local])

    def end(self, name: str) -> None:
        """An element ends."""
        local = _WORD.sub("", name)
        if local in _NOT_SEEN:
            self._unseen -= 1
        if local == name:
            return
        match local:
            case "t":
                self._writing = False
            case "sdt":
                self._contents.pop()
            case "p":
                self._keep(self._open.pop())

    def characters(self, text: str) -> None:
        """Text between elements."""
        if self._writing:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._hidden and not self._unseen:
            self._open[-1].append(text)

    def _keep(self, parts: list[str]) -> None:
        kept = self._of_contents if isinstance(parts, _Line) or any(self._contents) else self._kept
        if paragraph := "".join(parts).strip():
            kept.append(paragraph)
        if len(kept) > MOST_PARAGRAPHS:
            raise UnreadableFile(Fault.TOO_LARGE)


class _Margin(_Paragraphs):
    """Gathers what stands in a page header or footer, but for what programs count, such as the number of the page."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        super().start(name, attributes)
        kind = next((said for key, said in attributes.items() if key.endswith(" fldCharType")), "")
        self._unseen += (_WORD.sub("", name) == "fldSimple") + (kind == "begin") - (kind == "end")

    def end(self, name: str) -> None:
        """An element ends."""
        super().end(name)
        self._unseen -= _WORD.sub("", name) == "fldSimple"


class _Line(list[str]):
    """What stands in a paragraph of a table of contents."""


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
