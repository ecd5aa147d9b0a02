"""Use case of sharing a guide: it is frozen, and the network is told that it is ready."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.addresses import recipients
from bln.mail.digest import queue_notice
from bln.mail.models import NoNotices
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Account, Membership
from bln.room.guides import Begun, freeze_guide
from bln.room.models import GuideVersion
from bln.room.queries import guide_version, note_counts


@dataclass(frozen=True)
class Reach:
    """How many in a network, beside who asks, hear of a guide by mail, and how many need it on paper."""

    by_mail: int
    on_paper: int


def reach_of(network: Network, by: Account) -> Reach:
    """Who is paused in the network is left out; who has turned notices off is counted among those on paper."""
    reached = {found.person_id for found in recipients(network.id)} - {by.person_id}
    off = select(func.count()).select_from(NoNotices).where(NoNotices.person_id.in_(reached))
    by_mail = len(reached) - (db.session.scalar(off) or 0)
    here = Membership.network_id == network.id, Membership.left_at.is_(None), Membership.paused_at.is_(None)
    others = select(func.count()).select_from(Membership).where(*here, Membership.person_id != by.person_id)
    return Reach(by_mail, (db.session.scalar(others) or 0) - by_mail)


def share_guide(network: Network, meeting: Meeting, by: Account) -> None:
    """Freeze the guide unless it is frozen, and tell the network of it; a guide that is shared is not told of again.

    Raises `Begun` when the meeting has notes.
    """
    lock_meeting(meeting)
    if note_counts(meeting):
        raise Begun
    freeze_guide(network, meeting)
    version = guide_version(meeting)
    assert version is not None
    if version.shared_at is None:
        version.shared_at = utcnow()
        for found in recipients(network.id):
            if found.person_id != by.person_id:
                queue_notice(found.person_id, found.address, "guide_shared", {"meeting": str(meeting.id)})
    commit()


@dataclass(frozen=True)
class Sharing:
    """How far the sharing of a guide has come: `shared` when some version was, `shared_at` when this one was."""

    shared: bool
    shared_at: datetime | None


def sharing_of(meeting: Meeting) -> Sharing:
    """Whether the newest version of a guide is shared, or an older one."""
    query = select(GuideVersion.shared_at).where(GuideVersion.meeting_id == meeting.id)
    found = list(db.session.scalars(query.order_by(GuideVersion.version.desc())))
    return Sharing(any(found), found[0] if found else None)
