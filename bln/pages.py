"""What every page can use: Swedish words and dates, helpful error pages."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from bln.answers import wants_json
from bln.clock import local_time
from bln.db import db
from bln.kept import kept_text, signed_out
from bln.policy import Archived
from exports import plan_wording, wording
from meetings.facts import uncited
from meetings.programme import Perspective
from meetings.turnout import Answer

STALE_FORM = (
    "Sidan har varit öppen för länge",
    "Gå tillbaka, kopiera det du har skrivit, ladda om sidan och spara igen.",
)
ARCHIVED = (
    "Programmet är arkiverat",
    "Det går att läsa men inte att ändra, så inget är sparat. Behöver något ändras kan Nka öppna programmet igen.",
)
MOST_PAGES = 10_000
FOOTER = (
    ("Publicerade rapporter", "published.list_all"),
    ("Personuppgifter", "information.personal_data"),
    ("Det som sparas på din enhet", "information.on_your_device"),
    ("Tillgänglighet", "information.accessibility"),
)
ERRORS = {
    400: ("Begäran gick inte att förstå", "Gå tillbaka, ladda om sidan och försök igen."),
    403: (
        "Det här får du inte göra",
        "Din roll räcker inte till här. Fråga den som leder nätverket, eller Nka.",
    ),
    404: (
        "Sidan finns inte",
        "Adressen kan vara felskriven, eller så är sidan inte din att se. Gå till startsidan.",
    ),
    405: ("Så går det inte att göra", "Gå tillbaka till sidan och använd knappen där."),
    409: ("Någon annan hann före", "Ladda om sidan, se vad som har ändrats och försök igen."),
    413: ("Texten är för stor", "Dela upp den i flera delar och spara en i taget."),
    422: ("Något stämmer inte", "Gå tillbaka, rätta och försök igen."),
    503: ("Servern hinner inte med just nu", "Vänta en stund och försök igen. Det du har sparat finns kvar."),
    500: (
        "Något gick fel hos oss",
        "Det är inte ditt fel. Försök igen om en stund. Det du har sparat finns kvar.",
    ),
}


def init_app(app: Flask) -> None:
    """Give the pages of `app` their words, filters and error pages."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        local=local_time,
        perspectives=perspective_names,
        perspective_name=lambda code: wording.PERSPECTIVES[code],
        uncited=uncited,
        plural_of=lambda code: wording.PERSPECTIVES_PLURAL[code],
        answer_text=lambda kept: f"{kept.meeting} ({wording.ANSWERS[Answer(kept.answer)]})",
        place_of=lambda slug, places: places.get(slug, slug),
    )
    app.jinja_env.globals.update(wording=wording, plan_wording=plan_wording, static=_static)
    app.context_processor(_frame)
    app.url_defaults(_version_static_files)
    app.after_request(_keep_static_files)
    app.register_error_handler(HTTPException, _show_error)
    app.register_error_handler(Archived, lambda _error: _error_page(403, ARCHIVED))
    app.register_error_handler(StaleDataError, _show_conflict)
    app.register_error_handler(OperationalError, _show_busy)
    app.register_error_handler(CSRFError, _show_stale_form)
    app.register_error_handler(500, lambda _error: _error_page(500))


def _frame() -> dict[str, Any]:
    """What the frame of every page shows: whether this is a demo, and the ways on from what is open."""
    programme = g.get("programme")
    return {
        "archived": programme is not None and programme.archived_at,
        "demo": current_app.config["DEMO"] or (programme is not None and programme.demo),
        "nav_links": [(label, address, request.path == address) for label, address in _ways()],
        "own_links": _own_links,
        "footer_links": [(label, url_for(endpoint)) for label, endpoint in FOOTER],
    }


def _ways() -> Iterator[tuple[str, str]]:
    access, programme = g.get("access"), g.get("programme")
    if programme is not None and current_user.staff:
        yield "Översikt", url_for("desk.show_board", programme=programme.slug)
        yield "Nationell rapport", url_for("reports.show", programme=programme.slug)
    if access is not None:
        yield access.network.place, url_for("networks.show", slug=access.network.slug)
        yield "Lokal plan", url_for("plans.show", slug=access.network.slug)


def _own_links() -> Iterator[tuple[str, str]]:
    """What stands in the footer for who is signed in. A function: a page of an error must not ask the database."""
    if current_user.is_authenticated and g.get("signed_in"):
        yield "Mötena i din kalender", url_for("calendar.settings")
        if current_user.staff:
            yield "Brev som inte kom fram", url_for("mail.show_dead")
    if current_app.config["DEMO"]:
        yield "Demons utkorg", url_for("mail.outbox")


def page_number() -> int:
    """The page of a long list that the address asks for, from 1."""
    return min(max(1, request.args.get("sida", 1, type=int)), MOST_PAGES)


def _version_static_files(endpoint: str, values: dict[str, Any]) -> None:
    """Give a static file an address that changes with it, so that browsers may keep it for good."""
    if endpoint == "static" and "filename" in values:
        values["v"] = _changed(current_app.static_folder or "", values["filename"])


def _static(filename: str) -> str:
    """The address of a static file. Every page's head has a dozen, so each is made once."""
    return _static_below(request.script_root, filename)


@lru_cache
def _static_below(_root: str, filename: str) -> str:
    return url_for("static", filename=filename)


@lru_cache
def _changed(folder: str, filename: str) -> str:
    file = Path(folder, filename)
    return format(file.stat().st_mtime_ns, "x") if file.is_file() else "0"


def _keep_static_files(response: Response) -> Response:
    if request.endpoint == "static" and "v" in request.args:
        response.cache_control.max_age = 365 * 24 * 3600
        response.cache_control.immutable = True
    return response


def perspective_names(codes: Iterable[Perspective]) -> str:
    """For example "anhörig och politiker"."""
    return wording.join(wording.PERSPECTIVES[code] for code in codes)


def _show_error(error: HTTPException) -> Any:
    response = make_response(_error_page(error.code or 500))
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    return response


def _show_stale_form(_error: CSRFError) -> Any:
    ended = None if current_user.is_authenticated else signed_out()
    return ended or kept_text() or _error_page(400, STALE_FORM)


def _show_busy(error: OperationalError) -> Any:
    current_app.logger.error("the database did not answer", exc_info=error)
    return _error_page(503 if error.connection_invalidated or "locked" in str(error.orig) else 500)


def _show_conflict(_error: StaleDataError) -> Any:
    db.session.rollback()
    return _error_page(409)


def _error_page(code: int, words: tuple[str, str] | None = None) -> Any:
    title, advice = words or ERRORS.get(code, ERRORS[400 if code < 500 else 500])
    if wants_json():
        return jsonify(message=f"{title}. {advice}"), code
    return render_template("errors/error.html", code=code, title=title, text=advice), code
