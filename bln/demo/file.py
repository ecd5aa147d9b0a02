"""The demo as a file, made beside the database that the application has."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bln.db import db
from bln.demo.load import load_demo
from bln.interchange.writer import export_programme
from bln.schema import upgrade


def demo_file() -> bytes:
    """The demo in the interchange format, played in a database of its own that is gone afterwards."""
    from bln import create_app

    with TemporaryDirectory() as folder:
        uri = f"sqlite:///{Path(folder) / 'demo.sqlite3'}"
        with create_app({"INSTANCE": folder, "SQLALCHEMY_DATABASE_URI": uri}).app_context():
            upgrade()
            content = export_programme(load_demo())
            db.engine.dispose()
    return content
