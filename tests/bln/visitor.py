"""The test client."""

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Visitor(FlaskClient):
    """A browser whose every request starts afresh.

    A test may have an application context open for its factories. A request inside it would share its `g` and
    its session, so that the second visitor would pass as the first.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Answer one request in a context of its own."""
        return Context().run(super().open, *args, **kwargs)
