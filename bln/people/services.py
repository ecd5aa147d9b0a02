"""Use cases around accounts."""

import uuid
from enum import StrEnum
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import db
from bln.networks.models import Programme
from bln.people.models import Account, Person

SHORTEST_PASSWORD = 12
DEMO_ROLES = {"ledare": "ledare@demo.invalid", "nka": "nka@demo.invalid"}

_hasher = PasswordHasher()
_one_at_a_time = Semaphore()
# The hash of a random text that nobody kept: checked when there is no account, so that both answers cost the same.
_UNKNOWN = "$argon2id$v=19$m=65536,t=3,p=4$Bhce/oSTqR2Upc27zbNReQ$qq3POgS2FbxB+9Hr1KQweigfSvk250YDsxudgrSoQBU"


class Refusal(StrEnum):
    """Why an account can't be made."""

    EMAIL_TAKEN = "email_taken"
    EMAIL_INVALID = "email_invalid"
    PASSWORD_SHORT = "password_short"


class AccountRefused(ValueError):
    """An account was not made; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def normal_email(email: str) -> str:
    """An address as it is stored and compared."""
    return email.strip().casefold()


def account_of(email: str) -> Account | None:
    """The account with this address, if any."""
    query = select(Account).where(Account.email == normal_email(email)).options(joinedload(Account.person))
    return db.session.scalar(query)


def demo_account(role: str) -> Account | None:
    """The account of a role of the demo; None for another role, and where there is anything but demos to see."""
    address = DEMO_ROLES.get(role)
    if address is None or not only_demos():
        return None
    account = account_of(address)
    return account if account and account.password_hash is None else None


def only_demos() -> bool:
    """True when every programme is a demo."""
    return not db.session.scalar(select(exists().where(Programme.demo.is_(False))))


def check_password(email: str, password: str) -> Account | None:
    """The account that the pair opens; takes the same time whether or not there is such an account."""
    account = account_of(email)
    kept = account.password_hash if account else None
    db.session.rollback()  # hashing is slow by design: nobody else waits for the database meanwhile
    try:
        with _one_at_a_time:
            _hasher.verify(kept or _UNKNOWN, password)
    except (VerificationError, InvalidHashError):
        return None
    return account_of(email) if kept else None


def add_account(email: str, name: str, password: str | None, *, staff: bool) -> Account:
    """Make a person with an account; raises `AccountRefused`. The caller commits."""
    address = normal_email(email)
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@") or " " in address:
        raise AccountRefused(Refusal.EMAIL_INVALID)
    if account_of(address):
        raise AccountRefused(Refusal.EMAIL_TAKEN)
    if password is not None and len(password) < SHORTEST_PASSWORD:
        raise AccountRefused(Refusal.PASSWORD_SHORT)
    hashed = _hasher.hash(password) if password is not None else None
    person = Person(id=uuid.uuid4(), name=name.strip() or None)
    account = Account(person=person, email=address, password_hash=hashed, staff=staff)
    db.session.add(account)
    audit(AuditAction.ACCOUNT_MADE, ObjectKind.PERSON, person.id)
    return account
