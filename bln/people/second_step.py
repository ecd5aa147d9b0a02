"""The second step of sign-in: a code from an app (TOTP, RFC 6238), or a recovery code.

The app's key is made of the application's secret and a seed, so that a copy of the database alone opens nothing.
"""

import base64
import hmac
import secrets
import time
import uuid
from collections.abc import Sequence

from flask import current_app
from pyotp import TOTP
from sqlalchemy import delete, func, or_, select, update

from bln.db import commit, db
from bln.people.models import Account, RecoveryCode
from bln.people.sessions import end_sessions
from bln.people.throttle import Trying, count_attempt, forgive_attempts
from bln.people.tokens import hash_secret

ISSUER = "Blandade lärande nätverk"
CODES = 8
DRIFT = (0, -1, 1)  # steps of half a minute that a telephone's clock may be off
READ_ALIKE = str.maketrans("018", "olb")  # digits that no recovery code has


def app_key(account: Account, seed: str) -> str:
    """The key that the app gets, in base32."""
    secret = current_app.config["SECRET_KEY"].encode()
    return base64.b32encode(hmac.digest(secret, f"totp {account.id} {seed}".encode(), "sha256")[:20]).decode()


def app_address(account: Account, seed: str) -> str:
    """The address that a QR code holds for the app."""
    return TOTP(app_key(account, seed)).provisioning_uri(name=account.email, issuer_name=ISSUER)


def turn_on(account: Account, seed: str, code: str, this: uuid.UUID) -> list[str] | None:
    """Ask for a code from now on, if this one shows that the app has the key; returns the recovery codes.

    All other sessions end: nobody gave a code for them.
    """
    step = _step_of(account, seed, code)
    if step is None:
        return None
    account.totp_seed, account.totp_step = seed, step
    end_sessions(account, but=this)
    codes = _make_recovery_codes(account)
    commit()
    return codes


def turn_off(account: Account) -> None:
    """Ask for no code any more."""
    account.totp_seed = account.totp_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    commit()


def renew_recovery_codes(account: Account) -> list[str]:
    """New recovery codes in place of those there are."""
    codes = _make_recovery_codes(account)
    commit()
    return codes


def prove_code(account: Account, code: str, address: str | None) -> bool:
    """True for a code of the app or a recovery code, which is used up; raises `TooSoon` where much has been tried."""
    count_attempt(Trying.CODE, account.email, address)
    right = _use_app_code(account, code) or _use_recovery_code(account, code)
    if right:
        forgive_attempts(Trying.CODE, account.email, address)
        commit()
    return right


def recovery_codes_left(account: Account) -> int:
    """How many recovery codes there are."""
    query = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.account_id == account.id)
    return db.session.scalar(query) or 0


def are_recovery_codes(account: Account, codes: Sequence[str]) -> bool:
    """True when every one of some codes is unused and of this account."""
    query = select(RecoveryCode.code_hash).where(RecoveryCode.account_id == account.id)
    return bool(codes) and {_hashed(code) for code in codes} <= set(db.session.scalars(query))


def _step_of(account: Account, seed: str, code: str) -> int | None:
    """The step in time that a code belongs to, now or nearly."""
    typed = "".join(code.split()).encode()
    totp, now = TOTP(app_key(account, seed)), int(time.time()) // 30
    return next((now + off for off in DRIFT if hmac.compare_digest(totp.generate_otp(now + off).encode(), typed)), None)


def _use_app_code(account: Account, code: str) -> bool:
    step = _step_of(account, account.totp_seed, code) if account.totp_seed else None
    if step is None:
        return False
    later = or_(Account.totp_step.is_(None), Account.totp_step < step)
    used = update(Account).where(Account.id == account.id, later).values(totp_step=step).returning(Account.id)
    return db.session.scalar(used) is not None


def _use_recovery_code(account: Account, code: str) -> bool:
    own = delete(RecoveryCode).where(RecoveryCode.account_id == account.id, RecoveryCode.code_hash == _hashed(code))
    return db.session.scalar(own.returning(RecoveryCode.id)) is not None


def _make_recovery_codes(account: Account) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    codes = [base64.b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(CODES)]
    db.session.add_all(RecoveryCode(account_id=account.id, code_hash=_hashed(code)) for code in codes)
    return ["-".join(code[i : i + 4] for i in range(0, 16, 4)) for code in codes]


def _hashed(code: str) -> str:
    return hash_secret("".join(c for c in code.casefold() if c.isalnum()).translate(READ_ALIKE))
