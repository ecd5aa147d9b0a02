"""Settings: read from the environment once, documented in docs/settings.md."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import urlsplit

MAX_REQUEST_BYTES = 1024 * 1024
MAX_FILE_REQUEST_BYTES = 6 * 1024 * 1024  # a Word file of 5 MB, and the form around it
MAX_OPEN_REQUEST_BYTES = 16 * 1024
MOST_OF_A_SETTING = 10_000
OWN_ADDRESS = "http://127.0.0.1:8000"


class BadSetting(ValueError):
    """A setting can't be used; the message says in Swedish which, and what to write."""


def read_settings(instance: Path, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The Flask configuration for an instance folder; makes the folder and the secret key where they are missing.

    Raises `BadSetting`.
    """
    env = os.environ if environ is None else environ
    https = env.get("BLN_HTTPS") == "1"
    return {
        "SECRET_KEY": env.get("BLN_SECRET_KEY") or _kept_secret(instance / "secret_key"),
        "SQLALCHEMY_DATABASE_URI": env.get("BLN_DATABASE_URI") or f"sqlite:///{instance / 'bln.sqlite3'}",
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",  # no subdomain can set the first
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_REFRESH_EACH_REQUEST": False,
        **_session_limits(env),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_I18N_ENABLED": False,  # forms bring their own Swedish: `bln.fields.SwedishForm`
        "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MAX_REQUEST_BYTES,
        "MAX_FORM_PARTS": 5_000,
        "HTTPS": https,
        "PROXIES": _number(env, "BLN_PROXIES", 0, least=0),
        "STAFF_TOTP": env.get("BLN_STAFF_TOTP") == "1",
        "DEMO": env.get("BLN_DEMO") == "1",
        "SMTP_URL": env.get("BLN_SMTP_URL") or "",
        "MAIL_FROM": env.get("BLN_MAIL_FROM") or "",
        **_own_address(env.get("BLN_URL") or OWN_ADDRESS),
        "OPERATOR": env.get("BLN_OPERATOR", ""),
        "CONTACT": env.get("BLN_CONTACT", ""),
        "SECURITY_CONTACT": env.get("BLN_SECURITY_CONTACT", ""),
    }


def _own_address(url: str) -> dict[str, str]:
    """What links outside a request begin with: those of mails and calendars."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        known = False
    if not known:
        raise BadSetting("BLN_URL ska vara webbplatsens adress, till exempel https://natverk.example.se")
    return {
        "SERVER_NAME": parts.netloc,
        "PREFERRED_URL_SCHEME": parts.scheme,
        "APPLICATION_ROOT": f"{parts.path.rstrip('/')}/" if parts.path.rstrip("/") else "/",
    }


def _session_limits(env: Mapping[str, str]) -> dict[str, timedelta]:
    """How long one stays signed in: unused and at most, as staff and as others. The cookie lasts as long as any."""
    limits = {
        "STAFF_IDLE": timedelta(hours=_number(env, "BLN_STAFF_IDLE_HOURS", 12)),
        "STAFF_LONGEST": timedelta(days=_number(env, "BLN_STAFF_LONGEST_DAYS", 7)),
        "OTHERS_IDLE": timedelta(days=_number(env, "BLN_IDLE_DAYS", 30)),
        "OTHERS_LONGEST": timedelta(days=_number(env, "BLN_LONGEST_DAYS", 180)),
    }
    return limits | {"PERMANENT_SESSION_LIFETIME": max(limits.values())}


def _number(env: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    """A whole number; raises `BadSetting`."""
    text = env.get(name) or str(default)
    if not text.isdecimal() or not least <= int(text) <= MOST_OF_A_SETTING:
        raise BadSetting(f"{name} ska vara ett heltal från {least} till {MOST_OF_A_SETTING}, inte ”{text}”.")
    return int(text)


def _kept_secret(file: Path) -> str:
    """The secret key, made at first run; only its owner can read the file."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        with NamedTemporaryFile("w", dir=file.parent, encoding="utf-8") as made:
            made.write(secrets.token_urlsafe(48))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, file)
    return file.read_text("utf-8")
