"""What is asked about calls: which there are, the agenda, what is agreed and not done."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.clock import today
from bln.db import db
from bln.networks.models import Network, Programme
from bln.networks.queries import MeetingRow, compositions, meeting_rows, networks_of
from bln.people.models import LEADING, Membership, User
from meetings.agenda import Action, Agenda, NetworkStanding, Occasion, Point, build_agenda
from meetings.programme import Perspective, Step


def calls_of(programme: Programme) -> dict[tuple[str, Occasion], Call]:
    """The planned calls of a programme, by step and occasion."""
    found = db.session.scalars(select(Call).where(Call.programme_id == programme.id))
    return {(call.step, call.occasion): call for call in found}


def find_call(programme: Programme, step: Step, occasion: Occasion) -> Call | None:
    """The call before or after a round, if it is planned."""
    query = select(Call).where(Call.programme_id == programme.id, Call.step == step.key, Call.occasion == occasion)
    return db.session.scalar(query)


def agenda_of(programme: Programme, step: Step, occasion: Occasion, call: Call | None) -> Agenda:
    """The agenda as it stands now; the same number of queries for any number of networks."""
    networks = networks_of(programme)
    ids = [network.id for network in networks]
    rows, made_up = meeting_rows(ids), compositions(programme, ids)
    day = today()
    standings = [
        _standing(network, rows[network.id], step, tuple(made_up[network.id].missing), day) for network in networks
    ]
    points = [Point(point.network.place, point.text) for point in points_of(call)] if call else []
    steps = programme.template.steps
    after = steps.index(step) + 1
    coming = step if occasion is Occasion.BEFORE else steps[after] if after < len(steps) else None
    return build_agenda(occasion, standings, points, _before(open_actions(programme), call, day), coming)


def _standing(
    network: Network, rows: Sequence[MeetingRow], step: Step, missing: tuple[Perspective, ...], day: date
) -> NetworkStanding:
    row = next((row for row in rows if step.key in row.steps), None)
    if row is None:
        return NetworkStanding(network.place, None, met=False, submitted=False, missing=missing)
    planned = row.facts.planned
    met = row.facts.has_notes or (planned is not None and planned < day)
    return NetworkStanding(network.place, planned, met, row.facts.submitted, missing)


def _before(actions: Sequence[CallAction], call: Call | None, day: date) -> list[Action]:
    """What earlier calls left to do."""
    return [
        Action(
            place=action.network.place if action.network else "",
            text=action.text,
            due=action.due_on,
            overdue=action.due_on is not None and action.due_on < day,
        )
        for action in actions
        if call is None or action.call_id != call.id
    ]


def points_of(call: Call) -> list[CallPoint]:
    """What leaders want to take up, in the order of writing, with their networks."""
    query = select(CallPoint).where(CallPoint.call_id == call.id, CallPoint.withdrawn_at.is_(None))
    return list(
        db.session.scalars(query.options(joinedload(CallPoint.network)).order_by(CallPoint.created_at, CallPoint.id))
    )


def point_of(call: Call, key: uuid.UUID) -> CallPoint | None:
    """A point of this call, taken back or not."""
    return db.session.scalar(select(CallPoint).where(CallPoint.call_id == call.id, CallPoint.id == key))


def notes_of(call: Call) -> list[CallNotes]:
    """Every version of a call's notes, newest first."""
    query = select(CallNotes).where(CallNotes.call_id == call.id).order_by(CallNotes.version.desc())
    return list(db.session.scalars(query))


def came_to(call: Call) -> set[uuid.UUID]:
    """The networks that somebody spoke for."""
    return set(db.session.scalars(select(CallAttendance.network_id).where(CallAttendance.call_id == call.id)))


def actions_of(call: Call) -> list[CallAction]:
    """What was agreed at a call, done or not, in the order of writing."""
    query = select(CallAction).where(CallAction.call_id == call.id).options(joinedload(CallAction.network))
    return list(db.session.scalars(query.order_by(CallAction.created_at, CallAction.id)))


def open_actions(programme: Programme, network: Network | None = None) -> list[CallAction]:
    """What is agreed and not done, of all in a programme or of one network."""
    query = select(CallAction).join(Call).where(Call.programme_id == programme.id, CallAction.done_at.is_(None))
    if network is not None:
        query = query.where(CallAction.network_id == network.id)
    query = query.options(joinedload(CallAction.network), joinedload(CallAction.call))
    return list(db.session.scalars(query.order_by(CallAction.due_on, CallAction.created_at)))


def led_networks(user: User, programme: Programme) -> list[Network]:
    """The networks of a programme that the user leads, in the order of their addresses."""
    if not user.leads:
        return []
    query = select(Network).join(Membership, Membership.network_id == Network.id)
    mine = (Membership.person_id == user.person_id, Membership.left_at.is_(None), Membership.role.in_(LEADING))
    return list(db.session.scalars(query.where(Network.programme_id == programme.id, *mine).order_by(Network.slug)))
