"""The migrations: they make what the models say, and can be taken back."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import inspect

from bln import create_app
from bln.db import db
from bln.schema import upgrade
from meetings.appointment import Appointment, Way
from tests import shared_folder
from tests.bln import databases
from tests.bln import factories as make


@pytest.fixture
def empty(database_uri: str) -> Iterator[Flask]:
    """The application on a database without a table."""
    app = create_app(databases.settings_for(shared_folder.path() / "migrations", database_uri))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def test_the_migrations_make_what_the_models_say(empty: Flask) -> None:
    assert tables() == set()
    upgrade()
    assert tables() == {*db.metadata.tables, "alembic_version"}
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_checks_and_constraints_are_named_as_in_the_models(empty: Flask) -> None:
    upgrade()
    found = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        checks = {check["name"] for check in found.get_check_constraints(table.name)}
        wanted = {str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint" and c.name}
        assert checks == wanted, table.name


def test_the_migrations_can_be_taken_back(empty: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    assert tables() == {"alembic_version"}
    upgrade()
    assert tables() > set(db.metadata.tables)


def test_migrating_again_keeps_what_is_stored(empty: Flask) -> None:
    upgrade()
    make.make_network(make.make_programme())
    upgrade()
    assert db.session.scalar(db.select(db.func.count()).select_from(make.Network)) == 1


def test_dates_that_were_mailed_when_they_were_saved_count_as_sent(empty: Flask) -> None:
    upgrade()
    network = make.make_network(make.make_programme(), variant="two")
    both = make.meeting_of(network, 2)
    both.planned_at, both.place = datetime.fromisoformat("2026-03-14T13:00"), "Biblioteket"
    db.session.commit()
    minutes = both.minutes_of_boxes
    db.session.remove()
    downgrade(revision="0015")
    upgrade()
    told = {meeting.number: meeting.told for meeting in db.session.scalars(db.select(make.Meeting))}
    assert told == {1: None, 2: Appointment(2, "2026-03-14T13:00", minutes, Way.PLACE, "Biblioteket")}
