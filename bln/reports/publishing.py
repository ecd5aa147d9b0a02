"""Use cases of publication: publish a version that its networks have answered for, and withdraw an edition."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.networks.models import Network
from bln.people.models import Account
from bln.reports.models import Licence, Publication, ReportVersion
from bln.reports.published import publications_of
from bln.reports.reconciling import latest_version, missing_of, settled_of
from bln.reports.writing import lock_report
from bln.versions import next_version
from meetings.snapshot import fingerprint, to_data


class NotReady(Exception):
    """Answers are missing, or a newer version has been sent."""


@dataclass(frozen=True)
class Terms:
    """What an edition says of itself: who publishes it, on which licence, and what is new in it."""

    publisher: str
    licence: Licence
    reason: str = ""


def publish(version: ReportVersion, terms: Terms, account: Account) -> Publication:
    """Publish a version as its reconciliation leaves it, as an immutable edition.

    Raises `NotReady`, and what `next_version` raises; the same again is a new edition when the last was withdrawn.
    """
    from exports.report import report_title

    programme = version.programme
    networks = select(Network.id).where(Network.programme_id == programme.id)
    db.session.execute(networks.with_for_update()).all()
    lock_report(programme)
    db.session.refresh(version)
    if version is not latest_version(programme) or missing_of(version):
        raise NotReady
    edition = settled_of(version)
    content = to_data(edition)
    mark, last = fingerprint(content), next(iter(publications_of(programme)), None)
    publication = Publication(
        id=uuid.uuid4(),
        programme_id=programme.id,
        report_version_id=version.id,
        version=next_version(last, terms.reason, unchanged=last is not None and _same(last, mark, terms)),
        reason=terms.reason,
        title=report_title(edition.report),
        publisher=terms.publisher,
        licence=terms.licence,
        content=content,
        fingerprint=mark,
        published_by_id=account.id,
    )
    db.session.add(publication)
    audit(AuditAction.REPORT_PUBLISHED, ObjectKind.REPORT, version.id, programme.id, by=account)
    commit()
    return publication


def _same(last: Publication, mark: str, terms: Terms) -> bool:
    said = last.fingerprint, last.publisher, last.licence
    return last.withdrawn_at is None and said == (mark, terms.publisher, terms.licence)


def withdraw(publication: Publication, reason: str, account: Account) -> None:
    """Take an edition's text, files and data away; its address says when and why. Once is enough."""
    lock_report(publication.programme)
    db.session.refresh(publication)
    if publication.withdrawn_at is None:
        publication.withdrawn_at, publication.withdrawal = utcnow(), reason
        publication.withdrawn_by_id = account.id
        version = publication.report_version_id
        audit(AuditAction.REPORT_WITHDRAWN, ObjectKind.REPORT, version, publication.programme_id, by=account)
    commit()
