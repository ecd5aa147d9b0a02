"""How a fault of our own is logged: where it happened, and never what somebody wrote.

An address may hold the secret of a link, and the message of an exception the value that it complains about.
"""

import traceback
from types import TracebackType
from typing import Any

from flask import Flask, request

ExcInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


class DiscreetFlask(Flask):
    """A Flask application that logs the rule of an address, and of an exception its type and the way to it."""

    def log_exception(self, exc_info: ExcInfo, *_more: Any) -> None:
        """Log a fault that no error page of ours foresaw."""
        rule = request.url_rule.rule if request.url_rule else "an unknown address"
        self.logger.error("fault on %s [%s]\n%s", rule, request.method, "\n".join(_told(exc_info[1])))


def _told(error: BaseException | None) -> list[str]:
    """An exception and what caused it, innermost last, without their words."""
    lines = []
    while error is not None:
        lines += [type(error).__qualname__, *map(str.rstrip, traceback.format_tb(error.__traceback__))]
        error = error.__cause__ or error.__context__
    return lines
