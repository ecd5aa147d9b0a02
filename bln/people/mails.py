"""What the mails of this feature say, made when they are sent: only then is a link's secret made."""

import uuid
from collections.abc import Mapping

from flask import url_for

from bln.db import db
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.people.links import LIFETIME
from bln.people.models import Account
from bln.people.tokens import Link, issue_token
from exports import wording


def sign_in_link(mail: Mail) -> Mapping[str, str]:
    """The link that signs in. The caller commits."""
    return _letter(mail, Link.SIGN_IN, "links.sign_in")


def password_reset(mail: Mail) -> Mapping[str, str]:
    """The link to choose a new password. The caller commits."""
    return _letter(mail, Link.RESET, "links.reset")


def _letter(mail: Mail, link: Link, endpoint: str) -> dict[str, str]:
    account = db.session.get(Account, uuid.UUID(mail.parameters["account"]))
    if account is None:
        raise Outdated
    secret = issue_token(link, account.id, LIFETIME)
    return {
        "name": account.person.name or "",
        "link": url_for(endpoint, secret=secret, _external=True),
        "lasts": wording.duration(int(LIFETIME.total_seconds() // 60)),
    }
