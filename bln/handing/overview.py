"""How far the plans of a programme have come: a row for each body, with few questions however many there are."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bln.db import db
from bln.handing.models import HandIn, PlanDecision, PlanVersion
from bln.handing.queries import ARRIVED, as_decided, confirmed, decisions_of, returns
from bln.mail.models import Mail
from bln.networks.models import Network, Programme, ReceivingBody
from meetings.plan_decisions import Stage, stage_of

A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A body and the plan that it is to have. `version` is 0 where the network has handed in none."""

    network: Network
    body: ReceivingBody
    version: int
    handed_in_at: datetime | None
    bounced: bool
    decision: PlanDecision | None
    proposed: bool
    stage: Stage

    def late(self, today: date) -> bool:
        """Whether the day has gone by on which the body wanted the plan."""
        wanted = self.body.hand_in_on
        return self.stage is Stage.NOT_HANDED_IN and wanted is not None and wanted < today


@dataclass(frozen=True)
class Asked:
    """What to see of them: words in place, region or body, a stage or "late", and the page, from 1."""

    words: str = ""
    stage: str = ""
    page: int = 1


@dataclass(frozen=True)
class Overview:
    """A page of the rows, those of all pages, and of everything."""

    rows: Sequence[Row]
    total: int
    everyone: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // A_PAGE))


def overview_of(programme: Programme, asked: Asked, today: date) -> Overview:
    """The rows that are asked for; those that want a plan soonest first, then by network."""
    rows = sorted(
        _rows(programme), key=lambda row: (row.body.hand_in_on or date.max, row.network.slug, row.body.position)
    )
    found = [row for row in rows if _is_asked(row, asked, today)]
    start = (asked.page - 1) * A_PAGE
    return Overview(found[start : start + A_PAGE], len(found), len(rows), asked.page)


def _is_asked(row: Row, asked: Asked, today: date) -> bool:
    said = " ".join((row.network.place, row.network.region, row.body.name)).casefold()
    if asked.words.casefold() not in said:
        return False
    return not asked.stage or row.stage == asked.stage or (asked.stage == "late" and row.late(today))


def _rows(programme: Programme) -> list[Row]:
    query = select(Network, ReceivingBody).join(ReceivingBody, ReceivingBody.network_id == Network.id)
    pairs = db.session.execute(query.where(Network.programme_id == programme.id)).all()
    ids = {network.id for network, _ in pairs}
    newest, sent, decisions = _newest(ids), _sent(ids), decisions_of(ids)
    by_body: dict[uuid.UUID, list[PlanDecision]] = defaultdict(list)
    for decision in decisions:
        by_body[decision.body_id].append(decision)
    return [_row(network, body, newest.get(network.id), sent[body.id], by_body[body.id]) for network, body in pairs]


Last = tuple[uuid.UUID, int, datetime]
HandedIn = tuple[uuid.UUID, datetime, bool]


def _row(
    network: Network,
    body: ReceivingBody,
    last: Last | None,
    sent: Sequence[HandedIn],
    decisions: Sequence[PlanDecision],
) -> Row:
    key, version, made_at = last or (None, 0, None)
    own = [each for each in sent if each[0] == key]
    reached = [at for _, at, arrived in own if arrived]
    standing = confirmed(decisions, body.id)
    returned = bool(key and made_at and standing and returns(standing[-1], key, made_at))
    return Row(
        network=network,
        body=body,
        version=version,
        handed_in_at=reached[-1] if reached else None,
        bounced=bool(own) and not reached,
        decision=standing[-1] if standing else None,
        proposed=any(not each.confirmed_at for each in decisions),
        stage=stage_of(bool(reached), [as_decided(each) for each in standing], returned=returned),
    )


def _newest(network_ids: set[uuid.UUID]) -> dict[uuid.UUID, Last]:
    columns = PlanVersion.network_id, PlanVersion.id, PlanVersion.version, PlanVersion.submitted_at
    query = select(*columns).where(PlanVersion.network_id.in_(network_ids)).order_by(PlanVersion.version)
    return {network_id: (key, version, at) for network_id, key, version, at in db.session.execute(query)}


def _sent(network_ids: set[uuid.UUID]) -> dict[uuid.UUID, list[HandedIn]]:
    query = (
        select(HandIn.body_id, HandIn.version_id, HandIn.handed_in_at, ARRIVED)
        .join(HandIn.version)
        .outerjoin(Mail, Mail.id == HandIn.id)
        .where(PlanVersion.network_id.in_(network_ids))
        .order_by(HandIn.handed_in_at)
    )
    found: dict[uuid.UUID, list[HandedIn]] = defaultdict(list)
    for body_id, version_id, at, arrived in db.session.execute(query):
        found[body_id].append((version_id, at, arrived))
    return found
