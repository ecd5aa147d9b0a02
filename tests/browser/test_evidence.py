"""Nka writes what is known, a leader cites it, and the reference stands in the guide."""

import re

import pytest
from playwright.sync_api import Page, expect

GUIDE = "/natverk/almvik/mote/3"


def _go_in(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_role("button", name=f"Gå in som {role}").click()
    expect(page.get_by_role("button", name="Logga ut")).to_be_visible()


def test_a_fact_goes_from_nka_to_the_leader_and_into_her_guide(page: Page) -> None:
    _go_in(page, "Nka")
    page.get_by_role("link", name="Vetenskapligt underlag").click()
    page.get_by_role("link", name="Lägg till ett underlag").click()
    page.get_by_label("Rubrik", exact=True).fill("Vila behövs")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Rubrik", exact=True)).to_have_value("Vila behövs")
    page.get_by_label("Nyckel").fill("vila")
    page.get_by_label("Det här vet vi").fill("Den som vilar orkar mer.")
    page.get_by_label("Det här kan sägas").fill("”Den som vilar orkar mer.”")
    page.get_by_label("Vem står bakom källan?").fill("Vilans institut")
    page.get_by_label("Källans titel").fill("Om vila")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("main")).to_contain_text("[@vila]")
    page.get_by_role("button", name="Det stämmer, kontrollerat i dag").click()
    expect(page.locator("main")).not_to_contain_text("Bör kontrolleras")
    _go_in(page, "nätverksledare")
    page.goto(f"{GUIDE}/guide/egen")
    page.get_by_text("Hänvisa till vetenskapligt underlag").click()
    expect(page.get_by_text("[@vila]")).to_be_visible()
    page.locator("#text").fill("Ta en paus [@villa].")
    page.get_by_role("button", name="Spara guiden").click()
    expect(page.get_by_role("alert")).to_contain_text("[@villa] pekar inte på något underlag")
    page.locator("#text").fill("Ta en paus [@vila].")
    page.get_by_role("button", name="Spara guiden").click()
    reference = page.locator(".document li", has_text="Vilans institut (utan år). Om vila.")
    expect(reference).to_be_visible()
    mark = page.locator(".document p", has_text="Ta en paus").get_by_role("link")
    mark.click()
    assert page.url.endswith(f"#{reference.get_attribute('id')}")


@pytest.mark.parametrize("meeting", [1, 2])
def test_a_guide_that_tells_what_is_known_still_prints_on_one_sheet(page: Page, meeting: int) -> None:
    _go_in(page, "nätverksledare")
    page.goto(f"/natverk/almvik/mote/{meeting}")
    expect(page.get_by_role("heading", name="Det här vet vi")).to_be_visible()
    page.evaluate("document.querySelectorAll('.page-break, .page-break ~ *').forEach((part) => part.remove())")
    page.emulate_media(media="print")
    sides = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(sides) in (1, 2)
