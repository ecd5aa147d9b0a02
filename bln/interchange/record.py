"""A kind of record in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Table

from bln.db import Base


@dataclass(frozen=True)
class Record:
    """A kind of record. `columns` carry the same names in the file as in `model`.

    `order` is how records of a list are sorted. `links` are the columns that follow from the record it lies
    in, each with the column there; the first one is the way up. `lists` are the records that lie in this one:
    what points at others stands before them and is read first, because somebody may be writing meanwhile.
    """

    model: type[Base]
    columns: tuple[str, ...]
    order: tuple[str, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, "Record"] = field(default_factory=dict)

    @property
    def table(self) -> Table:
        """The table that the model is stored in."""
        return Base.metadata.tables[self.model.__tablename__]
