"""Before the meeting: a leader makes the guide her own, prints and shares it, and rehearses without a trace."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tools import demo_server

GUIDE = "/natverk/almvik/mote/3"
WRITTEN = "Det är lätt att hitta hit."


@pytest.fixture(scope="module")
def live_server(instance: Path) -> Iterator[str]:
    with demo_server.serve(instance) as address:
        yield address


def _go_in(page: Page, address: str) -> None:
    page.goto("/")
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")
    page.goto(address)


def _make_it_ones_own(page: Page) -> None:
    page.get_by_role("link", name="Lägg till egna ingångar").click()
    page.get_by_label("Egna följdfrågor").first.fill("Hur är det om natten?\nHur är det på helgen?")
    page.get_by_label("Egna exempel").first.fill("Kaféet på biblioteket.")
    page.get_by_label("Paus").fill("25")
    expect(page.locator("[data-minutes-sum]")).to_contain_text("mötet är 120. Det är 15 för mycket.")
    page.get_by_label("Paus").fill("0")
    expect(page.locator("[data-minutes-sum]")).to_contain_text("mötet är 120. Det är 10 kvar att använda.")
    page.get_by_role("button", name="Spara guiden").click()
    expect(page.locator(".document")).to_contain_text("Nätverkets egna ingångar:")


def _sides_before_sources(page: Page) -> int:
    """How many sides the guide prints on, without the page that its sources begin and what follows."""
    page.evaluate("document.querySelectorAll('.page-break, .page-break ~ *').forEach((part) => part.remove())")
    page.emulate_media(media="print")
    expect(page.get_by_text("Exempel: Kaféet på biblioteket.")).to_be_visible()
    expect(page.get_by_text("Tiderna går inte ihop")).to_be_hidden()  # the guide alone goes to paper
    expect(page.get_by_role("button", name="Skriv ut guiden")).to_be_hidden()
    sides = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    page.emulate_media(media="null")
    return len(sides)


def test_a_leader_makes_the_guide_her_own_prints_it_and_shares_it(page: Page) -> None:
    for address in ("/natverk/almvik/mote/2", GUIDE):
        _go_in(page, address) if page.url == "about:blank" else page.goto(address)
        _make_it_ones_own(page)
        expect(page.get_by_text("Det är 10 kvar att använda.")).to_be_visible()
        assert _sides_before_sources(page) in (1, 2)
    page.reload()
    page.get_by_role("button", name="Dela guiden med deltagarna").click()
    expect(page.locator("main")).to_contain_text("Guiden är delad med deltagarna")
    page.get_by_role("link", name="Lägg till egna ingångar").click()
    page.get_by_label("Egna exempel").first.fill("")
    page.get_by_role("button", name="Spara guiden").click()
    expect(page.locator(".document")).not_to_contain_text("Kaféet på biblioteket.")
    page.get_by_role("button", name="Ångra ändringen").click()
    expect(page.locator(".document")).to_contain_text("Kaféet på biblioteket.")


def _rows(instance: Path) -> dict[str, int]:
    with sqlite3.connect(instance / "bln.sqlite3") as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def test_a_rehearsal_is_the_room_by_keyboard_and_leaves_no_trace(page: Page, instance: Path) -> None:
    _go_in(page, GUIDE)
    before = _rows(instance)
    page.get_by_role("link", name="Öva mötet").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Övning")
    page.get_by_label("Ny anteckning").focus()
    for number, text in ((4, WRITTEN), (5, "Det borde finnas fler stolar.")):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Anteckning N{number} är skriven.")).to_be_visible()
        expect(page.get_by_label("Ny anteckning")).to_be_focused()
    page.get_by_role("link", name="Ändra N4").click()
    page.locator("#text-4").fill(f"{WRITTEN} Även i mörker.")
    page.get_by_role("button", name="Spara ändringen").click()
    expect(page.locator("[data-note-list]")).to_contain_text("Även i mörker.")
    page.get_by_role("link", name="Ändra N5").click()
    page.get_by_role("button", name="Ta bort anteckningen").click()
    expect(page.locator("[data-note-list]")).not_to_contain_text("stolar")
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator("[data-note-list]")).to_contain_text("stolar")
    page.get_by_role("link", name=re.compile("Nästa fråga")).click()
    expect(page.locator(".questions")).to_contain_text("4 anteckningar")
    page.get_by_role("link", name=re.compile("Nästa fråga")).click()
    page.get_by_role("link", name="Till inlämningen").click()
    expect(page.get_by_role("heading", name="Steg för steg")).to_be_visible()
    expect(page.locator("main")).to_contain_text("4 anteckningar")
    page.get_by_role("button", name="Avsluta övningen").click()
    expect(page.get_by_role("link", name="Börja mötet")).to_be_visible()
    assert _rows(instance) == before
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.goto(f"{GUIDE}/ova")
    expect(page.locator("[data-note-list]")).not_to_contain_text(WRITTEN)


def test_everyone_can_make_a_guide_their_own_and_rehearse_on_every_screen(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    _go_in(page, GUIDE)
    faults = {}
    for address in ("", "/guide/egen", "/ova", "/ova#andra/anteckning/1", "/ova/lamna-in"):
        page.goto(f"{GUIDE}{address}")
        faults[address] = violations(page)
    assert {address: found for address, found in faults.items() if found} == {}
