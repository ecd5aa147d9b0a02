"""Frozen dataclasses as JSON and back: shared guides, summaries, plans, reports and copies of a template.

A snapshot says in JSON what the dataclass says and nothing else, in a canonical form, so that two equal
snapshots have the same bytes and the same fingerprint.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_NAMES: dict[object, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    NoneType: "null",
    list: "a list",
    dict: "an object",
}

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def to_data(value: object) -> Json:
    """`value` as what JSON can hold. Raises TypeError on what a snapshot can't hold, a date for example."""
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [to_data(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_data(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"a snapshot can't hold {type(value).__name__}")


def from_data(cls: type[T], data: object) -> T:
    """Read back what `to_data` made of a `cls`; a field that is missing takes its default, if it has one.

    Raises ValueError that names the path of the first fault, `themes[2].sources[0].note` for example.
    """
    read = _read(cls, data, "")
    assert isinstance(read, cls)
    return read


def canonical_json(data: object) -> str:
    """The one way to write `data`: sorted keys, indent 1, letters as they are, a final newline.

    Raises ValueError on NaN and infinity, which JSON lacks.
    """
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"


def fingerprint(data: object) -> str:
    """The SHA-256 of the canonical JSON in UTF-8, in hexadecimal."""
    return sha256(canonical_json(data).encode()).hexdigest()


def _read(kind: object, data: object, path: str) -> object:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _read_optional(arguments, data, path)
    if origin is tuple:
        return _read_tuple(arguments, data, path)
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_dataclass(kind, data, path)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _read_enum(kind, data, path)
    if kind not in (str, int, float, bool, NoneType):
        raise TypeError(f"a snapshot can't hold {kind}")
    if type(data) is not kind and not (kind is float and type(data) is int):
        raise _fault(path, f"expected {_name(kind)}, found {_name(type(data))}")
    return data


def _read_optional(kinds: tuple[object, ...], data: object, path: str) -> object:
    if data is None and NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) != 1:
        raise TypeError(f"a snapshot can't choose between {kinds}")
    return _read(others[0], data, path)


def _read_tuple(kinds: tuple[object, ...], data: object, path: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise _fault(path, f"expected a list, found {_name(type(data))}")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(data)
    if len(data) != len(kinds):
        raise _fault(path, f"expected {len(kinds)} values, found {len(data)}")
    return tuple(
        _read(kind, item, f"{path}[{place}]") for place, (kind, item) in enumerate(zip(kinds, data, strict=True))
    )


def _read_enum(kind: type[StrEnum], data: object, path: str) -> StrEnum:
    for member in kind:
        if member.value == data:
            return member
    raise _fault(path, f"{data!r} is none of {', '.join(kind)}")


def _read_dataclass(kind: type, data: object, path: str) -> object:
    if not isinstance(data, Mapping):
        raise _fault(path, f"expected an object, found {_name(type(data))}")
    known = _fields(kind)
    values = {}
    for name in data:
        if name not in known:
            raise _fault(_below(path, name), "unknown field")
    for name, (field, hint) in known.items():
        if name in data:
            values[name] = _read(hint, data[name], _below(path, name))
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _fault(_below(path, name), "missing")
    return kind(**values)


@cache
def _fields(kind: type) -> Mapping[str, tuple[Field[object], object]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}


def _below(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)


def _name(kind: object) -> str:
    return _NAMES.get(kind, str(kind))


def _fault(path: str, reason: str) -> ValueError:
    return ValueError(f"{path or 'the whole'}: {reason}")
