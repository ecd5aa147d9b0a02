"""The command that checks a file of a plan."""

import sys
from typing import NoReturn

import click

from bln.handing.checking import Checked, check_file
from bln.handing.queries import made_on
from bln.handing.words import WHICH_FILE, place_of, said_of
from bln.output import Refused, printable, read_file
from bln.word_faults import WHAT_IS_WRONG
from exports import wording
from exports.word_files.archive import MOST_BYTES
from exports.word_files.faults import UnreadableFile
from meetings.plan_check import Difference, Verdict

UNREADABLE = 2


@click.command("verify")
@click.argument("file", metavar="FIL")
def verify(file: str) -> None:
    """Kontrollera om en Word-fil av en plan är oförändrad.

    Slutkoden är 0 om texten är den som lämnades in, 1 om den är ändrad eller om det finns en nyare version, och 2 om
    filen inte går att läsa eller inte kommer härifrån.
    """
    try:
        checked = check_file(read_file(file, MOST_BYTES))
    except UnreadableFile as error:
        _refuse(f"{WHAT_IS_WRONG[error.fault]} {WHICH_FILE}")
    except Refused as error:
        _refuse(str(error))
    click.echo(printable([said_of(checked.verdict), *_more(checked)]))
    if checked.verdict is Verdict.NOT_OURS:
        sys.exit(UNREADABLE)
    sys.exit(1 if checked.verdict is Verdict.CHANGED or checked.newer or checked.void else 0)


def _refuse(why: str) -> NoReturn:
    click.echo(printable([why]), err=True)
    sys.exit(UNREADABLE)


def _more(checked: Checked) -> list[str]:
    lines = []
    if checked.paper:
        version = checked.paper.version
        day = wording.date_in_full(made_on(version))
        lines.append(f"Plan för {version.network.place}, version {version.version}, inlämnad {day}.")
    if checked.void:
        lines.append("Beslutet som filen berättar om är borttaget.")
    if checked.newer:
        day = wording.date_in_full(made_on(checked.newer))
        lines.append(f"Det finns en nyare version: {checked.newer.version}, inlämnad {day}.")
    for difference in checked.differences:
        lines += _shown(difference)
    return lines


def _shown(difference: Difference) -> list[str]:
    """A difference as a patch has it: what was, and what is."""
    return [
        f"{place_of(difference)}:",
        *(f"- {text}" for text in difference.was),
        *(f"+ {text}" for text in difference.now),
    ]
