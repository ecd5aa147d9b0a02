"""How often one may try: waits that grow, and that shut nobody else out.

The pair of account and address counts first, so that whoever guesses from elsewhere doesn't keep the owner waiting.
Behind it stand softer waits on the account from everywhere and on the address for every account. What there is no
account for is counted alike. An attempt is counted before it is made and taken back when it succeeds: of many at once
no more are made than one after the other. Waiting attempts don't count.
"""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import current_app
from sqlalchemy import and_, delete, func, or_, select

from bln.clock import utcnow
from bln.db import commit, db
from bln.people.models import Attempt

WINDOW = timedelta(hours=1)
DOUBLINGS = 10  # more than any wait needs to reach its longest


class Trying(StrEnum):
    """What somebody tries."""

    PASSWORD = "password"
    CODE = "code"
    MAIL = "mail"
    INTEREST = "interest"
    PHONE = "phone"
    FILE = "file"


@dataclass(frozen=True)
class Limit:
    """So many attempts in an hour are free; then the first wait, doubled for each, up to the longest."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, attempts: int, since_last: timedelta) -> timedelta:
        """What is left to wait; zero or less when one may try."""
        if attempts < self.free:
            return timedelta()
        return min(self.first * 2 ** min(attempts - self.free, DOUBLINGS), self.longest) - since_last


FIRM = Limit(5, timedelta(seconds=30), timedelta(minutes=15))
SOFT = Limit(30, timedelta(seconds=5), timedelta(minutes=1))
SHARED = Limit(60, timedelta(seconds=5), timedelta(minutes=1))
SLOW = Limit(3, timedelta(minutes=5), timedelta(minutes=15))
# By pair, by account from everywhere, by address for every account. Whoever tries codes knows the password already,
# and whoever asks for mail to an account that others have asked for has the latest link in the mailbox. Few write
# more than once that they want a network. All phones of a room come from one address, and by one code.
LIMITS = {
    Trying.PASSWORD: (FIRM, SOFT, SHARED),
    Trying.CODE: (FIRM, FIRM, SHARED),
    Trying.MAIL: (SLOW, SLOW, SHARED),
    Trying.INTEREST: (SLOW, SLOW, FIRM),
    Trying.PHONE: (SHARED, SHARED, SOFT),
    Trying.FILE: (SOFT, SOFT, SOFT),
}


class TooSoon(Exception):
    """One has to wait before the next attempt; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


def count_attempt(trying: Trying, subject: str, address: str | None) -> None:
    """Count an attempt on a subject (an e-mail address) from an address, or raise `TooSoon`."""
    subject_key, address_key = _keyed(subject), _keyed(_network_of(address))
    now = utcnow()
    _one_at_a_time(subject_key)
    wait = _wait(trying, subject_key, address_key, now)
    if wait > timedelta():
        raise TooSoon(wait)
    db.session.execute(delete(Attempt).where(Attempt.at < now - WINDOW))
    db.session.add(Attempt(trying=trying, subject_key=subject_key, address_key=address_key, at=now))
    commit()


def forgive_attempts(trying: Trying, subject: str, address: str | None) -> None:
    """Forget what a pair has tried, now that it has succeeded. The caller commits."""
    pair = Attempt.subject_key == _keyed(subject), Attempt.address_key == _keyed(_network_of(address))
    db.session.execute(delete(Attempt).where(Attempt.trying == trying, *pair))


def _one_at_a_time(subject_key: str) -> None:
    """Attempts on a subject are counted one after the other; in SQLite whoever may write is alone as it is."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(int(subject_key[:15], 16))))


def _wait(trying: Trying, subject_key: str, address_key: str, now: datetime) -> timedelta:
    subject, address = Attempt.subject_key == subject_key, Attempt.address_key == address_key
    groups = and_(subject, address), subject, address
    columns = [
        column for group in groups for column in (func.count().filter(group), func.max(Attempt.at).filter(group))
    ]
    query = select(*columns).where(Attempt.trying == trying, Attempt.at > now - WINDOW, or_(subject, address))
    counted: list[Any] = list(db.session.execute(query).one())
    groups_counted = zip(LIMITS[trying], counted[::2], counted[1::2], strict=True)
    return max(limit.wait(attempts, now - (last or now)) for limit, attempts, last in groups_counted)


def _keyed(text: str) -> str:
    """So that neither addresses nor what somebody typed can be read out of the table."""
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), b"throttle " + text.encode(), "sha256").hex()


def _network_of(address: str | None) -> str:
    """Whoever has one IPv6 address has 2^64 of them: the network counts."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return ""
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)
