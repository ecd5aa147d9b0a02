"""A plan goes to three bodies, is saved again, checked, referred back, handed in anew and adopted, each for itself."""

import os
import re
import subprocess
import uuid
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bln.clock import today

PLAN = "/natverk/almvik/plan"
WAY = f"{PLAN}/vag"
ARENAS = {"Kommunen": "Almviks kommun", "Regionen": "Region Norrmark", "Civilsamhället": "Anhörigföreningen"}
ACTIONS = {"Kommunen": 3, "Regionen": 2, "Civilsamhället": 1}
TODAY = today().isoformat()


@pytest.fixture(autouse=True)
def _leader(page: Page) -> None:
    page.goto("/logga-in")
    page.locator("button[value=ledare]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")


def write_plan(page: Page) -> None:
    """Three actions of the municipality, two of the region, one of civil society, and a point for each."""
    for arena, count in ACTIONS.items():
        for n in range(1, count + 1):
            page.goto(f"{PLAN}/skriv/insatser/{uuid.uuid4()}")
            page.get_by_label("Insats", exact=True).fill(f"{arena} gör sak {n}")
            page.get_by_label(arena, exact=True).check()
            page.get_by_role("button", name="Spara", exact=True).click()
        page.goto(f"{PLAN}/skriv/beslut/{uuid.uuid4()}")
        page.get_by_label("Beslutspunkt").fill(f"{arena} antar planen.")
        page.get_by_label(arena, exact=True).check()
        page.get_by_role("button", name="Spara", exact=True).click()


def card(page: Page, arena: str) -> Locator:
    """The part of the page that is about a body."""
    return page.locator("section.sheet", has=page.get_by_role("heading", name=ARENAS[arena]))


def take(page: Page, arena: str, paper: str = "lokal-plan") -> bytes:
    """The file of a paper, as the leader downloads it."""
    link = card(page, arena).locator(f"a[href$='/{paper}.docx']").first
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.ok
    return answer.body()


