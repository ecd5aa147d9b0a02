"""What a fact must hold to, whether it comes from a form or from a file."""

from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit

from bln.evidence.models import LONGEST_KEY
from meetings.facts import KEY, Fact
from meetings.privacy import Level, check_privacy

LINE, PROSE, MOST_LINES = 300, 3_000, 20
MISSING = {
    "title": "Skriv en rubrik, till exempel Nästan var femte vuxen ger vård.",
    "summary": "Skriv i en eller ett par meningar vad vi vet.",
    "may_say": "Skriv vad man kan säga.",
    "author": "Skriv vem som står bakom källan, till exempel Socialstyrelsen.",
    "source": "Skriv källans titel.",
}
LINES = ("title", "author", "source", "year", "publisher", "url")
TEXTS = ("summary", "may_say", "may_not_say")


def faults_of(fact: Fact) -> Iterator[tuple[str, str]]:
    """Each fault of a fact: the field, and what to do."""
    if len(fact.key) > LONGEST_KEY or not KEY.fullmatch(fact.key):
        yield "key", f"Skriv nyckeln med a–z, siffror och bindestreck, högst {LONGEST_KEY} tecken."
    for name in (*LINES, *TEXTS):
        yield from ((name, fault) for fault in _text_faults(name, getattr(fact, name)))
    for name in ("read_on", "checked_on"):
        if getattr(fact, name) and not _is(date.fromisoformat, getattr(fact, name)):
            yield name, "Datumet går inte att förstå. Skriv till exempel 2026-03-14."
    if fact.url and not _is_address(fact.url):
        yield "url", "Länken ska börja med https:// och inte ha några mellanslag."
    for name in ("steps", "themes"):
        if len(getattr(fact, name)) > MOST_LINES or any(len(line) > LINE for line in getattr(fact, name)):
            yield name, f"Högst {MOST_LINES} rader, och högst {LINE} tecken på varje."


def _text_faults(name: str, text: str) -> Iterator[str]:
    most = PROSE if name in TEXTS else LINE
    if name in MISSING and not text:
        yield MISSING[name]
    if len(text) > most:
        yield f"Texten är för lång: högst {most} tecken."
    if "[@" in text:
        yield "Ett underlag kan inte hänvisa till ett annat. Skriv det i klartext."
    if any(find.level is Level.BLOCK for find in check_privacy(text)):
        yield "Texten har något som ser ut som ett personnummer. Ta bort det."


def _is_address(url: str) -> bool:
    if any(space in url for space in " \t\n"):
        return False
    return _is(urlsplit, url) and urlsplit(url).scheme == "https" and bool(urlsplit(url).netloc)


def _is(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
