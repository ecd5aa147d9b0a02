"""What staff ask about expressions of interest."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select

from bln.db import db
from bln.interest.models import Interest, InterestState
from bln.networks.models import Network, Programme
from bln.regions import REGIONS

INTERESTS_A_PAGE = 50
ELSEWHERE = "Annan region"


@dataclass(frozen=True)
class InterestPage:
    """A page of the expressions of interest, the oldest first, counted from 1."""

    interests: Sequence[Interest]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return max(1, -(-self.total // INTERESTS_A_PAGE))


@dataclass(frozen=True)
class RegionCount:
    """A region: the programme's networks there, and the expressions of interest that wait or were declined."""

    region: str
    networks: int
    waiting: int
    declined: int


def waiting_interest(key: uuid.UUID) -> Interest | None:
    """An expression of interest that nobody has answered."""
    return db.session.scalar(select(Interest).where(Interest.id == key, Interest.state == InterestState.WAITING))


def interests_page(state: InterestState, page: int) -> InterestPage:
    """One page of those in a state."""
    query = select(Interest).where(Interest.state == state)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = query.order_by(Interest.created_at, Interest.id).limit(INTERESTS_A_PAGE)
    return InterestPage(db.session.scalars(found.offset((page - 1) * INTERESTS_A_PAGE)).all(), total, page)


def spread(programme: Programme) -> list[RegionCount]:
    """Every region of the country, also those that nobody has written from."""
    networks = select(Network.region, func.count()).where(Network.programme_id == programme.id)
    there = _counted(networks.group_by(Network.region))
    waiting, declined = _interests(InterestState.WAITING), _interests(InterestState.DECLINED)
    counts = [RegionCount(region, there[region], waiting[region], declined[region]) for region in REGIONS]
    rest = RegionCount(ELSEWHERE, there[ELSEWHERE], waiting[ELSEWHERE], declined[ELSEWHERE])
    return counts if rest == RegionCount(ELSEWHERE, 0, 0, 0) else [*counts, rest]


def holds_contact() -> ColumnElement[bool]:
    """True of what is decided and still says whom to write to."""
    return (Interest.state != InterestState.WAITING) & Interest.contact_email.is_not(None)


def contacts_to_dispose() -> int:
    """How many are decided and still say whom to write to."""
    return db.session.scalar(select(func.count()).select_from(Interest).where(holds_contact())) or 0


def _interests(state: InterestState) -> Counter[str]:
    query = select(Interest.region, func.count()).where(Interest.state == state)
    return _counted(query.group_by(Interest.region))


def _counted(query: Select[str, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for region, count in db.session.execute(query):
        counts[region if region in REGIONS else ELSEWHERE] += count
    return counts
