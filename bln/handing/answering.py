"""Use cases of answers: a decision or an endorsement is recorded, proposed by link, confirmed or taken back."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import today, utcnow
from bln.db import commit, db
from bln.handing.models import PlanDecision, PlanEndorsement, PlanVersion
from bln.handing.papers import body_of, handed_in, making_of
from bln.handing.queries import as_decided, confirmed, decisions_of, made_on
from bln.handing.services import lock_plan
from bln.mail.digest import queue_notice
from bln.people.models import Account
from bln.reports.reconciling import leading
from meetings.plan_decisions import Fault, check_decision
from meetings.plan_version import Outcome

MOST_WAITING = 10  # answers by link to one version that nobody has confirmed

Answer = PlanDecision | PlanEndorsement
Told = TypeVar("Told", PlanDecision, PlanEndorsement)


@dataclass(frozen=True)
class DecisionFacts:
    """What somebody says that a body has decided."""

    decided_by: str
    decided_on: date
    outcome: Outcome
    paragraph: str = ""
    registration_number: str = ""
    amendments: str = ""
    valid_until: date | None = None
    follow_up_on: date | None = None
    responsible: str = ""
    extract: str = ""


class FaultyDecision(Exception):
    """A decision that can't be: `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def record_decision(
    version: PlanVersion, body_id: uuid.UUID, facts: DecisionFacts, account: Account | None
) -> PlanDecision:
    """Record a decision; without an account it was proposed by link and waits for those who lead.

    Raises `FaultyDecision`, and LookupError for a body that the version was not made for.
    """
    lock_plan(version.network)
    if body_of(handed_in(version), body_id) is None:
        raise LookupError(body_id)
    said = {"version_id": version.id, "body_id": body_id, **vars(facts)}
    if told := _told_already(PlanDecision, said, account):
        return told
    decision = PlanDecision(id=uuid.uuid4(), version=version, body_id=body_id, **vars(facts))
    _check(decision)
    db.session.add(decision)
    _answered(decision, account)
    return decision


def _told_already(kind: type[Told], said: dict[str, object], account: Account | None) -> Told | None:
    """The same answer, word for word: who presses twice has answered once. Who leads confirms what came by link."""
    found = db.session.scalar(select(kind).filter_by(withdrawn_at=None, **said).limit(1))
    if found and account:
        confirm(found, account)
    return found


def _check(decision: PlanDecision) -> None:
    with db.session.no_autoflush:
        others = [each for each in decisions_of([decision.version.network_id]) if each.id != decision.id]
    standing = [as_decided(each) for each in confirmed(others, decision.body_id)]
    fault = check_decision(as_decided(decision), made_on(decision.version), today(), standing)
    if fault:
        raise FaultyDecision(fault)


def record_endorsement(
    version: PlanVersion, organisation: str, function: str, given_on: date, account: Account | None
) -> PlanEndorsement:
    """Record that an organisation stands behind a version; raises `FaultyDecision` for an impossible day."""
    lock_plan(version.network)
    fault = Fault.BEFORE_VERSION if given_on < made_on(version) else Fault.IN_THE_FUTURE if given_on > today() else None
    if fault:
        raise FaultyDecision(fault)
    said = {"version_id": version.id, "organisation": organisation, "function": function, "given_on": given_on}
    if told := _told_already(PlanEndorsement, said, account):
        return told
    found = PlanEndorsement(
        id=uuid.uuid4(), version=version, organisation=organisation, function=function, given_on=given_on
    )
    db.session.add(found)
    _answered(found, account)
    return found


def _answered(answer: Answer, account: Account | None) -> None:
    network = answer.version.network
    if account:
        _confirm(answer, account)
    elif _waiting(answer.version) > MOST_WAITING:
        db.session.rollback()
        raise FaultyDecision(Fault.TOO_MANY)
    else:
        for reader, _ in leading([network.id]):
            queue_notice(reader.person_id, reader.email, "plan_answered", {"version": str(answer.version.id)})
    audit(AuditAction.PLAN_ANSWERED, ObjectKind.PLAN, answer.version.id, network.programme_id, by=account)
    commit()


def _waiting(version: PlanVersion) -> int:
    db.session.flush()
    return sum(
        len(db.session.scalars(select(kind.id).where(kind.version_id == version.id, *_unheard(kind))).all())
        for kind in (PlanDecision, PlanEndorsement)
    )


def _unheard(kind: type[Answer]) -> tuple[ColumnElement[bool], ...]:
    """Neither confirmed nor taken back."""
    return kind.confirmed_at.is_(None), kind.withdrawn_at.is_(None)


def confirm(answer: Answer, account: Account) -> None:
    """Say that a proposed answer is right; raises `FaultyDecision`. Once is enough."""
    version = answer.version
    lock_plan(version.network)
    db.session.refresh(answer)
    if answer.confirmed_at or answer.withdrawn_at:
        return
    if isinstance(answer, PlanDecision):
        _check(answer)
    _confirm(answer, account)
    audit(AuditAction.PLAN_ANSWERED, ObjectKind.PLAN, version.id, version.network.programme_id, by=account)
    commit()


def _confirm(answer: Answer, account: Account) -> None:
    """A decision that adopts the plan makes the adopted plan, which is a paper of its own."""
    answer.confirmed_at, answer.submitted_by_id = utcnow(), account.id
    if isinstance(answer, PlanDecision) and answer.outcome.adopts:
        body = body_of(handed_in(answer.version), answer.body_id)
        assert body is not None
        db.session.flush()
        db.session.add_all(making_of(answer.version, body, answer).rows(answer.id))


def take_back(answer: Answer, account: Account) -> None:
    """Let an answer count no more; its row stays, and so does what is known of the papers that it made."""
    version = answer.version
    lock_plan(version.network)
    db.session.refresh(answer)
    if answer.withdrawn_at is None:
        answer.withdrawn_at = utcnow()
        audit(AuditAction.PLAN_ANSWERED, ObjectKind.PLAN, version.id, version.network.programme_id, by=account)
    commit()


def bring_back(answer: Answer, account: Account) -> None:
    """Undo `take_back`; raises `FaultyDecision` where another decision has come between."""
    version = answer.version
    lock_plan(version.network)
    db.session.refresh(answer)
    if answer.withdrawn_at:
        if isinstance(answer, PlanDecision) and answer.confirmed_at:
            _check(answer)
        answer.withdrawn_at = None
        audit(AuditAction.PLAN_ANSWERED, ObjectKind.PLAN, version.id, version.network.programme_id, by=account)
    commit()
