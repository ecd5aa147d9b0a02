"""Writing notes: the field that the meeting begins in, what it says of faults, and a session that has ended."""

from playwright.sync_api import Page, expect

LOGGED_OUT = "Du är utloggad. Texten finns kvar här."


def _begin(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")
    page.goto("/natverk/almvik/mote/2")
    page.locator(".beside-actions a.button-primary").click()
    expect(page.get_by_label("Ny anteckning")).to_be_focused()


def test_the_field_keeps_focus_and_stays_in_view_note_after_note(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 600})
    _begin(page)
    expect(page.locator("#question")).to_be_in_viewport()
    for number in range(8):
        page.keyboard.type(f"Anteckning {number} om dörren")
        page.keyboard.press("Enter")
        expect(page.locator("[data-note-list]")).to_contain_text(f"Anteckning {number} om dörren")
    expect(page.get_by_label("Ny anteckning")).to_be_focused()
    expect(page.get_by_role("button", name="Spara anteckningen")).to_be_in_viewport(ratio=1)


def test_an_empty_note_is_refused_at_the_field(page: Page) -> None:
    _begin(page)
    page.get_by_role("button", name="Spara anteckningen").click()
    field = page.get_by_label("Ny anteckning")
    expect(page.locator("[data-note-fault]")).to_contain_text("Anteckningen är tom.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    page.keyboard.type("Något ändå")
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-fault]")).to_be_hidden()
    expect(field).to_have_attribute("aria-invalid", "false")


def test_whoever_is_signed_out_finds_the_text_again(page: Page) -> None:
    _begin(page)
    page.keyboard.type("Det här ska inte försvinna")
    page.context.clear_cookies()
    page.get_by_role("button", name="Spara anteckningen").click()
    page.get_by_role("dialog").get_by_role("button", name="Inte nu").click()
    expect(page.locator("[data-save-state]")).to_contain_text(LOGGED_OUT)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    expect(page.get_by_label("Ny anteckning")).to_have_value("Det här ska inte försvinna")
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.locator("[data-note-list]")).to_contain_text("Det här ska inte försvinna")
