"""Use cases of a reconciliation, on the side of Nka: send, give more time, record an exception, remind, reply."""

import uuid
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import local_time, utcnow
from bln.db import commit, db
from bln.mail.digest import queue_notice
from bln.mail.queue import queue_mail
from bln.networks.models import Network, Programme
from bln.people.models import Account
from bln.reports.models import ReportAnswer, ReportVersion
from bln.reports.reconciling import answers_of, latest_version, leading
from bln.reports.text import draft_of
from bln.reports.writing import lock_report, save_passage
from bln.versions import next_version
from meetings.reconciliation import Outcome
from meetings.report_text import Written, edition
from meetings.snapshot import fingerprint, to_data

SENT, REMINDER = "report", "report_reminder"
REMIND_BEFORE = timedelta(days=3)


class NotStanding(Exception):
    """The remark has been taken back or answered by somebody else."""


def send_version(programme: Programme, reason: str, answer_by: date, account: Account) -> ReportVersion:
    """Send the report as it stands to the leaders, as an immutable version to answer for.

    Raises what `next_version` raises.
    """
    lock_report(programme)
    draft = draft_of(programme)
    content = to_data(edition(draft.report, draft.text))
    mark, last = fingerprint(content), latest_version(programme)
    version = ReportVersion(
        id=uuid.uuid4(),
        programme_id=programme.id,
        version=next_version(last, reason, unchanged=last is not None and last.fingerprint == mark),
        reason=reason,
        content=content,
        fingerprint=mark,
        answer_by=answer_by,
        sent_by_id=account.id,
    )
    db.session.add(version)
    _mail(SENT, version, {account for account, _ in leading(_networks(version))})
    audit(AuditAction.REPORT_SENT, ObjectKind.REPORT, version.id, programme.id, by=account)
    commit()
    return version


def _networks(version: ReportVersion) -> list[uuid.UUID]:
    return list(db.session.scalars(select(Network.id).where(Network.programme_id == version.programme_id)))


def _mail(kind: str, version: ReportVersion, accounts: set[Account]) -> None:
    for account in sorted(accounts, key=lambda account: account.email):
        queue_mail(kind, account.email, {"version": str(version.id)}, person_id=account.person_id)


def change_deadline(version: ReportVersion, answer_by: date, account: Account) -> None:
    """Give the networks until another day; there is a new reminder before it."""
    version.answer_by, version.reminded_at = answer_by, None
    audit(AuditAction.REPORT_CHANGED, ObjectKind.REPORT, version.id, version.programme_id, by=account)
    commit()


def record_exception(version: ReportVersion, reason: str, account: Account) -> None:
    """Say why the report may be published although networks are silent; without a reason, take it back."""
    version.exception, version.exception_at = reason, utcnow() if reason else None
    audit(AuditAction.REPORT_CHANGED, ObjectKind.REPORT, version.id, version.programme_id, by=account)
    commit()


def remind_of_reports(now: datetime | None = None) -> int:
    """Remind the leaders whose network has not answered, once, some days before the last day; say how many."""
    moment, sent = now or utcnow(), 0
    day = local_time(moment).date()
    due = (
        select(ReportVersion)
        .join(ReportVersion.programme)
        .where(
            Programme.archived_at.is_(None),
            ReportVersion.reminded_at.is_(None),
            ReportVersion.answer_by >= day,
            ReportVersion.answer_by <= day + REMIND_BEFORE,
            ReportVersion.sent_at <= moment - timedelta(days=1),
        )
    )
    for version in db.session.scalars(due.order_by(ReportVersion.sent_at, ReportVersion.id)).all():
        latest = latest_version(version.programme)
        marking = update(ReportVersion).where(ReportVersion.id == version.id, ReportVersion.reminded_at.is_(None))
        marked = db.session.scalar(marking.values(reminded_at=moment).returning(ReportVersion.id))
        if marked is not None and latest is not None and latest.id == version.id:
            answered = {answer.network_id for answer in answers_of(version)}
            accounts = {account for account, _ in leading(set(_networks(version)) - answered)}
            _mail(REMINDER, version, accounts)
            sent += len(accounts)
    commit()
    return sent


def reply_to(
    answer: ReportAnswer, outcome: Outcome, words: str, changed: tuple[int, Written], account: Account
) -> None:
    """Answer a remark. With `CHANGED` the passage is edited in the same step: `changed` is the version of it that it
    was written on, and the new wording.

    Raises `NotStanding`, `PassageConflict`, and ValueError for an opinion that its network does not let us print.
    """
    programme = answer.version.programme
    db.session.execute(select(Network.id).where(Network.id == answer.network_id).with_for_update()).all()
    lock_report(programme)
    db.session.refresh(answer)
    if answer.withdrawn_at or answer.outcome:
        raise NotStanding
    if outcome is Outcome.DISSENT and not answer.may_print:
        raise ValueError("the network has not let us print it")
    answer.outcome, answer.reply, answer.replied_at, answer.replied_by_id = outcome, words, utcnow(), account.id
    if outcome is Outcome.CHANGED:
        version, written = changed
        save_passage(programme, version, written, account)
        answer.wording = written.text or ""
    for reader, _ in leading([answer.network_id]):
        queue_notice(reader.person_id, reader.email, "report_replied", {"answer": str(answer.id)})
    audit(AuditAction.REPORT_REPLIED, ObjectKind.REPORT, answer.version_id, programme.id, by=account)
    commit()


def take_back_reply(answer: ReportAnswer, account: Account) -> None:
    """Let a remark wait again; a wording that was changed stays in the draft, and can be brought back there."""
    answer.outcome, answer.reply, answer.wording = None, "", ""
    answer.replied_at = answer.replied_by_id = None
    audit(AuditAction.REPORT_REPLIED, ObjectKind.REPORT, answer.version_id, answer.version.programme_id, by=account)
    commit()
