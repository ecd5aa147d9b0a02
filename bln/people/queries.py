"""Accounts by address."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bln.db import db
from bln.people.models import Account
from meetings.words import swedish_key

DEMO_ROLES = {"ledare": "ledare@demo.invalid", "nka": "nka@demo.invalid"}


def normal_email(email: str) -> str:
    """An address as it is stored and compared."""
    return email.strip().casefold()


def account_of(email: str) -> Account | None:
    """The account with this address, if any that has not ended."""
    query = select(Account).where(Account.email == normal_email(email), Account.ended_at.is_(None))
    return db.session.scalar(query.options(joinedload(Account.person)))


def is_of_the_demo(account: Account) -> bool:
    """True for an account that everybody who tries the demo shares: nobody can shut the others out of it."""
    return account.email in DEMO_ROLES.values()


def colleagues() -> list[Account]:
    """Nka's staff who can sign in, in Swedish order of their names."""
    query = select(Account).where(Account.staff, Account.ended_at.is_(None)).options(joinedload(Account.person))
    return sorted(db.session.scalars(query), key=lambda account: swedish_key(account.name))
