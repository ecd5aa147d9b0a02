"""A file of a template as its author wrote it, with the faults found in it."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from network_templates.faults import Fault

LARGEST_FILE = 1_000_000
LONGEST_REASON = 500
KEY = re.compile(r"[a-z][a-z0-9_]*")
SECURE_ADDRESS = re.compile(r"https://[^/\s]")
KEY_ADVICE = "Skriv den med små bokstäver a–z, siffror och understreck, och börja med en bokstav."

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_LINK = re.compile(
    r"\]\(\s*<?([^)\s>]*)|^\s*\[[^\]]+\]:\s*<?([^\s>]+)|<([a-z][a-z0-9+.-]{1,20}:[^<>]*)>|\b(http://\S+)",
    re.I,
)


@dataclass
class SourceFile:
    """A file's name and text, `text` None when there is nothing to read, and the faults found so far."""

    name: str
    text: str | None = None
    faults: list[Fault] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; line 1 is the first."""
        return (self.text or "").split("\n")

    def fault(self, line: int, reason: str) -> None:
        """Note a fault in this file; line 0 means the file as a whole."""
        if len(reason) > LONGEST_REASON:
            reason = f"{reason[:LONGEST_REASON]} …"
        self.faults.append(Fault(self.name, line, reason))


def read_source(path: Path) -> SourceFile:
    """Read a file of a template; whatever hinders it becomes a fault, never an exception."""
    source = SourceFile(path.name)
    if not path.is_file():
        source.fault(0, "Filen saknas. Lägg den i mallens mapp.")
        return source
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        source.fault(0, "Filen går inte att öppna. Kontrollera att du har rätt att läsa den.")
        return source
    source.text = _decode(source, data)
    for number, line in enumerate(source.lines, start=1):
        _check_line(source, number, line)
    return source


def has_control_characters(text: str) -> bool:
    """True when the text holds characters that nobody sees and that Word refuses."""
    return _CONTROL.search(text) is not None


def _decode(source: SourceFile, data: bytes) -> str | None:
    if len(data) > LARGEST_FILE:
        source.fault(0, "Filen är större än 1 MB. Korta den, eller kontrollera att det är rätt fil.")
        return None
    try:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        source.fault(line, "Raden har tecken som inte är UTF-8. Spara filen igen med teckenkodningen UTF-8.")
        return None
    if not text.strip():
        source.fault(1, "Filen är tom. Skriv in innehållet, eller kopiera filen från en mall som fungerar.")
        return None
    return text


def _check_line(source: SourceFile, number: int, line: str) -> None:
    if has_control_characters(line):
        source.fault(number, "Raden har ett osynligt styrtecken. Skriv om raden för hand.")
    for match in _LINK.finditer(line):
        address = next(group for group in match.groups() if group is not None)
        if not SECURE_ADDRESS.match(address):
            source.fault(number, f"Länken ”{address}” börjar inte med https://. Skriv hela adressen med https://.")
