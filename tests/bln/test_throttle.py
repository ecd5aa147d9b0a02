"""How often one may try to sign in: waits that grow, tell nothing, and keep nobody else out."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from flask import Flask, request
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln import create_app
from bln.clock import utcnow
from bln.people import throttle
from bln.people.models import Attempt
from bln.people.throttle import LIMITS, Limit, TooSoon, Trying, count_attempt, forgive_attempts
from tests import shared_folder
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = utcnow()

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with patch.object(throttle, "utcnow", clock):
        yield clock


def sign_in(client: Visitor, password: str, email: str = "eva@example.invalid", address: str = HOME) -> TestResponse:
    data = {"email": email, "password": password}
    return client.post("/logga-in", data=data, environ_base={"REMOTE_ADDR": address})


def fail(client: Visitor, times: int, address: str = HOME, email: str = "eva@example.invalid") -> list[int]:
    with patch("bln.people.services.check_password", return_value=None):
        return [sign_in(client, "fel", email, address).status_code for _ in range(times)]


def wait_of(trying: Trying, subject: str, address: str) -> timedelta:
    try:
        count_attempt(trying, subject, address)
    except TooSoon as refused:
        return refused.wait
    return timedelta()


def test_after_five_faults_one_waits_and_is_told_how_long(
    client: Visitor, db_session: scoped_session[Session], clock: Clock
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    assert fail(client, 6) == [422] * 5 + [429]
    answer = sign_in(client, make.PASSWORD)
    assert answer.status_code == 429
    assert "Vänta 30 sekunder och försök sedan igen." in answer.text
    clock.wait(seconds=31)
    assert sign_in(client, make.PASSWORD).status_code == 302


def test_the_waits_grow_up_to_a_quarter_of_an_hour(db_session: scoped_session[Session], clock: Clock) -> None:
    waits = []
    for _ in range(11):
        wait = wait_of(Trying.PASSWORD, "eva", HOME)
        waits.append(wait.total_seconds())
        clock.wait(seconds=wait.total_seconds())
        if wait:
            count_attempt(Trying.PASSWORD, "eva", HOME)
    assert waits == [0] * 5 + [30, 60, 120, 240, 480, 900]


def test_knocking_while_waiting_makes_the_wait_no_longer(db_session: scoped_session[Session], clock: Clock) -> None:
    first = [wait_of(Trying.PASSWORD, "eva", HOME) for _ in range(50)]
    assert set(first[5:]) == {timedelta(seconds=30)}
    assert len(db_session.scalars(select(Attempt.id)).all()) == 5


def test_whoever_guesses_from_elsewhere_keeps_the_owner_out_for_a_minute_at_most(
    client: Visitor, db_session: scoped_session[Session], clock: Clock
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    assert fail(client, 8, ELSEWHERE)[-1] == 429
    assert sign_in(client, make.PASSWORD).status_code == 302
    for n in range(100):
        wait_of(Trying.PASSWORD, "eva@example.invalid", f"198.51.100.{n}")
    clock.wait(seconds=60)
    client.post("/logga-ut")
    assert sign_in(client, make.PASSWORD).status_code == 302


def test_guessing_over_many_addresses_is_slowed_down_too(db_session: scoped_session[Session], clock: Clock) -> None:
    waits = [wait_of(Trying.PASSWORD, "eva", f"198.51.100.{n}") for n in range(32)]
    assert not any(waits[:30])
    assert all(waits[30:])


def test_one_address_is_slowed_down_over_many_accounts(db_session: scoped_session[Session], clock: Clock) -> None:
    waits = [wait_of(Trying.PASSWORD, f"person{n}", HOME) for n in range(62)]
    assert not any(waits[:60])
    assert all(waits[60:])
    assert not wait_of(Trying.PASSWORD, "person0", ELSEWHERE)


def test_another_account_and_another_thing_to_try_are_free(db_session: scoped_session[Session], clock: Clock) -> None:
    for _ in range(5):
        count_attempt(Trying.PASSWORD, "eva", HOME)
    assert not wait_of(Trying.PASSWORD, "bo", HOME)
    assert not wait_of(Trying.CODE, "eva", HOME)


def test_success_forgives_what_the_pair_has_tried_and_nothing_else(
    db_session: scoped_session[Session], clock: Clock
) -> None:
    for address in (HOME, ELSEWHERE):
        for _ in range(5):
            count_attempt(Trying.PASSWORD, "eva", address)
    forgive_attempts(Trying.PASSWORD, "eva", HOME)
    assert not wait_of(Trying.PASSWORD, "eva", HOME)
    assert wait_of(Trying.PASSWORD, "eva", ELSEWHERE)


def test_signing_in_leaves_no_attempt_behind(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.make_account("eva", password=make.PASSWORD)
    fail(client, 2)
    sign_in(client, make.PASSWORD)
    assert db_session.scalars(select(Attempt.id)).all() == []


def test_an_unknown_account_gets_the_same_answers(
    client: Visitor, db_session: scoped_session[Session], clock: Clock
) -> None:
    make.make_account("eva", password=make.PASSWORD)
    known = [sign_in(client, "fel", "eva@example.invalid") for _ in range(7)]
    unknown = [sign_in(client, "fel", "ada@example.invalid") for _ in range(7)]
    assert [answer.status_code for answer in known] == [422] * 5 + [429] * 2
    pages = [[(answer.status_code, _neutral(answer.text)) for answer in answers] for answers in (known, unknown)]
    assert pages[0] == pages[1]


def _neutral(page: str) -> str:
    return re.sub(r"(eva|ada)@", "somebody@", page)


def test_no_address_and_nothing_that_was_typed_can_be_read(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    fail(client, 1, email="hemligt lösenord@fel")
    (row,) = db_session.scalars(select(Attempt))
    kept = " ".join(str(value) for value in (row.trying, row.subject_key, row.address_key))
    assert HOME not in kept
    assert "hemligt" not in kept
    assert re.fullmatch(r"[0-9a-f]{64}", row.address_key)


def test_attempts_are_forgotten_after_an_hour(db_session: scoped_session[Session], clock: Clock) -> None:
    for _ in range(5):
        count_attempt(Trying.PASSWORD, "eva", HOME)
    clock.wait(hours=1, seconds=1)
    count_attempt(Trying.PASSWORD, "bo", HOME)
    assert len(db_session.scalars(select(Attempt.id)).all()) == 1


def test_the_addresses_of_one_network_are_one(db_session: scoped_session[Session], clock: Clock) -> None:
    waits = [wait_of(Trying.PASSWORD, "eva", f"2001:db8::{n:x}") for n in range(6)]
    assert waits[-1] > timedelta(seconds=0)
    assert not wait_of(Trying.PASSWORD, "eva", "2001:db8:0:1::1")


@pytest.mark.parametrize("address", [None, "", "unix:"])
def test_an_address_that_is_none_is_an_address_too(db_session: scoped_session[Session], address: str) -> None:
    waits = [wait_of(Trying.PASSWORD, "eva", address) for _ in range(6)]
    assert bool(waits[-1])


@pytest.mark.parametrize("trying", Trying)
def test_everything_that_can_be_tried_has_limits_that_let_one_try(trying: Trying) -> None:
    for limit in LIMITS[trying]:
        assert isinstance(limit, Limit)
        assert not limit.wait(limit.free - 1, timedelta())
        assert limit.wait(limit.free, timedelta()) == limit.first
        assert limit.wait(1000, timedelta()) == limit.longest <= timedelta(minutes=15)


@pytest.mark.parametrize(("proxies", "counted"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_the_address_behind_a_proxy_counts_where_the_proxy_is_said_to_be(proxies: int, counted: str) -> None:
    settings = databases.settings_for(shared_folder.path() / "proxies", "sqlite://")
    app: Flask = create_app(settings | {"PROXIES": proxies})
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))
    app.test_client().get("/static/nothing", headers={"X-Forwarded-For": "198.18.0.1, 203.0.113.9"})
    assert seen == [counted]
