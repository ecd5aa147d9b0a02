"""What the mail of dates says: a meeting is planned, moved or taken away."""

import uuid
from datetime import datetime

from bln.calendar.ics import cancellation, invitation
from bln.clock import today
from bln.db import db
from bln.mail.addresses import gets_mail, way_to
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.mail.smtp import sender_now
from bln.networks.models import Meeting
from exports import wording


def dates(mail: Mail) -> dict[str, str]:
    """What the templates of the kind `dates` need; raises `Outdated` when there is nothing to tell any more.

    The caller commits.
    """
    meeting = db.session.get(Meeting, uuid.UUID(mail.parameters["meeting"]))
    if meeting is None or mail.person_id is None or not gets_mail(mail.person_id, meeting.network_id):
        raise Outdated
    was = datetime.fromisoformat(mail.parameters["was"]) if "was" in mail.parameters else None
    planned_at = meeting.planned_at
    last = planned_at or was
    if last is None or last.date() < today():
        raise Outdated
    sender = sender_now()
    return {
        "number": str(meeting.number),
        "network": meeting.network.place,
        "place": meeting.place if planned_at else "",
        "when": wording.day_and_time(planned_at) if planned_at else "",
        "was": wording.day_and_time(was) if was and was != planned_at else "",
        "link": way_to(mail.person_id, meeting.network, "networks.show"),
        "calendar": (
            invitation(meeting, sender, mail.address)
            if planned_at
            else cancellation(meeting, last, sender, mail.address)
        ),
    }
