"""The use case of reading a programme in: all of it, or nothing."""

from collections.abc import Iterator

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from bln.db import Base, db
from bln.interchange.json_file import FaultyFile, below, parse
from bln.interchange.reader import Row, Rows, read_programme
from bln.interchange.records import PERSON, PROGRAMME
from bln.networks.models import Network, Programme


def import_programme(content: bytes) -> Programme:
    """Store the programme of a file with the ids that it has there.

    A person who is already here is the same person and stays as they are. Raises `FaultyFile`, with nothing
    stored, when the file can't be used or when the programme or a network of that name is already here.
    """
    rows = read_programme(parse(content))
    taken = list(_taken(rows))
    if taken:
        db.session.rollback()
        raise FaultyFile(*taken)
    try:
        _store(rows)
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise FaultyFile("filen: har id som redan finns i databasen, under ett annat namn") from error
    return db.session.get_one(Programme, rows[PROGRAMME.table][0].values["id"])


def _taken(rows: Rows) -> Iterator[str]:
    for model in (Programme, Network):
        wanted = rows.get(Base.metadata.tables[model.__tablename__], [])
        known = set(db.session.scalars(select(model.slug)))
        for row in wanted:
            if row.values["slug"] in known:
                yield f"{below(row.path, 'slug')}: ”{row.values['slug']}” finns redan i databasen"


def _store(rows: Rows) -> None:
    for table in Base.metadata.sorted_tables:
        found = rows.get(table, [])
        if table is PERSON.table:
            found = _new_people(found)
        if found:
            db.session.execute(insert(table), [row.values for row in found])


def _new_people(found: list[Row]) -> list[Row]:
    known = set(db.session.scalars(select(PERSON.table.c.id)))
    return [row for row in found if row.values["id"] not in known]
