"""The command that loads the demo."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from bln.db import db
from bln.demo.file import demo_file
from bln.demo.load import DemoExists, load_demo
from bln.networks.models import Programme
from bln.output import Refused, write_file


@click.command()
@click.option("--if-empty", is_flag=True, help="Gör inget när det redan finns ett program.")
@click.option("--to", "output", metavar="FIL.json", help="Skriv demon i en fil. Databasen rörs inte.")
@with_appcontext
def demo(if_empty: bool, output: str | None) -> None:
    """Läs in demon: ett påhittat program med tio nätverk."""
    if output is not None:
        if if_empty:
            raise click.UsageError("Välj antingen --if-empty eller --to.")
        write_file(output, demo_file())
        return
    if if_empty and db.session.scalar(select(Programme.id).limit(1)):
        return
    try:
        programme = load_demo()
    except DemoExists as error:
        raise Refused("Demon är redan inläst.") from error
    click.echo(f"Demon är inläst: {programme.title}.")
