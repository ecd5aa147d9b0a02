"""Who may do what: permissions have names once, and objects are found among those that the user may see.

A stranger gets 404, the wrong role in one's own network 403. Templates ask the same `Access`. What was opened is
remembered for the request (`g.access`, `g.programme`), for the frame of the page.

A programme that is archived can be read by the same people, and nothing in it can be changed.

Every page asks these queries, and SQLAlchemy takes longer to build one than to run it: they are built once.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from flask import abort, g, request
from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, select
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import Forbidden

from bln.db import db
from bln.networks.models import CompiledBy, Meeting, MeetingStep, Network, Programme
from bln.people.models import LEADING, Membership, Role, User


class Action(StrEnum):
    """What one can do with a network, or with a programme."""

    READ_NETWORK = "read_network"
    PLAN_MEETINGS = "plan_meetings"
    ANSWER_MEETING = "answer_meeting"
    EDIT_NOTES = "edit_notes"
    SUBMIT_NOTES = "submit_notes"
    READ_SUBMITTED_NOTES = "read_submitted_notes"
    EDIT_PLAN = "edit_plan"
    MANAGE_MEMBERS = "manage_members"
    APPOINT_LEADERS = "appoint_leaders"
    COMPILE_SUMMARY = "compile_summary"
    ANSWER_CHECK = "answer_check"
    ANSWER_CLOSING = "answer_closing"
    ANSWER_FOR_MEMBERS = "answer_for_members"
    ANSWER_REPORT = "answer_report"
    MARK_INTRODUCTION = "mark_introduction"
    WITHDRAW = "withdraw"
    READ_PROGRAMME = "read_programme"
    RUN_PROGRAMME = "run_programme"
    ARCHIVE_PROGRAMME = "archive_programme"
    FOLLOW_PROGRAMME = "follow_programme"


FOR_LEADING = frozenset(
    {
        Action.READ_NETWORK,
        Action.PLAN_MEETINGS,
        Action.ANSWER_MEETING,
        Action.EDIT_NOTES,
        Action.SUBMIT_NOTES,
        Action.READ_SUBMITTED_NOTES,
        Action.EDIT_PLAN,
        Action.MANAGE_MEMBERS,
        Action.ANSWER_CHECK,
        Action.ANSWER_CLOSING,
        Action.ANSWER_FOR_MEMBERS,
        Action.ANSWER_REPORT,
        Action.MARK_INTRODUCTION,
        Action.WITHDRAW,
        Action.READ_PROGRAMME,
    }
)
FOR_STAFF = frozenset(
    {
        Action.READ_NETWORK,
        Action.READ_SUBMITTED_NOTES,
        Action.APPOINT_LEADERS,
        Action.READ_PROGRAMME,
        Action.RUN_PROGRAMME,
        Action.ARCHIVE_PROGRAMME,
        Action.FOLLOW_PROGRAMME,
    }
)
FOR_MEMBERS = frozenset(
    {
        Action.READ_NETWORK,
        Action.ANSWER_MEETING,
        Action.ANSWER_CHECK,
        Action.ANSWER_CLOSING,
        Action.MARK_INTRODUCTION,
        Action.WITHDRAW,
    }
)


# What an archived programme still lets be done: open it, start another one from it, leave it.
FOR_GOOD = frozenset({Action.ARCHIVE_PROGRAMME, Action.FOLLOW_PROGRAMME, Action.WITHDRAW})
READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Archived(Forbidden):
    """The programme is archived: it can be read, not changed."""


def actions_for(staff: bool, role: Role | None, compiled_by: CompiledBy) -> frozenset[Action]:
    """Everything that a user may do in a network, by being staff and by the role held there."""
    allowed: frozenset[Action] = frozenset()
    if staff:
        allowed |= FOR_STAFF | ({Action.COMPILE_SUMMARY} if compiled_by is CompiledBy.STAFF else set())
    if role in LEADING:
        allowed |= FOR_LEADING | ({Action.COMPILE_SUMMARY} if compiled_by is CompiledBy.LEADERS else set())
    elif role is Role.MEMBER:
        allowed |= FOR_MEMBERS
    return allowed


@dataclass(frozen=True)
class Access:
    """A network as one user sees it."""

    network: Network
    staff: bool
    role: Role | None

    def may(self, action: str) -> bool:
        """True when the user may do this here."""
        return action in actions_for(self.staff, self.role, self.network.programme.compiled_by)


def _networks(*, staff: bool) -> Select[Network, Role | None]:
    """The networks that `person` may see, each with that person's role in it."""
    own = and_(
        Membership.network_id == Network.id,
        Membership.person_id == bindparam("person"),
        Membership.left_at.is_(None),
    )
    query = select(Network, Membership.role).outerjoin(Membership, own).join(Network.programme)
    query = query.options(contains_eager(Network.programme))
    return query if staff else query.where(Membership.id.is_not(None))


