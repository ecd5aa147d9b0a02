"""The application on both databases."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln.db import db
from bln.networks.models import Network
from bln.people.models import Account
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.visitor import Visitor

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Whatever stores something is tested on both databases."""
    name: str = request.param
    return name


@pytest.fixture
def database_uri(engine: str) -> Iterator[str]:
    """The address of an empty database of the test's own."""
    with databases.empty_database(engine) as uri:
        yield uri


@pytest.fixture
def migrated_uri(engine: str) -> Iterator[str]:
    """The address of a database of the test's own that holds the schema, for real concurrency."""
    with databases.migrated_database(engine) as uri:
        yield uri


@pytest.fixture
def app(engine: str) -> Iterator[Flask]:
    """The migrated application; whatever a test stores is rolled back after it.

    Everything runs on one connection inside a savepoint, so that a commit in the code under test ends there.
    """
    app = databases.migrated_app(engine)
    with app.app_context():
        engines = db.engines
    own = engines[None]
    with own.connect() as connection:
        outer = connection.begin()
        connection.begin_nested()
        engines[None] = connection
        yield app
        engines[None] = own
        outer.rollback()


@pytest.fixture
def db_session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The session for a test's factories and for a look at what was stored, in an application context."""
    with app.app_context():
        yield db.session


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A browser without JavaScript that isn't signed in."""
    visitor = app.test_client()
    assert isinstance(visitor, Visitor)
    return visitor


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    """A network of three meetings, with nobody in it."""
    return make.make_network(make.make_programme())


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    """Who leads `network`, signed in in `client`."""
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account
