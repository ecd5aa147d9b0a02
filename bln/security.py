"""Closed by default: sign-in for every page that does not say otherwise, CSRF for every change, strict headers."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect

from bln.config import MAX_FILE_REQUEST_BYTES, MAX_OPEN_REQUEST_BYTES
from bln.kept import kept_text, signed_out

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "manifest-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "worker-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

LARGER = {"word.fetch": MAX_FILE_REQUEST_BYTES, "plan_look.choose": MAX_FILE_REQUEST_BYTES}
# From who isn't signed in: a file to check, and by link two long texts, in the longest form that a browser sends.
OPEN_TO_MORE = {"plan_check.check": MAX_FILE_REQUEST_BYTES, "plan_link.decide": 300_000, "plan_link.endorse": 300_000}

View = TypeVar("View", bound=Callable[..., Any])
OPEN_VIEWS: set[str] = set()

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Close the doors of `app`."""
    app.before_request(_limit_open_forms)
    csrf.init_app(app)
    app.before_request(_require_login)
    app.before_request(_refuse_nul)
    app.after_request(_set_headers)


def open_to_all(view: View) -> View:
    """Mark a view as open without sign-in."""
    OPEN_VIEWS.add(_name_of(view))
    return view


def _name_of(view: Callable[..., Any]) -> str:
    return f"{view.__module__}.{view.__qualname__}"


def _limit_open_forms() -> None:
    """Whoever isn't signed in has little to say; a form is read before anything else is checked, so that what may be
    larger is known here."""
    if request.endpoint in LARGER and current_user.is_authenticated:
        request.max_content_length = LARGER[request.endpoint]
    if is_open(request.endpoint):
        request.max_content_length = OPEN_TO_MORE.get(request.endpoint or "", MAX_OPEN_REQUEST_BYTES)


def _refuse_nul() -> None:
    """No address holds a NUL; PostgreSQL can't even be asked about one."""
    if "\x00" in request.path or "\x00" in "".join(request.args.values()):
        abort(404)


def _require_login() -> Any | None:
    """Send whoever is not signed in to the sign-in page, for closed and unknown addresses alike.

    A script is told instead, and a note is shown again.
    """
    if is_open(request.endpoint) or current_user.is_authenticated:
        return None
    return signed_out() or kept_text() or redirect(url_for("people.sign_in", nasta=_where_to_go_on()))


def is_open(endpoint: str | None) -> bool:
    """True when an endpoint of the current application needs no sign-in."""
    view = current_app.view_functions.get(endpoint or "")
    return endpoint == "static" or (view is not None and _name_of(view) in OPEN_VIEWS)


def _where_to_go_on() -> str | None:
    return request.full_path.removesuffix("?") if request.method == "GET" and request.path != "/" else None


def is_own_path(address: str | None) -> bool:
    """True for a path on this site; a full or protocol-relative address leads elsewhere."""
    if not address or not address.isprintable() or "\\" in address:
        return False
    return address.startswith("/") and not address.startswith("//")


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response
