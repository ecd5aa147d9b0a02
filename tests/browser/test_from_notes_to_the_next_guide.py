"""The heart in a real browser: notes are handed in, sorted and shared, and the next guide is built from them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

NOTES = ["Avlösning en kväll i veckan", "Ett nummer att ringa på natten", "Kaféet i biblioteket"]


def _go_in(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/logga-in")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)


@pytest.fixture
def page_without_scripts(browser: Browser, live_server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server, java_script_enabled=False)
    yield context.new_page()
    context.close()


def _write_by_keyboard(page: Page) -> None:
    page.goto("/natverk/almvik/mote/2/anteckningar")
    field = page.get_by_label("Ny anteckning")
    field.focus()
    for text in NOTES:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator("[data-note-list]")).to_contain_text(text)
        expect(field).to_be_focused()


def _hand_in(page: Page, network: str) -> None:
    page.goto(f"/natverk/{network}/mote/2/lamna-in")
    page.get_by_role("button", name="Lämna in anteckningarna").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inlämnat från möte 2")


def _sort_and_share(page: Page, network: str) -> None:
    page.goto(f"/natverk/{network}/mote/2/sammanstallning")
    page.get_by_role("button", name="Börja sammanställa").click()
    page.wait_for_url("**/sortera")  # and its scripts have run
    title = page.locator("[data-new] input[name$=-title]")
    title.fill("Kvällar och nätter")
    title.blur()
    expect(page.locator("[data-theme] h2").filter(has_text="Kvällar och nätter")).to_have_count(1)
    for text in NOTES[:2]:
        page.locator(".sorted-note", has_text=text).locator("select").select_option(
            page.locator("[data-theme]", has_text="Kvällar och nätter").last.get_attribute("data-theme")
        )
    expect(page.locator("[data-save-state]")).to_have_text("Sparat")
    page.get_by_role("link", name="Förhandsgranska och dela").first.click()
    page.get_by_role("button", name="Dela sammanställningen").click()
    expect(page.locator(".document")).to_contain_text("Kvällar och nätter")


def test_notes_written_by_keyboard_come_back_in_the_next_guide_with_their_sources(page: Page) -> None:
    _go_in(page, "ledare")
    _write_by_keyboard(page)
    _hand_in(page, "almvik")
    page.goto("/natverk/almvik/mote/3")
    expect(page.locator(".document")).to_contain_text("Ännu inte sammanställt")
    _go_in(page, "nka")
    _sort_and_share(page, "almvik")
    _go_in(page, "ledare")
    page.goto("/natverk/almvik/mote/3")
    guide = page.locator(".document")
    expect(guide).to_contain_text("Kvällar och nätter (2 anteckningar)")
    mark = guide.locator("li", has_text="Kvällar och nätter").locator("a.mark").first
    mark.click()
    expect(page.locator(":target").first).to_be_in_viewport()


def test_the_same_way_can_be_gone_without_scripts(page_without_scripts: Page) -> None:
    page = page_without_scripts
    _go_in(page, "nka")
    page.goto("/natverk/masgrunda/mote/2/anteckningar")
    expect(page.get_by_role("heading", level=1)).to_contain_text("får du inte")
    _go_in(page, "ledare")
    page.goto("/natverk/almvik/mote/3/anteckningar")
    note = page.get_by_label("Ny anteckning")
    note.fill("Skriven utan skript")
    page.get_by_role("button", name="Spara anteckningen").click()
    written = page.locator("li", has_text="Skriven utan skript")
    written.get_by_role("link", name="Ändra").click()
    page.get_by_label("Anteckning", exact=True).fill("Ändrad utan skript")
    page.get_by_role("button", name="Spara ändringen").click()
    page.locator("li", has_text="Ändrad utan skript").get_by_role("link", name="Ändra").click()
    page.get_by_role("button", name="Ta bort anteckningen").click()
    expect(page.locator("[data-note-list]")).not_to_contain_text("Ändrad utan skript")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("[data-note-list]")).to_contain_text("Ändrad utan skript")


PAGES = {
    "ledare": [
        "/natverk/almvik/mote/1/anteckningar",
        "/natverk/almvik/mote/1/lamna-in",
        "/natverk/almvik/mote/1/inlamnat",
        "/natverk/almvik/mote/1/sammanstallning",
        "/natverk/almvik/mote/4/datum",
        "/natverk/almvik/plan",
    ],
    "nka": [
        "/program/hosten-2026",
        "/program/hosten-2026/omgang/1/sammanstallning",
        "/program/hosten-2026/omgang/1/sammanstallning/sortera",
        "/program/hosten-2026/omgang/1/sammanstallning/dela",
        "/program/hosten-2026/rapport",
        "/natverk/ronnhamra/plan",
    ],
}


@pytest.mark.parametrize("role", sorted(PAGES))
def test_every_page_is_without_barriers_and_fits_the_screen(
    page: Page, violations: Callable[[Page], list[str]], role: str
) -> None:
    _go_in(page, role)
    faults = []
    for address in PAGES[role]:
        page.goto(address)
        faults += [f"{address} {fault}" for fault in violations(page)]
    assert faults == []
