"""Use cases of a reconciliation, on the side of a network: approve of all, say something of a passage, take it back.

A network answers as one: what its deputy says takes the place of what its leader said, and all of it is kept.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.reconciling import answers_of, edition_of, is_closed, latest_version
from meetings.reconciliation import AnswerKind


class Closed(Exception):
    """The last day to answer is over, or a newer version has been sent."""


@dataclass(frozen=True)
class Remark:
    """What a network says of a passage."""

    kind: AnswerKind
    passage: str
    text: str
    may_print: bool = False


def approve(version: ReportVersion, network: Network, role: Role, account: Account) -> None:
    """Yes to all; remarks that Nka has not answered are taken back. Raises `Closed`."""
    standing = _open(version, network)
    if any(answer.kind is AnswerKind.APPROVAL for answer in standing):
        return
    _withdraw(answer for answer in standing if answer.outcome is None)
    _add(version, network, Remark(AnswerKind.APPROVAL, "", ""), role, account)


def make_remark(version: ReportVersion, network: Network, remark: Remark, role: Role, account: Account) -> None:
    """Propose a wording or object; the same again changes nothing, something else takes its place.

    Raises `Closed`, and LookupError for a passage that is not in the report.
    """
    standing = _open(version, network)
    if edition_of(version).text.passage(remark.passage) is None:
        raise LookupError(remark.passage)
    before = [answer for answer in standing if answer.passage == remark.passage and answer.outcome is None]
    if any(_says(answer) == remark for answer in before):
        return
    _withdraw([*before, *(answer for answer in standing if answer.kind is AnswerKind.APPROVAL)])
    _add(version, network, remark, role, account)


def take_back(version: ReportVersion, network: Network, key: uuid.UUID) -> ReportAnswer | None:
    """Take back a remark that Nka has not answered, or None where there is none. Raises `Closed`."""
    found = next((each for each in _open(version, network) if each.id == key and each.outcome is None), None)
    if found:
        found.withdrawn_at = utcnow()
    commit()
    return found


def _open(version: ReportVersion, network: Network) -> list[ReportAnswer]:
    """The standing answers of a network, for one writer at a time."""
    db.session.execute(select(Network.id).where(Network.id == network.id).with_for_update()).all()
    latest = latest_version(network.programme)
    if latest is None or latest.id != version.id or is_closed(latest):
        raise Closed
    return answers_of(version, network)


def _says(answer: ReportAnswer) -> Remark:
    return Remark(answer.kind, answer.passage, answer.text, answer.may_print)


def _withdraw(answers: Iterable[ReportAnswer]) -> None:
    for answer in answers:
        answer.withdrawn_at = utcnow()


def _add(version: ReportVersion, network: Network, remark: Remark, role: Role, account: Account) -> None:
    answer = ReportAnswer(
        version_id=version.id,
        network_id=network.id,
        kind=remark.kind,
        passage=remark.passage,
        text=remark.text,
        may_print=remark.may_print,
        role=role,
        given_by_id=account.id,
    )
    db.session.add(answer)
    audit(AuditAction.REPORT_ANSWERED, ObjectKind.NETWORK, network.id, network.programme_id, by=account)
    commit()
