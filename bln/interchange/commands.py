"""The commands that take programmes in, and data and documents out."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup, with_appcontext

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit
from bln.desk import documents
from bln.desk.queries import submitted_by_step
from bln.desk.scopes import MeetingScope, RoundScope, Scope
from bln.documents import FORMATS, SHEETS, render
from bln.interchange.json_file import MOST_BYTES, FaultyFile
from bln.interchange.schema import format_schema
from bln.interchange.services import import_programme
from bln.interchange.writer import export_programme
from bln.networks.models import Meeting, Network
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
from bln.output import Refused, read_file, write_file
from bln.plans.documents import actions_sheet_of, plan_document_of
from bln.reports.documents import report_document_of
from bln.room.documents import guide_document_of, notes_document_of, notes_sheet_of
from bln.room.queries import live_notes, submitted_notes
from meetings.snapshot import canonical_json

Command = Callable[..., None]

export = AppGroup("export", help="Ta ut data och dokument.")


@click.command("import")
@click.argument("file", metavar="FIL.json")
@with_appcontext
def import_(file: str) -> None:
    """Läs in ett program från en fil som ”bln export data” har gjort.

    Ett bindestreck betyder standard in. En fil med fel läses inte in alls, och alla fel visas på en gång.
    """
    try:
        programme = import_programme(read_file(file, MOST_BYTES))
    except FaultyFile as faulty:
        raise Refused("\n".join([*faulty.faults, "Inget är inläst."])) from faulty
    click.echo(f"Programmet {programme.slug} är inläst.")


def _file_options(command: Command) -> Command:
    file = click.option("-o", "--output", metavar="FIL", help="Filen att skriva, eller - för standard ut.")
    form = click.option("--format", "ending", metavar="FORMAT", help="Formatet när filen inte har en ändelse.")
    return file(form(command))


def _meeting_options(command: Command) -> Command:
    return programme_option(network_option(meeting_option(command)))


@export.command()
@programme_option
@_file_options
def data(programme: str | None, output: str | None, ending: str | None) -> None:
    """Ett helt program som JSON: kan läsas in igen."""
    name, _ = _target(output, ending, ["json"])
    found = find_programme(programme)
    write_file(name, export_programme(found))
    audit(AuditAction.DATA_EXPORTED, ObjectKind.PROGRAMME, found.id, found.id)
    commit()


@export.command()
@_file_options
def schema(output: str | None, ending: str | None) -> None:
    """Formatet för ett helt program, som JSON Schema."""
    name, _ = _target(output, ending, ["json"])
    write_file(name, canonical_json(format_schema()).encode())


@export.command()
@_meeting_options
@_file_options
def guide(output: str | None, ending: str | None, **where: Any) -> None:
    """Mötesguiden för ett möte."""
    name, ending = _target(output, ending, FORMATS)
    write_file(name, render(guide_document_of(*_meeting(**where)), ending))


@export.command()
@_meeting_options
@_file_options
def notes(output: str | None, ending: str | None, **where: Any) -> None:
    """Anteckningarna från ett möte, som de är nu; som csv eller xlsx i en tabell."""
    name, ending = _target(output, ending, [*FORMATS, *SHEETS])
    network, meeting = _meeting(**where)
    if not live_notes(meeting):
        raise Refused(f"Möte {meeting.number} i {network.place} har inga anteckningar än.")
    make = notes_sheet_of if ending in SHEETS else notes_document_of
    write_file(name, render(make(network, meeting), ending))


@export.command()
@_meeting_options
@round_option
@_file_options
def summary(round: int | None, output: str | None, ending: str | None, **where: Any) -> None:
    """Den senast delade sammanställningen av ett möte, eller av en mötesomgång i hela landet.

    Som csv eller xlsx: dess teman i en tabell.
    """
    name, ending = _target(output, ending, [*FORMATS, *SHEETS])
    if (round is None) == (where["network"] is None and where["meeting"] is None):
        raise click.UsageError("Välj antingen --network och --meeting, eller --round.")
    scope, of_what = _round(where["programme"], round) if round is not None else _meeting_scope(**where)
    made = (documents.themes_sheet_for if ending in SHEETS else documents.summary_document_for)(scope)
    if made is None:
        raise Refused(f"Sammanställningen av {of_what} är inte delad än.")
    write_file(name, render(made, ending))


@export.command()
@programme_option
@network_option
@click.option("--working", is_flag=True, help="Arbetsversionen, med luckor och källor på sin plats.")
@_file_options
def plan(programme: str | None, network: str | None, working: bool, output: str | None, ending: str | None) -> None:
    """Förslaget till lokal plan som det lämnas in; som csv eller xlsx dess insatser i en tabell."""
    name, ending = _target(output, ending, [*FORMATS, *SHEETS])
    found = find_network(network, programme)
    if not submitted_notes([meeting.id for meeting in meetings_of(found)]):
        raise Refused(f"{found.place} har inte lämnat in några anteckningar än, så det finns ingen plan.")
    made = actions_sheet_of(found) if ending in SHEETS else plan_document_of(found, working=working)
    write_file(name, render(made, ending))


@export.command()
@programme_option
@_file_options
def report(programme: str | None, output: str | None, ending: str | None) -> None:
    """Den nationella rapporten för ett program."""
    name, ending = _target(output, ending, FORMATS)
    found = find_programme(programme)
    if not submitted_by_step(found):
        raise Refused("Inget nätverk har lämnat in några anteckningar än, så det finns ingen rapport.")
    write_file(name, render(report_document_of(found, show_notes=False), ending))


def _target(output: str | None, ending: str | None, known: Collection[str]) -> tuple[str, str]:
    """The file to write and its format, from the file's ending or from what was asked for."""
    if output is None:
        raise click.UsageError("Skriv vilken fil du vill ha med -o, eller -o - för standard ut.")
    own = Path(output).suffix.removeprefix(".").lower()
    if own and ending and own != ending:
        raise click.UsageError(f"Filen slutar på .{own}, men --format är {ending}. Välj ett av dem.")
    *others, last = known
    chosen = own or ending or ("" if others else last)
    if chosen not in known:
        choices = f"{', '.join(others)} eller {last}" if others else last
        raise click.UsageError(f"Formatet ska vara {choices}. Skriv det som filens ändelse eller med --format.")
    return output, chosen


def _meeting(programme: str | None, network: str | None, meeting: int | None) -> tuple[Network, Meeting]:
    found = find_network(network, programme)
    return found, find_meeting(found, meeting)


def _meeting_scope(**where: Any) -> tuple[Scope, str]:
    network, meeting = _meeting(**where)
    return MeetingScope(network, meeting), f"möte {meeting.number} i {network.place}"


def _round(programme: str | None, number: int) -> tuple[Scope, str]:
    found = find_programme(programme)
    return RoundScope(found, find_round(found, number).key), f"omgång {number}"
