"""Staff answer a question to Nka, and the board tells what waits, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def go_in(page: Page, role: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=f"Gå in som {role}").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Logga in")


def test_a_question_is_found_taken_on_and_answered_on_every_screen(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    go_in(page, "Nka-medarbetare")
    page.get_by_role("link", name="Frågor till Nka").click()
    page.wait_for_load_state()
    faults = {"list": violations(page)}
    question = page.locator(".asked a").first.inner_text()
    page.locator(".asked a").first.click()
    page.get_by_label("Ansvarig på Nka").select_option("Nka-medarbetare (demo)")
    page.get_by_role("button", name="Spara ansvarig").click()
    expect(page.get_by_role("status")).to_contain_text("är ansvarig")
    page.get_by_role("textbox", name="Svar").fill("Ja, om läkaren har tid.")
    page.get_by_role("button", name="Skicka svaret").click()
    expect(page.get_by_role("status")).to_contain_text("Svaret är skickat.")
    faults["answer"] = violations(page)
    page.goto("/fragor?lage=besvarade&ansvarig=mina")
    expect(page.get_by_role("link", name=question)).to_be_visible()
    assert faults == {"list": [], "answer": []}
