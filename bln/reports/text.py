"""The running text of a report as it stands: compiled now, with what people have written over it."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select

from bln.db import db
from bln.evidence.queries import as_they_stand, facts_cited
from bln.networks.models import Network, Programme
from bln.people.models import Account
from bln.reports.models import PassageRevision, Publication, ReportAnswer, ReportVersion
from bln.reports.queries import report_of
from exports.report_words import METHOD
from meetings.facts import merged
from meetings.held_back import beside
from meetings.report import Report
from meetings.report_text import Edition, ReportText, Written, compile_text, with_written
from meetings.snapshot import from_data


def draft_of(programme: Programme) -> Edition:
    """The report as it stands, with its text; beside what was sent before, it tells of nobody either."""
    report = beside(report_of(programme), sent_reports(programme))
    return with_facts(Edition(report, text_of(programme, report)))


def sent_reports(programme: Programme) -> list[Report]:
    """What is computed in every version that was sent, oldest first: the leaders have read it, and maybe all."""
    query = select(ReportVersion.content).where(ReportVersion.programme_id == programme.id)
    contents = db.session.scalars(query.order_by(ReportVersion.version))
    return [from_data(Report, content["report"]) for content in contents]


def with_facts(edition: Edition) -> Edition:
    """The edition with the facts that it cites, as they stand now."""
    facts = merged(as_they_stand(edition.report.facts), facts_cited(edition.text))
    return replace(edition, report=replace(edition.report, facts=facts))


def text_of(programme: Programme, report: Report) -> ReportText:
    """The running text of a compiled report."""
    return with_written(compile_text(report, METHOD), [as_written(row) for row in latest_revisions(programme)])


def latest_revisions(programme: Programme) -> list[PassageRevision]:
    """The newest revision of every passage that somebody has written in, oldest first."""
    newest = (
        select(PassageRevision.passage, func.max(PassageRevision.version).label("version"))
        .where(PassageRevision.programme_id == programme.id)
        .group_by(PassageRevision.passage)
        .subquery()
    )
    same = (newest.c.passage == PassageRevision.passage) & (newest.c.version == PassageRevision.version)
    query = select(PassageRevision).join(newest, same).where(PassageRevision.programme_id == programme.id)
    return list(db.session.scalars(query.order_by(PassageRevision.saved_at, PassageRevision.id)))


def revisions_of(programme: Programme, passage: str) -> list[PassageRevision]:
    """Every revision of a passage, newest first."""
    mine = PassageRevision.programme_id == programme.id, PassageRevision.passage == passage
    return list(db.session.scalars(select(PassageRevision).where(*mine).order_by(PassageRevision.version.desc())))


def as_written(row: PassageRevision) -> Written:
    """A revision as the rules know it."""
    return Written(row.passage, row.chapter, row.title, row.text, row.compiled)


def saved_in_reports(account: Account) -> Iterator[tuple[str, str | None, int]]:
    """How much an account has written, sent and answered: kind, place of the network (None: nationally), how many."""
    for kind, mine in (
        ("report_texts", PassageRevision.saved_by_id),
        ("report_versions", ReportVersion.sent_by_id),
        ("report_replies", ReportAnswer.replied_by_id),
        ("publications", Publication.published_by_id),
        ("withdrawals", Publication.withdrawn_by_id),
    ):
        count = db.session.scalar(select(func.count()).where(mine == account.id))
        if count:
            yield kind, None, count
    answers = (
        select(Network.place, func.count())
        .join(ReportAnswer, ReportAnswer.network_id == Network.id)
        .where(ReportAnswer.given_by_id == account.id)
        .group_by(Network.id)
        .order_by(Network.slug)
    )
    yield from (("report_answers", place, count) for place, count in db.session.execute(answers))
