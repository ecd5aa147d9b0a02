"""Databases for the tests: an empty one on request, and one a worker and engine that holds the schema."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from bln import create_app
from bln.db import db
from bln.schema import upgrade
from tests import postgres, shared_folder
from tests.bln.visitor import Visitor


@contextmanager
def empty_database(engine: str) -> Iterator[str]:
    """The address of a new database without a single table, which is removed afterwards."""
    name = f"empty_{uuid.uuid4().hex}"
    if engine == "postgresql":
        yield _create(name)
        _ask(f'DROP DATABASE "{name}" WITH (FORCE)')
    else:
        with tempfile.TemporaryDirectory(dir=shared_folder.path()) as folder:
            yield f"sqlite:///{folder}/{name}.sqlite3"


@contextmanager
def migrated_database(engine: str) -> Iterator[str]:
    """The address of a new database with the whole schema: a copy of one that the worker has migrated once."""
    template = _template(engine)
    name = f"migrated_{uuid.uuid4().hex}"
    if engine == "postgresql":
        yield _create(name, template)
        _ask(f'DROP DATABASE "{name}" WITH (FORCE)')
    else:
        with tempfile.TemporaryDirectory(dir=shared_folder.path()) as folder:
            copy = shutil.copy(template, Path(folder) / f"{name}.sqlite3")
            yield f"sqlite:///{copy}"


@cache
def _template(engine: str) -> str:
    """A migrated database that nobody is connected to: the file in SQLite, the name in PostgreSQL."""
    name = f"template_{uuid.uuid4().hex}"
    file = shared_folder.path() / f"{name}.sqlite3"
    uri = _create(name) if engine == "postgresql" else f"sqlite:///{file}"
    with create_app(settings_for(shared_folder.path() / name, uri)).app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    return name if engine == "postgresql" else str(file)


@cache
def migrated_app(engine: str) -> Flask:
    """The application on this worker's database, brought up by the real migrations once."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    folder = shared_folder.path() / f"{worker}-{engine}"
    uri = _create(f"{worker}_{uuid.uuid4().hex}") if engine == "postgresql" else f"sqlite:///{folder / 'bln.sqlite3'}"
    app = create_app(settings_for(folder, uri))
    app.test_client_class = Visitor
    with app.app_context():
        upgrade()
    return app


def settings_for(instance: Path, uri: str) -> dict[str, Any]:
    """The settings of an application under test."""
    return {
        "INSTANCE": str(instance),
        "SQLALCHEMY_DATABASE_URI": uri,
        "TESTING": True,
        "WTF_CSRF_ENABLED": False,
    }


def _create(name: str, template: str = "template1") -> str:
    _ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"postgresql+psycopg://{postgres.USER}@/{name}?host={_socket()}"


def _ask(statement: str) -> None:
    address = f"host={_socket()} user={postgres.USER} dbname=postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


def _socket() -> Path:
    return postgres.running_server(shared_folder.path())
