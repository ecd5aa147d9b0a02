"""A leader's way in a real browser: one click in, her network, the guide of the coming meeting."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def _go_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")


def test_a_visitor_comes_to_the_coming_guide_in_two_clicks(page: Page) -> None:
    _go_in(page)
    page.get_by_role("link", name="Öppna mötesguiden").click()
    expect(page.get_by_role("heading", level=1).first).to_contain_text("Möte 2")
    expect(page.locator("main")).to_contain_text("Mötesguide")


def test_the_way_can_be_gone_by_everyone_on_every_screen(page: Page, violations: Callable[[Page], list[str]]) -> None:
    page.goto("/")
    faults = {"sign in": violations(page)}
    _go_in(page)
    faults["network"] = violations(page)
    page.get_by_role("link", name="Öppna mötesguiden").click()
    faults["guide"] = violations(page)
    assert faults == {"sign in": [], "network": [], "guide": []}
