"""What must not be in notes, and what one should think twice about (domain.md, Law and accessibility)."""

from dataclasses import dataclass
from enum import StrEnum


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
    """Something personal in a text: `text[start:end]` is `excerpt`. `suggestion` is a rewording of the excerpt."""

    kind: Kind
    level: Level
    start: int
    end: int
    excerpt: str
    suggestion: str


def check_privacy(text: str) -> tuple[Find, ...]:
    """Find personal data in `text`, in order of place. No find is no promise that a text is anonymous."""
    raise NotImplementedError
