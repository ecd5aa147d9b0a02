"""What a script asks for, and not a page."""

from flask import request


def wants_json() -> bool:
    """True when a script, not a page, asks."""
    return request.accept_mimetypes.best == "application/json"
