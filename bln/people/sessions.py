"""Who is signed in where: a row a browser, so that leaving ends it for every copy of the cookie."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, select, update
from sqlalchemy.orm import joinedload

from bln.clock import utcnow
from bln.db import commit, db
from bln.people.models import Account, Membership, SignedIn, User
from bln.people.tokens import hash_secret

SEEN_EVERY = timedelta(minutes=5)
CODE_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts: unused, and at most."""

    idle: timedelta
    longest: timedelta

    def ended(self, session: SignedIn, now: datetime) -> bool:
        """True when the session has outlived either, or has waited too long for the second step."""
        if session.code_due and now - session.created_at > CODE_WITHIN:
            return True
        return now - session.seen_at > self.idle or now - session.created_at > self.longest


def limits_for(user: User, settings: Mapping[str, Any]) -> Limits:
    """The limits of a user by the application's settings."""
    who = "STAFF" if user.staff else "OTHERS"
    return Limits(settings[f"{who}_IDLE"], settings[f"{who}_LONGEST"])


def begin_session(user: User, device: str, *, code_due: bool = False) -> str:
    """Sign a browser in, but for a code that may be due; returns the secret for its cookie. The caller commits."""
    secret = secrets.token_urlsafe(32)
    secret_hash = hash_secret(secret)
    owner = {"account_id": user.id} if isinstance(user, Account) else {"membership_id": user.membership.id}
    db.session.add(SignedIn(**owner, secret_hash=secret_hash, device=device, code_due=code_due))
    return secret


def find_session(secret: str, settings: Mapping[str, Any]) -> SignedIn | None:
    """The session of a cookie with its user and person, while it lasts and nobody has left."""
    found = db.session.scalar(_session(), {"secret_hash": hash_secret(secret)})
    if found is None or limits_for(found.user, settings).ended(found, utcnow()):
        return None
    if found.membership and found.membership.left_at:
        return None
    return found


@cache
def _session() -> Select[SignedIn]:
    """Asked by every page, and built once: SQLAlchemy takes longer to build a query than to run it."""
    return (
        select(SignedIn)
        .where(SignedIn.secret_hash == bindparam("secret_hash"))
        .options(joinedload(SignedIn.account).joinedload(Account.person))
        .options(joinedload(SignedIn.membership).joinedload(Membership.person))
    )


def mark_seen(session_id: uuid.UUID) -> None:
    """Note that a session is in use. Begins with the write, so that it can't fail halfway through a reading."""
    db.session.rollback()
    db.session.execute(update(SignedIn).where(SignedIn.id == session_id).values(seen_at=utcnow()))
    db.session.commit()


def sessions_of(account: Account, settings: Mapping[str, Any]) -> list[SignedIn]:
    """The sessions of an account that last, the latest used first."""
    limits, now = limits_for(account, settings), utcnow()
    query = select(SignedIn).where(SignedIn.account_id == account.id, SignedIn.code_due.is_(False))
    latest_first = query.order_by(SignedIn.seen_at.desc(), SignedIn.id)
    return [session for session in db.session.scalars(latest_first) if not limits.ended(session, now)]


def end_session(user: User, session_id: uuid.UUID) -> bool:
    """End one session of a user; False when there is none such."""
    own = delete(SignedIn).where(_of(user), SignedIn.id == session_id)
    ended = db.session.scalar(own.returning(SignedIn.id)) is not None
    commit()
    return ended


def end_sessions(user: User, *, but: uuid.UUID | None = None) -> None:
    """End the sessions of a user, all or all but one. The caller commits."""
    query = delete(SignedIn).where(_of(user))
    db.session.execute(query.where(SignedIn.id != but) if but else query)


def _of(user: User) -> ColumnElement[bool]:
    if isinstance(user, Account):
        return SignedIn.account_id == user.id
    return SignedIn.membership_id == user.membership.id


def forget_ended_sessions(settings: Mapping[str, Any]) -> None:
    """Remove the sessions that nobody's limits let last. The caller commits."""
    idle = max(settings["STAFF_IDLE"], settings["OTHERS_IDLE"])
    db.session.execute(delete(SignedIn).where(SignedIn.seen_at < utcnow() - idle))
