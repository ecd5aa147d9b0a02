"""Use cases of the plan: write one row of it, take it away, bring it back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.evidence.queries import facts_cited
from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.models import PlanRevision
from bln.plans.queries import content_at, latest_content
from bln.saved import SavedConflict
from meetings.plan_content import DecisionForm, PlanContent, row_of, with_row, without_row
from meetings.snapshot import to_data


class RowConflict(SavedConflict[Any]):
    """Somebody else has saved the same row since; what is stored is None where they took it away."""


def write_row(network: Network, version: int, part: str, row: Any, account: Account) -> int:
    """Save a row of a part (a field of `PlanContent`), written on `version`; returns the version of the whole.

    Other rows may have been saved since; the same row again changes nothing. Raises `RowConflict`.
    """
    return _change(network, version, part, row.id, account, lambda content: with_row(content, part, row))


def remove_row(network: Network, version: int, part: str, key: str, account: Account) -> int:
    """Take a row away, also one that the rules drafted. Raises `RowConflict`."""
    return _change(network, version, part, key, account, lambda content: without_row(content, part, key))


def restore_row(network: Network, before: int, part: str, key: str, account: Account) -> int:
    """Bring back a row that was taken away, as it stood at version `before`; a drafted one is drafted anew."""
    row = row_of(content_at(network, before), part, key)

    def back(content: PlanContent) -> PlanContent:
        content = replace(content, removed=tuple(removed for removed in content.removed if removed != key))
        return content if row is None or row_of(content, part, key) else with_row(content, part, row)

    newest, _ = latest_content(network)
    return _change(network, newest, part, key, account, back)


def restore_content(network: Network, version: int, account: Account) -> int:
    """Let the whole plan say what it said at an older version, as a new one; returns the version of the whole.

    Raises LookupError on a version that never was.
    """
    if not 1 <= version <= latest_content(network)[0]:
        raise LookupError(version)
    return _save(network, account, lambda _standing: content_at(network, version))


def choose_form(network: Network, form: DecisionForm, account: Account) -> int:
    """Word the points of the proposed decisions in a form; returns the version of the whole."""
    return _save(network, account, lambda content: replace(content, form=form))


def _change(
    network: Network, version: int, part: str, key: str, account: Account, change: Callable[[PlanContent], PlanContent]
) -> int:
    def checked(standing: PlanContent) -> PlanContent:
        written, there = change(standing), row_of(standing, part, key)
        if written != standing and row_of(content_at(network, version), part, key) != there:
            raise RowConflict(latest_content(network)[0], there)
        return written

    return _save(network, account, checked)


def _save(network: Network, account: Account, change: Callable[[PlanContent], PlanContent]) -> int:
    db.session.execute(select(Network.id).where(Network.id == network.id).with_for_update())
    newest, standing = latest_content(network)
    written = change(standing)
    if written == standing:
        return newest
    written = replace(written, facts=facts_cited(replace(written, facts=()), standing.facts))
    db.session.add(
        PlanRevision(network_id=network.id, version=newest + 1, content=to_data(written), saved_by_id=account.id)
    )
    audit(AuditAction.PLAN_WRITTEN, ObjectKind.NETWORK, network.id, network.programme_id, by=account)
    commit()
    return newest + 1
