"""The browser's side of sign-in: the cookie, who it stands for on a page, and how one is let in and out."""

from contextlib import suppress

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as BaseResponse

from bln.clock import utcnow
from bln.db import commit
from bln.people.devices import device_of
from bln.people.models import Account, SignedIn
from bln.people.sessions import SEEN_EVERY, begin_session, end_session, find_session, forget_ended_sessions, mark_seen
from bln.security import is_own_path

COOKIE_KEY = "inloggning"

login_manager = LoginManager()
login_manager.session_protection = None  # the session is known by its secret, not by the browser's address


def init_app(app: Flask) -> None:
    """Let `app` know who is signed in."""
    login_manager.init_app(app)
    app.after_request(_mark_seen)


@login_manager.request_loader
def _load_account(_request: Request) -> Account | None:
    found = g.signed_in = _find_session()
    if found is None:
        return None
    g.stale_session = found.id if utcnow() - found.seen_at > SEEN_EVERY else None
    return found.account


def _find_session() -> SignedIn | None:
    secret = session.get(COOKIE_KEY)
    return find_session(secret, current_app.config) if isinstance(secret, str) else None


def current_session() -> SignedIn:
    """The session of whoever is signed in."""
    found: SignedIn = g.signed_in
    return found


def let_in(account: Account, go_on: str | None = None) -> BaseResponse:
    """Sign this browser in under a new secret and go on to a path of this site; what it was signed in as ends."""
    let_out()
    forget_ended_sessions(current_app.config)
    session[COOKIE_KEY] = begin_session(account, device_of(request.user_agent.string))
    session.permanent = not account.staff
    commit()
    return redirect(go_on if go_on and is_own_path(go_on) else url_for("public.start"))


def let_out() -> None:
    """End this browser's session, on the server too: a copy of its cookie is worth nothing."""
    found = _find_session()
    if found:
        end_session(found.account, found.id)
    session.clear()


def _mark_seen(response: Response) -> Response:
    """Note once in a while that a session is in use; the page is shown also when the database has no time for it."""
    stale = g.pop("stale_session", None)
    if stale:
        with suppress(OperationalError):
            mark_seen(stale)
    return response
