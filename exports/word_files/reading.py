"""The one way from the bytes of a Word file that somebody else made to its text."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from exports.word_files.archive import require_archive
from exports.word_files.faults import Fault, UnreadableFile
from exports.word_files.look import FoundLook
from exports.word_files.text import WordText
from meetings.pieces import LeftOut, Piece, Shape, Written
from meetings.snapshot import from_data

MOST_SECONDS = 5


def read_word(content: bytes) -> Written:
    """The text of a .docx file: headings, paragraphs, list items and rows of tables, in their order.

    Tracked insertions count as text and tracked deletions don't; comments, footnotes, pictures and hidden text are
    left out and counted; headers and footers are left out. Text is as it was written, each piece without empty
    lines: clean and check it as what a person types. Nothing outside the file is ever fetched.

    The file is read by a process with 200 MB of memory and five seconds. Raises `UnreadableFile` with the `Fault`.
    """
    return _written(_read_apart(content, "pieces"))


def read_text(content: bytes) -> WordText:
    """The text of a .docx file as its reader sees it, to compare two files by: footnotes count; headers, footers and
    the contents stand by themselves; and its custom properties. Read as `read_word` reads, and with the same
    faults."""
    return WordText(**_read_apart(content, "text"))


def read_look(content: bytes) -> FoundLook:
    """The typefaces, the colour of the headings and the logo of a .docx or .dotx file, and what of them can't be taken.
    Read as `read_word` reads, and with the same faults."""
    return from_data(FoundLook, _read_apart(content, "look"))


def _read_apart(content: bytes, wanted: str) -> dict[str, Any]:
    require_archive(content)
    command = [sys.executable, "-S", "-P", "-m", "exports.word_files", wanted]
    environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ran = subprocess.run(
            command, input=content, capture_output=True, timeout=MOST_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(Fault.TOO_LARGE) from error
    if ran.returncode < 0 or b"MemoryError" in ran.stderr:  # killed for its time, or out of memory
        raise UnreadableFile(Fault.TOO_LARGE)
    if ran.returncode:
        raise UnreadableFile(Fault.DAMAGED)
    answer: dict[str, Any] = json.loads(ran.stdout)
    if "fault" in answer:
        raise UnreadableFile(Fault(answer["fault"]))
    return answer


def _written(answer: dict[str, Any]) -> Written:
    pieces = (
        Piece(Shape(piece["shape"]), piece["text"], piece["level"], tuple(piece["cells"]), piece["table"])
        for piece in answer["pieces"]
    )
    left_out = tuple((LeftOut(kind), count) for kind, count in answer["left_out"])
    return Written(tuple(pieces), left_out, answer["inserted"])
