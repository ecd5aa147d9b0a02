"""A real server with the demo, and Debian's Chromium."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.windows import wait_for_scripts
from tools import demo_server
from tools.chromium import launched

AXE = (Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js").read_text("utf-8")
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    # Of what has no fault nothing is told, and our style sheets aren't read twice: it takes half the time.
    "resultTypes": ["violations"],
    "preload": False,
    "selectors": False,
}
RUN_AXE = "async (rules) => (await axe.run(rules)).violations"
# No colour of words depends on the width, so that two looks see what four would.
LOOKS: tuple[tuple[int, Literal["dark", "light"]], ...] = ((320, "light"), (1280, "dark"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything in this folder needs the browser."""
    item.add_marker("browser")


@pytest.fixture(scope="module")
def instance(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fresh demo data for the server of one file; a file that needs more adds it in a fixture of the same name."""
    folder = tmp_path_factory.mktemp("server") / "instance"
    shutil.copytree(demo_instance, folder)
    return folder


@pytest.fixture(scope="module")
def live_server(instance: Path) -> Iterator[str]:
    """The address of a server with that data, shared by the tests of one file."""
    with demo_server.serve(instance) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; there can only be one in a process."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, started once a worker."""
    browser = playwright.chromium.launch(**launched())
    open_window = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        context = open_window(**options)
        if options.get("java_script_enabled", True):
            wait_for_scripts(context)
        return context

    browser.new_context = new_context
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, live_server: str) -> Iterator[Page]:
    """A new window, signed out; a script error or a breach of the content policy fails the test."""
    context = browser.new_context(base_url=live_server, locale="sv-SE", timezone_id="Europe/Stockholm")
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None,
    )
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe-core finds against WCAG 2.2 AA on a page, and what goes beyond its edge, one line a fault.

    Looked at on a narrow screen in light and on a wide one in dark; the window is left as it was.
    """

    def find(page: Page) -> list[str]:
        page.wait_for_load_state()  # before its style sheets are there a page is no page of ours
        page.evaluate(AXE)
        before = page.viewport_size
        found = [fault for width, scheme in LOOKS for fault in _faults_at(page, width, scheme)]
        if before:
            page.set_viewport_size(before)
        return found

    return find


def _faults_at(page: Page, width: int, scheme: Literal["dark", "light"]) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # halfway to a colour is no colour of ours
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    faults = page.evaluate(RUN_AXE, AXE_RULES)
    return [
        *([f"{beyond} px too wide for {width}"] if beyond > 0 else []),
        *(f"{fault['id']}, {scheme}, {width}: {node['html']}" for fault in faults for node in fault["nodes"]),
    ]
