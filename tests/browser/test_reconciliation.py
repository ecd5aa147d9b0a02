"""Staff write in the report and send it, a leader answers, and Nka answers back, in a real browser."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from bln.clock import today

REPORT = "/program/hosten-2026/rapport"
OWN = "/natverk/almvik/rapport"


def go_in(page: Page, role: str) -> None:
    page.goto("/")
    if page.get_by_role("button", name="Logga ut").count():
        page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("button", name=f"Gå in som {role}").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Logga in")


def test_the_pages_of_a_reconciliation_can_be_used_by_everyone(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    visited = {
        "Nka-medarbetare": (
            REPORT,
            f"{REPORT}/skriv",
            f"{REPORT}/skriv/sammanfattning",
            f"{REPORT}/avstamning",
            f"{REPORT}/avstamning/skicka",
            f"{REPORT}/avstamning/tid",
            f"{REPORT}/avstamning/rapporten",
        ),
        "nätverksledare": (OWN, f"{OWN}/hela", f"{OWN}/synpunkt/sammanfattning/forslag"),
    }
    found = {}
    for role, addresses in visited.items():
        go_in(page, role)
        for address in addresses:
            page.goto(address)
            found[address] = violations(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_without_javascript_a_network_still_approves_with_one_click(page: Page, live_server: str) -> None:
    browser = page.context.browser
    assert browser
    plain = browser.new_context(base_url=live_server, java_script_enabled=False)
    other = plain.new_page()
    other.goto("/")
    other.get_by_role("button", name="Gå in som nätverksledare").click()
    other.goto(OWN)
    other.get_by_role("button", name="Godkänn allt").click()
    expect(other.get_by_role("region", name="Ert svar")).to_contain_text("godkänt")
    plain.close()


def test_a_report_goes_from_the_first_word_to_an_agreed_text(page: Page) -> None:
    go_in(page, "Nka-medarbetare")
    page.get_by_role("link", name="Läs den nationella rapporten").click()
    page.get_by_role("link", name="Skriv i rapporten").click()
    page.get_by_role("link", name="Skriv Gemensamma teman").click()
    page.get_by_label("Text").fill("Nätverken säger **samma sak**.\n\n- på olika orter")
    page.get_by_role("button", name="Förhandsgranska").click()
    preview = page.get_by_role("region", name="Så ser det ut")
    expect(preview.locator("strong")).to_have_text("samma sak")
    expect(preview.get_by_role("listitem")).to_have_text("på olika orter")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Skicka en ny version till ledarna").click()
    page.get_by_label("Svara senast").fill((today() + timedelta(days=14)).isoformat())
    page.get_by_role("button", name="Skicka för avstämning").click()
    expect(page.get_by_label("Varför skickas rapporten igen?")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Varför skickas rapporten igen?").fill("Ett kapitel har fått text.")
    page.get_by_role("button", name="Skicka för avstämning").click()
    expect(page.get_by_role("status")).to_contain_text("Rapporten är skickad.")
    expect(page.get_by_role("row", name="Almvik")).to_contain_text("har inte svarat än")

    go_in(page, "nätverksledare")
    page.goto("/natverk/almvik")
    page.get_by_role("link", name="Läs och svara").click()
    page.get_by_role("button", name="Godkänn allt").click()
    expect(page.get_by_role("region", name="Ert svar")).to_contain_text("godkänt")
    page.get_by_role("link", name="Föreslå en ändring av En väg in och någon som svarar").click()
    page.get_by_label("Ert förslag till text").fill("Anhöriga vill nå någon som känner dem.")
    page.get_by_role("button", name="Lämna synpunkten").click()
    expect(page.get_by_role("region", name="Era synpunkter")).to_contain_text("Nka har inte svarat än")

    go_in(page, "Nka-medarbetare")
    page.goto(f"{REPORT}/avstamning")
    expect(page.get_by_role("row", name="Almvik")).to_contain_text("förslag")
    page.get_by_role("link", name="Svara Almvik om En väg in och någon som svarar").click()
    page.get_by_label("Ändra texten").check()
    page.get_by_role("button", name="Spara svaret").click()
    expect(page.get_by_text("Nka har ändrat texten")).to_be_visible()
    page.goto(REPORT)
    expect(page.locator("main")).to_contain_text("Anhöriga vill nå någon som känner dem.")

    go_in(page, "nätverksledare")
    page.goto(OWN)
    expect(page.get_by_role("region", name="Era synpunkter")).to_contain_text("Nka har ändrat texten")
