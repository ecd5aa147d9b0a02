"""The introduction in a real browser: staff mend its captions, a leader reads it and puts it away."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

EDIT, HOME = "/program/hosten-2026/introduktion", "/natverk/almvik"
BAD = "WEBVTT\n\n00:01,000 --> 00:04.000\nVälkommen hit.\n"


def _go_in(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/logga-in")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def _upload(page: Page, text: str) -> None:
    file = page.get_by_label("Eller välj en undertextfil")
    if not file.is_visible():
        page.get_by_text("Undertexter som fil").click()
    file.set_input_files({"name": "film.vtt", "mimeType": "text/vtt", "buffer": text.encode()})
    page.get_by_role("button", name="Spara", exact=True).click()


def test_staff_mend_captions_by_line_and_a_leader_reads_what_is_said_and_puts_it_away(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    _go_in(page, "nka")
    page.goto("/program/hosten-2026")
    page.get_by_role("link", name="Introduktion: film, undertexter och text").click()
    page.get_by_label("Det som sägs, som text").fill("")
    _upload(page, BAD)
    expect(page.locator("[data-error-summary]")).to_contain_text("Rad 3: Här ska det stå en tid")
    assert violations(page) == []
    _upload(page, BAD.replace(",", "."))
    expect(page.get_by_role("status").first).to_contain_text("Introduktionen är sparad.")
    expect(page.locator(".document")).to_contain_text("0.01 Välkommen hit.")
    assert violations(page) == []

    _go_in(page, "ledare")
    page.goto(HOME)
    assert violations(page) == []
    page.get_by_role("link", name="Se eller läs introduktionen").click()
    expect(page.get_by_role("link", name="Se filmen på film.example.org")).to_be_visible()
    expect(page.locator(".document")).to_contain_text("Välkommen hit.")
    expect(page.get_by_role("button", name="Skriv ut texten")).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as taken:
        page.get_by_role("link", name="Hämta undertexterna som fil").click()
    assert taken.value.suggested_filename == "hosten-2026-introduktion.vtt"

    page.goto(HOME)
    page.get_by_role("button", name="Visa inte").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#introduction")).to_contain_text("Introduktionen är undanlagd.")
    assert violations(page) == []
    page.get_by_role("button", name="Ångra").click()
    page.get_by_role("button", name="Jag har sett den").click()
    expect(page.locator("#introduction")).to_contain_text("Du har sett introduktionen.")
    page.goto(HOME)
    expect(page.get_by_role("button", name="Jag har sett den")).to_have_count(0)
    page.goto("/mina-uppgifter")
    expect(page.locator("main")).to_contain_text("Du har sett introduktionen till")
