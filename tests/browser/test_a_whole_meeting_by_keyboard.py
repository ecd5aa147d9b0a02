"""A whole meeting without a mouse: who came, the round, notes with a quote, what it came to, and handing in."""

from playwright.sync_api import Locator, Page, expect

AT = "/natverk/almvik/mote/3"
FAR = 150  # presses of Tab, further than any page of a meeting goes


def reach(page: Page, wanted: Locator) -> None:
    """Tab until it has focus, as somebody does who has no mouse."""
    expect(wanted).to_have_count(1)
    for _ in range(FAR):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"nobody comes to {wanted} by Tab")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    reach(page, page.locator("main").get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
    page.keyboard.press(key)


def write(page: Page, text: str) -> None:
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text(text)


def test_a_meeting_is_held_and_handed_in_by_keyboard_alone(page: Page) -> None:
    page.goto("/logga-in")
    reach(page, page.locator("button[value=ledare]"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "logga-in" not in address)

    page.goto(f"{AT}/narvaro")
    reach(page, page.get_by_role("radio", checked=True).nth(1))
    page.keyboard.press("ArrowRight")  # the second member sent somebody
    reach(page, page.get_by_label("Hur många gäster?"))
    page.keyboard.press("Control+a")
    page.keyboard.type("1")
    press(page, "button", "Spara närvaron")
    expect(page.locator("main")).to_contain_text("1 gäst")

    page.goto(f"{AT}/verktyg")
    press(page, "button", "Slå på laget runt")
    reach(page, page.locator("main a", has_text="Till frågan:"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/anteckningar**")
    reach(page, page.locator("[data-tool=table_round] summary"))
    page.keyboard.press("Enter")
    for name in ("Ersättare för", "Gäst 1"):
        reach(page, page.locator(".seat", has_text=name))
        page.keyboard.press("Enter")
        expect(page.locator(".seat-heard", has_text=name)).to_have_count(1)
    expect(page.locator("[data-tool=table_round] summary")).to_contain_text("2 av ")

    page.goto(f"{AT}/anteckningar#text")
    field = page.get_by_label("Ny anteckning")
    expect(field).to_be_focused()
    write(page, "Larmet når inte till trädgården")
    page.keyboard.type("Jag sover med dörren öppen")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    reach(page, page.locator("[name=quotable]"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("[data-note]").last).to_contain_text("Får citeras")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_url("**fraga=**")
    expect(field).to_be_focused()
    write(page, "En knapp som räcker ut i trädgården")

    page.goto(f"{AT}/det-viktigaste")
    reach(page, page.get_by_label("Det viktigaste från mötet"))
    page.keyboard.type("Larmet ska nå ut.")
    page.keyboard.press("Tab")
    page.keyboard.type("Att prova en ny knapp.")
    press(page, "button", "Spara")
    expect(page.locator("main")).to_contain_text("1 punkt")
    press(page, "button", "Lämna in anteckningarna")
    receipt = page.get_by_role("region", name="Kvitto")
    expect(receipt).to_be_visible()
    expect(page.locator(".document")).to_contain_text("Att prova en ny knapp.")
