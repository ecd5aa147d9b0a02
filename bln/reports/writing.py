"""Use cases of writing in the report: save a passage, bring back an older wording of it."""

from dataclasses import replace

from sqlalchemy import select

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.networks.models import Programme
from bln.people.models import Account
from bln.reports.models import PassageRevision
from bln.reports.text import as_written, revisions_of
from meetings.report_text import Written


class PassageConflict(Exception):
    """Somebody else has saved the passage since; `standing` is what is stored."""

    def __init__(self, standing: PassageRevision) -> None:
        super().__init__("the passage has a newer version")
        self.standing = standing


def write_passage(programme: Programme, version: int, written: Written, account: Account) -> int:
    """Save a passage, written on `version` of it (0 before the first), and give the version it has now.

    The same text again changes nothing. Raises `PassageConflict`.
    """
    lock_report(programme)
    saved = save_passage(programme, version, written, account)
    commit()
    return saved


def save_passage(programme: Programme, version: int, written: Written, account: Account) -> int:
    """The same as a part of another use case, which has locked the report and commits."""
    standing = next(iter(revisions_of(programme, written.key)), None)
    newest = standing.version if standing else 0
    if as_written(standing) == written if standing else written.text == written.compiled:
        return newest
    if standing and newest != version and standing.text != written.text:
        raise PassageConflict(standing)
    row = PassageRevision(
        programme_id=programme.id,
        passage=written.key,
        version=newest + 1,
        chapter=written.chapter,
        title=written.title,
        text=written.text,
        compiled=written.compiled,
        saved_by_id=account.id,
    )
    db.session.add(row)
    audit(AuditAction.REPORT_WRITTEN, ObjectKind.PROGRAMME, programme.id, programme.id, by=account)
    return newest + 1


def restore_passage(programme: Programme, standing: Written, version: int, account: Account) -> int:
    """Bring back the wording of an older version as a new one; 0 follows what is compiled again.

    `standing` is the passage as it is, whose compiled text the wording now stands over. Raises LookupError.
    """
    lock_report(programme)
    rows = {row.version: row for row in revisions_of(programme, standing.key)}
    if version and version not in rows:
        raise LookupError(version)
    older = as_written(rows[version]) if version else replace(standing, text=None)
    wording = replace(standing, title=older.title, text=older.text)
    saved = save_passage(programme, max(rows, default=0), wording, account)
    commit()
    return saved


def lock_report(programme: Programme) -> None:
    """Let one writer at a time through."""
    db.session.execute(select(Programme.id).where(Programme.id == programme.id).with_for_update()).all()
