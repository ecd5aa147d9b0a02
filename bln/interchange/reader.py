"""A file's data as rows for the tables, with every fault named by its path."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import Table, UniqueConstraint

from bln.interchange.json_file import FaultyFile, below
from bln.interchange.record import Record
from bln.interchange.records import FORMAT, PROGRAMME
from bln.interchange.values import Wrong, read
from bln.people.models import Account
from meetings.programme import Template
from meetings.snapshot import from_data


@dataclass(frozen=True)
class Row:
    """A row of a table, and where in the file it stands."""

    record: Record
    path: str
    values: dict[str, Any]


Rows = Mapping[Table, list[Row]]


def read_programme(data: Any) -> Rows:
    """The rows of every table; raises `FaultyFile` with all faults when there is one."""
    if not isinstance(data, dict):
        raise FaultyFile("filen: ska vara ett objekt")
    version = data.pop("format", None)
    if type(version) is not int or version != FORMAT:
        raise FaultyFile(f"format: ska vara {FORMAT}. Filen hör till något annat eller en annan version.")
    reading = _Reading()
    reading.record(PROGRAMME, data, "", {})
    faults = [*reading.faults, *_doubles(reading.rows), *_loose_ends(reading.rows)]
    faults += [*_strangers(reading.rows), *_second_without_first(reading.rows)]
    if faults:
        raise FaultyFile(*faults)
    return reading.rows


@dataclass
class _Reading:
    rows: dict[Table, list[Row]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)

    def record(self, record: Record, data: Any, path: str, up: Mapping[str, Any]) -> None:
        """Read a record and all that lies in it. A faulty value is kept as None, and so points at nothing."""
        if not isinstance(data, dict):
            self.faults.append(f"{path}: ska vara ett objekt")
            return
        for name in sorted(data.keys() - {*record.columns, *record.lists}):
            self.faults.append(f"{below(path, name)}: finns inte i formatet")
        values = dict.fromkeys(record.table.c.keys())
        values |= {name: up[theirs] for name, theirs in record.links.items()}
        values |= {name: self._value(record, data, path, name) for name in record.columns}
        self.rows[record.table].append(Row(record, path, values))
        for name, kind in record.lists.items():
            self._list(kind, data, below(path, name), name, values)

    def _value(self, record: Record, data: dict[str, Any], path: str, name: str) -> Any:
        here = below(path, name)
        if name not in data:
            self.faults.append(f"{here}: saknas")
            return None
        try:
            return read(record.table.c[name], data[name])
        except Wrong as wrong:
            self.faults.append(f"{below(here, wrong.below) if wrong.below else here}: {wrong}")
            return None

    def _list(self, kind: Record, data: dict[str, Any], path: str, name: str, up: Mapping[str, Any]) -> None:
        found = data.get(name)
        if not isinstance(found, list):
            self.faults.append(f"{path}: {'ska vara en lista' if name in data else 'saknas'}")
            return
        for place, item in enumerate(found):
            self.record(kind, item, f"{path}[{place}]", up)


def _doubles(rows: Rows) -> Iterator[str]:
    """What the database would refuse because it stands twice."""
    for table, found in rows.items():
        key = set(table.primary_key.columns)
        unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        for constraint in (table.primary_key, *(c for c in unique if not key <= set(c.columns))):
            names = [column.name for column in constraint.columns]
            first: dict[tuple[Any, ...], str] = {}
            for row in found:
                values = tuple(row.values[name] for name in names)
                if None not in values and first.setdefault(values, row.path) != row.path:
                    shown = [name for name in names if name in row.record.columns]
                    where = below(row.path, shown[-1]) if shown else row.path
                    yield f"{where}: samma värde står redan i {first[values]}"


def _loose_ends(rows: Rows) -> Iterator[str]:
    """References to ids that the file lacks. Accounts are never in a file."""
    ids = {table: {row.values["id"] for row in found} for table, found in rows.items() if "id" in table.c}
    for table, found in rows.items():
        for key in table.foreign_keys:
            name, there = key.parent.name, key.column.table
            if key.column.name != "id" or there.name == Account.__tablename__:
                continue
            for row in found:
                if row.values[name] is not None and row.values[name] not in ids.get(there, ()):
                    yield f"{below(row.path, name)}: id {row.values[name]} finns inte i filen"


def _strangers(rows: Rows) -> Iterator[str]:
    """Steps and questions that the programme's template lacks, and zones that nobody knows."""
    known: dict[str, tuple[Collection[str], str]] = {"zone": (available_timezones(), "bland tidszonerna")}
    template_data = rows[PROGRAMME.table][0].values["template_data"]
    if template_data is not None:
        steps = from_data(Template, template_data).steps
        known["step"] = {step.key for step in steps}, "i programmets mall"
        known["question"] = {q.key for step in steps for q in step.questions}, "i programmets mall"
    for table, found in rows.items():
        for name in known.keys() & set(table.c.keys()):
            values, where = known[name]
            for row in found:
                if row.values[name] is not None and row.values[name] not in values:
                    yield f"{below(row.path, name)}: ”{row.values[name]}” finns inte {where}"


def _second_without_first(rows: Rows) -> Iterator[str]:
    for found in rows.values():
        for row in found:
            if row.values.get("second_perspective") and not row.values["perspective"]:
                yield f"{below(row.path, 'perspective')}: ska ha ett värde när second_perspective har det"
