"""A leader fills in the form in a word processor, sees where it lands, saves it and takes it back."""

from collections.abc import Callable
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from meetings.placing import EMPTY_LINE

HERE = "/natverk/almvik/mote/4"


def _fill_in(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta bladet som Word").click()
    file = folder / "blad.docx"
    download.value.save_as(file)
    document = docx.Document(str(file))
    first = next(paragraph for paragraph in document.paragraphs if paragraph.text == EMPTY_LINE)
    first.runs[0].text = "Tryggare nätter för dem som vårdar."
    document.add_heading("Fika och parkering", 2)
    document.add_paragraph("Kaffet tog slut.")
    document.save(str(file))
    return file


def test_a_leader_fetches_the_form_fills_it_in_and_takes_it_back(
    page: Page, violations: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page.goto("/")
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    page.goto(f"{HERE}/anteckningar")
    page.get_by_role("link", name="Hämta från Word eller klistra in text").click()
    assert violations(page) == []
    page.get_by_label("Välj en Word-fil").set_input_files(_fill_in(page, tmp_path))
    page.get_by_role("button", name="Visa var texten hamnar").press("Enter")
    expect(page.get_by_text("2 anteckningar till möte 4.")).to_be_visible()
    page.get_by_text("Det här tas inte med").click()
    assert violations(page) == []
    page.get_by_role("button", name="Spara anteckningarna").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert violations(page) == []
    page.get_by_label("Texter utan fråga").select_option("Ta inte med")
    page.get_by_role("button", name="Spara anteckningarna").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 anteckning är sparad")
    assert violations(page) == []
    page.get_by_role("link", name="Visa anteckningarna").click()
    expect(page.get_by_text("Tryggare nätter för dem som vårdar.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Ångra hämtningen").click()
    expect(page.locator("main")).to_contain_text("Hämtningen är ångrad.")
    page.goto(f"{HERE}/anteckningar")
    expect(page.get_by_text("Tryggare nätter för dem som vårdar.")).to_have_count(0)
