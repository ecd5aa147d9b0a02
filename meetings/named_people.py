"""Recognise people named in a Swedish text: lists of first names, and somebody's relative by name."""

import re
from collections.abc import Iterator

from meetings.first_names import FIRST_NAMES

_LETTERS = "a-zåäöéèüáíóøæ"
_NAME = rf"[A-ZÅÄÖÉØÆ][{_LETTERS}]{{1,20}}(?:-[A-ZÅÄÖ][{_LETTERS}]{{1,20}})?(?![\w])"
_FULL_NAME = rf"{_NAME}(?: {_NAME}){{0,2}}"
_AND = r"(?:,? (?:och|samt|&|o) |, ?| ?/ ?|\n[-–•*]? ?)"
_LIST = re.compile(rf"(?<![\w-]){_FULL_NAME}(?:{_AND}{_FULL_NAME})+")
_FIRST = re.compile(_NAME)

_ALWAYS_A_PERSON = (
    r"mamma|pappa|mormor|morfar|farmor|farfar|moster|faster|morbror|farbror|svärmor|svärfar|svärmamma|svärpappa"
    r"|svärson|svärdotter|maken|makan|mannen|frun|fru|hustrun|hustru|sambon|särbon|dottern|sonen|brodern|systern"
    r"|lillebror|lillasyster|storebror|storasyster|mamman|pappan|grannen|grannfrun|barnbarnet|kusinen|väninnan"
    r"|kompisen"
)
_KIN = (
    r"exman|make|maka|exfru|fästman|fästmö|sambo|särbo|pojkvän|flickvän|dotter|son|barnbarn|dotterson|sonson"
    r"|dotterdotter|sondotter|bonusson|bonusdotter|styvson|styvdotter|syster|bror|broder|tvillingbror"
    r"|tvillingsyster|brorson|brorsdotter|systerson|systerdotter|kusin|svägerska|svåger"
)
_SOMEBODYS = rf"man|partner|mor|moder|far|fader|barn|granne|vän|väninna|kompis|{_KIN}"
_WHOSE = rf"(?:(?i:min|mina|mitt|din|sin|vår|er|hans|hennes|deras|ens)|[A-ZÅÄÖ][{_LETTERS}]{{1,20}}s)"
_RELATIVE = re.compile(
    rf"(?<!\w)(?P<who>(?:{_WHOSE} (?:[{_LETTERS}]{{2,20}} )?(?i:{_SOMEBODYS}|{_ALWAYS_A_PERSON})"
    rf"|(?i:{_ALWAYS_A_PERSON})))(?: (?:som )?(?:heter|hette))? (?P<name>{_FULL_NAME})"
)
_RELATIVE_ALONE = re.compile(rf"(?<!\w)(?P<who>(?i:{_KIN})) (?P<name>{_NAME})")
_RELATIVE_APART = re.compile(
    rf"(?<!\w)(?P<who>{_WHOSE} (?i:{_SOMEBODYS}|{_ALWAYS_A_PERSON}))(?:, | \()(?P<name>{_NAME})\)?"
)


def lists_of_names(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every list where at least two are common first names, with how many names it has."""
    for match in _LIST.finditer(text):
        listed = [_FIRST.match(part) for part in re.split(_AND, match.group())]
        known = sum(name is not None and name.group() in FIRST_NAMES for name in listed)
        if known > 1:
            yield match, len(listed)


def named_relatives(text: str) -> Iterator[re.Match[str]]:
    """Every relative or near one followed by a capitalised name; group `who` is the text without the name.

    After a comma, in brackets, or where it is not said whose relative, only a common first name counts: there an
    organisation or a place may begin.
    """
    yield from _RELATIVE.finditer(text)
    for shape in (_RELATIVE_APART, _RELATIVE_ALONE):
        yield from (match for match in shape.finditer(text) if match["name"] in FIRST_NAMES)
