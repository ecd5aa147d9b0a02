"""Recognise personnummer and samordningsnummer (domain.md, Law and accessibility; SKV 704 and SKV 707)."""

import re
from collections.abc import Iterator
from datetime import date

_LINES = r"\-" "\u2010\u2011\u2013\u2212\ufe63\uff0d"  # what is typed for a hyphen
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"  # what comes along when text is pasted
_YEAR = r"(?<!\d)((?:18|19|20)?\d\d)"
_SHAPES = (
    re.compile(rf"{_YEAR}(\d\d)(\d\d)[\s+/.{_LINES}{_UNSEEN}]{{0,3}}(\d{{4}})(?!\d)"),
    re.compile(rf"{_YEAR}[/. {_LINES}](\d\d)[/. {_LINES}](\d\d)[/+{_LINES}](\d{{4}})(?!\d)"),
)
_COORDINATION = 60  # what a samordningsnummer adds to the day


def personal_numbers(text: str) -> Iterator[re.Match[str]]:
    """Every number of ten or twelve digits whose date exists and whose last digit checks."""
    for match in sorted((m for shape in _SHAPES for m in shape.finditer(text)), key=lambda m: m.start()):
        year, month, day, last = match.groups()
        if _is_date(year, int(month), int(day)) and _checks(year[-2:] + month + day + last):
            yield match


def _is_date(year: str, month: int, day: int) -> bool:
    if day > _COORDINATION:
        day -= _COORDINATION
    years = (int(year),) if len(year) == 4 else (1900 + int(year), 2000 + int(year))
    return any(_exists(one, month, day) for one in years)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _checks(ten: str) -> bool:
    """Luhn: every other digit doubled from the first, the digits of all summed to a multiple of ten."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
