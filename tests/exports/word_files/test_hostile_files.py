"""Whatever isn't a plain Word file is refused, quickly, with little memory and for a reason that is told in Swedish."""

import struct
import subprocess
from collections.abc import Callable

import pytest

from bln.word_faults import FAULTS
from exports.word_files import reading
from exports.word_files.__main__ import MOST_MEMORY
from exports.word_files.archive import MOST_BYTES
from exports.word_files.faults import Fault, UnreadableFile
from exports.word_files.reading import read_word
from tests.exports.word_files.factories import MAIN, archive, document, paragraph, run, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION = "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
GENEROUS = 8  # seconds, on a machine that has more to do


def encrypted_part() -> bytes:
    """The flag that says that a part is encrypted, set in both headers of the first part."""
    file = bytearray(word_file(paragraph("hej")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = file.index(signature) + place
        struct.pack_into("<H", file, at, 1)
    return bytes(file)


def says_less_than_it_holds() -> bytes:
    """A part of 40 MB whose size is told as 10 bytes."""
    file = bytearray(word_file(**{MAIN: document("<w:p/>" * 7_000_000)}))
    size = struct.pack("<I", len(document("<w:p/>" * 7_000_000)))
    return bytes(file).replace(size, struct.pack("<I", 10))


HOSTILE: dict[str, tuple[Fault, Callable[[], bytes]]] = {
    "nothing": (Fault.EMPTY, lambda: b""),
    "a text": (Fault.NOT_WORD, lambda: b"Hej och h\xe5"),
    "a PDF": (Fault.PDF, lambda: b"%PDF-1.7 ..."),
    "rich text": (Fault.RICH_TEXT, lambda: b"{\\rtf1 hej}"),
    "old Word": (Fault.OLD_WORD, lambda: OLE + bytes(5_000)),
    "encrypted by Word": (Fault.ENCRYPTED, lambda: OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    "encrypted by an archiver": (Fault.ENCRYPTED, encrypted_part),
    "another archive": (Fault.NOT_WORD, lambda: archive({"a.txt": "hej"})),
    "OpenDocument": (Fault.OPEN_DOCUMENT, lambda: archive({"mimetype": "application/vnd.oasis.opendocument.text"})),
    "a spreadsheet": (Fault.NOT_WORD, lambda: word_file(content_type="application/vnd.x.spreadsheetml.sheet.main+xml")),
    "macros by type": (Fault.MACROS, lambda: word_file(content_type=MACRO_TYPE)),
    "macros by part": (Fault.MACROS, lambda: word_file(**{"word/vbaProject.bin": b"x"})),
    "cut off": (Fault.DAMAGED, lambda: word_file(paragraph("hej"))[:-30]),
    "no text": (Fault.DAMAGED, lambda: word_file(**{"_rels/.rels": "<Relationships/>"})),
    "text elsewhere": (
        Fault.DAMAGED,
        lambda: word_file(
            **{
                "_rels/.rels": '<R><R Type="x/officeDocument" TargetMode="External" Target="http://127.0.0.1:9/a"/></R>',
            }
        ),
    ),
    "broken XML": (Fault.DAMAGED, lambda: word_file(**{MAIN: "<w:document"})),
    "entities": (Fault.UNSAFE, lambda: word_file(**{MAIN: document("&b;", BILLION)})),
    "an entity from outside": (Fault.UNSAFE, lambda: word_file(**{MAIN: document("&a;", OUTSIDE)})),
    "a DTD in UTF-16": (Fault.UNSAFE, lambda: word_file(**{MAIN: document("", BILLION).encode("utf-16")})),
    "a DTD in a part beside": (Fault.UNSAFE, lambda: word_file(**{"docProps/app.xml": f"{BILLION}<a/>"})),
    "a DTD in the types": (Fault.UNSAFE, lambda: word_file(**{"[Content_Types].xml": f"{BILLION}<a/>"})),
    "nested without end": (Fault.UNSAFE, lambda: word_file("<w:sdt>" * 100_000)),
    "nested in a part beside": (Fault.UNSAFE, lambda: word_file(**{"word/footer1.xml": "<a>" * 100_000})),
    "six million paragraphs": (Fault.TOO_LARGE, lambda: word_file("<w:p/>" * 6_000_000)),
    "six million paragraphs, not alike": (
        Fault.TOO_LARGE,
        lambda: word_file("".join(f'<w:p w:id="{n * 7919 % 99991}"/>' for n in range(1_000_000))),
    ),
    "thousands of parts": (Fault.TOO_LARGE, lambda: word_file(**{f"word/p{n}.xml": "<a/>" for n in range(5_000)})),
    "a bomb in a picture": (Fault.TOO_LARGE, lambda: word_file(**{"word/media/a.png": bytes(90_000_000)})),
    "one endless text": (Fault.TOO_LARGE, lambda: word_file(f"<w:p>{run('ab c' * 1_000_000)}</w:p>")),
    "elements that are no text": (Fault.TOO_LARGE, lambda: word_file("<w:bookmarkEnd/>" * 1_500_000)),
    "more bytes than is read": (Fault.TOO_LARGE, lambda: b"PK" + bytes(MOST_BYTES)),
    "a size that lies": (Fault.DAMAGED, says_less_than_it_holds),
}


# A child's peak begins at its parent's, so a small process asks, and not the tests' own.
ASK = """
import resource, sys, time
from exports.word_files.faults import UnreadableFile
from exports.word_files.reading import read_word
content, begun = sys.stdin.buffer.read(), time.monotonic()
try:
    print("read", end=" ") if read_word(content) else None
except UnreadableFile as unreadable:
    print(unreadable.fault.value, end=" ")
print(time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_quickly_and_with_little_memory(name: str) -> None:
    fault, make = HOSTILE[name]
    ran = subprocess.run([reading.sys.executable, "-c", ASK], input=make(), capture_output=True, check=True)
    said, seconds, peak = ran.stdout.decode().split()
    assert said == fault.value
    assert float(seconds) < GENEROUS
    assert int(peak) * 1024 <= MOST_MEMORY


def test_every_reason_says_what_to_do() -> None:
    assert set(FAULTS) == set(Fault)
    assert all(len(words.split(". ")) > 1 for words in FAULTS.values())


def test_the_reader_can_take_neither_memory_nor_files_and_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever gets past the guard meets the limits of its process."""
    seen: dict[str, object] = {}

    def look(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(options, command=command)
        return subprocess.CompletedProcess(command, -9, b"", b"")

    monkeypatch.setenv("BLN_SECRET_KEY", "hemligt")
    monkeypatch.setattr(reading.subprocess, "run", look)
    with pytest.raises(UnreadableFile) as refused:
        read_word(word_file(paragraph("hej")))
    assert refused.value.fault is Fault.TOO_LARGE
    assert seen["timeout"] == 5
    assert "hemligt" not in str(seen["env"])


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.01)
    with pytest.raises(UnreadableFile) as refused:
        read_word(word_file(paragraph("hej")))
    assert refused.value.fault is Fault.TOO_LARGE


def test_the_reader_gives_up_memory_and_time_itself() -> None:
    code = (
        "import sys, io, resource, exports.word_files.__main__ as reader\n"
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b''))\n"
        "reader.main()\n"
        "try:\n    bytearray(300_000_000)\n"
        "except MemoryError:\n    print(' no memory', resource.getrlimit(resource.RLIMIT_CPU)[0])\n"
        "print('flask' in sys.modules)"
    )
    ran = subprocess.run([reading.sys.executable, "-c", code, "pieces"], capture_output=True, text=True, check=True)
    assert ran.stdout == '{"fault": "empty"} no memory 4\nFalse\n'
