"""The room in real browsers: by keyboard alone, on two devices, and when a session ends in mid-sentence."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tools import demo_server

PASSWORD = "kaffe med mjölk och två skorpor"
NOTES = "/natverk/almvik/mote/{}/anteckningar#text"
OTHER = "Ny anteckning från den andra"


@pytest.fixture(scope="module")
def instance(instance: Path) -> Path:
    """The demo with two deputies of Almvik who have passwords."""
    for name in ("anna", "bea"):
        account = (f"{name}@example.org", "--name", name.capitalize(), "--network", "almvik", "--role", "deputy")
        demo_server.command(instance, "user", "add", *account, "--password-stdin", given=PASSWORD + "\n")
    return instance


@contextmanager
def device(browser: Browser, live_server: str) -> Iterator[Page]:
    """Another device."""
    context = browser.new_context(base_url=live_server, locale="sv-SE", timezone_id="Europe/Stockholm")
    yield context.new_page()
    context.close()


def sign_in(page: Page, name: str) -> None:
    page.goto("/logga-in")
    _fill(page, name)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")


def _fill(page: Page, name: str) -> None:
    page.get_by_label("E-postadress").fill(f"{name}@example.org")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def open_room(page: Page, meeting: int) -> None:
    page.goto(NOTES.format(meeting))
    page.wait_for_load_state()
    expect(page.get_by_label("Ny anteckning")).to_be_focused()


def texts(page: Page) -> list[str]:
    return page.locator("[data-note-list] .note-text").all_inner_texts()


def write(page: Page, text: str) -> None:
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text(text)


def state(page: Page, words: str) -> None:
    expect(page.locator("[data-save-state]")).to_have_text(words)


def test_a_whole_meeting_is_written_by_keyboard_alone(page: Page) -> None:
    sign_in(page, "anna")
    open_room(page, 3)
    titles = page.locator(".questions a").all_inner_texts()
    assert len(titles) > 1, "the meeting has several questions"
    for text in ("Bussen går inte", "Larmet är svårt", "Vem betalar"):
        write(page, text)
    state(page, "Sparat")
    # Kind, by Tab and a letter.
    page.keyboard.type("Får en granne vara kontakt?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("fr")
    page.keyboard.press("Enter")
    last = page.locator("[data-note]").last
    expect(last).to_contain_text("Får en granne vara kontakt?")
    expect(last).to_contain_text("fråga till Nka")
    # Move, change, take away and undo.
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator("[data-undo]")).to_contain_text("är flyttad upp")
    assert texts(page)[-2:] == ["Får en granne vara kontakt?", "Vem betalar"]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".note-editor textarea")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" att förstå")
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text("Larmet är svårt att förstå")
    page.keyboard.press("z")
    expect(page.locator("[data-undo]")).to_contain_text("står som förut")
    assert "Larmet är svårt" in texts(page)
    page.keyboard.press("n")
    page.keyboard.press("Escape")
    page.keyboard.press("Delete")
    expect(page.locator("[data-undo]")).to_contain_text("är borttagen")
    assert "Vem betalar" not in texts(page)
    page.keyboard.press("z")
    expect(page.locator("[data-note-list]")).to_contain_text("Vem betalar")
    # The next question, and the field is ready there.
    page.keyboard.press("n")
    page.keyboard.type("2 n z är bara bokstäver i fältet")
    expect(page.get_by_label("Ny anteckning")).to_have_value("2 n z är bara bokstäver i fältet")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    page.wait_for_url("**fraga=**")
    expect(page.get_by_label("Ny anteckning")).to_be_focused()
    write(page, "Under den andra frågan")


def test_two_devices_see_each_others_notes_and_nobody_is_disturbed(
    page: Page, browser: Browser, live_server: str
) -> None:
    sign_in(page, "anna")
    open_room(page, 4)
    with device(browser, live_server) as other:
        sign_in(other, "bea")
        open_room(other, 4)
        page.keyboard.type("Jag är mitt i en men")
        write(other, "Från den andra")
        expect(page.locator("[data-note-list]")).to_contain_text("Från den andra", timeout=9_000)
        expect(page.locator("[data-heard]")).to_have_text(OTHER)
        page.keyboard.type("ing")
        field = page.get_by_label("Ny anteckning")
        expect(field).to_be_focused()
        expect(field).to_have_value("Jag är mitt i en mening")
        page.keyboard.press("Enter")
        expect(other.locator("[data-note-list]")).to_contain_text("Jag är mitt i en mening", timeout=9_000)
        assert texts(other) == texts(page) == ["Från den andra", "Jag är mitt i en mening"]


def test_an_edit_of_the_same_note_shows_both_texts_in_place(
    page: Page, browser: Browser, live_server: str, violations: Callable[[Page], list[str]]
) -> None:
    sign_in(page, "anna")
    open_room(page, 5)
    write(page, "Vägen är smal")
    with device(browser, live_server) as other:
        sign_in(other, "bea")
        open_room(other, 5)
        for writer, more in ((page, " och hal"), (other, " och mörk")):
            writer.keyboard.press("Escape")
            writer.keyboard.press("Enter")
            expect(writer.locator(".note-editor textarea")).to_be_focused()
            writer.keyboard.press("Control+End")
            writer.keyboard.type(more)
        page.keyboard.press("Enter")
        expect(page.locator("[data-note-list]")).to_contain_text("Vägen är smal och hal")
        other.keyboard.press("Enter")
        conflict = other.locator("[data-conflict]")
        expect(conflict).to_be_focused()
        expect(conflict).to_contain_text("Vägen är smal och hal")
        expect(conflict.get_by_label("Anteckning")).to_have_value("Vägen är smal och mörk")
        assert violations(other) == []
        conflict.get_by_role("button", name="Lägg ihop båda texterna").click()
        both = "Vägen är smal och hal\nVägen är smal och mörk"
        expect(other.locator("[data-conflict]").get_by_label("Anteckning")).to_have_value(both)
        other.locator("[data-conflict]").get_by_role("button", name="Spara min text i stället").click()
        state(other, "Sparat")
        assert texts(other) == [both]
        expect(page.locator("[data-note-list] .note-text")).to_have_text(both, timeout=9_000)


def test_a_session_that_ends_in_the_middle_of_a_sentence_costs_no_word(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    sign_in(page, "anna")
    open_room(page, 6)
    page.keyboard.type("Det här ska inte försvinna")
    page.context.clear_cookies()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Det du skrev finns kvar här")
    expect(dialog.get_by_label("E-postadress")).to_be_focused()
    assert violations(page) == []
    dialog.get_by_label("E-postadress").fill("anna@example.org")
    dialog.get_by_label("Lösenord").fill("fel")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("hör inte ihop")
    dialog.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text("Det här ska inte försvinna")
    expect(dialog).to_have_count(0)
    state(page, "Sparat")
    expect(page.get_by_label("Ny anteckning")).to_be_focused()
    write(page, "Och så går vi vidare")


def test_nothing_is_sent_in_the_name_of_somebody_else_without_asking(page: Page) -> None:
    sign_in(page, "anna")
    open_room(page, 6)
    page.keyboard.type("Annas ord")
    page.context.clear_cookies()
    page.keyboard.press("Enter")
    _fill(page, "bea")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Ska den sparas som Bea?")
    dialog.get_by_role("button", name="Spara inte").click()
    expect(page.get_by_label("Ny anteckning")).to_have_value("Annas ord")
    assert "Annas ord" not in texts(page)
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Spara som Bea").click()
    expect(page.locator("[data-note-list]")).to_contain_text("Annas ord")


def test_everybody_can_use_the_room(page: Page, violations: Callable[[Page], list[str]]) -> None:
    sign_in(page, "anna")
    open_room(page, 2)
    write(page, "Bred")
    page.get_by_text("Sort, perspektiv och citat").click()
    page.locator("[data-edit]").last.click()
    expect(page.locator(".note-editor textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-edit]").last).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-undo]")).to_contain_text("är borttagen")
    expect(page.locator("[data-undo-last]")).to_be_focused()
    page.keyboard.press("?")
    assert violations(page) == []


def test_a_row_of_the_plan_outlives_the_session_a_colleague_and_a_change_of_mind(
    page: Page, browser: Browser, live_server: str, violations: Callable[[Page], list[str]]
) -> None:
    row, field = f"/natverk/almvik/plan/skriv/risker/{uuid.uuid4()}", page.get_by_label("Risk", exact=True)

    def save(by: Page, words: str) -> None:
        by.goto(row)
        by.get_by_label("Risk", exact=True).fill(words)
        by.get_by_label("Risk", exact=True).press("Tab")
        by.get_by_role("button", name="Spara").press("Enter")

    sign_in(page, "anna")
    page.clock.install()
    page.goto(row)
    page.clock.fast_forward("02:00")
    page.context.clear_cookies()
    field.fill("Mitt i en mening")
    page.get_by_role("button", name="Spara").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("E-postadress")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(field).to_have_value("Mitt i en mening")
    page.get_by_role("button", name="Spara").press("Enter")
    dialog.get_by_label("E-postadress").fill("anna@example.org")
    dialog.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Mitt i en mening")
    assert page.url.endswith("/plan/skriv#risker")

    page.goto(row)
    with device(browser, live_server) as other:
        sign_in(other, "bea")
        save(other, "Beas ord")
        expect(other.locator("main")).to_contain_text("Beas ord")
    field.fill("Annas ord")
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.locator(":focus")).to_contain_text("Någon annan har sparat medan du skrev")
    expect(page.locator(":focus")).to_contain_text("Beas ord")
    expect(field).to_have_value("Annas ord")
    assert violations(page) == []
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.locator("main")).to_contain_text("Annas ord")

    page.goto(row)
    page.get_by_role("link", name="Tidigare versioner").press("Enter")
    page.get_by_role("button", name=re.compile("nummer 2")).press("Enter")
    expect(page.locator("main")).to_contain_text("Beas ord")
    page.goto(row)
    expect(field).to_have_value("Beas ord")
