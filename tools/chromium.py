"""Debian's Chromium without its windows and menus, driven by playwright: tests take a quarter less time in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tools.debian import program

# The browser looks nothing up outside this machine.
OPTIONS = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]


def launched() -> dict[str, Any]:
    """What starts it. Chromium refuses its sandbox to root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": program("chromium-headless-shell"), "args": [*OPTIONS, *sandbox]}


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launched())
        yield browser
        browser.close()