def words(file: bytes) -> str:
    word = docx.Document(BytesIO(file))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def saved_again(file: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of the file."""
    (folder / "plan.docx").write_bytes(file)
    command = ["soffice", "--headless", "--convert-to", "docx", "--outdir", str(folder / "ut"), "plan.docx"]
    own = os.environ | {"HOME": str(folder)}
    subprocess.run(command, cwd=folder, env=own, capture_output=True, check=True, timeout=120)
    return (folder / "ut" / "plan.docx").read_bytes()


def check(page: Page, file: bytes) -> Locator:
    page.goto("/plan/kontrollera")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.get_by_label("Word-fil").set_input_files({"name": "plan.docx", "mimeType": kind, "buffer": file})
    page.get_by_role("button", name="Kontrollera filen").click()
    return page.locator("main")


@pytest.mark.word
def test_three_bodies_decide_each_on_its_own(
    page: Page,
    browser: Browser,
    live_server: str,
    violations: Callable[[Page], list[str]],
    tmp_path: Path,
) -> None:
    write_plan(page)
    page.goto(WAY)
    page.get_by_role("link", name="Lämna in planen").click()
    page.get_by_role("button", name="Lämna in planen").dblclick(delay=100)
    expect(page.locator("main")).to_contain_text("Version 1 är klar.")
    files = {arena: take(page, arena) for arena in ARENAS}
    for arena, file in files.items():
        told = re.findall(r"(\w+) gör sak \d", words(file))
        assert set(told) == {arena}
        assert len(set(re.findall(r"gör sak \d", words(file)))) == ACTIONS[arena]

    card(page, "Kommunen").get_by_role("link", name="Skriv registratorns adress").click()
    page.get_by_label("Registratorns e-postadress").fill("registrator@almvik.invalid")
    page.get_by_role("button", name="Spara").click()
    card(page, "Kommunen").get_by_role("button", name="Skicka till registrator@almvik.invalid").click()
    expect(card(page, "Kommunen")).to_contain_text("inlämnad, väntar på beslut")

    registrar = browser.new_context(base_url=live_server, locale="sv-SE").new_page()
    saved = saved_again(files["Kommunen"], tmp_path)
    assert saved != files["Kommunen"]
    expect(check(registrar, saved)).to_contain_text("sparad på nytt, men inget i texten är ändrat")
    expect(check(registrar, files["Kommunen"])).to_contain_text("Filen är oförändrad.")

    card(page, "Kommunen").get_by_role("link", name="Skriv in beslutet").click()
    page.get_by_label("Vem beslutade?").fill("Socialnämnden i Almvik")
    page.get_by_label("När?").fill("2020-01-01")
    page.get_by_label("Återremiss", exact=True).check()
    page.get_by_label("Paragraf").fill("14")
    page.get_by_label("Ändringar eller motivering").fill("Kostnaden måste anges.")
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("före den dag då versionen lämnades in")
    page.get_by_label("När?").fill(TODAY)
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.locator("main")).to_contain_text("Planen kom tillbaka (återremiss)")

    page.get_by_role("link", name="Lämna in en ny version").first.click()
    page.get_by_label("Varför lämnar ni in en ny version?").fill("Kostnaden är angiven.")
    page.get_by_role("button", name="Lämna in planen").click()
    second = take(page, "Kommunen")
    assert words(second).index("Kostnaden måste anges.") < words(second).index("Kommunen antar planen")
    expect(check(registrar, saved)).to_contain_text("Det finns en nyare version: 2")

    card(page, "Kommunen").get_by_role("button", name="Gör en länk").click()
    link = page.locator("p.address").inner_text()
    registrar.goto(link)
    expect(registrar.locator("main")).not_to_contain_text("Regionen gör sak")
    assert violations(registrar) == []
    registrar.get_by_role("link", name="Skriv vad som beslutades").click()
    registrar.get_by_label("Vem beslutade?").fill("Socialnämnden i Almvik")
    registrar.get_by_label("När?").fill(TODAY)
    registrar.get_by_label("Bifall", exact=True).check()
    registrar.get_by_label("Paragraf").fill("§ 42")
    registrar.get_by_label("Diarienummer").fill("SN 2027/00123-4 <&> §")
    registrar.get_by_label("Protokollsutdrag").fill("Nämnden beslutar enligt nätverkets förslag.")
    registrar.get_by_role("button", name="Skicka").click()
    expect(registrar.get_by_role("heading", level=1)).to_contain_text("Tack")

    page.goto(WAY)
    expect(card(page, "Kommunen")).to_contain_text("Ej bekräftad: Bifall")
    card(page, "Kommunen").get_by_role("button", name="Bekräfta").click()
    expect(card(page, "Kommunen")).to_contain_text("antagen")
    expect(card(page, "Regionen")).not_to_contain_text("antagen")
    card(page, "Kommunen").locator("summary").first.click()
    adopted = words(take(page, "Kommunen", "antagen-plan"))
    assert "§ 42" in adopted
    assert "Socialnämnden i Almvik" in adopted
    assert "SN 2027/00123-4 <&> §" in adopted
    assert "Förslag till beslut" not in adopted
    assert "§ 42" not in words(take(page, "Regionen"))

    _can_be_used_by_everyone(page, violations)
    page.goto(WAY)
    card(page, "Kommunen").locator("summary").first.click()
    card(page, "Kommunen").get_by_role("button", name="Dra in").click()
    answer = registrar.goto(link)
    assert answer
    assert answer.status == 404
    registrar.context.close()


def _can_be_used_by_everyone(page: Page, violations: Callable[[Page], list[str]]) -> None:
    page.goto(WAY)
    decision = page.get_by_role("link", name=re.compile("^Bifall")).first.get_attribute("href") or ""
    body = re.search(r"/version/2/([\w-]+)/", page.content())
    assert body
    paths = (
        WAY,
        f"{PLAN}/lamna-in",
        decision,
        "/plan/kontrollera",
        f"{PLAN}/version/2/{body[1]}/beslut",
        f"{PLAN}/version/2/stod",
        f"{PLAN}/mottagare/{body[1]}/adress",
        f"{PLAN}/version/2/{body[1]}/lokal-plan",
    )
    for path in paths:
        page.goto(path)
        assert violations(page) == [], path
