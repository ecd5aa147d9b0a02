"""A colleague at Nka takes on a network, begins a new term from the old one, and puts the old one in the archive."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

OLD = "/program/hosten-2026"


def test_networks_are_given_a_term_begun_and_a_programme_archived(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        faults[name] = violations(page)
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            faults[name].append("wider than the screen")

    page.goto("/")
    page.get_by_role("button", name="Gå in som Nka-medarbetare").click()
    page.goto("/natverk/almvik")
    page.get_by_text("Välj ansvarig").click()
    page.get_by_label("Ansvarig på Nka").select_option("Nka-medarbetare (demo)")
    look("network")
    page.get_by_role("button", name="Spara ansvarig").click()
    expect(page.get_by_role("status").first).to_contain_text("är ansvarig.")

    page.goto(OLD)
    page.get_by_label("Bara mina nätverk").check()
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text("1 av 10 nätverk.")).to_be_visible()
    look("own networks")

    page.get_by_role("link", name="Starta en ny termin som den här").click()
    page.get_by_role("button", name="Starta programmet").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    look("new term")
    page.get_by_label("Termin").fill("våren 2027")
    page.get_by_label("Tjäderå").uncheck()
    page.get_by_role("button", name="Starta programmet").click()
    expect(page.get_by_text("9 av 9 nätverk.")).to_be_visible()
    look("new board")

    page.get_by_text("Byt program").click()
    page.get_by_role("main").locator(f"details a[href='{OLD}']").click()
    page.get_by_role("link", name="Arkivera programmet").click()
    look("archive")
    page.get_by_role("button", name="Arkivera programmet").click()
    expect(page.get_by_text("programmet går att läsa men inte att ändra")).to_be_visible()
    look("archived board")
    page.goto("/natverk/almvik")
    page.get_by_text("Byt ansvarig").click()
    page.get_by_role("button", name="Spara ansvarig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Programmet är arkiverat")
    look("refused")
    page.goto(OLD)
    page.get_by_role("button", name="Öppna programmet igen").click()
    expect(page.get_by_role("status").first).to_contain_text("Programmet är öppet igen.")
    assert not any(faults.values()), faults
