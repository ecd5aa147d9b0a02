"""Migrations. Only who asks for them imports this, and with it Alembic: a web server never does."""

from pathlib import Path

import click
import flask_migrate
from flask import Flask, current_app
from flask_migrate.cli import db as commands

from bln.db import db

FOLDER = Path(__file__).parent / "migrations"


def commands_of(app: Flask) -> click.Group:
    """The commands on the schema of `app`'s database."""
    flask_migrate.Migrate(app, db, directory=str(FOLDER))
    return commands


def upgrade() -> None:
    """Bring the database of the current application to the newest schema."""
    commands_of(current_app)
    flask_migrate.upgrade()
