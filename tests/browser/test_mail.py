"""A leader sends a day, the mail of it lies in the demo's outbox, and her calendar can follow."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from bln.clock import today

DAYS_AHEAD = count(400)  # each sends another day
WIDTHS = (320, 1280)


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width} px")
def screen(request: pytest.FixtureRequest, page: Page) -> Page:
    """A window of each width."""
    width = request.param
    page.set_viewport_size({"width": width, "height": 900})
    return page


def sign_in(page: Page, role: str) -> None:
    page.goto("/logga-in")
    page.locator(f"form[action$='/demo/logga-in'] button[value='{role}']").click()


def is_sound(page: Page, violations: Callable[[Page], list[str]]) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it scrolls sideways"


def test_a_day_becomes_a_mail_with_a_calendar_file(screen: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(screen, "ledare")
    screen.get_by_text("Ändra dag och plats för ett möte").click()
    screen.get_by_role("link", name="Ändra").last.click()
    screen.get_by_label("Datum").fill((today() + timedelta(days=next(DAYS_AHEAD))).isoformat())
    screen.get_by_label("Klockslag").fill("13.00")
    screen.get_by_label(re.compile("^Plats")).fill("Biblioteket")
    screen.get_by_role("button", name="Spara").click()
    screen.get_by_role("button", name=re.compile("^Skicka")).click()
    expect(screen.get_by_role("status")).to_contain_text("Skickat till")
    screen.get_by_role("link", name="Demons utkorg").click()
    is_sound(screen, violations)
    screen.locator("li", has_text="Dag för ett möte").get_by_role("button", name="Läs brevet").first.click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("kl. 13.00")
    screen.get_by_text("Brevet som ren text").click()
    screen.get_by_text("Bifogad kalenderfil").click()
    expect(screen.get_by_text("BEGIN:VEVENT")).to_be_visible()
    is_sound(screen, violations)
    screen.get_by_role("link", name="Öppna nätverkets sida").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("Nätverket i")


def test_the_digest_turns_itself_off_with_one_click(screen: Page, violations: Callable[[Page], list[str]]) -> None:
    screen.goto("/demo/utkorg")
    screen.locator("li", has_text="Notiser").get_by_role("button", name="Läs brevet").first.click()
    is_sound(screen, violations)
    screen.get_by_role("link", name="Stäng av notiser").click()
    is_sound(screen, violations)
    screen.get_by_role("button", name="Stäng av notiser").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Notiser är avstängda")
    is_sound(screen, violations)
    screen.get_by_role("button", name="Slå på notiser igen").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Notiser är påslagna")


def test_a_calendar_gets_an_address_to_follow(screen: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(screen, "ledare")
    screen.get_by_role("link", name="Mötena i din kalender").click()
    is_sound(screen, violations)
    screen.get_by_role("button", name="Skapa en adress").click()
    address = screen.locator("code").inner_text()
    answer = screen.request.get(address)
    assert answer.ok
    assert "BEGIN:VEVENT" in answer.text()
    is_sound(screen, violations)
    screen.get_by_role("button", name="Avsluta prenumerationen").click()
    expect(screen.get_by_role("status")).to_contain_text("avslutad")
    assert screen.request.get(address).status == 404


def test_staff_find_the_page_of_mail_that_did_not_arrive(screen: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(screen, "nka")
    screen.get_by_role("link", name="Brev som inte kom fram").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Brev som inte kom fram")
    is_sound(screen, violations)
