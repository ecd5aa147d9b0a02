"""Debian's Chromium, driven by playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tools.debian import program

# The browser looks nothing up outside this machine.
OPTIONS = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """A headless browser, closed at the end. Chromium refuses its sandbox to root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=[*OPTIONS, *sandbox])
        yield browser
        browser.close()
