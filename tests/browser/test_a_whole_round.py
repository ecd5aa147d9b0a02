"""A whole round in a real browser: eight of ten hand in, it is shared, the guide takes it in, and the ninth is late."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from bln import create_app
from bln.db import db
from bln.networks.models import Network
from bln.people.models import Account
from bln.room.submitting import submit_notes

ROUND = "/program/hosten-2026/omgang/3/sammanstallning"
OWN = "/natverk/almvik/mote"
HELD = "/natverk/hjartsunda/mote/4"
THEME = "Avlösning och egen tid"
LATE = "Avlösning saknas när det snöar"


@pytest.fixture(scope="module")
def instance(instance: Path) -> Path:
    """The demo when eight of its ten networks have handed in the third round, and nobody has compiled it."""
    app = create_app({"INSTANCE": str(instance), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{instance / 'bln.sqlite3'}"})
    with app.test_request_context(method="POST"):
        eighth = db.session.scalars(select(Network).where(Network.slug == "vedunge")).one()
        leader = db.session.scalars(select(Account).where(~Account.staff)).one()
        submit_notes(eighth, eighth.meetings[2], "", leader)
    return instance


def _go_in(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/logga-in")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def _read(page: Page, address: str) -> str:
    page.goto(address)
    return page.locator(".document").inner_text()


def _raised(page: Page) -> str:
    """What is said of in how many networks the theme was raised."""
    return page.locator(".document").inner_text().partition(f"{THEME}\n")[2].strip().partition(",")[0]


def _share(page: Page, reason: str = "") -> None:
    page.get_by_role("link", name="Förhandsgranska och dela").first.click()
    if reason:
        page.get_by_role("button", name="Dela sammanställningen").click()
        expect(page.get_by_label("Vad har ändrats?")).to_have_attribute("aria-invalid", "true")
        page.get_by_label("Vad har ändrats?").fill(reason)
    page.get_by_role("button", name="Dela sammanställningen").click()
    page.wait_for_url(f"**{ROUND}")


def _hand_in_late(page: Page) -> None:
    page.goto(f"{OWN}/3/anteckningar")
    page.get_by_label("Ny anteckning").fill(LATE)
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text(LATE)
    page.goto(f"{OWN}/3/lamna-in")
    page.get_by_role("button", name="Lämna in anteckningarna").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Inlämnat från möte 3")


def test_the_ninth_network_comes_late_and_makes_a_new_version_with_its_reason(page: Page) -> None:
    _go_in(page, "nka")
    page.goto(ROUND)
    page.get_by_role("button", name="Börja sammanställa").click()
    page.wait_for_url("**/sortera")
    _share(page)
    document = page.locator(".document")
    expect(document).to_contain_text("8 av 10 nätverk har lämnat in. Almvik och Måsgrunda saknas.")
    assert _raised(page) == "Lyftes i 6 av 8 inlämnade nätverk"
    held = _read(page, HELD)

    _go_in(page, "ledare")
    page.goto(f"{OWN}/4")
    expect(document).to_contain_text(f"I andra nätverk: {THEME} (6 nätverk)")
    page.get_by_role("button", name="Lås guiden").click()
    _hand_in_late(page)

    _go_in(page, "nka")
    page.goto(ROUND)
    expect(page.locator("main")).to_contain_text("1 anteckning har lämnats in efter version 1. Almvik.")
    page.get_by_role("link", name="Sortera och ändra").click()
    page.get_by_role("link", name="Visa de osorterade").click()
    page.wait_for_url("**sida=**")  # and its scripts have run
    theme = page.locator("[data-theme]", has=page.get_by_role("heading", name=THEME, exact=True))
    note = page.locator(".sorted-note", has_text=LATE)
    note.locator("select").select_option(theme.get_attribute("data-theme"))
    expect(theme).to_contain_text(LATE, timeout=15_000)
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("sparat", re.IGNORECASE))
    _share(page, "Almvik har lämnat in.")
    expect(document).to_contain_text("9 av 10 nätverk har lämnat in. Måsgrunda saknas.")
    assert _raised(page) == "Lyftes i 7 av 9 inlämnade nätverk"
    expect(page.locator("main")).to_contain_text("Almvik har lämnat in.")
    assert _read(page, f"{ROUND}?version=1").count("av 8 inlämnade nätverk"), "what was shared stays"
    assert _read(page, HELD) == held, "a meeting that has been held keeps its guide"
    assert "9 av 10 nätverk" in _read(page, "/program/hosten-2026/rapport")

    _go_in(page, "ledare")
    page.goto(f"{OWN}/4")
    expect(document).to_contain_text(f"{THEME} (6 nätverk)")
    page.get_by_role("button", name="Uppdatera guiden").click()
    expect(document).to_contain_text(f"{THEME} (7 nätverk)")
