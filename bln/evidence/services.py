"""Use cases of the library: write a fact, say that it still holds, withdraw it, bring an older version back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from datetime import datetime as Instant

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from bln.clock import today, utcnow
from bln.db import commit, db
from bln.evidence.models import FactVersion
from bln.evidence.queries import keepers, library, newest, version_of
from bln.mail.digest import queue_notice
from bln.people.models import Account
from bln.saved import SavedConflict
from meetings.facts import Fact, due
from meetings.snapshot import from_data, to_data


class FactConflict(SavedConflict[Fact]):
    """Somebody else has saved the fact since."""


def save_fact(version: int, fact: Fact, account: Account | None) -> int:
    """Keep a fact, written on `version` of it (0: a new one); returns the number of what stands.

    The same again changes nothing. Raises `FactConflict`.
    """
    db.session.execute(select(FactVersion.id).where(FactVersion.key == fact.key).with_for_update())
    standing = version_of(fact.key)
    if standing and from_data(Fact, standing.content) == fact:
        return standing.version
    if (standing.version if standing else 0) == version:
        try:
            with db.session.begin_nested():
                db.session.add(_version(version + 1, fact, account))
            commit()
            return version + 1
        except IntegrityError:
            standing = version_of(fact.key)
    assert standing
    raise FactConflict(standing.version, from_data(Fact, standing.content))


def check_fact(version: int, fact: Fact, account: Account) -> int:
    """Say that a fact was seen to hold today. Raises `FactConflict`."""
    return save_fact(version, replace(fact, checked_on=today().isoformat()), account)


def withdraw_fact(version: int, fact: Fact, account: Account, *, withdrawn: bool = True) -> int:
    """Withdraw a fact, or take it up again: whatever cites it says so. Raises `FactConflict`."""
    return save_fact(version, replace(fact, withdrawn=withdrawn), account)


def take_in(facts: Iterable[Fact], account: Account | None) -> tuple[int, int]:
    """Keep the facts of a file, all or none: how many are new, and how many have a new version."""
    db.session.execute(select(FactVersion.id).with_for_update())
    there = {row.key: row for row in db.session.scalars(newest())}
    made = changed = 0
    for fact in facts:
        standing = there.get(fact.key)
        if standing is None:
            made += 1
        elif from_data(Fact, standing.content) == fact:
            continue
        else:
            changed += 1
        db.session.add(_version((standing.version if standing else 0) + 1, fact, account))
    commit()
    return made, changed


def remind_keepers(moment: Instant | None = None) -> int:
    """Tell Nka once of each fact that should be checked, in the next digest; says of how many."""
    day = moment.date() if moment else today()
    unsaid = db.session.scalars(newest().where(FactVersion.reminded_at.is_(None)))
    found = [row for row in unsaid if due(_iso(row.checked_on), day) and not row.content.get("withdrawn")]
    if not found:
        return 0
    ids = [row.id for row in found]
    marking = update(FactVersion).where(FactVersion.id.in_(ids), FactVersion.reminded_at.is_(None))
    if db.session.scalars(marking.values(reminded_at=utcnow()).returning(FactVersion.id)).all():
        for account in keepers():
            queue_notice(account.person_id, account.email, "facts_due", {})
    commit()
    return len(found)


def restore_fact(version: int, fact: Fact, account: Account) -> int:
    """Let a fact say what it said in an older version, as a new one. Raises `FactConflict`."""
    standing = library([fact.key])[fact.key]
    return save_fact(version, replace(fact, withdrawn=standing.withdrawn), account)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _version(number: int, fact: Fact, account: Account | None) -> FactVersion:
    return FactVersion(
        key=fact.key,
        version=number,
        content=to_data(fact),
        checked_on=date.fromisoformat(fact.checked_on) if fact.checked_on else None,
        saved_by_id=account.id if account else None,
    )
