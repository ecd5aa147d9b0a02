"""Hand queued mail over to the server: claimed first, in a commit of its own, so that no two senders take the same.

Only a crash between the server's yes and our commit can send a mail twice; its Message-ID is then the same.
"""

import smtplib
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, and_, exists, or_, select, update

from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.letters import Outdated, write_letter
from bln.mail.models import Mail, MailState
from bln.mail.smtp import BadAddress, Server, connect, make_message

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440))
MOST_ATTEMPTS = len(BACK_OFF) + 1
CLAIM_LASTS = timedelta(minutes=15)  # longer than one mail can take, so that only a dead sender's are taken over
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail that is ours to send."""

    mail_id: UUID
    claimed_at: datetime
    attempts: int
    address: str


class Lost(Exception):
    """The server went away while a mail was handed over."""


def send_due(server: Server, most: int = MOST_AT_ONCE, stopped: Callable[[], bool] = lambda: False) -> Counter[str]:
    """Send what is due, at most `most` mails; how many became what, by `MailState` ("queued": to be tried again).

    Nothing is claimed before the server has answered, so a silent server costs no mail an attempt. One that goes away
    ends the round. Raises `Unreachable`.
    """
    became: Counter[str] = Counter()
    if not _is_any_due():
        return became
    with connect(server) as session:
        while became.total() < most and not stopped() and (claim := claim_next()):
            try:
                became[_deliver(claim, session, server)] += 1
            except Lost:
                became[_try_again(claim, "lost")] += 1
                break
    return became


def claim_next() -> Claim | None:
    """Take the mail that has waited longest, also from a sender that has died; None when nothing is due."""
    query = select(Mail).where(_due()).order_by(Mail.due_at).limit(1).with_for_update(skip_locked=True)
    mail = db.session.scalar(query.execution_options(populate_existing=True))
    if mail is None:
        db.session.rollback()
        return None
    claim = Claim(mail.id, utcnow(), mail.attempts + 1, mail.address)
    mail.state, mail.claimed_at, mail.attempts = MailState.CLAIMED, claim.claimed_at, claim.attempts
    commit()
    return claim


def _is_any_due() -> bool:
    found = db.session.scalar(select(exists().where(_due())))
    db.session.rollback()
    return bool(found)


def _due() -> ColumnElement[bool]:
    now = utcnow()
    waiting = and_(Mail.state == MailState.QUEUED, Mail.due_at <= now)
    left_lying = and_(Mail.state == MailState.CLAIMED, Mail.claimed_at <= now - CLAIM_LASTS)
    return or_(waiting, left_lying)


def _deliver(claim: Claim, session: smtplib.SMTP, server: Server) -> MailState:
    """Write and hand over one mail; raises `Lost`. The words of errors may hold addresses: only codes are kept."""
    if claim.attempts > MOST_ATTEMPTS:
        return _settle(claim, MailState.DEAD, "lost")
    try:
        message = _written(claim, server)
    except Outdated:
        db.session.rollback()
        return _settle(claim, MailState.CANCELLED)
    except BadAddress:
        db.session.rollback()
        return _settle(claim, MailState.DEAD, "address")
    except Exception as error:  # noqa: BLE001 one mail that can't be written holds nobody else's back
        db.session.rollback()
        where = traceback.extract_tb(error.__traceback__)[-1]
        complaint = f"{type(error).__name__} in {where.filename}, line {where.lineno}"
        current_app.logger.error("mail %s could not be written: %s", claim.mail_id, complaint)
        return _try_again(claim, type(error).__name__)
    try:
        session.send_message(message)
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPSenderRefused) as error:
        raise Lost from error  # a sender that isn't welcome is a setting's fault, not the mail's
    except (smtplib.SMTPException, ValueError) as error:
        return _refused(claim, error)
    except OSError as error:
        raise Lost from error
    return _settle(claim, MailState.SENT, sent_at=utcnow())


def _written(claim: Claim, server: Server) -> EmailMessage:
    """The message, with the secrets of its links stored: whoever gets it can use them at once."""
    mail = db.session.get_one(Mail, claim.mail_id)
    message = make_message(str(claim.mail_id), claim.address, write_letter(mail), server.sender)
    commit()
    return message


def _refused(claim: Claim, error: Exception) -> MailState:
    """A no for good (5xx) makes a mail dead at once; the server's other answers may change."""
    codes = [getattr(error, "smtp_code", 0)]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    if any(500 <= code <= 599 for code in codes) or isinstance(error, ValueError | smtplib.SMTPNotSupportedError):
        return _settle(claim, MailState.DEAD, f"smtp {codes[0]}" if codes[0] else "address")
    if 421 in codes:
        raise Lost from error
    return _try_again(claim, f"smtp {codes[0]}")


def _try_again(claim: Claim, error: str) -> MailState:
    """Back in the queue for a while, longer each time; dead after the last."""
    if claim.attempts >= MOST_ATTEMPTS:
        return _settle(claim, MailState.DEAD, error)
    return _settle(claim, MailState.QUEUED, error, due_at=utcnow() + BACK_OFF[claim.attempts - 1])


def _settle(claim: Claim, state: MailState, error: str = "", **values: datetime) -> MailState:
    """Say what became of a mail, unless another sender has taken it over meanwhile."""
    ours = (Mail.id == claim.mail_id, Mail.state == MailState.CLAIMED, Mail.claimed_at == claim.claimed_at)
    db.session.execute(update(Mail).where(*ours).values(state=state, error=error, **values))
    commit()
    return state
