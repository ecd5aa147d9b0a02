"""What a row of the plan has said before, and back to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from bln.db import db
from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.models import PlanRevision
from bln.plans.queries import content_at, latest_content
from bln.plans.services import write_row
from meetings.plan_content import PlanContent, row_of
from meetings.snapshot import from_data


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
