"""What is asked about networks and their meetings."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from bln.db import db
from bln.desk.models import SummaryDraft, SummaryVersion
from bln.networks.models import Meeting, MeetingStep, Network, NetworkOwner, Programme
from bln.people.models import Account, Membership
from bln.room.models import Note, NoteRevision, PriorityVersion, Reopening, Submission
from meetings.composition import Composition, check_composition
from meetings.programme import Perspective
from meetings.progress import MeetingFacts


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with the template steps that it covers, the facts that its state is read from, and the date that the
    network has been told.

    Columns, not an object of the session: the board shows hundreds.
    """

    id: uuid.UUID
    steps: tuple[str, ...]
    facts: MeetingFacts
    told: date | None = None


def meeting_rows(network_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[MeetingRow]]:
    """The meetings of networks, by network id and in order: two queries however many there are."""
    has_notes = exists().where(Note.meeting_id == Meeting.id, Note.withdrawn_at.is_(None))
    submitted = exists().where(Submission.meeting_id == Meeting.id)
    sorting = exists().where(SummaryDraft.meeting_id == Meeting.id)
    shared = exists().where(SummaryDraft.meeting_id == Meeting.id, SummaryVersion.draft_id == SummaryDraft.id)
    last_sent = select(func.max(Submission.submitted_at)).where(Submission.meeting_id == Meeting.id).scalar_subquery()
    changed = or_(
        exists().where(
            Note.meeting_id == Meeting.id, NoteRevision.note_id == Note.id, NoteRevision.saved_at > last_sent
        ),
        exists().where(PriorityVersion.meeting_id == Meeting.id, PriorityVersion.saved_at > last_sent),
        exists().where(Reopening.meeting_id == Meeting.id, Reopening.closed_at.is_(None)),
    )
    query = (
        select(Meeting.id, Meeting.network_id, Meeting.number, Meeting.planned_at, Meeting.sent, Meeting.cancelled_at)
        .add_columns(has_notes, submitted, sorting, shared, changed)
        .where(Meeting.network_id.in_(network_ids), Meeting.covered.any())
        .order_by(Meeting.network_id, Meeting.number)
    )
    covered = _covered(network_ids)
    rows: dict[uuid.UUID, list[MeetingRow]] = {network_id: [] for network_id in network_ids}
    for meeting_id, network_id, number, planned_at, sent, cancelled_at, *known in db.session.execute(query):
        planned = planned_at.date() if planned_at else None
        facts = MeetingFacts(number, planned, *known)
        facts = replace(facts, cancelled=cancelled_at is not None, sent=sent is not None)
        told = date.fromisoformat(sent["start"][:10]) if sent else None
        rows[network_id].append(MeetingRow(meeting_id, tuple(covered[meeting_id]), facts, told))
    return rows


def _covered(network_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The keys of the steps that each meeting of the networks covers, by meeting id."""
    query = (
        select(MeetingStep.meeting_id, MeetingStep.step)
        .join(Meeting, Meeting.id == MeetingStep.meeting_id)
        .where(Meeting.network_id.in_(network_ids))
        .order_by(MeetingStep.position)
    )
    steps: dict[uuid.UUID, list[str]] = defaultdict(list)
    for meeting_id, step in db.session.execute(query):
        steps[meeting_id].append(step)
    return steps


def compositions(programme: Programme, network_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Composition]:
    """The make-up of networks by network id; a leader without a perspective is not counted as a member."""
    members = perspectives_in(network_ids)
    return {network_id: check_composition(found, programme.template.group) for network_id, found in members.items()}


def perspectives_in(network_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[list[Perspective]]]:
    """What each member takes part as, by network id."""
    query = select(Membership.network_id, Membership.perspective, Membership.second_perspective).where(
        Membership.network_id.in_(network_ids), Membership.perspective.is_not(None), Membership.left_at.is_(None)
    )
    members: dict[uuid.UUID, list[list[Perspective]]] = {network_id: [] for network_id in network_ids}
    for network_id, *perspectives in db.session.execute(query):
        members[network_id].append([perspective for perspective in perspectives if perspective])
    return members


def networks_page(
    programme: Programme, words: str, page: int, size: int, owner: uuid.UUID | None = None
) -> tuple[list[Network], int, int]:
    """A page of the networks whose place or region holds `words`, each with the colleague who is responsible; how many
    there are of them, and how many networks in all. With `owner` (an account) only those of one colleague."""
    wanted: list[ColumnElement[bool]] = [NetworkOwner.account_id == owner] if owner else []
    if words:
        places = (Network.place, Network.region)
        wanted.append(or_(*(name.icontains(words, autoescape=True) for name in places)))
    query = select(Network).outerjoin(Network.owner).where(Network.programme_id == programme.id)
    counts = query.with_only_columns(func.count().filter(*wanted) if wanted else func.count(), func.count())
    total, everyone = db.session.execute(counts).one()
    found = query.where(*wanted).order_by(Network.slug).limit(size).offset((page - 1) * size)
    whose = contains_eager(Network.owner).joinedload(NetworkOwner.account).joinedload(Account.person)
    return list(db.session.scalars(found.options(whose))), total, everyone


def networks_of(programme: Programme) -> list[Network]:
    """The networks of a programme in the order of their addresses, with the bodies that receive their plans."""
    query = select(Network).where(Network.programme_id == programme.id).order_by(Network.slug)
    return list(db.session.scalars(query.options(selectinload(Network.bodies))))


def names_telling(networks: Iterable[Network]) -> list[str]:
    """The names that tell which network a text comes from: places, regions, bodies that receive the plans."""
    return [
        name
        for network in networks
        for name in (network.place, network.region, *(body.name for body in network.bodies))
    ]


def meetings_of(network: Network) -> list[Meeting]:
    """The meetings of a network in their order, but for those that have been merged into others."""
    query = select(Meeting).where(Meeting.network_id == network.id, Meeting.covered.any())
    return list(db.session.scalars(query.order_by(Meeting.number)))
