"""The commands that take programmes in, and data and documents out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from bln.desk.documents import summary_document_for
from bln.desk.queries import submitted_by_step
from bln.desk.scopes import MeetingScope, RoundScope, Scope
from bln.documents import FORMATS, render
from bln.interchange.json_file import MOST_BYTES, FaultyFile
from bln.interchange.services import import_programme
from bln.interchange.writer import export_programme
from bln.networks.options import (
    find_meeting,
    find_network,
    find_programme,
    find_round,
    meeting_option,
    network_option,
    programme_option,
    round_option,
)
from bln.networks.queries import meetings_of
from bln.output import Refused, printable, read_file, write_file
from bln.plans.documents import plan_document_of
from bln.reports.documents import report_document_of
from bln.room.documents import guide_document_of, notes_document_of
from bln.room.queries import live_notes, submitted_notes
from exports.document import Document

output_option = click.option(
    "-o", "--output", metavar="FIL", help="Filen att skriva. Ett bindestreck betyder standard ut."
)
format_option = click.option("--format", "ending", metavar="FORMAT", help="Formatet när filen är standard ut.")

export = AppGroup("export", help="Ta ut data och dokument.")


@click.command("import")
@click.argument("file", metavar="FIL.json")
def import_(file: str) -> None:
    """Läs in ett program från en fil som ”bln export data” har gjort.

    Ett bindestreck betyder standard in. En fil med fel avvisas hel, med alla fel på en gång.
    """
    try:
        programme = import_programme(read_file(file, MOST_BYTES))
    except FaultyFile as faulty:
        raise Refused("\n".join([*faulty.faults, "Inget är inläst."])) from faulty
    click.echo(f"Programmet {programme.slug} är inläst.")
