"""What must not be in notes, and what one should think twice about (domain.md, Law and accessibility)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from meetings.contact_details import emails, phones, street_addresses
from meetings.named_people import lists_of_names, named_relatives
from meetings.personal_numbers import personal_numbers


class Level(StrEnum):
    """How serious a find is."""

    BLOCK = "block"  # notes can't be submitted
    WARN = "warn"  # the leader decides


class Kind(StrEnum):
    """What was found."""

    PERSONAL_NUMBER = "personal_number"  # personnummer, samordningsnummer
    PHONE = "phone"
    EMAIL = "email"
    STREET_ADDRESS = "street_address"
    FIRST_NAMES = "first_names"  # a list of first names
    RELATIVE_NAMED = "relative_named"  # "min man Karl", "mamma Anna"


@dataclass(frozen=True, slots=True)
class Find:
    """Something personal in a text: `text[start:end]` is `excerpt`. `suggestion` is a rewording of the
    excerpt."""

    kind: Kind
    level: Level
    start: int
    end: int
    excerpt: str
    suggestion: str


_FOUND = "\0"  # stands where something is already found, so that no two finds overlap
_COUNTED = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")

_Candidates = Iterator[tuple[int, int, str]]


def check_privacy(text: str) -> tuple[Find, ...]:
    """Find personal data in `text`, in order of place and without overlap.

    No find is no promise that a text is anonymous.
    """
    finds: list[Find] = []
    unread = list(text)
    for kind, recognise in _RECOGNISERS:
        for start, end, suggestion in recognise("".join(unread)):
            if _FOUND not in unread[start:end]:
                finds.append(_find(text, kind, start, end, suggestion))
                unread[start:end] = _FOUND * (end - start)
    return tuple(sorted(finds, key=lambda find: find.start))


def reworded(text: str, excerpt: str) -> str:
    """`text` with the suggested words in place of the first find that reads `excerpt`; as it is where there is none."""
    for find in check_privacy(text):
        if find.excerpt == excerpt:
            return text[: find.start] + find.suggestion + text[find.end :]
    return text


def _find(text: str, kind: Kind, start: int, end: int, suggestion: str) -> Find:
    level = Level.BLOCK if kind is Kind.PERSONAL_NUMBER else Level.WARN
    before = text[max(0, start - 20) : start].rstrip(" ")
    if not before or before[-1] in ".!?\n":
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return Find(kind, level, start, end, text[start:end], suggestion)


def _personal_numbers(text: str) -> _Candidates:
    return ((*match.span(), "ett personnummer") for match in personal_numbers(text))


def _emails(text: str) -> _Candidates:
    return ((*match.span(), "en e-postadress") for match in emails(text))


def _phones(text: str) -> _Candidates:
    return ((start, end, "ett telefonnummer") for start, end in phones(text))


def _street_addresses(text: str) -> _Candidates:
    return ((*match.span(), "en adress") for match in street_addresses(text))


def _named_relatives(text: str) -> _Candidates:
    return ((*match.span(), match["who"]) for match in named_relatives(text))


def _lists_of_names(text: str) -> _Candidates:
    for match, count in lists_of_names(text):
        number = _COUNTED[count - 2] if count - 2 < len(_COUNTED) else str(count)
        yield *match.span(), f"{number} personer"


# The most telling first: what one has found, the next doesn't read.
_RECOGNISERS: tuple[tuple[Kind, Callable[[str], _Candidates]], ...] = (
    (Kind.PERSONAL_NUMBER, _personal_numbers),
    (Kind.EMAIL, _emails),
    (Kind.PHONE, _phones),
    (Kind.STREET_ADDRESS, _street_addresses),
    (Kind.RELATIVE_NAMED, _named_relatives),
    (Kind.FIRST_NAMES, _lists_of_names),
)
