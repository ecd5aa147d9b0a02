"""A whole programme as data for one file."""

import uuid
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, select

from bln.db import db
from bln.interchange.record import Record
from bln.interchange.records import FORMAT, PERSON, PROGRAMME
from bln.interchange.values import written
from bln.networks.models import Network, Programme
from bln.people.models import Membership, Person
from meetings.snapshot import canonical_json

Found = dict[uuid.UUID | None, list[dict[str, Any]]]


def export_programme(programme: Programme) -> bytes:
    """The programme as canonical JSON in UTF-8: the same data gives the same bytes on every database."""
    found = _records(PROGRAMME, Programme.id == programme.id)
    return canonical_json({"format": FORMAT, **found[None][0]}).encode()


def _records(record: Record, chosen: ColumnElement[bool]) -> Found:
    """The records that `chosen` picks, by the id of the record they lie in: one query a kind."""
    table = record.table
    lists = {name: _records(below, _chosen_below(below, record, chosen)) for name, below in record.lists.items()}
    way_up = next(iter(record.links), None)
    found: Found = defaultdict(list)
    for row in db.session.execute(select(table).where(chosen)).mappings():
        data = {name: written(row[name]) for name in record.columns}
        for name, children in lists.items():
            data[name] = children[None if record.lists[name] is PERSON else row["id"]]
        found[row[way_up] if way_up else None].append(data)
    for records in found.values():
        records.sort(key=lambda data: [data[name] for name in record.order])
    return found


def _chosen_below(below: Record, record: Record, chosen: ColumnElement[bool]) -> ColumnElement[bool]:
    """Which records of a kind lie in the chosen ones; people are those with a role in the programme."""
    if below is PERSON:
        networks = select(Network.id).join(Programme).where(chosen)
        return Person.id.in_(select(Membership.person_id).where(Membership.network_id.in_(networks)))
    way_up, theirs = next(iter(below.links.items()))
    return below.table.c[way_up].in_(select(record.table.c[theirs]).where(chosen))
