"""The commands of notes: look for personal data in a file, on this machine and nowhere else; fetch notes from Word."""

import sys
from collections.abc import Iterator

import click
from flask.cli import AppGroup, with_appcontext

from bln.desk.note_file import read_rounds
from bln.interchange.json_file import MOST_BYTES, FaultyFile, decoded
from bln.networks.options import find_meeting, find_network, meeting_option, network_option, programme_option
from bln.output import Refused, printable, read_file
from bln.room.fetching import NotFetched, import_file
from exports import wording
from exports.word_files.archive import MOST_BYTES as MOST_BYTES_OF_WORD
from meetings.privacy import Find, Level, check_privacy

notes = AppGroup("notes", help="Anteckningar.")


@notes.command("check")
@click.argument("file", metavar="FIL")
def check(file: str) -> None:
    """Leta efter personuppgifter i anteckningar. Ingen text lämnar datorn.

    Filen är en text, eller JSON när den slutar på .json eller börjar med { på standard in (ett bindestreck).
    JSON har rounds, och varje omgång har notes med id och text. Varje fynd får en rad med plats och förslag,
    och svaret är då 1. Svaret 0 är inget löfte om att texten är fri från personuppgifter.
    """
    try:
        lines = [
            f"{file} {place}rad {_row(text, find)}, tecken {_column(text, find)}: {_told(find)}"
            for place, text in _texts(file)
            for find in check_privacy(text)
        ]
    except FaultyFile as faulty:
        raise Refused("\n".join([*faulty.faults, "Inget är kontrollerat."])) from faulty
    if lines:
        click.echo(printable(lines))
        sys.exit(1)


@notes.command("import")
@click.argument("file", metavar="FIL.docx")
@programme_option
@network_option
@meeting_option
@with_appcontext
def import_(file: str, programme: str | None, network: str | None, meeting: int | None) -> None:
    """Hämta anteckningar till ett möte från en Word-fil: alla eller inga.

    Filen är det ifyllda anteckningsbladet, eller ett dokument där varje text står under en rubrik som liknar en av
    mötets frågor. Ett bindestreck betyder standard in. Står något utan fråga, eller finns ett personnummer, så
    hämtas inget, och varje sådan text får en rad. Samma fil två gånger ger anteckningarna en gång.
    """
    found = find_network(network, programme)
    of_meeting = find_meeting(found, meeting)
    try:
        told = import_file(found, of_meeting, read_file(file, MOST_BYTES_OF_WORD))
    except NotFetched as refused:
        raise Refused("\n".join([*refused.faults, "Inget är hämtat."])) from refused
    click.echo(printable(told))


def _texts(file: str) -> Iterator[tuple[str, str]]:
    """The texts of a file, each with where it stands there; raises `FaultyFile`."""
    content = read_file(file, MOST_BYTES)
    on_standard_input = file == "-" and content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    if not on_standard_input and not file.lower().endswith(".json"):
        yield "", decoded(content)
        return
    for number, of_round in enumerate(read_rounds(content)):
        for place, note in enumerate(of_round):
            yield f"rounds[{number}].notes[{place}] ({note.id}), ", note.text


def _row(text: str, find: Find) -> int:
    return text.count("\n", 0, find.start) + 1


def _column(text: str, find: Find) -> int:
    return find.start - text.rfind("\n", 0, find.start)


def _told(find: Find) -> str:
    stop = ", hindrar inlämning" if find.level is Level.BLOCK else ""
    return f"{wording.FINDS[find.kind]} ”{' '.join(find.excerpt.split())}”{stop} → {find.suggestion}"
