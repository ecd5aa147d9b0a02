"""What members answer to a meeting: read by those who lead, changed until the meeting, and soon deleted."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload

from bln.clock import today
from bln.db import commit, db
from bln.networks.models import Meeting, MeetingAnswer, Network
from bln.networks.services import lock_meeting
from bln.people.models import Membership, Person
from bln.people.tokens import TokenState, find_token
from meetings.turnout import Answer, Turnout, expect_turnout

KEPT = timedelta(days=7)  # after the meeting, so that attendance can be filled in from the answers


class NotAsked(Exception):
    """There is nothing to answer: the meeting has no date that was sent, has been, or is cancelled."""


@dataclass(frozen=True)
class Expected:
    """Those who are asked to a meeting, their answers by membership, and what these make of it."""

    asked: Sequence[Membership]
    answers: Mapping[uuid.UUID, Answer]
    turnout: Turnout


def asked_in(network: Network) -> list[Membership]:
    """Those whom a meeting of the network is for: by name, the unnamed last. Who only leads comes anyway."""
    query = select(Membership).where(Membership.network_id == network.id, Membership.left_at.is_(None))
    found = db.session.scalars(query.options(joinedload(Membership.person).joinedload(Person.account)))
    return sorted(
        (m for m in found if m.is_asked), key=lambda m: (m.person.name is None, m.person.name or "", str(m.id))
    )


def answers_to(meeting: Meeting) -> dict[uuid.UUID, Answer]:
    """The answers to a meeting by membership."""
    query = select(MeetingAnswer).where(MeetingAnswer.meeting_id == meeting.id)
    return {row.membership_id: row.answer for row in db.session.scalars(query)}


def expected_at(network: Network, meeting: Meeting) -> Expected:
    """Who comes, who has not answered, and which perspective will be missing."""
    asked, answers = asked_in(network), answers_to(meeting)
    group = network.programme.template.group
    return Expected(asked, answers, expect_turnout([(m.perspectives, answers.get(m.id)) for m in asked], group))


def is_open(meeting: Meeting) -> bool:
    """True while a meeting can be answered."""
    known = meeting.told
    return known is not None and meeting.cancelled_at is None and known.day >= today()


def answer_of(meeting: Meeting, membership: Membership) -> Answer | None:
    """What somebody has answered to a meeting."""
    return db.session.scalar(
        select(MeetingAnswer.answer).where(
            MeetingAnswer.meeting_id == meeting.id, MeetingAnswer.membership_id == membership.id
        )
    )


def give_answer(meeting: Meeting, membership: Membership, answer: Answer | None) -> None:
    """Store an answer in place of the one before, or take it away; raises `NotAsked`."""
    lock_meeting(meeting)
    if not is_open(meeting):
        raise NotAsked
    row = db.session.get(MeetingAnswer, (meeting.id, membership.id))
    if answer is None:
        forget = MeetingAnswer.meeting_id == meeting.id, MeetingAnswer.membership_id == membership.id
        db.session.execute(delete(MeetingAnswer).where(*forget))
    elif row is None:
        db.session.add(MeetingAnswer(meeting_id=meeting.id, membership_id=membership.id, answer=answer))
    else:
        row.answer = answer
    commit()


def asked_by_link(secret: str, purpose: str, key: uuid.UUID) -> tuple[Meeting, Membership] | None:
    """The meeting and the membership that a link to answer by is about; None where it leads nowhere any more."""
    found = find_token(purpose, secret)
    meeting = db.session.get(Meeting, key)
    if found is None or meeting is None or found.state is not TokenState.LIVE:
        return None
    membership = db.session.get(Membership, found.token.subject_id)
    if membership is None or membership.left_at or membership.network_id != meeting.network_id:
        return None
    return meeting, membership


def forget_answers(*wanted: Meeting) -> None:
    """Delete the answers to meetings: they have served. The caller commits."""
    db.session.execute(delete(MeetingAnswer).where(MeetingAnswer.meeting_id.in_([m.id for m in wanted])))


def forget_old_answers() -> None:
    """Delete the answers to meetings that have been for a while. The caller commits."""
    before = datetime.combine(today() - KEPT, time())
    old = select(Meeting.id).where(or_(Meeting.planned_at < before, Meeting.planned_at.is_(None)))
    db.session.execute(delete(MeetingAnswer).where(MeetingAnswer.meeting_id.in_(old)))


def standing_membership(network: Network, person_id: uuid.UUID) -> Membership:
    """The membership of somebody who is in a network; raises NoResultFound."""
    own = Membership.network_id == network.id, Membership.person_id == person_id
    return db.session.scalars(select(Membership).where(*own, Membership.left_at.is_(None))).one()
