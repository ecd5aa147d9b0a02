"""What the digest says of summaries."""

import uuid

from flask import url_for

from bln.db import db
from bln.desk.scopes import MeetingScope, Scope
from bln.mail.addresses import is_in_network, recipients
from bln.mail.digest import Told, queue_notice
from bln.mail.models import Notice, Pause
from bln.networks.models import Meeting
from bln.people.models import Account


def notice_summary(scope: Scope, by: Account) -> None:
    """Tell a network, but for who did it, that the summary of a meeting is shared. The caller commits."""
    if not isinstance(scope, MeetingScope):
        return
    for found in recipients(scope.network.id, *Pause):
        if found.person_id != by.person_id:
            queue_notice(found.person_id, found.address, "summary_shared", {"meeting": str(scope.meeting.id)})


def summary_shared(notice: Notice) -> Told | None:
    """A meeting's summary is shared; None for who has left the network."""
    meeting = db.session.get(Meeting, uuid.UUID(notice.parameters["meeting"]))
    if meeting is None or not is_in_network(notice.person_id, meeting.network_id):
        return None
    return Told(
        f"Sammanställningen från möte {meeting.number} i {meeting.network.place} är delad.",
        f"Läs sammanställning {meeting.number}",
        url_for("desk.show_summary", slug=meeting.network.slug, number=meeting.number, _external=True),
    )
