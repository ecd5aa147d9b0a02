"""The database: one declarative base, annotated column types, and how SQLite is made durable."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from flask import has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Enum, MetaData, String, Text, event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator, Uuid

from meetings.programme import Perspective

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WITHIN = "within_one_commit"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class Instant(TypeDecorator[datetime]):
    """A point in time, always aware and in UTC on the Python side, whatever the database keeps."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Keep the zone where the database can."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: nobody knows which instant they mean."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back where the database dropped it."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def code_of(enum: type[Any], length: int = 20) -> Enum:
    """A column of an enumeration's codes, as plain text in both databases."""
    return Enum(enum, native_enum=False, length=length, values_callable=lambda e: [member.value for member in e])


Key = Annotated[uuid.UUID, mapped_column(Uuid, primary_key=True, default=uuid.uuid4)]
Slug = Annotated[str, mapped_column(String(80))]
Line = Annotated[str, mapped_column(String(300))]
Prose = Annotated[str, mapped_column(Text)]


class Base(DeclarativeBase):
    """What all models inherit."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={datetime: Instant, Perspective: code_of(Perspective)},
    )


db = SQLAlchemy(model_class=Base)


def commit() -> None:
    """End a use case: make it durable, or, within `one_commit`, part of the larger one."""
    if db.session.info.get(WITHIN):
        db.session.flush()
    else:
        db.session.commit()


@contextmanager
def one_commit() -> Iterator[None]:
    """Join the use cases within into one: all of them are stored, or none. Raises RuntimeError within another."""
    if db.session.info.get(WITHIN):
        raise RuntimeError("one commit at a time")
    db.session.info[WITHIN] = True
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop(WITHIN, None)
    db.session.commit()


@event.listens_for(Engine, "connect")
def _make_sqlite_durable(connection: Any, _record: Any) -> None:
    """WAL and FULL: a commit that was answered is on the disk. SQLAlchemy, not the driver, opens transactions."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(text: str | None) -> str | None:
    """SQLite's own `lower` knows no letters beyond z."""
    return text.lower() if isinstance(text, str) else text


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Whoever may write takes the write lock first: a lock that is raised halfway through fails at once."""
    if connection.dialect.name != "sqlite":
        return
    reads = has_request_context() and request.method in SAFE_METHODS
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
