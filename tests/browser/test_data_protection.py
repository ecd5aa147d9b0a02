"""Information, one's own data, and the start of a programme in a real browser, by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

BOARD = "/program/hosten-2026"


def _go_in(page: Page, role: str) -> None:
    page.goto("/logga-in")
    page.get_by_role("button", name=f"Gå in som {role}").click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()


def _tab_to(page: Page, selector: str) -> None:
    """Reach an element with the Tab key alone."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} can't be reached by keyboard")


def test_interest_is_expressed_by_keyboard_and_becomes_a_network(page: Page) -> None:
    page.goto("/intresse")
    _tab_to(page, "#place")
    page.keyboard.type("Nyboda")
    _tab_to(page, "#region")
    page.keyboard.type("Region Sk")
    _tab_to(page, "[name=organisation_kind]")
    page.keyboard.press("Space")
    for field, text in (("#organisation", "Nyboda kommun"), ("#contact_name", "Eva"), ("#contact_email", "e@a.se")):
        _tab_to(page, field)
        page.keyboard.type(text)
    _tab_to(page, "#message")
    _tab_to(page, "main button")  # past the trap, which the keyboard never meets
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för anmälan")
    _go_in(page, "Nka-medarbetare")
    page.goto(f"{BOARD}/intresse")
    page.get_by_role("link", name="Gör ett nätverk i Nyboda").press("Enter")
    expect(page.get_by_label("Plats")).to_have_value("Nyboda")
    expect(page.get_by_label("Region", exact=True)).to_have_value("Region Skåne")
    page.get_by_role("button", name="Lägg till nätverket").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nyboda")


def test_a_programme_is_started_by_keyboard(page: Page) -> None:
    _go_in(page, "Nka-medarbetare")
    page.goto("/nytt-program")
    for field, text in (("#title", "Ett nytt tema"), ("#term", "våren 2027"), ("#controller", "Nka")):
        _tab_to(page, field)
        page.keyboard.type(text)
    _tab_to(page, "#lawful_basis")
    page.keyboard.type("Uppgift av allmänt intresse.")
    _tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/program/ett-nytt-tema")
    expect(page.get_by_role("heading", name="Inga nätverk än")).to_be_visible()


def test_ones_own_data_comes_out_as_two_files(page: Page, tmp_path: Path) -> None:
    _go_in(page, "nätverksledare")
    page.get_by_role("link", name="Mina uppgifter").press("Enter")
    for button, start in (("Hämta som webbsida", "<!doctype html>"), ("Hämta som JSON", "{\n")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).press("Enter")
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.read_text("utf-8").startswith(start)
