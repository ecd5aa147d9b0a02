"""How the value of a column is written in the file, and read back."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum as PythonEnum
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Integer, String
from sqlalchemy.types import Uuid

from bln.db import Instant
from bln.interchange.snapshots import SNAPSHOTS
from meetings.snapshot import from_data

LARGEST = 2**31 - 1
_SLUG = re.compile(r"[\w-]+")
_SNAPSHOT_FAULTS = {"missing": "saknas", "unknown field": "finns inte i formatet"}


class Wrong(ValueError):
    """A value can't be read; `below` is where inside it the fault is, if not in the whole."""

    def __init__(self, reason: str, below: str = "") -> None:
        super().__init__(reason)
        self.below = below


def written(value: Any) -> Any:
    """A value of the database as JSON. Instants are UTC and end with Z, local times have no zone."""
    if isinstance(value, PythonEnum):
        return value.value
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return value.isoformat() if isinstance(value, date) else value


def read(column: Column[Any], value: Any) -> Any:
    """A value of the file as the column keeps it; raises `Wrong`."""
    if value is None and column.nullable:
        return None
    match column.type:
        case Uuid():
            return _same(uuid.UUID, value, "ett id som 0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11")
        case Instant():
            return _same(_instant, value, "en tidpunkt i UTC som 2026-03-14T12:00:00Z")
        case DateTime():
            return _same(_local_time, value, "en lokal tid som 2026-03-14T13:00:00")
        case Date():
            return _same(date.fromisoformat, value, "ett datum som 2026-03-14")
        case Enum():
            return _code(column.type, value)
        case String():
            return _text(column, value)
        case Boolean():
            return _checked(type(value) is bool, value, "true eller false")
        case Integer():
            return _number(column, value)
        case JSON():
            return _json(column, value)
    raise TypeError(f"{column} has a type that the format does not know")


def _checked(good: bool, value: Any, what: str) -> Any:
    if not good:
        raise Wrong(f"ska vara {what}")
    return value


def _same(make: Callable[[str], Any], text: Any, what: str) -> Any:
    """What `make` reads out of a text that is written as we write it, in that one way."""
    try:
        value = make(text) if isinstance(text, str) else None
    except ValueError:
        value = None
    _checked(value is not None and written(value) == text, value, what)
    return value


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text.endswith("Z") else None


def _local_time(text: str) -> datetime | None:
    value = datetime.fromisoformat(text)
    return value if value.tzinfo is None else None


def _code(kind: Enum, value: Any) -> Any:
    _checked(value in kind.enums, value, f"något av {', '.join(kind.enums)}")
    assert kind.enum_class is not None
    return kind.enum_class(value)


def _text(column: Column[Any], value: Any) -> Any:
    _checked(isinstance(value, str), value, "en text")
    longest = column.type.length if isinstance(column.type, String) else None
    if longest is not None and len(value) > longest:
        raise Wrong(f"är för lång: {len(value)} tecken, högst {longest} får plats")
    if column.name == "slug" and not _SLUG.fullmatch(value):
        raise Wrong("ska bestå av bokstäver, siffror, bindestreck och understreck")
    return value


def least(column: Column[Any]) -> int:
    """The smallest number that the column may hold."""
    return 0 if column.name in ("position", "reminders") else 1


def _number(column: Column[Any], value: Any) -> Any:
    good = type(value) is int and least(column) <= value <= LARGEST
    return _checked(good, value, f"ett heltal från {least(column)}")


def _json(column: Column[Any], value: Any) -> Any:
    snapshot = SNAPSHOTS.get(f"{column.table.name}.{column.name}")
    if snapshot is None:
        good = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return _checked(good, value, "en lista med texter")
    try:
        from_data(snapshot, value)
    except ValueError as error:
        below, _, reason = str(error).partition(": ")
        raise Wrong(*_in_swedish(below, reason)) from error
    return value


def _in_swedish(below: str, reason: str) -> tuple[str, str]:
    return _SNAPSHOT_FAULTS.get(reason, "har fel form"), "" if below == "the whole" else below