@cache
def _network(*, staff: bool) -> Select[Network, Role | None]:
    return _networks(staff=staff).where(Network.slug == bindparam("slug"))


@cache
def _meeting(*, staff: bool) -> Select[Network, Role | None, Meeting | None]:
    """The network at `slug` with its meeting `number`, if there is one, and the steps that the meeting covers."""
    numbered = and_(Meeting.network_id == Network.id, Meeting.number == bindparam("number"))
    return (
        _networks(staff=staff)
        .add_columns(Meeting)
        .outerjoin(Meeting, numbered)
        .outerjoin(Meeting.covered)
        .where(Network.slug == bindparam("slug"))
        .order_by(MeetingStep.position)
        .options(contains_eager(Meeting.covered))
    )


def load_network(user: User, slug: str, action: Action) -> Access:
    """Find a network among those that `user` may see; 404 for a stranger, 403 where the role does not reach."""
    wanted = {"person": user.person_id, "slug": slug}
    found = db.session.execute(_network(staff=user.staff), wanted).one_or_none()
    if found is None:
        abort(404)
    return _opened(_access(user, found[0], found[1]), action)


def _access(user: User, network: Network, role: Role | None) -> Access:
    """A personal link opens what a member may see, also for somebody who leads: those who lead sign in."""
    return Access(network, user.staff, role if role is None or user.leads else Role.MEMBER)


def _opened(access: Access, action: Action) -> Access:
    if not access.may(action):
        abort(403)
    g.access, g.programme = access, access.network.programme
    keep_archived(g.programme, action)
    return access


def keep_archived(programme: Programme, action: Action | None = None) -> None:
    """Raise `Archived` when the request would change what is archived. Whoever opens something in a programme by
    another way than the functions here, the secret of a link, asks this before a change."""
    if programme.archived_at and request.method not in READING and action not in FOR_GOOD:
        raise Archived


def load_meeting(user: User, slug: str, number: int, action: Action) -> tuple[Access, Meeting]:
    """Find a meeting by its number in a network that `user` may see; 404 when there is none, or when it
    has been merged into another."""
    wanted = {"person": user.person_id, "slug": slug, "number": number}
    found = db.session.execute(_meeting(staff=user.staff), wanted).unique().one_or_none()
    if found is None:
        abort(404)
    access = _opened(_access(user, found[0], found[1]), action)
    if found[2] is None or not found[2].covered:
        abort(404)
    return access, found[2]


def require_staff(user: User) -> None:
    """What belongs to the whole installation: for staff alone, and for others no such page."""
    if not user.staff:
        abort(404)


def own_networks(user: User) -> list[Network]:
    """The networks in which the user has a role, in the order of their addresses."""
    query = _networks(staff=False).order_by(Network.slug)
    return [network for network, _ in db.session.execute(query, {"person": user.person_id})]


def meetings_of_own(user: User) -> list[tuple[Access, Meeting]]:
    """The planned meetings of the networks in which the user has a role, each as the user sees its network."""
    query = _networks(staff=False).join(Meeting, Meeting.network_id == Network.id).add_columns(Meeting)
    query = query.where(Meeting.planned_at.is_not(None)).order_by(Meeting.planned_at)
    found = db.session.execute(query, {"person": user.person_id})
    return [(_access(user, network, role), meeting) for network, role, meeting in found]


def load_programme(user: User, slug: str, action: Action) -> Programme:
    """Find a programme: staff see all, leaders the programmes of their networks; else 404, or 403 for the action."""
    query = select(Programme).where(Programme.slug == slug)
    if not user.staff:
        query = query.where(_leads_in_programme(user))
    programme = db.session.scalar(query)
    if programme is None:
        abort(404)
    if not user.staff and action is not Action.READ_PROGRAMME:
        abort(403)
    g.programme = programme
    keep_archived(programme, action)
    return programme


def programmes_of(user: User) -> list[Programme]:
    """The programmes that a user may read: the open ones, then the archived, each newest first."""
    query = select(Programme).order_by(Programme.archived_at.is_not(None), Programme.created_at.desc(), Programme.slug)
    return list(db.session.scalars(query if user.staff else query.where(_leads_in_programme(user))))


def _leads_in_programme(user: User) -> ColumnElement[bool]:
    if not user.leads:
        return false()
    return exists().where(
        Network.programme_id == Programme.id,
        Membership.network_id == Network.id,
        Membership.person_id == user.person_id,
        Membership.left_at.is_(None),
        Membership.role.in_(LEADING),
    )
