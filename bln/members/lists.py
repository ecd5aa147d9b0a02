"""A pasted list or a CSV file of people to invite, read line by line: all of it, or faults by line and nothing."""

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bln.fields import clean_line
from bln.members.inviting import Invited
from exports import wording
from meetings.privacy import Level, check_privacy
from meetings.programme import Perspective

MOST_BYTES = 64 * 1024
MOST_PEOPLE = 100
LONGEST = {"name": 200, "email": 254, "organisation": 300}
COLUMNS = ("name", "email", "perspectives", "organisation")
HEADINGS = {
    "namn": "name",
    "e-post": "email",
    "e-postadress": "email",
    "epost": "email",
    "mejl": "email",
    "perspektiv": "perspectives",
    "deltar som": "perspectives",
    "organisation": "organisation",
}
_SHORT = {
    "anhöriga": Perspective.CARER,
    "personal": Perspective.PRACTITIONER,
    "chef": Perspective.MANAGER,
    "ledare": Perspective.MANAGER,
    "idéburen": Perspective.CIVIL_SOCIETY,
    "idéburen organisation": Perspective.CIVIL_SOCIETY,
    "förening": Perspective.CIVIL_SOCIETY,
}
PERSPECTIVES = {words: code for code, words in wording.PERSPECTIVES.items()} | _SHORT
NAMES = ", ".join(["anhörig", "yrkesverksam", "politiker", "chef", "idéburen organisation"])
EMAIL = re.compile(r"[^\s@;,<>()]+@[^\s@;,<>()]+\.[^\s@;,<>().]+")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line, counted from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class ReadList:
    """The people of a list, and its faults; where there is one, nobody is invited."""

    people: tuple[Invited, ...]
    faults: tuple[Fault, ...]


def decode(content: bytes) -> str:
    """A file as text: UTF-8, or Windows-1252 as older programs write it. Raises UnicodeDecodeError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def identity(name: str, email: str) -> tuple[str, str]:
    """What makes two lines the same person; two who share an address are two people."""
    return name.casefold(), email.casefold()


def read_people(text: str, known: Collection[tuple[str, str]] = ()) -> ReadList:
    """Read the lines: name; e-mail; perspective; organisation, in that order or as a heading says.

    `known` are the identities of those who are in or invited already.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" ;,\t")]
    if not lines:
        return ReadList((), (Fault(1, "Listan är tom."),))
    mark = next((found for found in ";\t," if found in lines[0][1]), ";")
    rows = [(number, [clean_line(cell) for cell in next(csv.reader([line], delimiter=mark))]) for number, line in lines]
    columns = _columns(rows[0][1])
    people, faults, seen = [], [], dict.fromkeys(known, 0)
    for number, cells in rows[1:] if columns else rows:
        invited, wrong = _person(
            dict(zip(columns or COLUMNS, cells, strict=False)), len(cells), len(columns or COLUMNS)
        )
        key = identity(invited.name, invited.email)
        if not wrong and key in seen:
            before = f"står redan på rad {seen[key]}" if seen[key] else "är redan med eller inbjuden"
            wrong = [f"{invited.name} {before}."]
        seen.setdefault(key, number)
        people.append(invited)
        faults += [Fault(number, sentence) for sentence in wrong]
    if not people:
        faults.append(Fault(lines[0][0], "Listan har en rubrik men inga personer."))
    if len(people) > MOST_PEOPLE:
        faults.append(Fault(lines[MOST_PEOPLE][0], f"Listan är för lång: högst {MOST_PEOPLE} personer åt gången."))
    return ReadList(tuple(people), tuple(faults))


def _columns(cells: Sequence[str]) -> list[str]:
    """The columns that a heading names; none when the first line is no heading."""
    found = [HEADINGS.get(cell.casefold(), "") for cell in cells]
    return found if "name" in found else []


def _person(cells: dict[str, str], given: int, most: int) -> tuple[Invited, list[str]]:
    name, email, organisation = (cells.get(key, "") for key in LONGEST)
    perspectives, wrong = read_perspectives(cells.get("perspectives", ""))
    if given > most:
        wrong.append(f"Raden har {given} delar, men ska ha högst {most}.")
    if not name:
        wrong.append("Namnet saknas.")
    if email and not EMAIL.fullmatch(email):
        wrong.append(f"”{email}” är ingen e-postadress. Skriv den som namn@example.se, eller lämna den tom.")
    if any(len(cells.get(key, "")) > longest for key, longest in LONGEST.items()):
        wrong.append("Något på raden är för långt.")
    if any(find.level is Level.BLOCK for cell in cells.values() for find in check_privacy(cell)):
        wrong.append("Raden innehåller något som ser ut som ett personnummer. Ta bort det.")
    return Invited(name, email, perspectives, organisation), wrong


def read_perspectives(text: str) -> tuple[tuple[Perspective, ...], list[str]]:
    """One or two perspectives in words ("anhörig och politiker"), and what is wrong with them."""
    if not text:
        return (), [f"Det står inte vad personen deltar som. Välj bland: {NAMES}."]
    if text.casefold() in PERSPECTIVES:
        return (PERSPECTIVES[text.casefold()],), []
    words = [part.strip().casefold() for part in re.split(r"\boch\b|[+/&]", text)]
    unknown = [word for word in words if word not in PERSPECTIVES]
    if unknown:
        return (), [f"”{unknown[0]}” är inget som man deltar som. Välj bland: {NAMES}."]
    found = tuple(dict.fromkeys(PERSPECTIVES[word] for word in words))
    return (found, []) if len(found) <= 2 else ((), ["En person kan delta som högst två."])
