"""The archive of a Word file, looked through before any of it is understood: what is unpacked is counted."""

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from posixpath import normpath
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from exports.word_files.faults import Fault, UnreadableFile

MOST_BYTES = 5_000_000
MOST_PARTS = 1_000
MOST_UNPACKED = 100_000_000
MOST_XML = 30_000_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 200
HIGHEST_RATIO = 200
SMALL_PART = 1_000_000  # whose ratio is no danger
CHUNK = 65_536

Handler = Callable[..., None]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PACKAGE_RELATIONS = "_rels/.rels"
_CONTENT_TYPES = "[Content_Types].xml"
_BEGINNINGS = ((b"%PDF", Fault.PDF), (b"{\\rtf", Fault.RICH_TEXT))


def require_archive(content: bytes) -> None:
    """Raise `UnreadableFile` for what is no archive, or too much: nothing is unpacked."""
    if not content:
        raise UnreadableFile(Fault.EMPTY)
    if len(content) > MOST_BYTES:
        raise UnreadableFile(Fault.TOO_LARGE)
    if content.startswith(_OLE):
        raise UnreadableFile(Fault.ENCRYPTED if _ENCRYPTED in content else Fault.OLD_WORD)
    for beginning, fault in _BEGINNINGS:
        if content.startswith(beginning):
            raise UnreadableFile(fault)
    if not content.startswith(b"PK"):
        raise UnreadableFile(Fault.NOT_WORD)


class Archive:
    """A Word file whose parts have been looked through; raises `UnreadableFile` where one can't be trusted."""

    def __init__(self, content: bytes) -> None:
        require_archive(content)
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise UnreadableFile(Fault.DAMAGED) from error
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._xml_left = MOST_XML
        self._require_small()
        self._require_word()
        self.main = self._find_main()

    def _require_small(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableFile(Fault.TOO_LARGE)
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableFile(Fault.ENCRYPTED)
        if len(parts) != len(self._parts) or any(
            part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts
        ):
            raise UnreadableFile(Fault.DAMAGED)
        if any(_is_bomb(part) for part in parts):
            raise UnreadableFile(Fault.TOO_LARGE)

    def _require_word(self) -> None:
        if "mimetype" in self._parts and _CONTENT_TYPES not in self._parts:
            raise UnreadableFile(Fault.OPEN_DOCUMENT)
        if _CONTENT_TYPES not in self._parts:
            raise UnreadableFile(Fault.NOT_WORD)
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self._parts):
            raise UnreadableFile(Fault.MACROS)
        types: list[str] = []
        self.read(_CONTENT_TYPES, start=lambda _name, attributes: types.append(attributes.get("ContentType", "")))
        if any("macroenabled" in name.lower() for name in types):
            raise UnreadableFile(Fault.MACROS)
        if not any("wordprocessingml" in name for name in types):
            raise UnreadableFile(Fault.NOT_WORD)

    def _find_main(self) -> str:
        """The part that holds the text. Relations that lead out of the file are never followed."""
        targets: list[str] = []

        def look(_name: str, attributes: dict[str, str]) -> None:
            if attributes.get("Type", "").endswith("/officeDocument") and attributes.get("TargetMode") != "External":
                targets.append(normpath(attributes.get("Target", "").lstrip("/")))

        self.read(_PACKAGE_RELATIONS, start=look)
        found = next((target for target in targets if target in self._parts), None)
        if found is None:
            raise UnreadableFile(Fault.DAMAGED)
        return found

    def require_plain_xml(self, *known: str) -> None:
        """Look for a DTD and for nesting without end in every part that is XML, beside those that are read anyway."""
        for name in self._parts:
            if name.lower().endswith((".xml", ".rels", ".vml")) and name not in known:
                self.read(name)

    def beside_main(self, name: str) -> str:
        """The name of a part in the same folder as the text."""
        return self.main.rpartition("/")[0] + "/" + name if "/" in self.main else name

    def read(
        self, name: str, *, start: Handler | None = None, end: Handler | None = None, text: Handler | None = None
    ) -> None:
        """Send what an XML part holds to handlers, piece by piece; a part that isn't there holds nothing."""
        if name in self._parts:
            xml = _Xml(start, end, text)
            for chunk in self._chunks(self._parts[name]):
                xml.feed(chunk)
            xml.close()

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """A part as it is; None where there is none, or where it has more than `most` bytes."""
        part = self._parts.get(name)
        if part is None or part.file_size > most:
            return None
        content = b"".join(self._chunks(part))
        return content if len(content) <= most else None

    def _chunks(self, part: ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    self._xml_left -= len(chunk)
                    if self._xml_left < 0:
                        raise UnreadableFile(Fault.TOO_LARGE)
                    yield chunk
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise UnreadableFile(Fault.DAMAGED) from error


def _is_bomb(part: ZipInfo) -> bool:
    return part.file_size > SMALL_PART and part.file_size > HIGHEST_RATIO * max(1, part.compress_size)


class _Xml:
    """A part as expat reads it: without DTD, and neither deeper nor longer than a text needs."""

    def __init__(self, start: Handler | None, end: Handler | None, text: Handler | None) -> None:
        self._start, self._end, self._depth, self._elements = start, end, 0, 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish
        self._parser.StartDoctypeDeclHandler = self._refuse
        if text:
            self._parser.CharacterDataHandler = text

    def feed(self, chunk: bytes) -> None:
        self._parse(chunk, last=False)

    def close(self) -> None:
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise UnreadableFile(Fault.DAMAGED) from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            self._refuse()
        if self._elements > MOST_ELEMENTS:
            raise UnreadableFile(Fault.TOO_LARGE)
        if self._start:
            self._start(name, attributes)

    def _finish(self, name: str) -> None:
        self._depth -= 1
        if self._end:
            self._end(name)

    def _refuse(self, *_doctype: object) -> None:
        raise UnreadableFile(Fault.UNSAFE)
