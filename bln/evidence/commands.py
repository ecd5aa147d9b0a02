"""The commands of the library: out to a file, and in from one."""

import click
from flask.cli import AppGroup

from bln.evidence.file import facts_file, read_facts
from bln.evidence.queries import library
from bln.evidence.services import take_in
from bln.interchange.json_file import MOST_BYTES, FaultyFile
from bln.output import Refused, read_file, write_file

evidence = AppGroup("evidence", help="Vetenskapligt underlag.")


@evidence.command("export")
@click.argument("file", metavar="FIL.json")
def export(file: str) -> None:
    """Skriv allt underlag till en fil. Ett bindestreck betyder standard ut."""
    write_file(file, facts_file(list(library().values())))


@evidence.command("import")
@click.argument("file", metavar="FIL.json")
def import_(file: str) -> None:
    """Läs in underlag från en fil. Ett bindestreck betyder standard in.

    Det som har samma nyckel får en ny version, och inget tas bort. En fil med fel läses inte in alls, och alla fel
    visas på en gång.
    """
    try:
        made, changed = take_in(read_facts(read_file(file, MOST_BYTES)), None)
    except FaultyFile as faulty:
        raise Refused("\n".join([*faulty.faults, "Inget är inläst."])) from faulty
    click.echo(f"{made} nya underlag och {changed} ändrade.")
