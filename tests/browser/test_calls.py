"""A call with the leaders in a real browser: planned, invited to, called off and held after all."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from bln.clock import today

LIST = "/program/hosten-2026/traffar"


def test_a_call_is_called_off_and_held_after_all_on_every_screen(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    faults = {}

    def look(name: str) -> None:
        faults[name] = violations(page)

    page.goto("/logga-in")
    page.locator("button[value=nka]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    page.goto(f"{LIST}/3/fore/planera")
    look("plan")
    page.get_by_label("Datum").fill((today() + timedelta(days=9)).isoformat())
    page.get_by_label("Klockslag").fill("13.00")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("button", name="Bjud in ledarna").click()
    page.get_by_role("link", name="Ställ in träffen").click()
    expect(page.locator("main")).to_contain_text("tas bort ur deras kalendrar")
    look("what follows")
    page.get_by_role("button", name="Ställ in träffen").click()
    expect(page.locator("main")).to_contain_text("Inställd.")
    look("called off")
    page.goto(LIST)
    expect(page.locator("main")).to_contain_text("inställd, skulle ha varit")
    look("list")
    page.goto(f"{LIST}/3/fore")
    page.get_by_role("button", name="Ångra och håll träffen ändå").click()
    expect(page.locator("main")).not_to_contain_text("Inställd")
    look("on again")
    assert faults == {name: [] for name in faults}
