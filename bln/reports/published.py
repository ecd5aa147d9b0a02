"""What is asked about published editions, and an edition as a document, its chapters and its files."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from bln.clock import local_time
from bln.db import db
from bln.networks.models import Programme
from bln.reports.models import Licence, Publication, ReportVersion
from bln.room.queries import submitted_by_id
from bln.slugs import slug_of
from exports import wording
from exports.context import Context
from meetings.report_text import Edition
from meetings.snapshot import from_data

if TYPE_CHECKING:
    from exports.document import Document
    from exports.published import Chapter

LICENCES: dict[Licence, tuple[str, str]] = {
    Licence.CC_BY: ("Creative Commons Erkännande 4.0 (CC BY 4.0)", "https://creativecommons.org/licenses/by/4.0/"),
    Licence.CC_BY_SA: (
        "Creative Commons Erkännande-DelaLika 4.0 (CC BY-SA 4.0)",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    Licence.CC0: ("Creative Commons CC0 1.0, fri att använda", "https://creativecommons.org/publicdomain/zero/1.0/"),
}
MOST_LISTED = 100


@dataclass(frozen=True)
class Published:
    """An edition as it is read: the whole document, its chapters by their address, and what it was made of."""

    edition: Edition
    document: "Document"
    chapters: dict[str, "Chapter"]


def publications_of(programme: Programme) -> list[Publication]:
    """Every edition, newest first."""
    query = select(Publication).where(Publication.programme_id == programme.id)
    return list(db.session.scalars(query.order_by(Publication.version.desc())))


def standing_edition(version: ReportVersion) -> Publication | None:
    """The newest edition of a version that isn't withdrawn, or None."""
    mine = Publication.report_version_id == version.id, Publication.withdrawn_at.is_(None)
    return db.session.scalar(select(Publication).where(*mine).order_by(Publication.version.desc()).limit(1))


def editions_at(slug: str) -> list[Publication]:
    """Every edition at the address of a programme, newest first; none of it where nothing was published."""
    query = select(Publication).join(Publication.programme).where(Programme.slug == slug)
    return list(
        db.session.scalars(query.options(joinedload(Publication.programme)).order_by(Publication.version.desc()))
    )


def latest_publications() -> Sequence[Publication]:
    """The editions of all programmes, the newest first, `MOST_LISTED` at most."""
    query = select(Publication).options(joinedload(Publication.programme))
    ordered = query.order_by(Publication.published_at.desc(), Publication.id)
    return db.session.scalars(ordered.limit(MOST_LISTED)).all()


@lru_cache(maxsize=8)
def published(key: uuid.UUID) -> Published:
    """An edition by its id. It never changes, so it is built once a process."""
    publication, edition = _stored(key)
    return _built(publication, edition, {})


def published_with_notes(key: uuid.UUID) -> Published:
    """The same with the notes behind it: for staff and nobody else."""
    publication, edition = _stored(key)
    themes = (theme for result in edition.report.rounds if result.summary for theme in result.summary.themes)
    notes = submitted_by_id([source.note_id for theme in themes for source in theme.sources])
    return _built(publication, edition, {"notes": notes})


@lru_cache(maxsize=16)
def file_of(key: uuid.UUID, ext: str) -> bytes:
    """An edition as a file, made once a process; raises KeyError on an ending that it has not, and `PdfMissing`."""
    from bln.documents import render, render_as_pdf

    document = published(key).document
    return render_as_pdf(document) if ext == "pdf" else render(document, ext)


def _stored(key: uuid.UUID) -> tuple[Publication, Edition]:
    query = select(Publication).where(Publication.id == key).options(undefer(Publication.content))
    publication = db.session.scalars(query.execution_options(populate_existing=True)).one()
    return publication, from_data(Edition, publication.content)


def _built(publication: Publication, edition: Edition, notes: dict[str, Any]) -> Published:
    from exports.published import chapters_of
    from exports.report import report_document

    names = {network.slug: network.place for network in edition.report.networks}
    programme, day = publication.programme, local_time(publication.published_at).date()
    context = Context(programme.title, demo=programme.demo, names=names, author=publication.publisher, dated=day)
    made = report_document(edition.report, context, text=edition.text, notice="", **notes)
    facts = (
        ("Utgivare", publication.publisher),
        ("Utgåva", str(publication.version)),
        ("Publicerad", wording.date_in_full(day)),
        ("Licens", LICENCES[publication.licence][0]),
    )
    document = replace(made, facts=facts)
    return Published(edition, document, {slug_of(chapter.name): chapter for chapter in chapters_of(document)})
