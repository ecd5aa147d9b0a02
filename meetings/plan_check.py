"""Whether a file still says what was handed in: its text as a reader sees it, and where it differs.

A program that opens and saves a file rewrites all its bytes and leaves the text. So the fingerprint is of the text:
paragraphs and cells in their order, in composed characters, with one space where there is any.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256

from meetings.plan_version import SHOWN

NO_FINGERPRINT = "0" * 64
_MARK = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3}\b")
_NUMBERS = re.compile(r"^[\d.\s]+|[\d.\s]+$")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


class Verdict(StrEnum):
    """What a file is, compared with what was handed in."""

    UNCHANGED = "unchanged"  # byte by byte
    SAME_TEXT = "same_text"  # saved again
    CHANGED = "changed"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Difference:
    """Paragraphs that stand otherwise: `place` is the number, from 1, of the first one in the file that is checked, and
    0 in its page headers, footers and table of contents."""

    place: int
    was: tuple[str, ...]
    now: tuple[str, ...]


def seen_text(paragraphs: Iterable[str], fingerprint: str = "") -> tuple[str, ...]:
    """The paragraphs as a reader sees them, without empty ones and without the mark of the fingerprint that the file
    itself carries: other numbers that look like one are text."""
    own = fingerprint[:SHOWN]
    return tuple(text for each in paragraphs if (text := _seen(each, own)))


def _seen(paragraph: str, own: str) -> str:
    composed = " ".join(unicodedata.normalize("NFC", paragraph.translate(_UNSEEN)).split())
    kept = _MARK.sub(lambda mark: "" if mark[0].replace(" ", "") == own else mark[0], composed)
    return " ".join(kept.split())


def text_fingerprint(paragraphs: Iterable[str], fingerprint: str = NO_FINGERPRINT) -> str:
    """The SHA-256 of the text as a reader sees it, in hexadecimal; `fingerprint` is the one that the file carries."""
    return sha256("\n".join(seen_text(paragraphs, fingerprint)).encode()).hexdigest()


def find_marks(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of fingerprints that stand in the text, as 16 hexadecimal digits."""
    return tuple(mark.replace(" ", "") for each in paragraphs for mark in _MARK.findall(" ".join(each.split())))


def find_differences(was: Sequence[str], now: Sequence[str], fingerprint: str = "") -> tuple[Difference, ...]:
    """Where the text of a file differs from what was handed in with the fingerprint, from the top down."""
    before, after = seen_text(was, fingerprint), seen_text(now, fingerprint)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(Difference(k + 1, before[i:j], after[k:m]) for kind, i, j, k, m in steps if kind != "equal")


def margin_differences(was: Iterable[str], now: Iterable[str]) -> tuple[Difference, ...]:
    """Whether page headers and footers say something else; programs may repeat them for each part of a file."""
    return _beside(set(seen_text(was)), set(seen_text(now)))


def contents_differences(known: Iterable[str], now: Iterable[str]) -> tuple[Difference, ...]:
    """Lines of a table of contents that are neither headings nor anything else of what is `known`; programs number them
    in their own ways, and may leave some out."""
    headings, lines = ({_NUMBERS.sub("", text) for text in seen_text(each)} for each in (known, now))
    return _beside(set(), lines - headings - {""})


def _beside(was: set[str], now: set[str]) -> tuple[Difference, ...]:
    return (Difference(0, tuple(sorted(was - now)), tuple(sorted(now - was))),) if was != now else ()
