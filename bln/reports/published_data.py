"""What machines read of published reports: metadata (schema.org), open data, and the feed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from flask import url_for

from bln.clock import local_time
from bln.reports.models import Publication
from bln.reports.published import LICENCES, Published
from exports import wording

if TYPE_CHECKING:
    from exports.open_data import OpenTable

ATOM = "http://www.w3.org/2005/Atom"
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}


def address_of(publication: Publication, endpoint: str = "published.show", **more: str) -> str:
    """The full address of an edition, or of something in it."""
    own: dict[str, Any] = {"programme": publication.programme.slug, "edition": publication.version, **more}
    return url_for(endpoint, **own, _external=True)


def about(publication: Publication, made: Published) -> dict[str, Any]:
    """An edition as JSON-LD: a report of schema.org."""
    tables = [f"{address_of(publication, 'published.data')}/{table.name}" for table in tables_of(made)]
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": publication.title,
        "url": address_of(publication),
        "inLanguage": made.document.language,
        "datePublished": local_time(publication.published_at).date().isoformat(),
        "version": str(publication.version),
        "license": LICENCES[publication.licence][1],
        "publisher": {"@type": "Organization", "name": publication.publisher},
        "isAccessibleForFree": True,
        "hasPart": {
            "@type": "Dataset",
            "name": f"{publication.title}, öppna data",
            "description": "Antal ur rapporten. Små antal visas inte.",
            "url": address_of(publication, "published.data"),
            "license": LICENCES[publication.licence][1],
            "distribution": [
                {"@type": "DataDownload", "contentUrl": f"{table}.{ext}", "encodingFormat": kind.partition(";")[0]}
                for table in tables
                for ext, kind in KINDS.items()
            ],
        },
    }


def tables_of(made: Published) -> "tuple[OpenTable, ...]":
    """The tables of open data of an edition."""
    from exports.open_data import open_tables

    return open_tables(made.edition.report)


def data_file(publication: Publication, made: Published, name: str, ext: str) -> tuple[bytes, str] | None:
    """A table as a file and its kind of content, or None where there is no such table."""
    from exports.open_data import table_csv, table_json

    table = next((table for table in tables_of(made) if table.name == name), None)
    if table is None:
        return None
    if ext == "csv":
        return table_csv(table), KINDS[ext]
    said = {
        "rapport": publication.title,
        "utgava": str(publication.version),
        "adress": address_of(publication),
        "utgivare": publication.publisher,
        "licens": LICENCES[publication.licence][1],
    }
    return table_json(table, said), KINDS[ext]


def feed_of(publications: Iterable[Publication]) -> bytes:
    """The editions as a feed; a withdrawn one says that it is."""
    editions = list(publications)
    changed = max((each.withdrawn_at or each.published_at for each in editions), default=None)
    here = url_for("published.feed", _external=True)
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "sv"})
    _add(feed, "title", "Publicerade rapporter från blandade lärande nätverk")
    _add(feed, "id", here)
    ElementTree.SubElement(feed, "link", {"rel": "self", "href": here})
    _add(feed, "updated", (changed.isoformat() if changed else "1970-01-01T00:00:00+00:00"))
    for publication in editions:
        _entry(feed, publication)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: ElementTree.Element, publication: Publication) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    withdrawn = publication.withdrawn_at
    title = f"{publication.title}, utgåva {publication.version}"
    _add(entry, "title", f"Tillbakadragen: {title}" if withdrawn else title)
    _add(entry, "id", f"urn:uuid:{publication.id}")
    ElementTree.SubElement(entry, "link", {"href": address_of(publication)})
    _add(entry, "published", publication.published_at.isoformat())
    _add(entry, "updated", (withdrawn or publication.published_at).isoformat())
    _add(ElementTree.SubElement(entry, "author"), "name", publication.publisher)
    when = wording.date_in_full(local_time(withdrawn).date()) if withdrawn else ""
    said = f"Tillbakadragen {when}: {publication.withdrawal}" if withdrawn else publication.reason
    _add(entry, "summary", said or "Första utgåvan.")


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text
