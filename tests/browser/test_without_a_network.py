"""A meeting that is taken along: written while the server is away, through a restart of the browser, and sent once."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.windows import wait_for_scripts
from tools import demo_server, serving
from tools.chromium import launched

PASSWORD = "kaffe med mjölk och två skorpor"
MEETING = "/natverk/{}/mote/{}"
LEADERS = {"anna": "almvik", "bea": "almvik", "cilla": "tjadera"}
FULL = "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }"
UPDATE = "navigator.serviceWorker.getRegistration().then((it) => it.update()).then(() => '', (error) => error.name)"
NEWER = """
def post_worker_init(worker):
    from bln.room import offline_views
    made = offline_views.worker_of
    offline_views.worker_of = lambda *given: made(*given).replace('VERSION = "', 'VERSION = "newer', 1)
"""
UNSENT = "Inte sparat – finns på den här enheten ({})"
NOTES = [f"Anteckning utan nät {number}" for number in range(1, 21)]


class Server:
    """The real server, which goes away at once and comes back at the same address."""

    def __init__(self, instance: Path) -> None:
        self.instance, self.port = instance, demo_server.free_port()
        self.address = f"http://{serving.HOST}:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        own = demo_server.environment(self.instance) | {"BLN_URL": self.address}
        self._process = serving.start(Path(sys.executable), self.port, own, "--workers", "1", *options)
        assert serving.becomes_ready(self._process, self.port)

    def kill(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def notes(self, network: str, meeting: int) -> list[str]:
        """What is stored of a meeting, in its order."""
        query = (
            "SELECT text FROM notes WHERE withdrawn_at IS NULL AND meeting_id = (SELECT m.id FROM meetings m"
            " JOIN networks n ON n.id = m.network_id WHERE n.slug = ? AND m.number = ?) ORDER BY position"
        )
        with closing(sqlite3.connect(self.instance / "bln.sqlite3")) as connection:
            return [text for (text,) in connection.execute(query, (network, meeting))]


@pytest.fixture(scope="module")
def server(instance: Path) -> Iterator[Server]:
    """The demo with deputies who have passwords; its programme chooses by votes."""
    for name, network in LEADERS.items():
        account = (f"{name}@example.org", "--name", name.capitalize(), "--network", network, "--role", "deputy")
        demo_server.command(instance, "user", "add", *account, "--password-stdin", given=PASSWORD + "\n")
    with closing(sqlite3.connect(instance / "bln.sqlite3")) as connection:
        connection.execute("UPDATE programmes SET priority_method = 'votes'")
        connection.commit()
    server = Server(instance)
    yield server
    server.kill()


@pytest.fixture(autouse=True)
def served(server: Server) -> Iterator[None]:
    """Each test begins with a server that answers."""
    server.start()
    yield
    server.kill()


Device = Callable[[str], "BrowserContext"]


@pytest.fixture
def device(playwright: Playwright, server: Server, tmp_path: Path) -> Iterator[Device]:
    """Opens the browser of a device by name; closed and opened again it keeps what it had on its disk."""
    opened: list[BrowserContext] = []

    def open_device(name: str) -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / name,
            **launched(),
            base_url=server.address,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            accept_downloads=True,
        )
        wait_for_scripts(context)
        opened.append(context)
        return context

    yield open_device
    for context in opened:
        context.close()


@contextmanager
def no_complaints(page: Page) -> Iterator[None]:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    yield
    assert complaints == []


def sign_in(page: Page, name: str) -> None:
    page.goto("/logga-in")
    fill_in(page, name)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        {"almvik": "Almvik", "tjadera": "Tjäderå"}[LEADERS[name]]
    )


def fill_in(page: Page, name: str) -> None:
    page.get_by_label("E-postadress").fill(f"{name}@example.org")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def take_along(page: Page, meeting: int, network: str = "almvik") -> None:
    page.goto(MEETING.format(network, meeting))
    page.get_by_role("button", name="Ta med mötet").click()
    expect(page.locator("[data-take-state]")).to_contain_text("Mötet fungerar utan nät", timeout=15_000)


def open_room(page: Page, meeting: int, network: str = "almvik") -> None:
    page.goto(f"{MEETING.format(network, meeting)}/anteckningar")
    page.wait_for_load_state()


def write(page: Page, *texts: str) -> None:
    field = page.get_by_label("Ny anteckning")
    for text in texts:
        field.fill(text)
        field.press("Enter")
        expect(page.locator("[data-note-list]")).to_contain_text(text)
        expect(field).to_have_value("")


def unsent(page: Page, many: int) -> None:
    words = UNSENT.format(many) if many else "Allt är sparat"
    expect(page.locator("[data-unsent-count]")).to_have_text(words, timeout=15_000)


def test_a_whole_meeting_is_held_without_a_network_and_sent_once_and_in_order_the_next_day(
    server: Server, device: Device, violations: Callable[[Page], list[str]]
) -> None:
    context = device("cilla")
    page = context.pages[0]
    with no_complaints(page):
        sign_in(page, "cilla")
        take_along(page, 4, "tjadera")
        assert violations(page) == []
        server.kill()
        open_room(page, 4, "tjadera")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Möte 4")
        write(page, *NOTES[:10])
        unsent(page, 10)
    context.close()
    context = device("cilla")
    page = context.pages[0]
    with no_complaints(page):
        open_room(page, 4, "tjadera")
        unsent(page, 10)
        write(page, *NOTES[10:])
        assert violations(page) == []
        page.get_by_role("link", name="Vilka var med?").click()
        page.get_by_role("group").first.get_by_label("Var inte med").check()
        page.get_by_label("Hur många gäster?").fill("2")
        assert violations(page) == []
        page.get_by_role("button", name="Spara närvaron").click()
        unsent(page, 21)
        page.get_by_role("link", name="Räkna prickarna").click()
        page.get_by_label("Hur många röstade?").fill("6")
        first = page.locator("[name=votes-0-dots]")
        first.fill("999")
        page.get_by_role("button", name="Spara prickarna").click()
        expect(page.locator("[data-form-state]")).to_contain_text("fler prickar än")
        first.fill("5")
        assert violations(page) == []
        page.get_by_role("button", name="Spara prickarna").click()
        unsent(page, 22)
        page.get_by_role("link", name="Väggen").click()
        expect(page.locator("[data-wall]")).to_contain_text(NOTES[-1])
        assert violations(page) == []
        page.get_by_role("link", name="Till rummet").click()
    server.start()
    context.clear_cookies()
    with no_complaints(page):
        open_room(page, 4, "tjadera")
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible(timeout=15_000)
        fill_in(page, "cilla")
        unsent(page, 0)
        assert server.notes("tjadera", 4) == NOTES
        expect(page.locator("[data-room-lead]")).to_contain_text("Nätet är tillbaka")
        page.goto("/natverk/tjadera/mote/4/narvaro")
        expect(page.get_by_label("Hur många gäster?")).to_have_value("2")
        page.goto("/natverk/tjadera/mote/4/omraden")
        expect(page.get_by_label("Hur många röstade?")).to_have_value("6")


def test_two_devices_without_a_network_merge_and_signing_out_leaves_nothing(server: Server, device: Device) -> None:
    first, second = device("anna").pages[0], device("bea").pages[0]
    for page, name in ((first, "anna"), (second, "bea")):
        sign_in(page, name)
        take_along(page, 5)
        open_room(page, 5)
    server.kill()
    first.get_by_label("Ny anteckning").fill("Från Anna")  # the page from the server is still open, and goes on
    first.get_by_label("Ny anteckning").press("Enter")
    expect(first.locator("[data-unsent-count]")).to_have_text(UNSENT.format(1))
    open_room(second, 5)
    write(second, "Från Bea", "Och en till från Bea")
    server.start()
    for page in (first, second):
        page.reload()
    for page in (first, second):  # each sends its own, and is then told of the other's
        for text in ("Från Anna", "Från Bea", "Och en till från Bea"):
            expect(page.locator("[data-note-list]")).to_contain_text(text, timeout=20_000)
        expect(page.locator("[data-unsent]")).to_be_hidden(timeout=15_000)
    assert sorted(server.notes("almvik", 5)) == ["Från Anna", "Från Bea", "Och en till från Bea"]
    first.goto("/natverk/almvik/mote/5")
    first.get_by_role("button", name="Logga ut").click()
    expect(first.get_by_label("E-postadress")).to_be_visible()
    assert first.evaluate("caches.keys()") == []
    assert first.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert first.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert first.evaluate("Object.keys(localStorage)") == []


def test_text_for_a_meeting_that_was_handed_in_meanwhile_stays_and_a_full_device_says_so(
    server: Server, device: Device, violations: Callable[[Page], list[str]]
) -> None:
    page = device("anna").pages[0]
    sign_in(page, "anna")
    take_along(page, 6)
    open_room(page, 6)
    page.get_by_label("Ny anteckning").fill("Från början")
    page.get_by_label("Ny anteckning").press("Enter")
    expect(page.locator("[data-save-state]")).to_have_text("Sparat")
    server.kill()
    open_room(page, 6)
    page.evaluate(FULL)
    page.get_by_label("Ny anteckning").fill("Får inte plats")
    page.get_by_label("Ny anteckning").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Det får inte plats mer på den här enheten")
    expect(page.get_by_label("Ny anteckning")).to_have_value("Får inte plats")
    open_room(page, 6)
    expect(page.get_by_label("Ny anteckning")).to_have_value("Får inte plats")
    write(page, "Kom för sent")
    server.start()
    other = device("bea").pages[0]
    sign_in(other, "bea")
    other.goto("/natverk/almvik/mote/6/lamna-in")
    other.get_by_role("button", name="Lämna in").click()
    page.reload()
    item = page.locator("[data-unsent-list] li")
    expect(item).to_contain_text("Kom för sent", timeout=15_000)
    expect(item.get_by_role("button", name="Kopiera")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Almvik", exact=True).first.click()
    expect(page.get_by_text(UNSENT.format(1))).to_be_visible()
    page.get_by_role("button", name="Logga ut").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("En text är inte sparad")
    assert violations(page) == []
    with page.expect_download() as file:
        dialog.get_by_role("button", name="Spara som fil").click()
    assert "Kom för sent" in Path(file.value.path()).read_text("utf-8")
    dialog.get_by_role("button", name="Logga inte ut").click()
    page.goto("/natverk/almvik/mote/6/lamna-in#reopen")
    page.get_by_label("Varför").fill("En anteckning kom bort")
    page.get_by_role("button", name="Öppna").first.click()
    open_room(page, 6)
    expect(page.locator("[data-note-list]")).to_contain_text("Kom för sent", timeout=15_000)
    assert server.notes("almvik", 6) == ["Från början", "Kom för sent"]


def test_a_newer_version_waits_until_everything_is_sent(server: Server, device: Device, tmp_path: Path) -> None:
    newer = tmp_path / "newer.py"
    newer.write_text(NEWER)
    page = device("bea").pages[0]
    sign_in(page, "bea")
    take_along(page, 3)
    server.kill()
    open_room(page, 3)
    write(page, "Skrivet i den äldre")
    server.start("--config", str(newer))
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("dialog")).to_be_visible(timeout=15_000)
    page.evaluate(UPDATE)
    page.wait_for_timeout(1_000)
    assert not any("newer" in name for name in page.evaluate("caches.keys()"))
    fill_in(page, "bea")
    unsent(page, 0)
    page.evaluate(UPDATE)
    page.wait_for_function("caches.keys().then((all) => all.length === 1 && all[0].includes('newer'))")
    assert server.notes("almvik", 3) == ["Skrivet i den äldre"]


def test_a_device_that_is_nearly_full_says_so_before_the_meeting(device: Device) -> None:
    page = device("anna").pages[0]
    page.add_init_script("navigator.storage.estimate = async () => ({ quota: 30e6, usage: 29e6 })")
    sign_in(page, "anna")
    take_along(page, 2)
    expect(page.locator("[data-take-state]")).to_contain_text("Det är nästan fullt på den här enheten")
    open_room(page, 2)
    expect(page.locator("[data-device-tight]")).to_contain_text("Det är nästan fullt")
