"""What the digest says of summaries."""

import uuid

from bln.db import db
from bln.desk.scopes import MeetingScope, Scope
from bln.mail.addresses import gets_mail, recipients, way_to
from bln.mail.digest import Told, queue_notice
from bln.mail.models import Notice
from bln.networks.models import Meeting
from bln.people.models import Account


def notice_summary(scope: Scope, by: Account) -> None:
    """Tell a network, but for who did it, that the summary of a meeting is shared. The caller commits."""
    if not isinstance(scope, MeetingScope):
        return
    for found in recipients(scope.network.id):
        if found.person_id != by.person_id:
            queue_notice(found.person_id, found.address, "summary_shared", {"meeting": str(scope.meeting.id)})


def summary_shared(notice: Notice) -> Told | None:
    """A meeting's summary is shared; None for who has left the network or is paused there. The caller commits."""
    meeting = db.session.get(Meeting, uuid.UUID(notice.parameters["meeting"]))
    if meeting is None or not gets_mail(notice.person_id, meeting.network_id):
        return None
    return Told(
        f"Sammanställningen från möte {meeting.number} i {meeting.network.place} är delad.",
        f"Läs sammanställning {meeting.number}",
        way_to(notice.person_id, meeting.network, "desk.show_summary", number=meeting.number),
    )
