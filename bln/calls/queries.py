"""What is asked about calls: which there are, the agenda, what is agreed and not done."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from bln.calls.models import Call, CallAction, CallAttendance, CallNotes, CallPoint
from bln.clock import today
from bln.db import db
from bln.desk.queries import round_themes
from bln.networks.models import Network, Programme
from bln.networks.queries import MeetingRow, compositions, meeting_rows, networks_of
from bln.people.models import LEADING, Membership, User
from bln.questions.queries import unanswered
from meetings.agenda import Action, Agenda, NetworkStanding, Occasion, Point, Question, build_agenda
from meetings.programme import Step
from meetings.progress import MeetingFacts
from meetings.snapshot import fingerprint


def calls_of(programme: Programme) -> dict[tuple[str, Occasion], Call]:
    """The planned calls of a programme, by step and occasion."""
    found = db.session.scalars(select(Call).where(Call.programme_id == programme.id))
    return {(call.step, call.occasion): call for call in found}


def find_call(programme: Programme, step: Step, occasion: Occasion) -> Call | None:
    """The call before or after a round, if it is planned."""
    query = select(Call).where(Call.programme_id == programme.id, Call.step == step.key, Call.occasion == occasion)
    return db.session.scalar(query.execution_options(populate_existing=True))


def agenda_of(
    programme: Programme, step: Step, occasion: Occasion, call: Call | None, *, for_staff: bool = False
) -> Agenda:
    """The agenda as it stands now; the same number of queries for any number of networks.

    Staff read every question to Nka and whose it is; leaders those that may be quoted, and how many more
    there are.
    """
    networks = networks_of(programme)
    ids = [network.id for network in networks]
    rows, made_up = meeting_rows(ids), compositions(programme, ids)
    standings = [
        NetworkStanding(network.place, _facts(rows[network.id], step), tuple(made_up[network.id].missing))
        for network in networks
    ]
    points = [Point(point.network.place, point.text) for point in points_of(call)] if call else []
    return build_agenda(
        occasion,
        today(),
        standings,
        points=points,
        actions=_before(programme, call),
        questions=_questions(programme, for_staff=for_staff),
        step=_coming(step, occasion, programme),
    )


def _questions(programme: Programme, *, for_staff: bool) -> list[Question]:
    asked = unanswered(programme)
    themes = round_themes(programme, [each.id for each in asked], shared=not for_staff)
    return [
        Question(
            themes.get(each.id, ""),
            each.text if for_staff or each.quotable else "",
            each.place if for_staff else "",
        )
        for each in asked
    ]


def _facts(rows: Sequence[MeetingRow], step: Step) -> MeetingFacts | None:
    """What is known of the meeting that covers the step."""
    return next((row.facts for row in rows if step.key in row.steps), None)


def _coming(step: Step, occasion: Occasion, programme: Programme) -> Step | None:
    """What the next meetings are about: after the last round, nothing."""
    if occasion is Occasion.BEFORE:
        return step
    steps = programme.template.steps
    return next(iter(steps[steps.index(step) + 1 :]), None)


def _before(programme: Programme, call: Call | None) -> list[Action]:
    """What other calls left to do."""
    return [
        Action(action.network.place if action.network else "", action.text, action.due_on)
        for action in open_actions(programme)
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


@dataclass(frozen=True)
class CallStanding:
    """What is noted of a call, and the networks that somebody came for. `version` 0: nothing has been noted."""

    version: int
    text: str
    came: frozenset[uuid.UUID]

    @property
    def mark(self) -> str:
        """Changes with every change of it."""
        return fingerprint([self.version, sorted(map(str, self.came))])[:16]


def standing_of(call: Call) -> CallStanding:
    """How the notes of a call stand."""
    newest = next(iter(notes_of(call)), None)
    came = db.session.scalars(select(CallAttendance.network_id).where(CallAttendance.call_id == call.id))
    return CallStanding(newest.version if newest else 0, newest.text if newest else "", frozenset(came))


def notes_of(call: Call) -> list[CallNotes]:
    """Every version of a call's notes, newest first."""
    query = select(CallNotes).where(CallNotes.call_id == call.id).order_by(CallNotes.version.desc())
    return list(db.session.scalars(query))


def actions_of(call: Call) -> list[CallAction]:
    """What was agreed at a call, done or not, in the order of writing."""
    query = select(CallAction).where(CallAction.call_id == call.id).options(joinedload(CallAction.network))
    return list(db.session.scalars(query.order_by(CallAction.created_at, CallAction.id)))


def open_actions(programme: Programme, network: Network | None = None) -> list[CallAction]:
    """What is agreed and not done, of all in a programme or of one network; by day, those without one last."""
    query = _actions(programme).where(CallAction.done_at.is_(None))
    if network is not None:
        query = query.where(CallAction.network_id == network.id)
    return list(
        db.session.scalars(query.order_by(CallAction.due_on.is_(None), CallAction.due_on, CallAction.created_at))
    )


def action_of(programme: Programme, key: uuid.UUID) -> CallAction | None:
    """Something agreed at a call of this programme, done or not."""
    return db.session.scalar(_actions(programme).where(CallAction.id == key))


def _actions(programme: Programme) -> Select[CallAction]:
    query = select(CallAction).join(Call).where(Call.programme_id == programme.id)
    return query.options(joinedload(CallAction.network))


def led_networks(user: User, programme: Programme) -> list[Network]:
    """The networks of a programme that the user leads, in the order of their addresses."""
    if not user.leads:
        return []
    query = select(Network).join(Membership, Membership.network_id == Network.id)
    mine = (Membership.person_id == user.person_id, Membership.left_at.is_(None), Membership.role.in_(LEADING))
    return list(db.session.scalars(query.where(Network.programme_id == programme.id, *mine).order_by(Network.slug)))
