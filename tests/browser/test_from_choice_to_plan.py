"""A leader chooses areas and writes in the plan by keyboard, and everybody can use the pages."""

import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

AT = "/natverk/almvik"
PAGES = (
    f"{AT}/mote/1/narvaro",
    f"{AT}/mote/1/spar",
    f"{AT}/mote/4/omraden",
    f"{AT}/plan",
    f"{AT}/plan?inlamning=1",
    f"{AT}/plan/skriv",
    f"{AT}/plan/klar",
    f"{AT}/plan/kommentarer",
    f"{AT}/plan/versioner",
    f"{AT}/plan/versioner/jamfor",
    f"{AT}/plan/skriv/insatser/{uuid.uuid4()}",
    f"{AT}/plan/skriv/texter/background",
)


@pytest.fixture(autouse=True)
def _leader(page: Page) -> None:
    page.goto("/logga-in")
    page.locator("button[value=ledare]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")


def _tab_to(page: Page, name: str, role: str = "button") -> None:
    """Go on with the Tab key until the element is in focus; fails when it is never reached."""
    wanted = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def test_an_area_is_chosen_and_an_action_written_by_keyboard(page: Page) -> None:
    page.goto(f"{AT}/mote/4/omraden")
    page.get_by_label("Rubrik").first.focus()
    page.keyboard.type("Kvällar som går att lita på")
    page.keyboard.press("Tab")
    page.keyboard.type("Det är då ingen annan finns.")
    _tab_to(page, "Spara områdena")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Områdena är sparade.")
    expect(page.get_by_label("Rubrik").first).to_have_value("Kvällar som går att lita på")

    page.goto(f"{AT}/plan/skriv")
    page.get_by_role("link", name="Lägg till en insats").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Insats", exact=True).focus()
    page.keyboard.type("Kvällsavlösning på prov")
    page.get_by_label("Kommunen", exact=True).focus()
    page.keyboard.press("Space")
    _tab_to(page, "Spara")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Kvällsavlösning på prov")
    page.goto(f"{AT}/plan")
    expect(page.get_by_role("table", name="Insatser för kommunen")).to_contain_text("0.1 Kvällsavlösning på prov")


def test_an_error_stands_at_its_field_and_the_focus_on_the_summary(page: Page) -> None:
    page.goto(f"{AT}/plan/skriv/risker/{uuid.uuid4()}")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Skriv vad som kan gå fel.").click()
    field = page.get_by_label("Risk", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_the_pages_can_be_used_by_everyone_on_every_screen(page: Page, violations: Callable[[Page], list[str]]) -> None:
    page.goto(f"{AT}/plan")
    for_a_body = page.get_by_role("link", name="För Almviks kommun").get_attribute("href")
    faults = {}
    for address in (*PAGES, for_a_body or ""):
        page.goto(address)
        faults[address] = violations(page)
    assert not {address: found for address, found in faults.items() if found}
