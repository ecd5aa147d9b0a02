"""Signing in and caring for one's account, in a real browser: with password, link and code, by keyboard too."""

import re
from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from bln import create_app
from bln.db import db
from bln.people.links import LIFETIME
from bln.people.models import Account
from bln.people.tokens import Link, issue_token
from tools import demo_server

PASSWORD, NEW = "kaffe med mjölk och två skorpor", "blå cyklar rullar fort"


@pytest.fixture(scope="module")
def instance(instance: Path) -> Path:
    """The demo's data with accounts that have a password, one for each test that changes one."""
    for name in ("anna", "bea", "eva"):
        account = (f"{name}@example.org", "--name", name.capitalize(), "--staff", "--password-stdin")
        demo_server.command(instance, "user", "add", *account, given=PASSWORD + "\n")
    return instance


def mailed_secret(instance: Path, link: Link, name: str, lifetime: float = 1) -> str:
    """The secret of a link, as the mail that is sent has it."""
    app = create_app({"INSTANCE": str(instance)})
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.email == f"{name}@example.org")).one()
        secret = issue_token(link, account.id, LIFETIME * lifetime)
        db.session.commit()
        db.engine.dispose()
    return secret


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").fill(f"{name}@example.org")
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in", exact=True).click()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_every_page_of_an_account_can_be_used_by_everyone(
    page: Page, violations: Callable[[Page], list[str]], instance: Path
) -> None:
    name, faults = "eva", {}

    def look(at: str) -> None:
        page.wait_for_load_state()
        faults[at] = violations(page)

    sign_in(page, name, "fel")
    look("wrong password")
    page.get_by_role("link", name="Logga in med en länk").click()
    look("ask for a link")
    page.get_by_label("E-postadress").fill(f"{name}@example.org")
    page.get_by_role("button", name="Skicka länken").click()
    title(page, "Titta i din e-post")
    look("link sent")
    page.goto(f"/losenord/nytt/{mailed_secret(instance, Link.RESET, name)}")
    look("choose a new password")
    page.get_by_label("Nytt lösenord").fill("lösenord1234")
    page.get_by_role("button", name="Spara och logga in").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    look("too common")
    page.goto(f"/logga-in/lank/{mailed_secret(instance, Link.SIGN_IN, name, -1)}")
    look("link gone")
    page.goto(f"/logga-in/lank/{mailed_secret(instance, Link.SIGN_IN, name)}")
    look("use the link")
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("link", name=name.capitalize()).click()
    title(page, "Mitt konto")
    look("account")
    page.get_by_role("link", name="Byt lösenord").click()
    look("change the password")
    page.goto("/konto/tvasteg")
    look("turn the code on")
    app = app_of(page)
    page.get_by_label("Kod", exact=True).fill(app.now())
    page.get_by_role("button", name="Slå på").click()
    title(page, "Spara dina reservkoder")
    look("recovery codes")
    code = page.locator(".recovery-codes li").first.inner_text().strip()
    page.goto("/konto/tvasteg")
    look("the code is on")
    page.get_by_role("button", name="Logga ut").click()
    sign_in(page, name)
    title(page, "Skriv koden från appen")
    look("code")
    page.get_by_label("Kod", exact=True).fill(code)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    assert faults == {at: [] for at in faults}


def app_of(page: Page) -> pyotp.TOTP:
    """The app that has read the page's picture; its key stands in the link and as text too."""
    page.get_by_text("Skriv nyckeln för hand i stället").click()
    key = re.sub(r"\s", "", page.locator(".app-key").inner_text())
    assert key in (page.get_by_role("link", name="Öppna appen").get_attribute("href") or "")
    box = page.locator(".qr svg").bounding_box()
    assert box is not None
    assert box["width"] >= 180, "a camera must be able to read it"
    return pyotp.TOTP(key)


def test_with_the_keyboard_alone_one_signs_in_ends_another_session_and_changes_the_password(
    page: Page, browser: Browser, live_server: str
) -> None:
    other = browser.new_context(base_url=live_server).new_page()
    sign_in(other, "anna")
    page.goto("/logga-in")
    tab_to(page, "E-postadress")
    page.keyboard.type("anna@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()
    tab_to(page, "Mitt konto: Anna")
    page.keyboard.press("Enter")
    title(page, "Mitt konto")
    tab_to(page, "Avsluta inloggningen i Chrome på Linux")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Inloggningen är avslutad.")
    other.goto("/konto")
    title(other, "Från samtal till en plan att besluta om")
    tab_to(page, "Byt lösenord")
    page.keyboard.press("Enter")
    title(page, "Byt lösenord")
    tab_to(page, "Nuvarande lösenord")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(NEW)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Ditt lösenord är bytt.")
    other.context.close()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(NAME_OF_FOCUS) == name:
            return
    raise AssertionError(f"{name} can't be reached")


NAME_OF_FOCUS = """() => {
  const found = document.activeElement;
  return (found.labels?.[0] ?? found).innerText.replace(/\\s+/g, " ").trim();
}"""


def test_a_link_that_is_opened_twice_still_signs_in_with_one_tap(page: Page, instance: Path) -> None:
    address = f"/logga-in/lank/{mailed_secret(instance, Link.SIGN_IN, 'bea')}"
    for _ in range(2):
        page.request.get(address)
    page.goto(address)
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("link", name="Bea")).to_be_visible()
