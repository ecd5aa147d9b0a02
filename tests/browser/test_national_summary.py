"""A round compiled by two colleagues at once in real browsers: differences, quotes, and nothing overwritten."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

ROUND = "/program/hosten-2026/omgang/2/sammanstallning"
MINE, THEIRS = "På landet är det långt till vården.", "I stan är det fullt."


def _go_in(page: Page) -> None:
    page.goto("/logga-in")
    page.locator("button[value=nka]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    page.goto(f"{ROUND}/sortera")


def _differ(page: Page, text: str) -> None:
    field = page.get_by_label("Skillnader mellan nätverken").first
    if not field.is_visible():
        page.locator(".theme-differences summary").first.click()
    field.fill(text)


def test_two_colleagues_word_what_differs_and_choose_a_quote_and_neither_is_overwritten(
    page: Page, browser: Browser, live_server: str, violations: Callable[[Page], list[str]]
) -> None:
    other = browser.new_context(base_url=live_server, locale="sv-SE").new_page()
    _go_in(page)
    _go_in(other)
    expect(page.locator(".own-theme").first).not_to_be_empty()
    _differ(page, MINE)
    expect(page.locator("[data-save-state]")).to_have_text("Sparat", timeout=15_000)
    _differ(other, THEIRS)
    clash = other.locator("[data-clash]")
    expect(clash).to_contain_text(MINE, timeout=15_000)
    assert violations(other) == []
    clash.get_by_role("button", name="Ta den andras").click()
    expect(other.locator("[data-clash]")).to_have_count(0, timeout=15_000)
    expect(other.get_by_label("Skillnader mellan nätverken").first).to_have_value(MINE)
    other.context.close()

    page.locator(".theme-tools summary").first.click()
    page.get_by_role("link", name="Välj citat").first.click()
    assert violations(page) == []
    page.locator(".choices input").first.focus()
    page.keyboard.press("Space")
    quote = page.locator(".choices label").first.inner_text()
    page.get_by_role("button", name="Spara valet av citat").click()
    expect(page.locator("em", has_text="citeras").first).to_be_visible()
    assert violations(page) == []
    page.goto(ROUND)
    page.get_by_text("Vilka perspektiv som står bakom temana").click()
    expect(page.get_by_role("table", name="Teman efter perspektiv, antal nätverk")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{ROUND}/sortera")
    page.get_by_role("link", name="Förhandsgranska och dela").click()
    document = page.locator(".document")
    expect(document).to_contain_text(MINE)
    expect(document).to_contain_text(quote)
