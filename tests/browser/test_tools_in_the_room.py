"""The leader's tools during a meeting, on her own device and on the wall that everybody in the room sees."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

ROOM = "/natverk/almvik/mote/2/anteckningar"
TOOLS = "/natverk/almvik/mote/2/verktyg"
SOON = 8_000  # milliseconds: a look every three seconds, on a busy machine
SMALLEST = 48  # pixels on a wall
TEXTS = """() => [...document.querySelectorAll("body *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.checkVisibility())
  .map((e) => [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize)])"""


@pytest.fixture
def leader(page: Page) -> Iterator[Page]:
    """Who leads, with every tool off, at the second meeting."""
    page.goto("/")
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")
    yield page
    page.goto(TOOLS)
    while page.get_by_role("button", name=re.compile("^Slå av")).count():
        page.get_by_role("button", name=re.compile("^Slå av")).first.click()
        page.wait_for_load_state()


@pytest.fixture
def screen(browser: Browser, live_server: str) -> Iterator[Page]:
    """A projector: another device, where nobody is signed in."""
    context = browser.new_context(base_url=live_server, viewport={"width": 1920, "height": 1080})
    yield context.new_page()
    context.close()


def switch_on(page: Page, *names: str) -> None:
    page.goto(TOOLS)
    for name in names:
        page.get_by_role("button", name=f"Slå på {name}").click()
        expect(page.get_by_role("button", name=f"Slå av {name}")).to_be_visible()


def wall_address(page: Page) -> str:
    return page.locator(".wall-address").inner_text()


def write(page: Page, text: str) -> None:
    page.get_by_label("Ny anteckning").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text(text)


def test_a_second_device_shows_what_the_leader_writes_within_seconds(leader: Page, screen: Page) -> None:
    switch_on(leader, "väggen", "laget runt")
    screen.goto(wall_address(leader))
    expect(screen.get_by_role("heading", level=1)).to_contain_text("ger anhöriga ett bra stöd")
    leader.goto(ROOM)
    leader.locator(".note-form summary").click()
    leader.get_by_label("Perspektiv").select_option(label="politiker")
    write(leader, "Caféet ger andrum")
    expect(screen.get_by_text("Caféet ger andrum")).to_be_visible(timeout=SOON)
    shown = screen.locator("body").inner_text()
    assert not re.search(r"olitiker|Deltagare|Nätverksledare|N\d|Almvik", shown), shown
    assert screen.locator("a, button, input, form, nav, header").count() == 0
    assert screen.context.cookies() == []


def test_a_wall_that_is_switched_off_goes_dark_on_every_device(leader: Page, screen: Page) -> None:
    switch_on(leader, "väggen")
    screen.goto(wall_address(leader))
    leader.get_by_role("button", name="Slå av väggen").click()
    expect(screen.get_by_role("heading", name="Väggen är avstängd")).to_be_visible(timeout=SOON)


def test_the_wall_can_be_read_at_eight_metres(
    leader: Page, screen: Page, violations: Callable[[Page], list[str]]
) -> None:
    switch_on(leader, "väggen", "laget runt", "tiden")
    address = wall_address(leader)
    leader.goto(ROOM)
    write(leader, "Någon att ringa på kvällen")
    leader.get_by_role("button", name="Starta").click()
    expect(leader.locator("[data-clock]")).to_contain_text("minuter kvar")
    screen.emulate_media(color_scheme="dark")
    screen.goto(address)
    expect(screen.locator("[data-clock]")).to_contain_text("minuter kvar")
    assert violations(screen) == []
    texts = screen.evaluate(TEXTS)
    assert len(texts) >= 4
    assert [text for text, size in texts if size < SMALLEST] == []
    assert screen.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 248, 242)", "paper"
    screen.set_viewport_size({"width": 320, "height": 700})
    assert violations(screen) == []
    assert screen.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_does_not_fit_on_the_wall_is_turned_by_key(leader: Page, screen: Page) -> None:
    switch_on(leader, "väggen")
    address = wall_address(leader)
    leader.goto(ROOM)
    for number in range(12):
        write(leader, f"Punkt {number} om stöd hemma")
    screen.emulate_media(reduced_motion="reduce")
    screen.goto(address)
    newest = screen.get_by_text("Punkt 11 om stöd hemma")
    expect(newest).to_be_in_viewport(ratio=1)
    expect(screen.locator("[data-wall-count]")).to_have_text(re.compile(r"^\d+ av \d+ anteckningar$"))
    assert screen.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
    screen.keyboard.press("PageDown")
    expect(newest).to_be_hidden()
    screen.keyboard.press("PageUp")
    expect(newest).to_be_visible()


def test_the_wall_follows_the_leader_to_the_next_question(leader: Page, screen: Page) -> None:
    leader.goto("/natverk/almvik/mote/3/verktyg")
    leader.get_by_role("button", name="Slå på väggen").click()
    screen.goto(wall_address(leader))
    first = screen.get_by_role("heading", level=1).inner_text()
    leader.get_by_role("link", name="Till frågan").click()
    leader.get_by_role("link", name="Nästa fråga").click()
    expect(leader.locator("#question")).not_to_have_text(first)
    expect(screen.get_by_role("heading", level=1)).to_have_text(leader.locator("#question").inner_text(), timeout=SOON)
    leader.goto("/natverk/almvik/mote/3/verktyg")
    leader.get_by_role("button", name="Slå av väggen").click()
    expect(leader.get_by_role("button", name="Slå på väggen")).to_be_visible()


def test_the_round_is_marked_by_keyboard_while_a_note_is_half_written(leader: Page) -> None:
    switch_on(leader, "laget runt")
    leader.goto(ROOM)
    field = leader.get_by_label("Ny anteckning")
    field.fill("Halvskrivet")
    leader.locator("[data-tool=table_round] summary").focus()
    leader.keyboard.press("Enter")
    leader.keyboard.press("Tab")
    expect(leader.locator(".seat").first).to_be_focused()
    leader.keyboard.press("Enter")
    expect(leader.locator("[data-tool=table_round] summary")).to_have_text("Laget runt: 1 av 9 har sagt något")
    expect(leader.locator(".seat").first).to_be_focused()
    expect(leader.locator("[data-round-said]")).to_have_text("Laget runt: 1 av 9 har sagt något")
    silent = leader.locator("[data-tools-silent]")
    expect(silent).to_contain_text("sagt något än.")
    takes_part_as = leader.locator(".seat .muted").first.inner_text().lstrip(", ").partition(" och ")[0]
    assert f"ingen {takes_part_as}" not in silent.inner_text()
    leader.keyboard.press("Tab")
    leader.keyboard.press("Enter")
    expect(leader.locator("[data-tool=table_round] summary")).to_have_text("Laget runt: 0 av 9 har sagt något")
    expect(silent).to_have_text("")
    expect(field).to_have_value("Halvskrivet")


def test_the_time_turns_gently_and_is_told_three_times(leader: Page) -> None:
    leader.clock.install()
    switch_on(leader, "tiden")
    leader.goto(ROOM)
    leader.get_by_role("button", name="Starta").click()
    clock, said = leader.locator("[data-clock]"), leader.locator("[data-clock-said]")
    planned = int(re.findall(r"\d+", clock.inner_text())[0])
    expect(said).to_have_text(f"Tiden går. {planned} minuter kvar.")
    leader.route("**/verktyg/nu*", lambda route: route.abort())  # the server's clock can't be moved
    leader.clock.run_for((planned - 10) * 60_000)
    expect(clock).to_have_text("10 minuter kvar")
    expect(said).to_have_text(f"Tiden går. {planned} minuter kvar.")
    leader.clock.run_for(5 * 60_000)
    expect(said).to_have_text("5 minuter kvar.")
    leader.clock.run_for(6 * 60_000)
    expect(clock).to_have_text("Tiden är ute. Ta den tid ni behöver.")
    expect(said).to_have_text("Tiden är ute. Ta den tid ni behöver.")
    leader.unroute("**/verktyg/nu*")
    write(leader, "Vi fortsätter ändå")


def test_another_device_of_the_leader_shows_the_time_that_she_started(
    leader: Page, browser: Browser, live_server: str
) -> None:
    switch_on(leader, "tiden")
    other = browser.new_context(base_url=live_server, storage_state=leader.context.storage_state()).new_page()
    other.goto(ROOM)
    expect(other.get_by_role("button", name="Starta")).to_be_visible()
    leader.goto(ROOM)
    leader.get_by_role("button", name="Starta").click()
    expect(other.locator("[data-clock]")).to_contain_text("minuter kvar", timeout=SOON)
    other.context.close()


def test_the_tools_can_be_used_by_everyone_on_every_screen(
    leader: Page, violations: Callable[[Page], list[str]]
) -> None:
    leader.goto(TOOLS)
    faults = {"off": violations(leader)}
    switch_on(leader, "väggen", "laget runt", "tiden")
    faults["on"] = violations(leader)
    leader.goto(ROOM)
    leader.locator("[data-tool=table_round] summary").click()
    leader.locator(".seat").first.click()
    expect(leader.locator(".seat-less")).to_be_visible()
    faults["room"] = violations(leader)
    leader.locator(".seat-less").click()
    expect(leader.locator(".seat-less")).to_have_count(0)
    assert faults == {"off": [], "on": [], "room": []}


def test_the_buttons_work_without_scripts(browser: Browser, live_server: str, leader: Page) -> None:
    state = leader.context.storage_state()
    context = browser.new_context(base_url=live_server, storage_state=state, java_script_enabled=False)
    page = context.new_page()
    switch_on(page, "laget runt", "tiden")
    page.get_by_role("link", name="Till frågan").click()
    page.get_by_role("button", name="Starta").click()
    expect(page.locator("[data-clock]")).to_contain_text("minuter kvar")
    page.locator("[data-tool=table_round] summary").click()
    page.locator(".seat").first.click()
    expect(page.locator("[data-tool=table_round] summary")).to_have_text("Laget runt: 1 av 9 har sagt något")
    page.locator(".seat-less").click()
    expect(page.locator("[data-tool=table_round] summary")).to_have_text("Laget runt: 0 av 9 har sagt något")
    context.close()
