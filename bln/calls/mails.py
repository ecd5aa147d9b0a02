"""What the invitation to a call says, and that it is called off."""

import uuid
from zoneinfo import ZoneInfo

from flask import url_for

from bln.calls.models import Call
from bln.calls.services import leading_accounts
from bln.calls.words import title_of, way_to
from bln.clock import today
from bln.db import db
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.mail.smtp import sender_now
from exports import wording


def call(mail: Mail) -> dict[str, str]:
    """What the templates of the kind `call` need, on or called off; raises `Outdated` for a call that has been,
    and for who leads no more."""
    from bln.calendar.ics import timed_event, to_one

    found = db.session.get(Call, uuid.UUID(mail.parameters["call"]))
    if found is None or found.planned_at.date() < today():
        raise Outdated
    if mail.person_id not in {account.person_id for account in leading_accounts(found.programme)}:
        raise Outdated
    number = found.programme.round_number(found.step)
    title = title_of(number, found.occasion)
    page = url_for("calls.show", **way_to(found.programme, number, found.occasion), _external=True)
    event = timed_event(
        found.id,
        found.version,
        found.planned_at.replace(tzinfo=ZoneInfo(found.zone)),
        found.minutes,
        summary=title,
        location=found.link or None,
        description=f"Dagordning: {page}",
        url=page,
    )
    return {
        "title": title,
        "cancelled": "ja" if found.cancelled_at else "",
        "when": wording.day_and_time(found.planned_at),
        "duration": wording.duration(found.minutes),
        "meeting_link": found.link,
        "link": page,
        "calendar": to_one(event, "Nka", sender_now(), mail.address, "CANCEL" if found.cancelled_at else "REQUEST"),
    }
