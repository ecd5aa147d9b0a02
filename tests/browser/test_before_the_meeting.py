"""Before a meeting: the leader plans and sends; a member of 80 answers from the mail, on a phone, with two taps."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from bln import create_app
from bln.clock import today
from bln.db import db
from bln.mail.letters import write_letter
from bln.mail.models import Mail

MEETING = "/natverk/almvik/mote/3"
MEMBER = "deltagare-1@demo.invalid"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True, "locale": "sv-SE"}


@pytest.fixture
def newest_mail(instance: Path) -> Callable[[], str]:
    """The newest mail of a date to a member, in words, as it is sent."""

    def text() -> str:
        app = create_app({"INSTANCE": str(instance)})
        with app.app_context():
            mine = select(Mail).where(Mail.kind == "dates", Mail.address == MEMBER)
            written = write_letter(db.session.scalars(mine.order_by(Mail.created_at.desc())).first()).text
            db.session.commit()
            db.engine.dispose()
        return written

    return text


def go_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Gå in som nätverksledare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nätverket i Almvik")


def answer_path(mail: str) -> str:
    found = re.search(r"http\S+/kommer/\S+", mail)
    assert found
    return urlsplit(found[0]).path


def test_a_leader_plans_and_sends_and_a_member_of_80_answers_with_two_taps(
    page: Page, browser: Browser, live_server: str, newest_mail: Callable[[], str]
) -> None:
    day = today() + timedelta(days=20)
    go_in(page)
    page.goto(f"{MEETING}/datum")
    page.get_by_label("Datum").fill(day.isoformat())
    page.get_by_label("Klockslag").fill("14.00")
    page.get_by_label("Längd i minuter").fill("90")
    expect(page.get_by_label("Länk till det digitala mötet")).to_be_hidden()
    page.get_by_label("Både på plats och digitalt").check()
    page.get_by_label("Länk till det digitala mötet").fill("mote.example.org")
    page.get_by_label("Telefonnummer").fill("070-174 06 51")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("börja med https://")
    expect(page.get_by_label("Telefonnummer")).to_have_value("070-174 06 51")
    page.get_by_label("Länk till det digitala mötet").fill("https://mote.example.org/almvik-3")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inbjudan till möte 3")
    expect(page.locator("main")).to_contain_text("kl. 14.00–15.30")
    page.get_by_role("button", name="Skicka inbjudan till mötet").click()
    expect(page.get_by_role("status")).to_contain_text("Skickat till 4 med e-post.")

    mail = newest_mail()
    assert "kl. 14.00–15.30" in mail
    phone = browser.new_context(**PHONE)
    hers = phone.new_page()
    hers.goto(f"{live_server}{answer_path(mail)}")  # the first tap, in the mail
    hers.get_by_role("button", name="Jag kommer", exact=True).tap()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Tack för ditt svar")
    expect(hers.locator("main")).to_contain_text("Ditt svar: kommer.")
    hers.get_by_role("button", name="Någon kommer i mitt ställe").tap()
    expect(hers.locator("main")).to_contain_text("Ditt svar: någon kommer i stället.")
    phone.close()

    page.goto(f"{MEETING}/kommer")
    expect(page.locator("main")).to_contain_text("1 kommer, 0 kommer inte, 8 har inte svarat.")
    silent = page.get_by_role("listitem").filter(has_text="har inte svarat").first
    silent.get_by_text("Skriv in svaret").click()
    silent.get_by_role("button", name="Kommer inte").click()
    expect(page.locator("main")).to_contain_text("1 kommer, 1 kommer inte, 7 har inte svarat.")


def test_a_leader_merges_two_meetings_and_splits_them_again(page: Page) -> None:
    go_in(page)
    page.goto("/natverk/almvik/mote/5/datum")
    page.get_by_role("link", name="Ställ in mötet, dela det").click()
    page.get_by_role("link", name="Slå ihop med nästa möte").click()
    expect(page.locator("main")).to_contain_text("Möte 6 finns inte kvar. De andra mötena behåller sina nummer.")
    page.get_by_role("button", name="Slå ihop mötena").click()
    path = page.get_by_role("list", name="Vägen genom mötena")
    expect(path.get_by_role("listitem")).to_have_count(5)
    page.goto("/natverk/almvik/mote/5/andra/dela")
    page.get_by_role("button", name="Dela mötet").click()
    expect(path.get_by_role("listitem")).to_have_count(6)


def test_every_page_can_be_used_by_everyone(
    page: Page, violations: Callable[[Page], list[str]], newest_mail: Callable[[], str]
) -> None:
    page.emulate_media(reduced_motion="reduce")
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.wait_for_load_state()
        page.mouse.move(0, 0)  # what lies under the pointer changes its colour
        faults[name] = violations(page)

    page.goto(answer_path(newest_mail()))
    look("answer")
    page.goto("/kommer/gissad/0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11")
    look("no answer")
    go_in(page)
    look("network")
    for part in (
        "",
        "/datum",
        "/kommer",
        "/inbjudan",
        "/inbjudan/brev",
        "/andra",
        "/andra/stall-in",
        "/andra/sla-ihop",
    ):
        page.goto(f"/natverk/almvik/mote/2{part}")
        look(part or "meeting")
    page.goto("/natverk/almvik/mote/4/inbjudan")
    look("not sent")
    page.goto("/natverk/almvik/mote/4/datum")
    page.get_by_label("Datum").fill("")
    page.get_by_role("button", name="Spara").click()
    look("plan with faults")
    page.goto("/natverk/almvik/mote/4/andra/stall-in")
    page.get_by_role("button", name="Ställ in mötet").click()
    look("network with a cancelled meeting")
    page.goto("/natverk/almvik/mote/4")
    look("cancelled")
    page.get_by_role("button", name="Låt mötet bli av").click()
    assert {name: found for name, found in faults.items() if found} == {}
