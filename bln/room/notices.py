"""What the digest says of guides."""

import uuid

from bln.db import db
from bln.mail.addresses import gets_mail, way_to
from bln.mail.digest import Told
from bln.mail.models import Notice
from bln.networks.models import Meeting


def guide_shared(notice: Notice) -> Told | None:
    """A meeting's guide is ready; None for who has left the network or is paused there. The caller commits."""
    meeting = db.session.get(Meeting, uuid.UUID(notice.parameters["meeting"]))
    if meeting is None or not gets_mail(notice.person_id, meeting.network_id):
        return None
    return Told(
        f"Guiden till möte {meeting.number} i {meeting.network.place} är klar.",
        f"Läs guiden till möte {meeting.number}",
        way_to(notice.person_id, meeting.network, "room.before", number=meeting.number),
    )
