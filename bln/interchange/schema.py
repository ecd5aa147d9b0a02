"""The format as JSON Schema (2020-12), made from the table that writer and reader share.

It says what one value may be. What a reader also asks of a file as a whole (ids that lead somewhere, steps of
the template, what must stand once) no schema can say.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Enum, Integer, String
from sqlalchemy.types import Uuid

from bln.db import Instant
from bln.interchange.record import Record
from bln.interchange.records import FORMAT, PROGRAMME
from bln.interchange.snapshots import SNAPSHOTS
from bln.interchange.values import LARGEST, least

Schema = dict[str, Any]

_ID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_LOCAL = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?"
# Letters of any language, digits, - and _ : what only some dialects of patterns can say outright.
_SLUG = r"^[^\s!-,./:-@\[-^`{-~]+$"
_PLAIN: Mapping[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def format_schema() -> Schema:
    """The schema of a whole file."""
    definitions: dict[str, Schema] = {}
    programme = _record(PROGRAMME, definitions)
    programme["properties"]["format"] = {"const": FORMAT}
    programme["required"] = sorted(["format", *programme["required"]])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A programme of blended learning networks",
        **programme,
        "$defs": definitions,
    }


def _record(record: Record, definitions: dict[str, Schema]) -> Schema:
    columns = {name: _column(record.table.c[name], definitions) for name in record.columns}
    lists = {name: _list_of(_record(kind, definitions)) for name, kind in record.lists.items()}
    return _object(columns | lists, [*columns, *lists])


def _column(column: Column[Any], definitions: dict[str, Schema]) -> Schema:
    value = _value(column, definitions)
    return {"anyOf": [value, {"type": "null"}]} if column.nullable else value


def _value(column: Column[Any], definitions: dict[str, Schema]) -> Schema:
    """What `bln.interchange.values.read` takes for the column."""
    match column.type:
        case Uuid():
            return {"type": "string", "pattern": _ID}
        case Instant():
            return {"type": "string", "pattern": f"{_LOCAL}Z$"}
        case DateTime():
            return {"type": "string", "pattern": f"{_LOCAL}$"}
        case Date():
            return {"type": "string", "pattern": _DAY}
        case Enum():
            return {"enum": list(column.type.enums)}
        case String():
            return _text(column)
        case Boolean():
            return {"type": "boolean"}
        case Integer():
            return {"type": "integer", "minimum": least(column), "maximum": LARGEST}
        case JSON():
            snapshot = SNAPSHOTS.get(f"{column.table.name}.{column.name}")
            return _list_of({"type": "string"}) if snapshot is None else _type(snapshot, definitions)
    raise TypeError(f"{column} has a type that the format does not know")


def _text(column: Column[Any]) -> Schema:
    longest = column.type.length if isinstance(column.type, String) else None
    schema: Schema = {"type": "string"}
    if longest is not None:
        schema["maxLength"] = longest
    if column.name == "slug":
        schema["pattern"] = _SLUG
    return schema


def _type(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """What `meetings.snapshot.from_data` takes for a type."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), definitions)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    if is_dataclass(kind):
        return _snapshot(kind, definitions)
    return {"anyOf": [_type(choice, definitions) for choice in get_args(kind)]}


def _tuple(kinds: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    if kinds[-1] is Ellipsis:
        return _list_of(_type(kinds[0], definitions))
    items = [_type(kind, definitions) for kind in kinds]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _snapshot(kind: Any, definitions: dict[str, Schema]) -> Schema:
    name = f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"  # there are passages of a plan and of a report
    if name not in definitions:
        hints = get_type_hints(kind)
        needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
        known = {field.name: _type(hints[field.name], definitions) for field in fields(kind)}
        definitions[name] = _object(known, needed)
    return {"$ref": f"#/$defs/{name}"}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": sorted(required),
        "additionalProperties": False,
    }
