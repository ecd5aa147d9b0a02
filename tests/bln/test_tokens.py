"""The secrets of links: hashed, for one purpose, once, until a time."""

import uuid
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.people.models import Token
from bln.people.tokens import TokenState, find_token, issue_token, revoke_tokens, use_token

SUBJECT = uuid.uuid4()


def state(secret: str, purpose: str = "reset") -> TokenState | None:
    found = find_token(purpose, secret)
    return found.state if found else None


def test_a_secret_is_found_for_its_purpose_alone_and_never_stored(db_session: scoped_session[Session]) -> None:
    secret = issue_token("reset", SUBJECT, timedelta(minutes=30))
    db_session.flush()
    assert state(secret) is TokenState.LIVE
    assert state(secret, "invite") is None
    assert state("gissad") is None
    assert secret not in str(db_session.scalars(select(Token.token_hash)).all())


def test_a_secret_is_used_up_once(db_session: scoped_session[Session]) -> None:
    secret = issue_token("reset", SUBJECT)
    db_session.flush()
    found = find_token("reset", secret)
    assert found
    assert use_token(found.token)
    assert not use_token(found.token)
    db_session.expire_all()
    assert state(secret) is TokenState.USED


def test_a_secret_ends_with_its_time_or_when_it_is_revoked(db_session: scoped_session[Session]) -> None:
    late = issue_token("reset", SUBJECT, timedelta(seconds=-1))
    standing, other = issue_token("reset", SUBJECT), issue_token("reset", uuid.uuid4())
    db_session.flush()
    assert state(late) is TokenState.EXPIRED
    revoke_tokens("reset", SUBJECT)
    db_session.expire_all()
    assert state(standing) is TokenState.REVOKED
    assert state(other) is TokenState.LIVE
