"""Names in addresses: made from a title, a to z, digits and hyphens."""

import re
import unicodedata
from collections.abc import Container

LONGEST_SLUG = 80
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REST = LONGEST_SLUG - 4  # room for a number
_WITHOUT_MARKS = str.maketrans({"æ": "a", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ł": "l"})


def slug_of(title: str) -> str:
    """For example "vastra-angen" of "Västra Ängen"; empty when no letter of the title can be written so."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_WITHOUT_MARKS))
    words = re.findall("[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    return "-".join(words)[:_REST].strip("-")


def free_slug(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or with the first number from 2 that makes it free."""
    number = 2
    slug = wanted
    while slug in taken:
        slug = f"{wanted}-{number}"
        number += 1
    return slug
