"""What the digest says of summaries."""

import uuid
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from bln.db import db
from bln.desk.scopes import MeetingScope, Scope
from bln.mail.addresses import gets_mail, recipients, way_to
from bln.mail.digest import Told, queue_notice
from bln.mail.models import Notice
from bln.networks.models import Meeting, Network, Programme
from bln.people.models import LEADING, Account, Membership


def notice_summary(scope: Scope, by: Account) -> None:
    """Tell, but for who did it, the network that the summary of a meeting is shared, or all leaders that the summary of
    a round is. The caller commits."""
    if isinstance(scope, MeetingScope):
        what, parameters = "summary_shared", {"meeting": str(scope.meeting.id)}
        told = {found.person_id: found.address for found in recipients(scope.network.id)}
    else:
        what, parameters = "round_shared", {"programme": str(scope.programme.id), "step": scope.step}
        told = _leaders(scope.programme.id)
    for person_id, address in told.items():
        if person_id != by.person_id:
            queue_notice(person_id, address, what, parameters)


def _leaders(programme_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Those who lead a network of the programme and get its mail: addresses by person. They have accounts."""
    query = (
        select(Account.person_id, Account.email)
        .join(Membership, Membership.person_id == Account.person_id)
        .join(Network, Network.id == Membership.network_id)
        .where(
            Network.programme_id == programme_id,
            Membership.role.in_(LEADING),
            Membership.left_at.is_(None),
            Membership.paused_at.is_(None),
            Account.ended_at.is_(None),
        )
        .order_by(Account.email)
    )
    return {found.person_id: found.email for found in db.session.execute(query)}


@dataclass(frozen=True)
class Reach:
    """How many are told by mail, and how many members have no address and get it on paper."""

    by_mail: int
    on_paper: int


def reach(scope: Scope, by: Account) -> Reach:
    """Whom a summary reaches when it is shared: of a meeting its network, of a round all who lead."""
    if not isinstance(scope, MeetingScope):
        return Reach(len(_leaders(scope.programme.id).keys() - {by.person_id}), 0)
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


def round_shared(notice: Notice) -> Told | None:
    """The summary of a round is shared; None for who leads no network of the programme any longer, or is paused."""
    programme = db.session.get(Programme, uuid.UUID(notice.parameters["programme"]))
    if programme is None or notice.person_id not in _leaders(programme.id):
        return None
    number = programme.round_number(notice.parameters["step"])
    return Told(
        f"Nka har delat den nationella sammanställningen av mötesomgång {number}.",
        f"Läs nationell sammanställning {number}",
        url_for("desk.show_summary", programme=programme.slug, number=number, _external=True),
    )
