"""The browser's side of sign-in: the cookie, who it stands for on a page, and how one is let in and out."""

from contextlib import suppress

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Request
from werkzeug.wrappers import Response as BaseResponse

from bln.clock import utcnow
from bln.db import commit
from bln.people.devices import device_of
from bln.people.models import Account, SignedIn, User
from bln.people.queries import is_of_the_demo
from bln.people.sessions import SEEN_EVERY, begin_session, end_session, find_session, forget_ended_sessions, mark_seen
from bln.security import is_open, is_own_path

COOKIE_KEY = "inloggning"
BEFORE_SECOND_STEP = {"second_step.set_up", "people.sign_out"}

login_manager = LoginManager()
login_manager.session_protection = None  # the session is known by its secret, not by the browser's address


def init_app(app: Flask) -> None:
    """Let `app` know who is signed in."""
    login_manager.init_app(app)
    app.before_request(_require_second_step)
    app.after_request(_mark_seen)


@login_manager.request_loader
def _load_user(_request: Request) -> User | None:
    found = _find_session()
    if found is None or found.code_due:
        return None
    g.signed_in = found if found.account else None
    g.stale_session = found.id if utcnow() - found.seen_at > SEEN_EVERY else None
    return found.user


def _find_session() -> SignedIn | None:
    secret = session.get(COOKIE_KEY)
    return find_session(secret, current_app.config) if isinstance(secret, str) else None


def current_session() -> SignedIn:
    """The session of whoever is signed in to an account; 404 for who came in some other way."""
    found: SignedIn | None = g.get("signed_in")
    if found is None:
        abort(404)
    return found


def current_account() -> Account:
    """The account of whoever is signed in; 404 for who came in some other way."""
    return current_session().account or abort(404)


def own_account() -> Account:
    """The same, where it is one's own; those of the demo are everybody's, and 404."""
    account = current_account()
    if is_of_the_demo(account):
        abort(404)
    return account


def account_before_code() -> Account | None:
    """Who has taken the first step in this browser, and not the second."""
    found = _find_session()
    return found.account if found and found.code_due else None


def let_in(account: Account, go_on: str | None = None) -> BaseResponse:
    """Sign this browser in under a new secret and go on to a path of this site; what it was signed in as ends.

    An account with a second step is asked for the code first.
    """
    if account.totp_seed is None:
        return let_in_for_good(account, go_on)
    _begin(account, code_due=True)
    return redirect(url_for("second_step.ask", nasta=go_on or None))


def let_in_for_good(user: User, go_on: str | None = None) -> BaseResponse:
    """The same once every step is taken."""
    _begin(user, code_due=False)
    return redirect(go_on if go_on and is_own_path(go_on) else url_for("public.start"))


def _begin(user: User, *, code_due: bool) -> None:
    let_out()
    forget_ended_sessions(current_app.config)
    session[COOKIE_KEY] = begin_session(user, device_of(request.user_agent.string), code_due=code_due)
    session.permanent = not user.staff
    commit()


def let_out() -> None:
    """End this browser's session, on the server too: a copy of its cookie is worth nothing."""
    found = _find_session()
    if found:
        end_session(found.user, found.id)
    session.clear()


def _require_second_step() -> BaseResponse | None:
    """Where the setting says so, staff see nothing before they have a second step; the demo's account is nobody's."""
    if not current_app.config["STAFF_TOTP"] or is_open(request.endpoint) or request.endpoint in BEFORE_SECOND_STEP:
        return None
    if not current_user.is_authenticated or not current_user.staff or current_user.totp_seed:
        return None
    return None if is_of_the_demo(current_user) else redirect(url_for("second_step.set_up"))


def _mark_seen(response: Response) -> Response:
    """Note once in a while that a session is in use; the page is shown also when the database has no time for it."""
    stale = g.pop("stale_session", None)
    if stale:
        with suppress(OperationalError):
            mark_seen(stale)
    return response
