"""From what was decided back to what somebody said, and from there to the decision again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bln.clock import today
from tools import demo_server

PASSWORD = "kaffe med mjölk och två skorpor"
PLAN = "/natverk/hjartsunda/plan"


@pytest.fixture(scope="module")
def instance(instance: Path) -> Path:
    """The demo, with a deputy who can sign in to a network that has a whole plan."""
    account = ("dag@example.org", "--name", "Dag", "--network", "hjartsunda", "--role", "deputy")
    demo_server.command(instance, "user", "add", *account, "--password-stdin", given=PASSWORD + "\n")
    return instance


def test_a_decision_leads_to_the_notes_behind_it_and_a_note_to_the_decision(page: Page) -> None:
    page.goto("/logga-in")
    page.get_by_label("E-postadress").first.fill("dag@example.org")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hjartsunda")

    page.goto(f"{PLAN}/lamna-in")
    page.get_by_role("button", name="Lämna in planen").click()
    municipality = page.locator("section.sheet", has=page.get_by_role("heading", name="Hjartsunda kommun"))
    municipality.get_by_role("button", name="Jag har lämnat in filerna själv").click()
    municipality.get_by_role("link", name="Skriv in beslutet").click()
    page.get_by_label("Vem beslutade?").fill("Socialnämnden")
    page.get_by_label("När?").fill(today().isoformat())
    page.get_by_label("Bifall", exact=True).check()
    page.get_by_label("Paragraf").fill("42")
    page.get_by_role("button", name="Spara beslutet").click()

    page.get_by_role("link", name="Bifall, Socialnämnden").click()
    expect(page.locator("main")).to_contain_text("Halvtidstjänst på prov")
    said = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="M5·T4·N9"))
    words = said.inner_text().removeprefix("M5·T4·N9").strip()
    said.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vart anteckningarna tog vägen: möte 5")
    note = page.locator("#n9")
    expect(note).to_contain_text(words)
    expect(note).to_contain_text("version 1")
    note.get_by_role("listitem").filter(has_text="Socialnämnden").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bifall: Socialnämnden")
