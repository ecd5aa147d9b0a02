"""What the invitation to a call says."""

import uuid

from flask import current_app, url_for

from bln.calls.ics import call_invitation
from bln.calls.models import Call
from bln.calls.services import leading_accounts
from bln.calls.words import call_title, way_of
from bln.clock import today
from bln.db import db
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.mail.smtp import read_sender
from exports import wording

IN_THE_DEMO = "Nka <brev@demo.invalid>"


def call(mail: Mail) -> dict[str, str]:
    """What the templates of the kind `call` need; raises `Outdated` for a call that has been, and for who leads no
    more."""
    found = db.session.get(Call, uuid.UUID(mail.parameters["call"]))
    if found is None or found.planned_at.date() < today():
        raise Outdated
    if mail.person_id not in {account.person_id for account in leading_accounts(found.programme)}:
        raise Outdated
    sender = read_sender(current_app.config["MAIL_FROM"] or IN_THE_DEMO)
    title, page = call_title(found), url_for("calls.show", **way_of(found), _external=True)
    return {
        "title": title,
        "when": wording.day_and_time(found.planned_at),
        "duration": wording.duration(found.minutes),
        "meeting_link": found.link,
        "link": page,
        "calendar": call_invitation(found, title, page, sender, mail.address),
    }
