"""What is asked about the reconciliation of a report: what was sent, who has answered what, what is missing."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from bln.clock import today
from bln.db import db
from bln.networks.models import Network, Programme
from bln.people.models import LEADING, Account, Membership
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.text import with_facts
from meetings.reconciliation import Answer, AnswerKind, Lacking, NetworkStand, ready_to_publish, settled, stands
from meetings.report_text import Edition
from meetings.snapshot import from_data


def latest_version(programme: Programme) -> ReportVersion | None:
    """The version that the networks answer for: the last one that was sent."""
    query = select(ReportVersion).where(ReportVersion.programme_id == programme.id)
    return db.session.scalar(query.order_by(ReportVersion.version.desc()).limit(1))


def versions_of(programme: Programme) -> list[ReportVersion]:
    """Every version that was sent, newest first."""
    query = select(ReportVersion).where(ReportVersion.programme_id == programme.id)
    return list(db.session.scalars(query.order_by(ReportVersion.version.desc())))


def is_closed(version: ReportVersion) -> bool:
    """True when the last day to answer is over."""
    return today() > version.answer_by


def edition_of(version: ReportVersion) -> Edition:
    """The report as it was sent."""
    query = select(ReportVersion).where(ReportVersion.id == version.id).options(undefer(ReportVersion.content))
    return from_data(Edition, db.session.scalars(query.execution_options(populate_existing=True)).one().content)


def answers_of(version: ReportVersion, network: Network | None = None) -> list[ReportAnswer]:
    """The standing answers, of all networks or of one, in the order in which they were given."""
    query = select(ReportAnswer).where(ReportAnswer.version_id == version.id, ReportAnswer.withdrawn_at.is_(None))
    if network is not None:
        query = query.where(ReportAnswer.network_id == network.id)
    ordered = query.order_by(ReportAnswer.given_at, ReportAnswer.id)
    fresh = ordered.options(joinedload(ReportAnswer.network)).execution_options(populate_existing=True)
    return list(db.session.scalars(fresh))


def find_answer(version: ReportVersion, key: uuid.UUID) -> ReportAnswer | None:
    """A standing remark on this version, or None."""
    query = select(ReportAnswer).where(
        ReportAnswer.id == key,
        ReportAnswer.version_id == version.id,
        ReportAnswer.withdrawn_at.is_(None),
        ReportAnswer.kind != AnswerKind.APPROVAL,
    )
    return db.session.scalar(query)


def as_answers(rows: Iterable[ReportAnswer]) -> list[Answer]:
    """Rows as the rules know them."""
    return [
        Answer(
            network=row.network.slug,
            kind=row.kind,
            passage=row.passage,
            text=row.text,
            may_print=row.may_print,
            outcome=row.outcome,
            wording=row.wording,
            replied=row.replied_at.isoformat(timespec="microseconds") if row.replied_at else "",
        )
        for row in rows
    ]


def board_of(version: ReportVersion, networks: Sequence[str], rows: Iterable[ReportAnswer]) -> tuple[NetworkStand, ...]:
    """Where each network (slug) of a version stands."""
    return stands(networks, as_answers(rows), closed=is_closed(version))


def settled_of(version: ReportVersion) -> Edition:
    """The report as its reconciliation leaves it: what a publication publishes."""
    return with_facts(settled(edition_of(version), as_answers(answers_of(version))))


def missing_of(version: ReportVersion, board: Sequence[NetworkStand] | None = None) -> tuple[Lacking, ...]:
    """What a version still waits for before it can be published; nothing when it may be. `board` where it is known."""
    if board is None:
        networks = [network.slug for network in edition_of(version).report.networks]
        board = board_of(version, networks, answers_of(version))
    return ready_to_publish(board, exception=bool(version.exception))


def leading(networks: Iterable[uuid.UUID]) -> list[tuple[Account, uuid.UUID]]:
    """The accounts of those who lead the networks and get mail, each with the network."""
    query = (
        select(Account, Membership.network_id)
        .join(Membership, Membership.person_id == Account.person_id)
        .where(
            Membership.network_id.in_(list(networks)),
            Membership.role.in_(LEADING),
            Membership.left_at.is_(None),
            Membership.paused_at.is_(None),
            Account.ended_at.is_(None),
        )
        .order_by(Account.email, Membership.network_id)
    )
    return [(account, key) for account, key in db.session.execute(query)]
