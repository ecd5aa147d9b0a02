"""Why a file isn't read."""

from enum import StrEnum


class Fault(StrEnum):
    """Why a file isn't read as a Word file; the Swedish for each is in `bln/word_faults.py`."""

    EMPTY = "empty"
    NOT_WORD = "not_word"
    OLD_WORD = "old_word"  # .doc, before 2007
    OPEN_DOCUMENT = "open_document"
    RICH_TEXT = "rich_text"
    PDF = "pdf"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    DAMAGED = "damaged"
    UNSAFE = "unsafe"  # a DTD, or elements within elements without end
    TOO_LARGE = "too_large"  # bytes, parts, paragraphs, time or memory


class UnreadableFile(Exception):
    """A file isn't read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
