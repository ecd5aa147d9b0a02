"""The command `bln`. A web server has these commands too but runs none, so each is imported when it is asked for."""

import gettext
import os
import signal
import sys
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, ScriptInfo
from werkzeug.utils import import_string

COMMANDS = {
    "db": "bln.schema:commands_of",
    "demo": "bln.demo.commands:demo",
    "dispose": "bln.privacy.commands:dispose",
    "evidence": "bln.evidence.commands:evidence",
    "export": "bln.interchange.commands:export",
    "import": "bln.interchange.commands:import_",
    "mail": "bln.mail.commands:mail",
    "notes": "bln.room.commands:notes",
    "template": "bln.networks.commands:template",
    "themes": "bln.desk.commands:themes",
    "user": "bln.people.commands:user",
    "verify": "bln.handing.commands:verify",
}


class Commands(AppGroup):
    """The commands of `COMMANDS`, as a group."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app.name, help="Kommandon för nätverken: mallar, konton, demo, data och dokument.")
        self._app = app

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in order."""
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None; Click compares a name that is none with all that are there."""
        for name in [cmd_name] if cmd_name in COMMANDS else COMMANDS:
            if name not in self.commands:
                found = import_string(COMMANDS[name])
                self.add_command(found if isinstance(found, click.Command) else found(self._app), name)
        return super().get_command(ctx, cmd_name)


def main() -> None:
    """Run a command, with Click's own words in Swedish. Whoever stops reading its output ends it, quietly."""
    from sqlalchemy.exc import ArgumentError, DBAPIError

    from bln import create_app
    from bln.config import BadSetting
    from bln.output import explain

    os.umask(0o077)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    os.environ["LANGUAGE"] = "sv"
    try:
        app = create_app()
        app.cli.main(prog_name="bln", obj=ScriptInfo(create_app=lambda: app))
    except BadSetting as bad:
        sys.exit(str(bad))
    except ArgumentError:
        sys.exit("Databasens adress i BLN_DATABASE_URI går inte att förstå.")
    except DBAPIError as error:
        sys.exit(f"Databasen svarar: {error.orig}\nÄr den ny, eller är programmet det? Kör: bln db upgrade")
    except OSError as error:
        sys.exit(f"{error.filename or 'Filen'} går inte att använda: {explain(error)}.")


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    app.cli = Commands(app)
