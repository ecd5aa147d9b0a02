"""The command that checks a template."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from bln.output import printable
from network_templates.faults import TemplateError
from network_templates.loader import load_template

template = AppGroup("template", help="Programmallar.")


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
