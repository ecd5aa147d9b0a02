"""What the digest says of summaries."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from bln.db import db
from bln.desk.scopes import MeetingScope, Scope
from bln.mail.addresses import gets_mail, recipients, way_to
from bln.mail.digest import Told, queue_notice
from bln.mail.models import Notice
from bln.networks.models import Meeting
from bln.people.models import Account, Membership


def notice_summary(scope: Scope, by: Account) -> None:
    """Tell a network, but for who did it, that the summary of a meeting is shared. The caller commits."""
    if not isinstance(scope, MeetingScope):
        return
    for found in recipients(scope.network.id):
        if found.person_id != by.person_id:
            queue_notice(found.person_id, found.address, "summary_shared", {"meeting": str(scope.meeting.id)})


@dataclass(frozen=True)
class Reach:
    """How many are told by mail, and how many members have no address and get it on paper."""

    by_mail: int
    on_paper: int


def reach(scope: Scope, by: Account) -> Reach | None:
    """Whom a summary of a meeting reaches when it is shared; None of a round."""
    if not isinstance(scope, MeetingScope):
        return None
    told = {found.person_id for found in recipients(scope.network.id)}
    here = select(Membership.person_id).where(
        Membership.network_id == scope.network.id, Membership.left_at.is_(None), Membership.paused_at.is_(None)
    )
    return Reach(len(told - {by.person_id}), len(set(db.session.scalars(here)) - told - {by.person_id}))


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
