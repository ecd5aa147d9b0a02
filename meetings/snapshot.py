"""Frozen dataclasses as JSON and back: shared guides, summaries, plans, reports and copies of a template.

A snapshot says in JSON what the dataclass says and nothing else, in a canonical form, so that two equal
snapshots have the same bytes and the same fingerprint.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

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

Reader = Callable[[object], object]
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
    try:
        read = _reader(cast(object, cls))(data)
    except _Fault as fault:
        raise ValueError(f"{fault.path.removeprefix('.') or 'the whole'}: {fault.reason}") from None
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


class _Fault(ValueError):
    """What is wrong, and where: the path is put together on the way out, where there is a fault."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path

    def below(self, step: str) -> "_Fault":
        """The same fault as seen one level up."""
        return _Fault(self.reason, step + self.path)


@cache
def _reader(kind: object) -> Reader:
    """How a value of this type is read, found out once: a snapshot holds thousands of values of a few types."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional_reader(arguments)
    if origin is tuple:
        return _list_reader(arguments[0]) if arguments[-1] is Ellipsis else _tuple_reader(arguments)
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum_reader(kind)
    if kind not in (str, int, float, bool, NoneType):
        raise TypeError(f"a snapshot can't hold {kind}")
    return _plain_reader(kind)


def _plain_reader(kind: object) -> Reader:
    def read(data: object) -> object:
        if type(data) is not kind and not (kind is float and type(data) is int):
            raise _expected(_name(kind), data)
        return data

    return read


def _optional_reader(kinds: tuple[object, ...]) -> Reader:
    others = [kind for kind in kinds if kind is not NoneType]
    if len(others) != 1:
        raise TypeError(f"a snapshot can't choose between {kinds}")
    read_other = _reader(others[0])
    return lambda data: None if data is None else read_other(data)


def _list_reader(kind: object) -> Reader:
    read_item = _reader(kind)

    def read(data: object) -> tuple[object, ...]:
        if not isinstance(data, list):
            raise _expected("a list", data)
        return _items(data, [read_item] * len(data))

    return read


def _tuple_reader(kinds: tuple[object, ...]) -> Reader:
    readers = [_reader(kind) for kind in kinds]

    def read(data: object) -> tuple[object, ...]:
        if not isinstance(data, list):
            raise _expected("a list", data)
        if len(data) != len(readers):
            raise _Fault(f"expected {len(readers)} values, found {len(data)}")
        return _items(data, readers)

    return read


def _items(data: Sequence[object], readers: Sequence[Reader]) -> tuple[object, ...]:
    read: list[object] = []
    try:
        for item, read_item in zip(data, readers, strict=True):
            read.append(read_item(item))
    except _Fault as fault:
        raise fault.below(f"[{len(read)}]") from None
    return tuple(read)


def _enum_reader(kind: type[StrEnum]) -> Reader:
    members = {member.value: member for member in kind}

    def read(data: object) -> StrEnum:
        if not isinstance(data, str) or data not in members:
            raise _Fault(f"{data!r} is none of {', '.join(kind)}")
        return members[data]

    return read


def _dataclass_reader(kind: type) -> Reader:
    def read(data: object) -> object:
        if not isinstance(data, dict):
            raise _expected("an object", data)
        known = _fields(kind)
        values = {}
        for name in data:
            if name not in known:
                raise _Fault("unknown field", f".{name}")
        for name, (read_field, required) in known.items():
            if name in data:
                try:
                    values[name] = read_field(data[name])
                except _Fault as fault:
                    raise fault.below(f".{name}") from None
            elif required:
                raise _Fault("missing", f".{name}")
        return kind(**values)

    return read


@cache
def _fields(kind: type) -> Mapping[str, tuple[Reader, bool]]:
    """How each field is read, and whether it must be there."""
    hints = get_type_hints(kind)
    return {
        field.name: (_reader(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    }


def _expected(wanted: str, data: object) -> _Fault:
    return _Fault(f"expected {wanted}, found {_name(type(data))}")


def _name(kind: object) -> str:
    return _NAMES.get(kind, str(kind))
