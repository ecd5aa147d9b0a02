"""Every address × every role × own network, a neighbour's, another programme's."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import CompiledBy
from bln.people.models import User
from tests.bln import factories as make
from tests.bln.doors import DOORS, Door
from tests.bln.visitor import Visitor
from tests.bln.visitors import HIDDEN, HOMELESS, REFUSED, VISITORS, Place, expected, outcome_of
from tests.bln.world import World, build_world, name_of, requests, rules


def browser_of(app: Flask, user: User | None) -> FlaskClient:
    """A new browser, signed in unless nobody sits at it."""
    client = app.test_client()
    if user is not None:
        make.sign_in(client, user)
    return client


def check(app: Flask, world: World, visitor: str, place: Place, compiled_by: CompiledBy) -> list[str]:
    """The cells of the matrix where somebody meets something else than expected.

    A form that is accepted may end the session; after it the visitor signs in anew. Who compiles a programme decides
    about the doors of compilers alone: the others are tried where staff do.
    """
    wrong = []
    client = browser_of(app, world.users.get(visitor))
    for name, method, address in requests(app, world, place):
        if compiled_by is not CompiledBy.STAFF and DOORS[name] is not Door.COMPILERS:
            continue
        wanted = expected(DOORS[name], visitor, place, compiled_by)
        met = outcome_of(client.open(address, method=method))
        if met is not wanted:
            wrong.append(f"{visitor}, {place.value}: {method} {address} met {met}, expected {wanted}")
        if method == "POST" and met not in (HIDDEN, REFUSED):
            client = browser_of(app, world.users.get(visitor))
    return wrong


def test_every_address_has_a_door_and_every_door_an_address(app: Flask) -> None:
    assert {name_of(rule) for rule in rules(app)} == set(DOORS)


def test_addresses_answer_only_reading_and_posting(app: Flask) -> None:
    used = {method for rule in rules(app) for method in rule.methods or set()}
    assert used == {"GET", "HEAD", "OPTIONS", "POST"}


# The doors are the same on both databases, and what they read is tested on both elsewhere: this long walk needs one.
@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("compiled_by", CompiledBy, ids=lambda mode: f"compiled-by-{mode}")
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_visitor_meets_what_the_door_says(
    app: Flask, db_session: scoped_session[Session], visitor: str, compiled_by: CompiledBy
) -> None:
    world = build_world(compiled_by)
    places = [Place.OWN] if visitor in HOMELESS else list(Place)
    wrong = [line for place in places for line in check(app, world, visitor, place, compiled_by)]
    assert wrong == []


UNKNOWN = (
    "/finns-inte",
    "/natverk",
    "/natverk/finns-inte",
    "/natverk/ekby/finns-inte",
    "/natverk/ekby/mote/99",
    "/natverk/ekby/mote/0",
    "/natverk/ekby/mote/99/sammanstallning",
    "/natverk/ekby/mote/1/anteckning/6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "/natverk/ekby/mote/1/anteckningar?fraga=finns-inte",
    "/natverk/ekby/mote/1/guide.exe",
    "/natverk/ekby/mote/99999999999999999999",
    "/natverk/ekby%00",
    "/program/finns-inte",
    "/program/finns-inte/logg",
    "/program/cykla/intresse/6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "/program/cykla/nytt-natverk?intresse=6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "/program/cykla/nytt-natverk?intresse=finns-inte",
    "/mina-uppgifter/lamna/finns-inte",
    "/program/cykla/omgang/0/sammanstallning",
    "/program/cykla/omgang/4/sammanstallning",
    "/program/cykla%00/rapport",
    "/program/cykla/avslutningar?fraga=finns-inte",
    "/program/cykla/avslutningar.docx",
    "/program/cykla/rapport/skriv/finns-inte",
    "/program/cykla/rapport/skriv/eget-finns-inte",
    "/program/cykla/rapport/avstamning",
    "/natverk/ekby/rapport",
    "/natverk/ekby/rapport/hela.docx",
)


@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_shows_the_sign_in_page_to_an_anonymous_visitor(client: Visitor, address: str) -> None:
    assert client.get(address).location.startswith("/logga-in?nasta=")


@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_is_404_for_whoever_is_signed_in(
    client: Visitor, db_session: scoped_session[Session], address: str
) -> None:
    network = make.make_network(make.make_programme())
    leader = make.make_leader(network)
    leader.staff = True
    db_session.commit()
    make.sign_in(client, leader)
    assert client.get(address).status_code == 404


def test_the_demo_doors_open_in_the_demo_mode(
    app: Flask, client: Visitor, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)
    assert client.get("/stil").status_code == 200
    assert client.get("/demo/utkorg").status_code == 200
    assert client.post("/demo/logga-in", data={"roll": "nka"}).status_code == 404, "there is no demo account"
