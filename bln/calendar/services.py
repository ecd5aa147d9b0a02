"""Use cases around dates: tell a network of them, and let an account follow them from a calendar."""

import uuid
from collections.abc import Collection

from sqlalchemy import exists, select

from bln.clock import today
from bln.db import commit, db
from bln.mail.addresses import recipients
from bln.mail.models import Mail, MailState
from bln.mail.queue import queue_mail
from bln.networks.models import Meeting
from bln.people.models import Account, Token
from bln.people.tokens import TokenState, find_token, issue_token, revoke_tokens
from meetings.appointment import Appointment

FEED = "calendar"


def tell_dates(
    meeting: Meeting, was: Appointment | None, *, joined: int | None = None, only: Collection[uuid.UUID] | None = None
) -> None:
    """Mail everybody in the network, or `only` these persons, what has been sent of a meeting; `was` is what they were
    told before, `joined` the meeting that takes up one that is called off. The caller commits.

    Who has such a mail waiting already gets that one alone: it says what is true when it is sent.
    """
    if not any(known and known.day >= today() for known in (meeting.told, was)):
        return
    before = {"was": was.start, "minutes": str(was.minutes)} if was else {}
    taken_up = {"joined": str(joined)} if joined else {}
    waiting = {mail.person_id: mail for mail in _waiting(meeting)}
    for found in recipients(meeting.network_id):
        if only is not None and found.person_id not in only:
            continue
        if found.person_id in waiting:
            waiting[found.person_id].parameters = waiting[found.person_id].parameters | taken_up
        else:
            parameters = {"meeting": str(meeting.id)} | before | taken_up
            queue_mail("dates", found.address, parameters, person_id=found.person_id)


def _waiting(meeting: Meeting) -> list[Mail]:
    query = select(Mail).where(Mail.kind == "dates", Mail.state == MailState.QUEUED, Mail.attempts == 0)
    return [mail for mail in db.session.scalars(query) if mail.parameters["meeting"] == str(meeting.id)]


def open_feed(account: Account) -> str:
    """A new secret for the feed of an account; the one before leads nowhere any more."""
    revoke_tokens(FEED, account.id)
    secret = issue_token(FEED, account.id)
    commit()
    return secret


def close_feed(account: Account) -> None:
    """End the feed of an account."""
    revoke_tokens(FEED, account.id)
    commit()


def has_feed(account: Account) -> bool:
    """True when somebody may be following the account's meetings."""
    open_ones = exists().where(Token.purpose == FEED, Token.subject_id == account.id, Token.revoked_at.is_(None))
    return bool(db.session.scalar(select(open_ones)))


def feed_account(secret: str) -> Account | None:
    """The account whose feed a secret opens, if it does."""
    found = find_token(FEED, secret)
    if found is None or found.state is not TokenState.LIVE:
        return None
    return db.session.get(Account, found.token.subject_id)
