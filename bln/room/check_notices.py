"""What the digest says of a meeting's notes."""

import uuid

from bln.db import db
from bln.mail.addresses import gets_mail, recipients, way_to
from bln.mail.digest import Told, queue_notice
from bln.mail.models import Notice
from bln.networks.models import Meeting, Network
from bln.room.mails import leading


def notice_check(network: Network, meeting: Meeting) -> None:
    """Ask those in the network who don't lead it to read the notes. The caller commits."""
    leads = leading(network.id)
    for found in recipients(network.id):
        if found.person_id not in leads:
            queue_notice(found.person_id, found.address, "notes_check", {"meeting": str(meeting.id)})


def notes_check(notice: Notice) -> Told | None:
    """Whether the notes of a meeting are right; None when nobody asks any more, and for who has left or is paused.

    The caller commits.
    """
    from bln.room.checking import is_asking  # which sends these notices

    meeting = db.session.get(Meeting, uuid.UUID(notice.parameters["meeting"]))
    if meeting is None or not is_asking(meeting) or not gets_mail(notice.person_id, meeting.network_id):
        return None
    return Told(
        f"Stämmer anteckningarna från möte {meeting.number} i {meeting.network.place}? Läs dem innan de lämnas in.",
        "Läs och svara",
        way_to(notice.person_id, meeting.network, "checking.answer", number=meeting.number),
    )
