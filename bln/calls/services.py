"""Use cases of calls: plan, invite, call off, take up, note, agree, get done."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.calls.queries import CallStanding, find_call, standing_of
from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.models import Mail, MailState
from bln.mail.queue import queue_mail
from bln.networks.models import Network, Programme
from bln.people.models import LEADING, Account, Membership
from meetings.agenda import Occasion
from meetings.programme import Step

MAIL = "call"


@dataclass(frozen=True)
class When:
    """When a call is in local time, for how many minutes, and the link to it."""

    planned_at: datetime
    minutes: int
    link: str


class CallConflict(Exception):
    """Somebody else has planned the call since; `call` is what is stored."""

    def __init__(self, call: Call) -> None:
        super().__init__("the call has a newer version")
        self.call = call


class NotesConflict(Exception):
    """Somebody else has saved the notes since; `standing` is what is stored."""

    def __init__(self, standing: CallStanding) -> None:
        super().__init__("the notes have a newer version")
        self.standing = standing


def plan_call(programme: Programme, step: Step, occasion: Occasion, version: int, when: When) -> Call:
    """Plan a call or move it, written on `version` of it (0: nobody had planned it); one that was called off is on
    again. Raises `CallConflict`."""
    db.session.execute(select(Programme.id).where(Programme.id == programme.id).with_for_update()).all()
    call = find_call(programme, step, occasion)
    if call is None:
        call = Call(programme_id=programme.id, step=step.key, occasion=occasion)
        db.session.add(call)
    elif call.version != version and (call.cancelled_at or _when(call) != when):
        raise CallConflict(call)
    call.cancelled_at = None
    call.planned_at, call.minutes, call.link = when.planned_at, when.minutes, when.link
    commit()
    return call


def _when(call: Call) -> When:
    return When(call.planned_at, call.minutes, call.link)


def invite_leaders(call: Call) -> int:
    """Queue the invitation to each who leads a network of the programme and has an account, and say how many there
    are. Whoever has one waiting gets that one alone: it says what is true when it is sent."""
    count = _tell(call)
    commit()
    return count


def call_off(call: Call, *, cancelled: bool) -> None:
    """Call a call off, or hold it after all. Leaders who were invited are told."""
    if (call.cancelled_at is not None) == cancelled:
        return
    call.cancelled_at = utcnow() if cancelled else None
    if call.invited_at:
        _tell(call)
    commit()


def _tell(call: Call) -> int:
    found, waiting = leading_accounts(call.programme), _waiting(call)
    for account in found:
        if account.person_id not in waiting:
            queue_mail(MAIL, account.email, {"call": str(call.id)}, person_id=account.person_id)
    call.invited_at = utcnow()
    return len(found)


def _waiting(call: Call) -> set[uuid.UUID | None]:
    query = select(Mail).where(Mail.kind == MAIL, Mail.state == MailState.QUEUED, Mail.attempts == 0)
    return {mail.person_id for mail in db.session.scalars(query) if mail.parameters["call"] == str(call.id)}


def leading_accounts(programme: Programme) -> list[Account]:
    """The accounts of those who lead a network of the programme and get mail, each once."""
    mine = (
        select(Membership.person_id)
        .join(Network)
        .where(
            Network.programme_id == programme.id,
            Membership.role.in_(LEADING),
            Membership.left_at.is_(None),
            Membership.paused_at.is_(None),
        )
    )
    query = select(Account).where(Account.person_id.in_(mine), Account.ended_at.is_(None)).order_by(Account.email)
    return list(db.session.scalars(query))


def add_point(call: Call, network: Network, text: str) -> CallPoint:
    """Take something up at a call, for a network."""
    point = CallPoint(call_id=call.id, network_id=network.id, text=text)
    db.session.add(point)
    commit()
    return point


def withdraw_point(point: CallPoint, *, withdrawn: bool) -> None:
    """Take a point back, or bring it back."""
    point.withdrawn_at = utcnow() if withdrawn else None
    commit()


def save_notes(call: Call, mark: str, text: str, came: frozenset[uuid.UUID], account: Account) -> None:
    """Store the notes, and for which networks somebody came, written on the standing with this mark.

    Raises `NotesConflict`.
    """
    db.session.execute(select(Call.id).where(Call.id == call.id).with_for_update()).all()
    standing = standing_of(call)
    if (standing.text, standing.came) == (text, came):
        return
    if standing.mark != mark:
        raise NotesConflict(standing)
    if text != standing.text:
        db.session.add(CallNotes(call_id=call.id, version=standing.version + 1, text=text, saved_by_id=account.id))
    db.session.execute(delete(CallAttendance).where(CallAttendance.call_id == call.id))
    db.session.add_all(CallAttendance(call_id=call.id, network_id=key) for key in came)
    commit()


def agree(call: Call, network: Network | None, text: str, due_on: date | None) -> CallAction:
    """Note what a network, or Nka, is to do."""
    action = CallAction(call_id=call.id, network_id=network.id if network else None, text=text, due_on=due_on)
    db.session.add(action)
    commit()
    return action


def finish(action: CallAction, *, done: bool) -> None:
    """What was agreed is done, or not after all."""
    action.done_at = utcnow() if done else None
    commit()
