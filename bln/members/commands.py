"""The command that reminds those who have not answered."""

import click
from flask.cli import AppGroup

from bln.members.inviting import remind
from bln.networks.answers import forget_old_answers
from exports import wording

invite = AppGroup("invite", help="Inbjudningar.")


@invite.command("remind")
def remind_invited() -> None:
    """Lägg påminnelser i kön till dem som inte har svarat på 5 och 10 dagar. Kan köras hur ofta som helst.

    Tar också bort svaren på möten som var för mer än en vecka sedan.
    """
    click.echo(f"Påminnelser: {wording.number(remind())}.")
    click.echo(f"Gamla svar på möten borttagna: {wording.number(forget_old_answers())}.")
