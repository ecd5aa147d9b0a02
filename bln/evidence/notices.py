"""What the digest says of the library."""

from flask import url_for

from bln.evidence.queries import keepers, unchecked_facts
from bln.mail.digest import Told
from bln.mail.models import Notice
from exports import wording


def facts_due(notice: Notice) -> Told | None:
    """Facts should be checked; None for who is no longer staff, or when somebody has checked them."""
    count = unchecked_facts()
    if not count or notice.person_id not in {account.person_id for account in keepers()}:
        return None
    return Told(
        f"{wording.number(count)} underlag har inte kontrollerats på ett år.",
        "Visa det som bör kontrolleras",
        url_for("evidence.list_facts", visa="kontrollera", _external=True),
    )
