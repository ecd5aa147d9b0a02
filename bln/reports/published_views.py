"""What anyone can read: published reports, chapter by chapter, with search, files and open data.

Nothing here knows of drafts: what is not published is 404 for everybody, and what is withdrawn 410.
"""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from bln.documents import FORMATS, shown
from bln.policy import Action, load_programme
from bln.reports.models import Publication
from bln.reports.published import (
    LICENCES,
    Published,
    editions_at,
    file_of,
    latest_publications,
    published,
    published_with_notes,
)
from bln.reports.published_data import about, data_file, feed_of, tables_of
from bln.security import open_to_all

EDITION = "/<programme>/<int:edition>"
LONGEST_QUERY = 100
NO_PDF = ("Den här servern kan inte göra PDF", "Hämta rapporten som Word i stället, eller skriv ut den från webben.")
KINDS = {"pdf": "application/pdf"} | {ext: kind for ext, (kind, _) in FORMATS.items()}

blueprint = Blueprint("published", __name__, url_prefix="/rapporter")


def _find(programme: str, edition: int) -> tuple[Publication, list[Publication]]:
    """The edition and all editions of its programme; else 404."""
    editions = editions_at(programme)
    return next((each for each in editions if each.version == edition), None) or abort(404), editions


def _standing(programme: str, edition: int) -> Publication:
    """The same, 410 with the reason where it is withdrawn."""
    found, editions = _find(programme, edition)
    if found.withdrawn_at:
        abort(make_response(_withdrawn(found, editions), 410))
    return found


def _withdrawn(found: Publication, editions: list[Publication]) -> str:
    return render_template("published/withdrawn.html", edition=found, editions=editions)


def _parts(found: Publication, made: Published) -> dict[str, Any]:
    """What the frame of a page of an edition shows."""
    names = [(slug, chapter.title) for slug, chapter in made.chapters.items()]
    return {"edition": found, "chapters": names, "about": about(found, made)}


@blueprint.get("")
@open_to_all
def list_all() -> str:
    """The reports that are published."""
    return render_template("published/list.html", editions=latest_publications())


@blueprint.get("/flode.xml")
@open_to_all
def feed() -> Response:
    """The same as a feed (Atom)."""
    return Response(feed_of(latest_publications()), content_type="application/atom+xml; charset=utf-8")


@blueprint.get("/<programme>")
@open_to_all
def latest(programme: str) -> Any:
    """Lead to the newest edition that stands, or to the newest of those withdrawn."""
    editions = editions_at(programme) or abort(404)
    newest = next((each for each in editions if each.withdrawn_at is None), editions[0])
    return redirect(url_for(".show", programme=programme, edition=newest.version))


@blueprint.get(EDITION)
@open_to_all
def show(programme: str, edition: int) -> Any:
    """An edition: what it is, its chapters, its files, its versions. Withdrawn, it says so and why."""
    found, editions = _find(programme, edition)
    if found.withdrawn_at:
        return _withdrawn(found, editions)
    made = published(found.id)
    licence = LICENCES[found.licence]
    newer = next((e for e in editions if e.version > edition and not e.withdrawn_at), None)
    return render_template(
        "published/show.html",
        **_parts(found, made),
        facts=made.document.facts,
        licence=licence,
        editions=editions,
        newer=newer,
    )


@blueprint.get(EDITION + "/hela")
@open_to_all
def whole(programme: str, edition: int) -> str:
    """All of it on one page, to print."""
    found = _standing(programme, edition)
    made = published(found.id)
    return render_template("published/whole.html", **_parts(found, made), document=shown(made.document))


@blueprint.get(EDITION + "/<chapter>")
@open_to_all
def chapter(programme: str, edition: int, chapter: str) -> str:
    """One chapter; staff can see the notes behind it."""
    from exports.published import chapter_document

    found = _standing(programme, edition)
    with_notes = "anteckningar" in request.args
    if with_notes:
        if not current_user.is_authenticated:
            abort(404)
        load_programme(current_user, programme, Action.RUN_PROGRAMME)
    made = published_with_notes(found.id) if with_notes else published(found.id)
    slugs = list(made.chapters)
    if chapter not in slugs:
        abort(404)
    place = slugs.index(chapter)
    document = chapter_document(made.document, list(made.chapters.values()), made.chapters[chapter])
    return render_template(
        "published/chapter.html",
        **_parts(found, made),
        here=chapter,
        name=made.chapters[chapter].title,
        document=shown(document),
        before=slugs[place - 1] if place else None,
        after=slugs[place + 1] if place + 1 < len(slugs) else None,
        with_notes=with_notes,
    )


@blueprint.get(EDITION + "/sok")
@open_to_all
def search(programme: str, edition: int) -> str:
    """Where words stand in the edition."""
    from exports.published import MOST_HITS, find_words

    found = _standing(programme, edition)
    made = published(found.id)
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    hits = find_words(made.chapters.values(), query)
    addresses = {chapter.title: slug for slug, chapter in made.chapters.items()}
    return render_template(
        "published/search.html", **_parts(found, made), query=query, hits=hits, addresses=addresses, most=MOST_HITS
    )


@blueprint.get(EDITION + "/rapport.<ext>")
@open_to_all
def download(programme: str, edition: int, ext: str) -> Response:
    """The edition as a file."""
    from exports.pdf import PdfMissing

    found = _standing(programme, edition)
    if ext not in KINDS:
        abort(404)
    try:
        content = file_of(found.id, ext)
    except PdfMissing:
        abort(make_response(render_template("errors/error.html", code=503, title=NO_PDF[0], text=NO_PDF[1]), 503))
    response = Response(content, content_type=KINDS[ext])
    response.headers.set("Content-Disposition", "attachment", filename=f"{programme}-rapport-utgava-{edition}.{ext}")
    return response


@blueprint.get(EDITION + "/metadata.json")
@open_to_all
def metadata(programme: str, edition: int) -> Any:
    """What the edition is, for machines: schema.org as JSON-LD."""
    found = _standing(programme, edition)
    response = make_response(about(found, published(found.id)))
    response.content_type = "application/ld+json"
    return response


@blueprint.get(EDITION + "/data")
@open_to_all
def data(programme: str, edition: int) -> str:
    """The tables of open data, and what their columns mean."""
    found = _standing(programme, edition)
    made = published(found.id)
    licence = LICENCES[found.licence]
    return render_template("published/data.html", **_parts(found, made), tables=tables_of(made), licence=licence)


@blueprint.get(EDITION + "/data/<table>.<any(csv, json):ext>")
@open_to_all
def table(programme: str, edition: int, table: str, ext: str) -> Response:
    """One table."""
    found = _standing(programme, edition)
    content, kind = data_file(found, published(found.id), table, ext) or abort(404)
    response = Response(content, content_type=kind)
    name = f"{programme}-rapport-utgava-{edition}-{table}.{ext}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
