"""Recognise phone numbers, e-mail addresses and street addresses in a Swedish text.

Every pattern is bounded, so that a note of a million letters takes no longer than its length asks for.
"""

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+(?:@|[ ]?[(\[](?:at|snabel-a)[)\]][ ]?)[\w-]+(?:\.[\w-]+)+")

_GAP = r"[ \u00a0()/‐‑–-]{0,3}"
_PHONE = re.compile(rf"(?<![\w.,:/+-])(?:\(?0[1-9](?:{_GAP}\d){{6,8}}|(?:\+|00)[1-9](?:{_GAP}\d){{7,13}})(?!\w)")
_DAYS_AND_HOURS = re.compile(
    r"\d\d[-/– ]\d\d[-/– ](?:19|20)\d\d(?!\d)"  # 01-02-2024
    r"|\d\d[0-5]\d ?[-–] ?[012]\d[0-5]\d(?!\d)"  # 0900–1600
    r"|\d\d ?[-–] ?\d\d[ ,]+\d\d ?[-–] ?\d\d(?!\d)"  # 09–12 13–16
)
_WORD_FOR_PHONE = (
    r"(?i:tel|tfn|mob|telefon|mobil|mobilen|mobilnummer|telefonnummer|nummer|numret|nås på|ring|ringa|ringer"
    r"|sms|sms:a|smsa)"
)
_LOCAL_PHONE = re.compile(
    rf"\b{_WORD_FOR_PHONE}\b[.:]?(?: (?:till|på|är|nr|nummer))?[ ]?"
    r"(?P<number>(?!11[2-8]|(?:19|20)\d\d[-–])[1-9](?:[ \u00a0-]?\d){5,7})(?![\w%])(?! ?(?:kr|%|personer))"
)

_COMPOUND = r"(?:gatan?|vägen|gränd(?:en)?|stigen|allén?|backen|torget|esplanaden|liden)"
_OF_SOMEBODY = r"(?:gata|väg|gränd|stig|allé|backe|torg|plats)"
_CAPITALISED = r"[A-ZÅÄÖ][\w:-]{0,30}"
_MEASURE = (
    r"(?:km|kilometer|m|meter|mil|min|minut(?:er)?|tim|timm(?:e|ar)|h|dag(?:ar)?|veck(?:a|or)|månad(?:er)?|år"
    r"|gång(?:er)?|ggr|st|stycken|personer|platser|procent|kr|kronor|av|till|och|möten|träffar|steg)"
)
_STREET = re.compile(
    rf"(?<!\w)(?:[^\W\d_][\w-]{{0,30}}{_COMPOUND}"
    rf"|(?:{_CAPITALISED} ){{0,2}}[A-ZÅÄÖ][\w:-]{{0,30}}s {_OF_SOMEBODY}"
    rf"|(?:Stora|Lilla|Norra|Södra|Västra|Östra|Gamla|Nya|Övre|Nedre) (?:{_CAPITALISED}|gatan|vägen))"
    rf"[ \u00a0]\d{{1,3}}(?:[A-Za-z]|[ ][A-H])?(?![\w%])(?!(?:[,.]\d+|[-–]\d+)? ?(?:%|{_MEASURE}\b))"
)


def emails(text: str) -> Iterator[re.Match[str]]:
    """Every e-mail address."""
    return _EMAIL.finditer(text)


def phones(text: str) -> Iterator[tuple[int, int]]:
    """Where phone numbers stand: with an area or country code, or after a word that tells what they are."""
    for match in _PHONE.finditer(text):
        if not _DAYS_AND_HOURS.match(match.group()):
            yield match.span()
    for match in _LOCAL_PHONE.finditer(text):
        yield match.span("number")


def street_addresses(text: str) -> Iterator[re.Match[str]]:
    """Every street with a number, unless the number counts or measures something ("vägen 3 km")."""
    return _STREET.finditer(text)
