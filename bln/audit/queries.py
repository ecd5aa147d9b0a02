"""What the audit log holds of a programme, with the names of today."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from bln.audit.models import AuditAction, AuditEntry, ObjectKind
from bln.db import db
from bln.desk.models import SummaryDraft
from bln.handing.models import PlanVersion
from bln.interest.models import Interest
from bln.networks.models import Meeting, Network, Programme
from bln.people.models import Account, Membership
from bln.reports.models import ReportVersion

Labels = Mapping[uuid.UUID, str]

ENTRIES_A_PAGE = 50


@dataclass(frozen=True)
class LogLine:
    """One entry as it is read. `who` is None when nobody was signed in or the person has been erased since; `what` is
    empty when the object is no longer there, or has no name that may be shown."""

    at: datetime
    who: str | None
    action: AuditAction
    what: str


@dataclass(frozen=True)
class LogPage:
    """A page of the log, newest first, counted from 1."""

    lines: list[LogLine]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the log fills."""
        return max(1, -(-self.total // ENTRIES_A_PAGE))


def log_page(programme: Programme, action: AuditAction | None, page: int) -> LogPage:
    """What was done in a programme, and what belongs to no programme; of one kind, if asked for."""
    query = select(AuditEntry).where(
        or_(AuditEntry.programme_id == programme.id, AuditEntry.programme_id.is_(None)),
        *([AuditEntry.action == action] if action else []),
    )
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    newest = query.order_by(AuditEntry.at.desc(), AuditEntry.id)
    entries = list(db.session.scalars(newest.limit(ENTRIES_A_PAGE).offset((page - 1) * ENTRIES_A_PAGE)))
    names, labels = _names(entries), _labels(entries, programme)
    lines = [
        LogLine(
            entry.at,
            names.get(entry.account_id) if entry.account_id else None,
            entry.action,
            labels.get(entry.object_id, ""),
        )
        for entry in entries
    ]
    return LogPage(lines, total, page)


def _names(entries: Iterable[AuditEntry]) -> Labels:
    wanted = {entry.account_id for entry in entries if entry.account_id}
    query = select(Account).where(Account.id.in_(wanted)).options(joinedload(Account.person))
    return {account.id: account.name for account in db.session.scalars(query)}


def _labels(entries: Iterable[AuditEntry], programme: Programme) -> Labels:
    """What the objects are called, with one query a kind; people are not named here."""
    wanted: dict[ObjectKind, set[uuid.UUID]] = defaultdict(set)
    for entry in entries:
        wanted[entry.kind].add(entry.object_id)
    labels: dict[uuid.UUID, str] = {programme.id: programme.title}
    for kind, ids in wanted.items():
        if kind in _LABELS:
            labels |= _LABELS[kind](ids, programme)
    return labels


def _networks(ids: Collection[uuid.UUID], _programme: Programme) -> Labels:
    query = select(Network.id, Network.place).where(Network.id.in_(ids))
    return {row.id: row.place for row in db.session.execute(query)}


def _meetings(ids: Collection[uuid.UUID], _programme: Programme) -> Labels:
    query = select(Meeting.id, Network.place, Meeting.number).join(Meeting.network).where(Meeting.id.in_(ids))
    return {key: f"{place}, möte {number}" for key, place, number in db.session.execute(query)}


def _memberships(ids: Collection[uuid.UUID], _programme: Programme) -> Labels:
    query = select(Membership.id, Network.place).join(Membership.network).where(Membership.id.in_(ids))
    return {row.id: row.place for row in db.session.execute(query)}


def _interests(ids: Collection[uuid.UUID], _programme: Programme) -> Labels:
    query = select(Interest.id, Interest.place).where(Interest.id.in_(ids))
    return {row.id: row.place for row in db.session.execute(query)}


def _summaries(ids: Collection[uuid.UUID], programme: Programme) -> Labels:
    query = (
        select(SummaryDraft.id, SummaryDraft.step, Network.place, Meeting.number)
        .outerjoin(Meeting, Meeting.id == SummaryDraft.meeting_id)
        .outerjoin(Network, Network.id == Meeting.network_id)
        .where(SummaryDraft.id.in_(ids))
    )
    return {
        key: f"Mötesomgång {programme.round_number(step)}" if step else f"{place}, möte {number}"
        for key, step, place, number in db.session.execute(query)
    }


def _reports(ids: Collection[uuid.UUID], _programme: Programme) -> Labels:
    query = select(ReportVersion.id, ReportVersion.version).where(ReportVersion.id.in_(ids))
    return {row.id: f"Rapporten, version {row.version}" for row in db.session.execute(query)}


def _plans(ids: Collection[uuid.UUID], _programme: Programme) -> Labels:
    query = select(PlanVersion.id, Network.place, PlanVersion.version).join(PlanVersion.network)
    found = db.session.execute(query.where(PlanVersion.id.in_(ids)))
    return {key: f"{place}, planens version {version}" for key, place, version in found}


_LABELS: Mapping[ObjectKind, Callable[[Collection[uuid.UUID], Programme], Labels]] = {
    ObjectKind.NETWORK: _networks,
    ObjectKind.MEETING: _meetings,
    ObjectKind.MEMBERSHIP: _memberships,
    ObjectKind.SUMMARY: _summaries,
    ObjectKind.INTEREST: _interests,
    ObjectKind.PLAN: _plans,
    ObjectKind.REPORT: _reports,
}
