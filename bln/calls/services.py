"""Use cases of calls: plan, invite, take up, note, agree, get done."""

import uuid
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.calls.queries import notes_of
from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.queue import queue_mail
from bln.networks.models import Network, Programme
from bln.people.models import LEADING, Account, Membership
from meetings.agenda import Occasion
from meetings.programme import Step

MAIL = "call"


class NotesConflict(Exception):
    """Somebody else has saved the notes since; `standing` is what is stored."""

    def __init__(self, standing: CallNotes) -> None:
        super().__init__("the notes have a newer version")
        self.standing = standing


def plan_call(
    programme: Programme, step: Step, occasion: Occasion, planned_at: datetime, minutes: int, link: str
) -> Call:
    """Plan a call. Raises StaleDataError when somebody else has planned it meanwhile."""
    call = Call(programme=programme, step=step.key, occasion=occasion)
    call.planned_at, call.minutes, call.link = planned_at, minutes, link
    try:
        with db.session.begin_nested():
            db.session.add(call)
    except IntegrityError as error:
        raise StaleDataError from error
    commit()
    return call


def change_call(call: Call, version: int, planned_at: datetime, minutes: int, link: str) -> None:
    """Move a call; raises StaleDataError when somebody else has changed it."""
    if call.version != version:
        raise StaleDataError
    call.planned_at, call.minutes, call.link = planned_at, minutes, link
    commit()


def invite_leaders(call: Call) -> int:
    """Queue the invitation to each who leads a network of the programme and has an account, and say how many."""
    found = leading_accounts(call.programme)
    for account in found:
        queue_mail(MAIL, account.email, {"call": str(call.id)}, person_id=account.person_id)
    call.invited_at = utcnow()
    commit()
    return len(found)


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


def save_notes(call: Call, version: int, text: str, came: Collection[uuid.UUID], account: Account) -> None:
    """Store the notes, written on `version` of them (0 before the first), and for which networks somebody came.

    Raises `NotesConflict`.
    """
    db.session.execute(select(Call.id).where(Call.id == call.id).with_for_update()).all()
    newest = notes_of(call)
    standing = newest[0] if newest else None
    if (standing.version if standing else 0) != version and standing and standing.text != text:
        raise NotesConflict(standing)
    if text != (standing.text if standing else ""):
        number = (standing.version if standing else 0) + 1
        db.session.add(CallNotes(call_id=call.id, version=number, text=text, saved_by_id=account.id))
    networks = select(Network.id).where(Network.programme_id == call.programme_id, Network.id.in_(came))
    db.session.execute(delete(CallAttendance).where(CallAttendance.call_id == call.id))
    db.session.add_all(CallAttendance(call_id=call.id, network_id=key) for key in db.session.scalars(networks))
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
