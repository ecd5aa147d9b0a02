"""A leader sends a day, the mail of it lies in the demo's outbox, and her calendar can follow."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from playwright.sync_api import Page, expect

from bln.clock import today

DAYS_AHEAD = count(400)  # each sends another day


def sign_in(page: Page, role: str) -> None:
    page.goto("/logga-in")
    page.locator(f"form[action$='/demo/logga-in'] button[value='{role}']").click()


def test_a_day_becomes_a_mail_with_a_calendar_file(page: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(page, "ledare")
    page.get_by_text("Ändra dag och plats för ett möte").click()
    page.get_by_role("link", name="Ändra").last.click()
    page.get_by_label("Datum").fill((today() + timedelta(days=next(DAYS_AHEAD))).isoformat())
    page.get_by_label("Klockslag").fill("13.00")
    page.get_by_label(re.compile("^Plats")).fill("Biblioteket")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("button", name=re.compile("^Skicka")).click()
    expect(page.get_by_role("status")).to_contain_text("Skickat till")
    page.get_by_role("link", name="Demons utkorg").click()
    assert violations(page) == []
    letter = page.locator("li", has_text="Dag för ett möte").filter(has_text="ledare@demo.invalid")
    letter.get_by_role("button", name="Läs brevet").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("kl. 13.00")
    page.get_by_text("Brevet som ren text").click()
    page.get_by_text("Bifogad kalenderfil").click()
    expect(page.get_by_text("BEGIN:VEVENT")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Öppna nätverkets sida").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nätverket i")


def test_the_digest_turns_itself_off_with_one_click(page: Page, violations: Callable[[Page], list[str]]) -> None:
    page.goto("/demo/utkorg")
    page.locator("li", has_text="Notiser").get_by_role("button", name="Läs brevet").first.click()
    assert violations(page) == []
    page.get_by_role("link", name="Stäng av notiser").click()
    assert violations(page) == []
    page.get_by_role("button", name="Stäng av notiser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notiser är avstängda")
    assert violations(page) == []
    page.get_by_role("button", name="Slå på notiser igen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notiser är påslagna")


def test_a_calendar_gets_an_address_to_follow(page: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(page, "ledare")
    page.get_by_role("link", name="Mötena i din kalender").click()
    assert violations(page) == []
    page.get_by_role("button", name="Skapa en adress").click()
    address = page.locator("code").inner_text()
    answer = page.request.get(address)
    assert answer.ok
    assert "BEGIN:VEVENT" in answer.text()
    assert violations(page) == []
    page.get_by_role("button", name="Avsluta prenumerationen").click()
    expect(page.get_by_role("status")).to_contain_text("avslutad")
    assert page.request.get(address).status == 404


def test_staff_find_the_page_of_mail_that_did_not_arrive(page: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(page, "nka")
    page.get_by_role("link", name="Brev som inte kom fram").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brev som inte kom fram")
    assert violations(page) == []
