"""Take the README's two pictures from a freshly made demo: a leader's network and a meeting's page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tools import demo_server
from tools.chromium import open_chromium
from tools.environment import ROOT

IMAGES = ROOT / "docs" / "images"


def main() -> None:
    """Write docs/images/network.png and docs/images/meeting.png."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, open_chromium() as browser:
        instance = Path(folder) / "instance"
        demo_server.make_demo(instance)
        with demo_server.serve(instance) as address:
            take_pictures(browser, address)


def take_pictures(browser: Browser, address: str) -> None:
    """Go the leader's way by clicking, as she would."""
    context = browser.new_context(
        base_url=address,
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
        viewport={"width": 1280, "height": 1100},
    )
    page = context.new_page()
    sign_in(page)
    page.wait_for_url("**/natverk/*")
    page.screenshot(path=IMAGES / "network.png")
    page.locator("main a[href*='/mote/']").first.click()
    page.wait_for_url("**/mote/*")
    page.screenshot(path=IMAGES / "meeting.png")
    context.close()


def sign_in(page: Page) -> None:
    """The one click that makes a visitor of the demo a leader, who comes to her network."""
    page.goto("/logga-in")
    page.locator("form[action$='/demo/logga-in'] button[value='ledare']").click()


if __name__ == "__main__":
    main()
