"""Secrets in links: stored hashed, for one purpose, until a time, and used up by a button, never by opening a page."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import select, update

from bln.clock import utcnow
from bln.db import db
from bln.people.models import Token

MEMBER_LINK = "member"  # the purpose of a personal link, about a membership


class TokenState(StrEnum):
    """What a link is worth."""

    LIVE = "live"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Link(StrEnum):
    """The links that are mailed to an account; also the purpose of their tokens and the kind of their mail."""

    SIGN_IN = "sign_in_link"
    RESET = "password_reset"


@dataclass(frozen=True)
class FoundToken:
    """A token that there is, and what it is worth now."""

    token: Token
    state: TokenState


def issue_token(
    purpose: str, subject_id: uuid.UUID, lifetime: timedelta | None = None, secret: str | None = None
) -> str:
    """A new secret for a purpose and a subject; without a lifetime it lasts until revoked. The caller commits.

    A `secret` of the caller's own, such as one short enough to type, must be random too, and short-lived.
    """
    secret = secret or secrets.token_urlsafe(32)
    now = utcnow()
    expires_at = now + lifetime if lifetime else None
    db.session.add(
        Token(
            purpose=purpose,
            subject_id=subject_id,
            token_hash=hash_secret(secret),
            created_at=now,
            expires_at=expires_at,
        )
    )
    return secret


def find_token(purpose: str, secret: str) -> FoundToken | None:
    """The token of a link, live or not; None for one that never was, or was for something else."""
    query = select(Token).where(Token.token_hash == hash_secret(secret), Token.purpose == purpose)
    token = db.session.scalar(query)
    return FoundToken(token, _state(token)) if token else None


def use_token(token: Token) -> bool:
    """Use up a live token; False when somebody was first. The caller commits."""
    unused = update(Token).where(Token.id == token.id, Token.used_at.is_(None), Token.revoked_at.is_(None))
    return db.session.scalar(unused.values(used_at=utcnow()).returning(Token.id)) is not None


def revoke_tokens(purpose: str, subject_id: uuid.UUID) -> None:
    """End every token of a purpose about a subject. The caller commits."""
    standing = update(Token).where(Token.purpose == purpose, Token.subject_id == subject_id, Token.revoked_at.is_(None))
    db.session.execute(standing.values(revoked_at=utcnow()))


def _state(token: Token) -> TokenState:
    if token.revoked_at is not None:
        return TokenState.REVOKED
    if token.used_at is not None:
        return TokenState.USED
    if token.expires_at is not None and token.expires_at <= utcnow():
        return TokenState.EXPIRED
    return TokenState.LIVE


def hash_secret(secret: str) -> str:
    """A long random secret as it is stored; being random, it needs no slow hash."""
    return sha256(secret.encode()).hexdigest()
