"""Telling a network of a meeting: what members get, whom it reaches, and the sending itself."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm.exc import StaleDataError

from bln.calendar.services import tell_dates
from bln.clock import today
from bln.db import commit, db
from bln.mail.addresses import recipients
from bln.networks.answers import answer_of, answers_to, asked_in, expected_at, is_open, standing_membership
from bln.networks.models import Meeting, MeetingAnswer, Network
from bln.networks.services import lock_meeting
from bln.people.models import Membership
from bln.policy import Access
from meetings.appointment import Appointment, Told, as_members_see_it, told
from meetings.snapshot import to_data

TO_SEND = frozenset({Told.NOT_SENT, Told.CHANGED})


class NothingToSend(Exception):
    """The network knows the date already, or there is none ahead."""


@dataclass(frozen=True)
class Reach:
    """Whom an invitation reaches: how many by mail, and who needs it on paper."""

    by_mail: int
    on_paper: Sequence[Membership]


def reach_of(network: Network) -> Reach:
    """Those who are in the network now. Who rests gets neither."""
    mailed = {found.person_id for found in recipients(network.id)}
    paper = [m for m in asked_in(network) if m.person_id not in mailed and m.paused_at is None]
    return Reach(len(mailed), paper)


def told_of(meeting: Meeting) -> Told:
    """How much of the plan the network knows; a meeting that is cancelled has nothing to tell."""
    return told(meeting.appointment, meeting.told, today())


def appointment_for(access: Access, meeting: Meeting) -> Appointment | None:
    """When and where a meeting is, as this reader may know: those who lead and staff see the plan, members what was
    sent."""
    if access.may("plan_meetings") or access.staff:
        return meeting.appointment
    return as_members_see_it(meeting.appointment, meeting.told, today())


def announce(meeting: Meeting, version: int) -> None:
    """Send the meeting as it is planned. Answers to another time are asked for again.

    Raises `NothingToSend`, or StaleDataError when somebody else has changed the meeting.
    """
    lock_meeting(meeting)
    if meeting.version != version:
        raise StaleDataError
    plan, was = meeting.appointment, meeting.told
    if plan is None or told_of(meeting) not in TO_SEND:
        raise NothingToSend
    if was and was.start != plan.start:
        db.session.execute(delete(MeetingAnswer).where(MeetingAnswer.meeting_id == meeting.id))
    meeting.sent = _as_data(plan)
    db.session.flush()
    tell_dates(meeting, was)
    commit()


def _as_data(plan: Appointment) -> dict[str, object]:
    data = to_data(plan)
    assert isinstance(data, dict)
    return dict(data)


def ask_again(network: Network, meeting: Meeting) -> int:
    """Mail those who have not answered what was sent once more; gives how many they are.

    Raises `NothingToSend` when nothing has been sent as it stands.
    """
    if told_of(meeting) is not Told.SENT:
        raise NothingToSend
    answered = answers_to(meeting)
    mailed = {found.person_id for found in recipients(network.id)}
    silent = {m.person_id for m in asked_in(network) if m.id not in answered} & mailed
    tell_dates(meeting, None, only=silent)
    commit()
    return len(silent)


def last_phone(network: Network) -> str:
    """The number that the network's meetings were last given, to suggest for the next."""
    query = select(Meeting.phone).where(Meeting.network_id == network.id, Meeting.phone != "")
    return db.session.scalar(query.order_by(Meeting.number.desc()).limit(1)) or ""


def day_of(access: Access, meeting: Meeting, reader: uuid.UUID) -> dict[str, object]:
    """What the page of a meeting says of its day: to those who lead who comes, to a member the own answer."""
    state = told_of(meeting)
    shown: dict[str, object] = {"appointment": appointment_for(access, meeting), "told": state.value}
    if access.may("plan_meetings"):
        shown["expected"] = expected_at(access.network, meeting) if state is Told.SENT else None
    elif access.role is not None and is_open(meeting):
        shown["answerable"] = True
        shown["own_answer"] = answer_of(meeting, standing_membership(access.network, reader))
    return shown
