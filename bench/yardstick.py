"""What the application is measured against: a bare Flask route, and a small Flask-SQLAlchemy application."""

import os
import sqlite3
import uuid
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Text, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What the one model inherits."""


db = SQLAlchemy(model_class=Base)


class Line(Base):
    """A line of text."""

    __tablename__ = "lines"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    text: Mapped[str] = mapped_column(Text)


@event.listens_for(Engine, "connect")
def _make_durable(connection: Any, _record: Any) -> None:
    """As durable as the application's own connections."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")


def make_bare() -> Flask:
    """One route that answers with a word."""
    app = Flask("bare")
    app.add_url_rule("/health", view_func=lambda: "ok", endpoint="health")
    return app


def make_small() -> Flask:
    """The same route, and one that stores a line with the ORM; the database lies in `BLN_INSTANCE`."""
    app = Flask("small")
    folder = Path(os.environ["BLN_INSTANCE"]).resolve()
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{folder / 'small.sqlite3'}"
    db.init_app(app)
    with app.app_context():
        db.create_all()
    app.add_url_rule("/health", view_func=lambda: "ok", endpoint="health")
    app.add_url_rule("/lines", view_func=_add_line, methods=["POST"])
    return app


def _add_line() -> tuple[dict[str, str], int]:
    line = Line(text=request.form["text"])
    db.session.add(line)
    db.session.commit()
    return {"id": str(line.id)}, 201
