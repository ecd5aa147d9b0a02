"""Links that are mailed to an account: to sign in, or to choose a new password."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from bln.db import commit, db, one_commit
from bln.mail.queue import queue_mail
from bln.members.membership import send_member_link
from bln.people.models import Account, Membership, Person
from bln.people.queries import account_of, is_of_the_demo, normal_email
from bln.people.throttle import Trying, count_attempt
from bln.people.tokens import FoundToken, Link, TokenState, find_token, revoke_tokens, use_token

LIFETIME = timedelta(minutes=30)


def ask_for_link(link: Link, email: str, address: str | None) -> None:
    """Queue the mail where there is such an account; one commit, and so the same time, where there is none.

    Members without an account get their personal links instead. Raises `TooSoon` where many have been asked for.
    """
    email = normal_email(email)
    with one_commit():
        count_attempt(Trying.MAIL, email, address)
        account = account_of(email)
        if account and not is_of_the_demo(account):
            queue_mail(link, account.email, {"account": str(account.id)}, person_id=account.person_id)
        for membership in _memberships_without_account(email):
            send_member_link(membership)


def _memberships_without_account(email: str) -> Sequence[Membership]:
    query = select(Membership).join(Membership.person).where(Person.email == email, Membership.left_at.is_(None))
    return db.session.scalars(query.order_by(Membership.id)).all()


def open_link(link: Link, secret: str) -> tuple[FoundToken, Account] | None:
    """What a link is worth and whose it is; None for one that never was, and for an account that has ended."""
    found = find_token(link, secret)
    account = db.session.get(Account, found.token.subject_id) if found else None
    return (found, account) if found and account and account.ended_at is None else None


def use_link(link: Link, secret: str) -> Account | None:
    """Use a link up, with all others of its kind; None unless it was live. Joins a larger commit where there is one."""
    opened = open_link(link, secret)
    if opened is None or opened[0].state is not TokenState.LIVE or not use_token(opened[0].token):
        return None
    revoke_tokens(link, opened[1].id)
    commit()
    return opened[1]
