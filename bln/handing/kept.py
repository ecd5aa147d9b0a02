"""What an account has handed in and written in of a plan's way, for the page of one's own data."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from bln.db import db
from bln.handing.models import HandIn, PlanDecision, PlanEndorsement, PlanVersion
from bln.networks.models import Network
from bln.people.models import Account


def saved_of_plans(account: Account) -> Iterator[tuple[str, str, int]]:
    """Kind, place of the network, and how many."""
    counts: Counter[tuple[str, str]] = Counter()
    versions = select(Network.place, func.count()).join(PlanVersion, PlanVersion.network_id == Network.id)
    mine = versions.where(PlanVersion.submitted_by_id == account.id).group_by(Network.id)
    counts.update({("plan_versions", place): count for place, count in db.session.execute(mine)})
    for kind, rows in (("plan_hand_ins", HandIn), ("plan_answers", PlanDecision), ("plan_answers", PlanEndorsement)):
        theirs = versions.join(rows, rows.version_id == PlanVersion.id).where(rows.submitted_by_id == account.id)
        for place, count in db.session.execute(theirs.group_by(Network.id)):
            counts[(kind, place)] += count
    return ((kind, place, count) for (kind, place), count in sorted(counts.items()))
