"""Settings: read from the environment once, documented in docs/settings.md."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

MAX_REQUEST_BYTES = 1024 * 1024
MAX_OPEN_REQUEST_BYTES = 16 * 1024


def read_settings(instance: Path, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The Flask configuration for an instance folder; makes the folder and the secret key where they are missing."""
    env = os.environ if environ is None else environ
    https = env.get("BLN_HTTPS") == "1"
    return {
        "SECRET_KEY": env.get("BLN_SECRET_KEY") or _kept_secret(instance / "secret_key"),
        "SQLALCHEMY_DATABASE_URI": env.get("BLN_DATABASE_URI") or f"sqlite:///{instance / 'bln.sqlite3'}",
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "SESSION_COOKIE_NAME": "__Host-session" if https else "session",  # no subdomain can set the first
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_I18N_ENABLED": False,  # forms bring their own Swedish: `bln.fields.SwedishForm`
        "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MAX_REQUEST_BYTES,
        "MAX_FORM_PARTS": 5_000,
        "HTTPS": https,
        "DEMO": env.get("BLN_DEMO") == "1",
        "OPERATOR": env.get("BLN_OPERATOR", ""),
        "CONTACT": env.get("BLN_CONTACT", ""),
        "SECURITY_CONTACT": env.get("BLN_SECURITY_CONTACT", ""),
    }


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
