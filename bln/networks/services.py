"""Use cases of programmes, networks and meetings."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.orm.exc import StaleDataError

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.calendar.services import tell_dates
from bln.db import commit, db
from bln.networks.models import Meeting, MeetingAnswer, MeetingStep, Network, NetworkOwner, Programme, ReceivingBody
from bln.people.models import Account
from meetings.appointment import Way
from meetings.programme import Template
from meetings.snapshot import to_data


def add_programme(slug: str, title: str, term: str, template: Template, **settings: Any) -> Programme:
    """Begin a programme with a frozen copy of its template. The caller commits."""
    programme = Programme(
        id=uuid.uuid4(), slug=slug, title=title, term=term, template_data=to_data(template), **settings
    )
    db.session.add(programme)
    return programme


def add_network(
    programme: Programme, slug: str, place: str, region: str, *, variant: str, bodies: Sequence[ReceivingBody] = ()
) -> Network:
    """Add a network with the meetings of a variant of the template; KeyError on an unknown one. The caller commits."""
    planned = programme.template.variant(variant).meetings
    meetings = [
        Meeting(
            number=number,
            covered=[MeetingStep(step=step, position=at) for at, step in enumerate(steps, start=1)],
        )
        for number, steps in enumerate(planned, start=1)
    ]
    network = Network(
        programme=programme, slug=slug, place=place, region=region, bodies=list(bodies), meetings=meetings
    )
    db.session.add(network)
    return network


def assign_network(network: Network, account: Account | None) -> None:
    """Make a colleague responsible for a network, or nobody."""
    db.session.execute(select(Network.id).where(Network.id == network.id).with_for_update()).all()
    db.session.execute(delete(NetworkOwner).where(NetworkOwner.network_id == network.id))
    if account:
        db.session.add(NetworkOwner(network_id=network.id, account_id=account.id))
    audit(AuditAction.NETWORK_ASSIGNED, ObjectKind.NETWORK, network.id, network.programme_id)
    commit()


class OutOfOrder(ValueError):
    """The meeting would come before an earlier one or after a later one: the meeting `number`, planned at `when`."""

    def __init__(self, number: int, when: datetime, *, before: bool) -> None:
        super().__init__("out of order")
        self.number = number
        self.when = when
        self.before = before


def lock_meeting(meeting: Meeting) -> None:
    """Let one writer at a time through, so that numbers and versions are given once.

    On SQLite there is nothing to ask for: whoever may write has let nobody else write since `BEGIN IMMEDIATE`.
    """
    if db.session.get_bind().dialect.name != "sqlite":
        db.session.execute(_locked(), {"meeting": meeting.id})


@cache
def _locked() -> Select[uuid.UUID]:
    return select(Meeting.id).where(Meeting.id == bindparam("meeting")).with_for_update()


def plan_meeting(
    meeting: Meeting,
    version: int,
    planned_at: datetime,
    place: str = "",
    *,
    minutes: int | None = None,
    way: Way = Way.PLACE,
    link: str = "",
    phone: str = "",
) -> None:
    """Set when (local time) and where a meeting is. Nobody is told: that is `announce`.

    Raises `OutOfOrder`, or StaleDataError when somebody else has changed the meeting.
    """
    if meeting.version != version:
        raise StaleDataError
    check_order(meeting, planned_at)
    meeting.planned_at, meeting.way = planned_at, way
    meeting.minutes = None if minutes == meeting.minutes_of_boxes else minutes
    meeting.place, meeting.link, meeting.phone = place, link, phone
    commit()


def check_order(meeting: Meeting, planned_at: datetime | None) -> None:
    """Raise `OutOfOrder` when a meeting at this local time would come before an earlier or after a later one."""
    if planned_at is None:
        return
    others = select(Meeting).where(
        Meeting.network_id == meeting.network_id,
        Meeting.id != meeting.id,
        Meeting.planned_at.is_not(None),
        Meeting.cancelled_at.is_(None),
    )
    for other in db.session.scalars(others.order_by(Meeting.number)):
        when = other.planned_at or planned_at
        if other.number < meeting.number and when >= planned_at:
            raise OutOfOrder(other.number, when, before=True)
        if other.number > meeting.number and when <= planned_at:
            raise OutOfOrder(other.number, when, before=False)


def unplan_meeting(meeting: Meeting, version: int) -> None:
    """Take the date away, and tell those who were told of it; raises StaleDataError when somebody else has changed the
    meeting."""
    if meeting.version != version:
        raise StaleDataError
    call_off(meeting)
    meeting.planned_at = None
    commit()


def call_off(meeting: Meeting, joined: int | None = None) -> None:
    """Take what was sent of a meeting back, with the answers to it; `joined` is the meeting that takes it up. The
    caller commits."""
    if meeting.told:
        tell_dates(meeting, meeting.told, joined=joined)
    meeting.sent = None
    db.session.execute(delete(MeetingAnswer).where(MeetingAnswer.meeting_id == meeting.id))
