"""Use cases around accounts."""

import uuid
from enum import StrEnum

from sqlalchemy import delete, exists, select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db, one_commit
from bln.desk.models import ThemeOwner
from bln.networks.models import NetworkOwner, Programme
from bln.people.links import use_link
from bln.people.models import Account, Person
from bln.people.passwords import Weakness, hash_password, is_outdated, is_password, weakness_of
from bln.people.queries import DEMO_ROLES, account_of, normal_email
from bln.people.second_step import turn_off
from bln.people.sessions import end_sessions
from bln.people.throttle import Trying, count_attempt, forgive_attempts
from bln.people.tokens import Link, revoke_tokens
from bln.questions.models import QuestionOwner


class Refusal(StrEnum):
    """Why an account can't be made."""

    EMAIL_TAKEN = "email_taken"
    EMAIL_INVALID = "email_invalid"
    PASSWORD_SHORT = Weakness.SHORT.value
    PASSWORD_COMMON = Weakness.COMMON.value


class AccountRefused(ValueError):
    """An account was not made; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


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
    if not is_password(kept, password):
        return None
    renewed = hash_password(password) if kept and is_outdated(kept) else None
    account = account_of(email)
    if account and renewed:
        account.password_hash = renewed
        commit()
    return account


def account_by_password(email: str, password: str, address: str | None) -> Account | None:
    """The account that the pair opens, as `check_password`; raises `TooSoon` where too much has been tried."""
    email = normal_email(email)
    count_attempt(Trying.PASSWORD, email, address)
    account = check_password(email, password)
    if account:
        forgive_attempts(Trying.PASSWORD, email, address)
        commit()
    return account


def add_account(email: str, name: str, password: str | None, *, staff: bool) -> Account:
    """Make a person with an account; raises `AccountRefused`. The caller commits."""
    address = normal_email(email)
    if address.count("@") != 1 or address.startswith("@") or address.endswith("@") or " " in address:
        raise AccountRefused(Refusal.EMAIL_INVALID)
    if db.session.scalar(select(exists().where(Account.email == address))):
        raise AccountRefused(Refusal.EMAIL_TAKEN)
    weakness = weakness_of(password, address, name) if password is not None else None
    if weakness:
        raise AccountRefused(Refusal(weakness.value))
    hashed = hash_password(password) if password is not None else None
    person = Person(id=uuid.uuid4(), name=name.strip() or None)
    account = Account(person=person, email=address, password_hash=hashed, staff=staff)
    db.session.add(account)
    audit(AuditAction.ACCOUNT_MADE, ObjectKind.PERSON, person.id)
    return account


def change_password(account: Account, password: str, *, keep: uuid.UUID | None = None) -> None:
    """Give an account a new password, already judged. All sessions but the kept one end."""
    hashed = _hash_aside(password)
    _store_password(account, hashed, keep)
    commit()


def choose_password_by_link(secret: str, password: str) -> Account | None:
    """Give the owner of a link a new password, already judged, and use the link up; None unless it was live."""
    hashed = _hash_aside(password)
    with one_commit():
        account = use_link(Link.RESET, secret)
        if account:
            _store_password(account, hashed, None)
    return account


def _hash_aside(password: str) -> str:
    db.session.rollback()
    return hash_password(password)


def _store_password(account: Account, hashed: str, keep: uuid.UUID | None) -> None:
    account.password_hash = hashed
    end_sessions(account, but=keep)
    for purpose in Link:
        revoke_tokens(purpose, account.id)


def reset_second_step(account: Account) -> None:
    """Let somebody in again whose app and recovery codes are lost; all sessions end."""
    end_sessions(account)
    turn_off(account)


def end_account(account: Account) -> None:
    """End an account for good: nobody gets in by it, and whoever is in is out. The person and what was saved stay;
    what the account was responsible for has nobody any longer."""
    account.ended_at, account.password_hash = utcnow(), None
    for purpose in Link:
        revoke_tokens(purpose, account.id)
    for owned in (NetworkOwner, ThemeOwner, QuestionOwner):
        db.session.execute(delete(owned).where(owned.account_id == account.id))
    reset_second_step(account)
