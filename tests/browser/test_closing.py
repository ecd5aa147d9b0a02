"""A leader answers at the close of her network, in a real browser and on paper."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

FORM = "/natverk/almvik/avslutning"


def go_in(page: Page, role: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=f"Gå in som {role}").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Logga in")


def test_the_form_its_faults_and_its_receipt_can_be_used_by_everyone(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    go_in(page, "nätverksledare")
    page.goto(FORM)
    faults = {"form": violations(page)}
    page.get_by_role("button", name="Lämna in svaren").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    faults["error"] = violations(page)
    page.get_by_label("Jag svarar som nätverksledare").check()
    page.get_by_label("Vad har varit svårt?").fill("Att hinna med.")
    page.get_by_role("button", name="Lämna in svaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för svaren")
    faults["receipt"] = violations(page)
    page.get_by_role("button", name="Ta tillbaka svaret").click()
    expect(page.get_by_role("status")).to_contain_text("Svaret är borttaget.")
    assert faults == {"form": [], "error": [], "receipt": []}


def test_on_paper_there_is_room_to_write_and_nothing_of_the_screen(page: Page) -> None:
    go_in(page, "nätverksledare")
    page.goto(FORM)
    expect(page.get_by_text("Jag är")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Jag är")).to_be_visible()
    expect(page.get_by_text("Lämna pappret till den som leder nätverket.")).to_be_visible()
    expect(page.get_by_label("Jag svarar som nätverksledare")).to_be_hidden()
    expect(page.get_by_role("button", name="Lämna in svaren")).to_be_hidden()
    box = page.get_by_label("Vad har varit svårt?").bounding_box()
    assert box is not None
    assert box["height"] > 80


def test_staff_read_the_answers_on_every_screen(page: Page, violations: Callable[[Page], list[str]]) -> None:
    go_in(page, "Nka-medarbetare")
    page.get_by_role("link", name="Svar från nätverkens avslutning").click()
    page.get_by_role("link", name="Vad har varit svårt?").click()
    expect(page.locator("main")).to_contain_text("11 svar från 3 av 10 nätverk.")
    expect(page.get_by_role("table")).to_contain_text("Att leda samtalet och skriva samtidigt.")
    assert violations(page) == []
