"""The command that reminds those who have not answered."""

import click
from flask.cli import AppGroup

from bln.members.inviting import remind
from exports import wording

invite = AppGroup("invite", help="Inbjudningar.")


@invite.command("remind")
def remind_invited() -> None:
    """Lägg påminnelser i kön till dem som inte har svarat på 5 och 10 dagar. Kan köras hur ofta som helst."""
    click.echo(f"Påminnelser: {wording.number(remind())}.")
