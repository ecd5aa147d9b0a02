"""The command `bln`."""

import gettext
import os
import signal
import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, ScriptInfo, with_appcontext
from flask_migrate.cli import db as migrations
from sqlalchemy import select
from sqlalchemy.exc import ArgumentError, DBAPIError

from bln.db import db
from bln.demo.file import demo_file
from bln.demo.load import DemoExists, load_demo
from bln.desk.commands import themes
from bln.interchange.commands import export, import_
from bln.networks.models import Programme
from bln.output import Refused, explain, printable, write_file
from bln.people.commands import user
from bln.room.commands import notes
from network_templates.faults import TemplateError
from network_templates.loader import load_template

template = AppGroup("template", help="Programmallar.")


def main() -> None:
    """Run a command, with Click's own words in Swedish. Whoever stops reading its output ends it, quietly."""
    from bln import create_app

    os.umask(0o077)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    os.environ["LANGUAGE"] = "sv"
    try:
        app = create_app()
        app.cli.main(prog_name="bln", obj=ScriptInfo(create_app=lambda: app))
    except ArgumentError:
        sys.exit("Databasens adress i BLN_DATABASE_URI går inte att förstå.")
    except DBAPIError as error:
        sys.exit(f"Databasen svarar: {error.orig}\nÄr den ny, eller är programmet det? Kör: bln db upgrade")
    except OSError as error:
        sys.exit(f"{error.filename or 'Filen'} går inte att använda: {explain(error)}.")


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    app.cli.help = "Kommandon för nätverken: mallar, konton, demo, data och dokument."
    for command in (migrations, template, user, demo, import_, export, themes, notes):
        app.cli.add_command(command)


@template.command("check")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Kontrollera en programmall. Varje fel visas med fil, rad och skäl."""
    try:
        found = load_template(folder)
    except TemplateError as error:
        click.echo(printable(map(str, error.faults)))
        sys.exit(1)
    meetings, questions = len(found.steps), sum(len(step.questions) for step in found.steps)
    click.echo(
        f"Mallen är hel: {meetings} {'möte' if meetings == 1 else 'möten'}, "
        f"{questions} {'fråga' if questions == 1 else 'frågor'}."
    )


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
