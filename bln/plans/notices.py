"""What the digest says of a plan."""

import uuid

from bln.db import db
from bln.mail.addresses import gets_mail, way_to
from bln.mail.digest import Told
from bln.mail.models import Notice
from bln.networks.models import Network
from bln.room.mails import leading
from exports import wording


def plan_comments(notice: Notice) -> Told | None:
    """Comments wait; None when they are dealt with, and for who doesn't lead any longer or is paused."""
    from bln.plans.commenting import waiting  # which sends these notices

    network = db.session.get(Network, uuid.UUID(notice.parameters["network"]))
    count = waiting(network.id) if network else 0
    if network is None or not count or not gets_mail(notice.person_id, network.id):
        return None
    if notice.person_id not in leading(network.id):
        return None
    sentence = f"{wording.counted(count, 'kommentar')} till planen i {network.place} väntar på att någon läser."
    return Told(sentence, "Läs kommentarerna", way_to(notice.person_id, network, "plan_comments.show"))
