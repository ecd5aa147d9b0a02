"""What the plan and each row of it have said before, and back to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bln.db import db
from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.models import PlanRevision
from bln.plans.queries import content_at, latest_content
from bln.plans.row_words import LABELS, title_of, words_of
from bln.plans.services import write_row
from meetings.comparing import Change, Piece, compare_texts
from meetings.plan import Plan
from meetings.plan_bodies import Body
from meetings.plan_comparing import ChangedRow, compare_contents
from meetings.plan_content import PlanContent, row_of
from meetings.snapshot import from_data

MOST_VERSIONS = 50


@dataclass(frozen=True)
class Wording:
    """A row as it was saved at a version of the plan; `row` is None where it was taken away or not yet written."""

    version: int
    saved_at: datetime
    row: Any


def wordings_of(network: Network, part: str, key: str) -> list[Wording]:
    """Every wording that people have given a row, newest first."""
    columns = select(PlanRevision.version, PlanRevision.saved_at, PlanRevision.content)
    query = columns.where(PlanRevision.network_id == network.id).order_by(PlanRevision.version)
    found: list[Wording] = []
    for version, saved_at, content in db.session.execute(query):
        row = row_of(from_data(PlanContent, content), part, key)
        if row != (found[-1].row if found else None):
            found.append(Wording(version, saved_at, row))
    return found[::-1]


def restore_wording(network: Network, version: int, part: str, key: str, account: Account) -> int:
    """Let a row say what it said at an older version, as a new one; returns the version of the whole.

    Raises LookupError when nothing was written then.
    """
    row = row_of(content_at(network, version), part, key)
    if row is None:
        raise LookupError(key)
    newest, _ = latest_content(network)
    return write_row(network, newest, part, row, account)


@dataclass(frozen=True)
class Version:
    """What people had written at a version, and the rows that it changed from the one before."""

    version: int
    saved_at: datetime
    content: PlanContent
    changes: tuple[ChangedRow, ...]
    form_changed: bool


def versions_of(network: Network) -> list[Version]:
    """The newest versions of a plan, `MOST_VERSIONS` at most, newest first."""
    columns = select(PlanRevision.version, PlanRevision.saved_at, PlanRevision.content)
    query = columns.where(PlanRevision.network_id == network.id).order_by(PlanRevision.version.desc())
    rows = db.session.execute(query.limit(MOST_VERSIONS + 1)).all()
    saved = [(version, saved_at, from_data(PlanContent, content)) for version, saved_at, content in rows]
    before = [*(content for _, _, content in saved[1:]), PlanContent()]
    found = [
        Version(version, saved_at, content, compare_contents(then, content), then.form is not content.form)
        for (version, saved_at, content), then in zip(saved, before, strict=False)
    ]
    return found[:MOST_VERSIONS]


@dataclass(frozen=True)
class ComparedRow:
    """A row that differs between two versions: what it is called, and what has become of each of its fields."""

    title: str
    change: Change
    fields: tuple[tuple[str, tuple[Piece, ...]], ...]


def compared(plan: Plan, bodies: Sequence[Body], changes: Sequence[ChangedRow]) -> list[ComparedRow]:
    """The rows that differ, in words."""
    return [
        ComparedRow(
            title_of(change.part, change.row, plan),
            Change.NEW if change.before is None else Change.GONE if change.after is None else Change.SAME,
            tuple(_fields(plan, bodies, change)),
        )
        for change in changes
    ]


def _fields(plan: Plan, bodies: Sequence[Body], change: ChangedRow) -> Iterator[tuple[str, tuple[Piece, ...]]]:
    for name, label in LABELS[change.part].items():
        before, after = (
            words_of(name, getattr(row, name), plan, bodies) if row else "" for row in (change.before, change.after)
        )
        if before != after:
            yield label, compare_texts(before, after)
