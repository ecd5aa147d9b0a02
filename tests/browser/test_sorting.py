"""Sorting in a real browser: by keys, by mouse, by touch, by two at once; joined, split and undone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tools import demo_server

SORT = "/program/hosten-2026/omgang/2/sammanstallning/sortera"
SAVED = "Sparat"
PASSWORD = "kaffe med mjölk och två skorpor"
PATIENCE = 20_000  # milliseconds: a save says so within a second on a machine that is calm


def go_in(page: Page) -> Page:
    page.goto("/logga-in")
    page.locator("button[value=nka]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    return page


def sign_in(place: Locator) -> None:
    """Fill in the form of sign-in, on its page or in the dialog."""
    place.get_by_label("E-postadress").fill("eva@example.org")
    place.get_by_label("Lösenord").fill(PASSWORD)
    place.get_by_role("button", name="Logga in", exact=True).click()


def open_sorting(page: Page) -> Page:
    """The page, without its looks at what colleagues do: a test says itself when two meet."""
    page.route(re.compile("revision="), lambda route: route.abort())
    page.goto(SORT)
    page.wait_for_load_state()
    return page


@pytest.fixture
def sorting(page: Page) -> Page:
    return open_sorting(go_in(page))


@pytest.fixture
def colleague(browser: Browser, live_server: str) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server, locale="sv-SE")
    yield go_in(context.new_page())
    context.close()


@pytest.fixture
def phone(browser: Browser, live_server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server, viewport={"width": 320, "height": 700}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


def note(page: Page, place: int) -> Locator:
    """The note that now has this place, however it is moved."""
    found = page.locator("[data-note]").nth(place).get_attribute("data-note")
    return page.locator(f'[data-note="{found}"]')


def heading(note: Locator) -> Locator:
    """The heading of the theme where a note lies."""
    return note.locator("xpath=ancestor::fieldset").locator("h2")


def saved(page: Page) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(SAVED, timeout=PATIENCE)


def shelf(page: Page, place: int) -> tuple[str, float, float]:
    target = page.locator(".shelf-theme").nth(place)
    box = target.bounding_box()
    assert box
    return re.sub(r"^\d\. ", "", target.inner_text()), box["x"] + 20, box["y"] + box["height"] / 2


def test_a_digit_sorts_a_note_and_goes_on_and_control_z_takes_it_back(sorting: Page) -> None:
    first, second = note(sorting, 0), note(sorting, 1)
    before = heading(first).inner_text()
    first.locator("select").focus()
    sorting.keyboard.press("3")
    expect(second.locator("select")).to_be_focused()
    saved(sorting)
    third = re.sub(r"^3\. ", "", first.locator("option").nth(3).inner_text())
    expect(heading(first)).to_have_text(third)
    expect(sorting.locator("[data-sorted]")).to_contain_text(third)
    sorting.keyboard.press("Control+z")
    expect(heading(first)).to_have_text(before)
    saved(sorting)
    sorting.reload()
    expect(heading(first)).to_have_text(before)


def test_a_note_is_dragged_by_mouse(sorting: Page) -> None:
    moved = note(sorting, 1)
    moved.locator("[data-handle]").hover()
    sorting.mouse.down()
    title, x, y = shelf(sorting, 4)
    sorting.mouse.move(x, y, steps=5)
    sorting.mouse.up()
    saved(sorting)
    expect(heading(moved)).to_have_text(title)
    expect(moved.locator("option:checked")).to_contain_text(title)
    expect(sorting.locator(".shelf")).to_have_count(0)
    sorting.reload()
    expect(heading(moved)).to_have_text(title)


def test_a_drag_that_is_broken_off_moves_nothing(sorting: Page) -> None:
    stays = note(sorting, 1)
    before = heading(stays).inner_text()
    stays.locator("[data-handle]").hover()
    sorting.mouse.down()
    _, x, y = shelf(sorting, 3)
    sorting.mouse.move(x, y)
    sorting.keyboard.press("Escape")
    sorting.mouse.up()
    expect(heading(stays)).to_have_text(before)
    expect(sorting.locator(".ghost")).to_have_count(0)


def test_a_note_is_dragged_by_a_finger(phone: BrowserContext) -> None:
    page = open_sorting(go_in(phone.new_page()))
    moved = note(page, 2)
    handle = moved.locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    finger = phone.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", (box["x"] + 10, box["y"] + 10))
    title, x, y = shelf(page, 3)
    rolled = page.evaluate("scrollY")
    for part in (0.3, 0.6, 1):
        touch("touchMove", (box["x"] + (x - box["x"]) * part, box["y"] + (y - box["y"]) * part))
    assert page.evaluate("scrollY") == rolled, "the finger moves the note and not the page"
    touch("touchEnd")
    saved(page)
    expect(heading(moved)).to_have_text(title)


def test_a_new_theme_by_keyboard_alone(sorting: Page) -> None:
    moved = note(sorting, 0)
    moved.locator("select").focus()
    moved.locator("select").select_option(label=moved.locator("option").last.inner_text())
    field = sorting.locator("[data-new] input[name$=-title]")
    expect(field).to_be_focused()
    sorting.keyboard.type("Ett eget tema")
    sorting.keyboard.press("Enter")
    saved(sorting)
    expect(heading(moved)).to_have_text("Ett eget tema")
    expect(sorting.locator("[data-new] h2")).to_have_text("Nytt tema")


def test_words_save_themselves_while_one_writes_on(sorting: Page) -> None:
    text = sorting.locator("[data-theme]").nth(1).locator("[name$=-text]")
    text.focus()
    sorting.keyboard.press("Control+End")
    sorting.keyboard.type(" Första.")
    saved(sorting)
    expect(text).to_be_focused()
    sorting.keyboard.type(" Andra.")
    expect(sorting.locator("[data-save-state]")).to_have_text("Inte sparat än")
    saved(sorting)
    sorting.reload()
    expect(text).to_have_value(re.compile(r"Första\. Andra\.$"))


def test_two_colleagues_who_sort_at_once_overwrite_nothing(sorting: Page, colleague: Page) -> None:
    other = open_sorting(colleague)
    mine, theirs = note(sorting, 0), note(other, 1)
    mine.locator("select").select_option(index=4)
    saved(sorting)
    theirs.locator("select").select_option(index=2)
    saved(other)
    same = other.locator(f'[data-note="{mine.get_attribute("data-note")}"]')
    expect(heading(same)).to_have_text(heading(mine).inner_text())
    words = [page.locator("[data-theme]").nth(1).locator("[name$=-text]") for page in (sorting, other)]
    for field, text in zip(words, ("Annas ord.", "Bos ord."), strict=True):
        field.fill(text)
        field.blur()
    expect(sorting.locator("[data-save-state]")).to_have_text(SAVED)
    clash = other.locator("[data-clash]")
    expect(clash).to_contain_text("Annas ord.")
    expect(words[1]).to_have_value("Bos ord.")
    expect(other.locator("[data-save-state]")).to_contain_text("Inte sparat")
    clash.get_by_role("button", name="Behåll min").click()
    saved(other)
    sorting.reload()
    expect(words[0]).to_have_value("Bos ord.")


def test_an_open_page_shows_what_a_colleague_does(page: Page, colleague: Page) -> None:
    go_in(page).goto(SORT)
    other = open_sorting(colleague)
    title = other.locator("[data-theme]").nth(2).locator("input[name$=-title]")
    title.fill("Kollegans rubrik")
    title.blur()
    saved(other)
    expect(page.locator("[data-theme] h2").nth(2)).to_have_text("Kollegans rubrik", timeout=PATIENCE)


def test_without_a_network_nothing_is_lost_and_it_is_saved_later(sorting: Page) -> None:
    moved = note(sorting, 0)
    sorting.context.set_offline(True)
    moved.locator("select").select_option(index=5)
    expect(sorting.locator("[data-save-state]")).to_contain_text("Inte sparat. Ingen kontakt")
    sorting.context.set_offline(False)
    expect(sorting.locator("[data-save-state]")).to_have_text(SAVED, timeout=PATIENCE)
    expect(moved.locator("[name$=-seen]")).to_have_value(moved.locator("select").input_value())


def test_a_session_that_ends_while_one_words_a_theme_costs_no_word(
    page: Page, instance: Path, violations: Callable[[Page], list[str]]
) -> None:
    staff = ("eva@example.org", "--name", "Eva", "--staff", "--password-stdin")
    demo_server.command(instance, "user", "add", *staff, given=PASSWORD + "\n")
    page.goto("/logga-in")
    sign_in(page.locator("main"))
    page.wait_for_url(lambda address: "logga-in" not in address)
    open_sorting(page)
    title = page.locator("[data-theme]").nth(1).locator("input[name$=-title]")
    dialog, words = page.get_by_role("dialog"), "En rubrik som inte får försvinna"
    page.context.clear_cookies()
    title.press("Control+a")
    title.press_sequentially(words)
    expect(page.locator("[data-save-state]")).to_contain_text("Inte sparat. Du är utloggad", timeout=PATIENCE)
    expect(title).to_be_focused()
    expect(dialog).to_have_count(0)
    title.press("Enter")
    expect(dialog.get_by_label("E-postadress")).to_be_focused()
    assert violations(page) == []
    sign_in(dialog)
    saved(page)
    expect(title).to_be_focused()
    page.reload()
    expect(page.locator("[data-theme] h2").nth(1)).to_have_text(words)


def test_themes_are_split_merged_taken_away_and_brought_back(sorting: Page) -> None:
    themes = sorting.locator("[data-theme] h2")
    before = themes.all_inner_texts()
    first = sorting.locator("[data-theme]").nth(1)
    first.locator(".theme-tools summary").click()
    first.get_by_role("link", name="Dela upp temat").click()
    sorting.get_by_label("Rubrik på det nya temat").fill("Utbrutet")
    boxes = sorting.get_by_role("checkbox")
    for place in range(boxes.count()):
        boxes.nth(place).set_checked(place == 0)
    sorting.get_by_role("button", name="Dela upp temat").click()
    expect(themes.nth(2)).to_have_text("Utbrutet")
    made = sorting.locator("[data-theme]").nth(2)
    made.locator(".theme-tools summary").click()
    made.get_by_role("link", name="Slå ihop").click()
    sorting.get_by_label(before[3]).check()
    sorting.get_by_role("button", name="Slå ihop temana").click()
    expect(themes.filter(has_text=before[3])).to_have_count(0)
    sorting.get_by_role("button", name="Ångra").click()
    expect(themes.filter(has_text=before[3])).to_have_count(1)
    made.locator(".theme-tools summary").click()
    made.get_by_label("Ta bort temat").check()
    expect(themes.filter(has_text="Utbrutet")).to_have_count(0)
    sorting.get_by_role("button", name="Ångra").click()
    expect(themes.filter(has_text="Utbrutet")).to_have_count(1)


def test_every_page_of_compiling_is_without_barriers_and_fits_the_screen(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    open_sorting(go_in(page))
    theme = page.locator("[data-theme]").nth(1).get_attribute("data-theme")
    for tools in page.locator(".theme-tools summary, .why summary").all()[:6]:
        tools.click()
    faults = violations(page)
    base = SORT.removesuffix("/sortera")
    for address in (f"{base}/sla-ihop?tema={theme}", f"{base}/dela-upp?tema={theme}", f"{base}/jamfor", base):
        page.goto(address)
        faults += [f"{address} {fault}" for fault in violations(page)]
    assert faults == []
