"""Invite, accept, first guide: as the leader, and as a member of 80 on a phone who types nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select, update
from werkzeug.utils import import_string

from bln import create_app
from bln.db import db
from bln.mail.kinds import KINDS
from bln.mail.models import Mail
from bln.people.models import Token

MEMBERS = "/natverk/almvik/deltagare"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True, "locale": "sv-SE"}


@pytest.fixture
def mailed(instance: Path, live_server: str) -> Callable[[str, str], str]:
    """The link of the newest mail of a kind to an address, made as when it is sent."""

    def link(kind: str, address: str) -> str:
        app = create_app({"INSTANCE": str(instance)})
        with app.app_context():
            query = select(Mail).where(Mail.kind == kind, Mail.address == address).order_by(Mail.created_at.desc())
            found: str = import_string(KINDS[kind])(db.session.scalars(query).first())["link"]
            db.session.commit()
            db.engine.dispose()
        return f"{live_server}{urlsplit(found).path}"

    return link


def go_in(page: Page, role: str = "nätverksledare") -> None:
    page.goto("/")
    page.get_by_role("button", name=f"Gå in som {role}").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Från samtal")


def invite(page: Page, name: str, email: str = "") -> None:
    go_in(page)
    page.get_by_role("link", name="Deltagare och inbjudningar").click()
    page.get_by_role("link", name="Bjud in en person").click()
    page.get_by_label("Namn", exact=True).fill(name)
    page.get_by_label("E-postadress").fill(email)
    page.get_by_label("Deltar som", exact=True).select_option("carer")
    page.get_by_role("button", name="Bjud in").click()
    expect(page.get_by_role("status")).to_contain_text(f"{name} är inbjuden.")


def test_a_member_of_80_comes_to_the_first_guide_in_three_taps_and_nine_days_later_the_link_still_works(
    page: Page, browser: Browser, instance: Path, mailed: Callable[[str, str], str]
) -> None:
    invite(page, "Alva Lind", "alva@example.invalid")
    phone = browser.new_context(**PHONE)
    hers = phone.new_page()
    hers.goto(mailed("invitation", "alva@example.invalid"))  # the first tap, in the mail
    hers.get_by_label("Jag samtycker").tap()
    hers.get_by_role("button", name="Jag vill vara med").tap()
    expect(hers.get_by_role("heading", level=1).first).to_contain_text("Möte 2")
    expect(hers.locator("main")).to_contain_text("Mötesguide")
    phone.close()

    link = mailed("member_link", "alva@example.invalid")
    app = create_app({"INSTANCE": str(instance)})
    with app.app_context():
        for token in db.session.scalars(select(Token).where(Token.expires_at.is_not(None))):
            earlier = update(Token).where(Token.id == token.id)
            db.session.execute(earlier.values(expires_at=token.expires_at - timedelta(days=9)))
        db.session.commit()
        db.engine.dispose()
    phone = browser.new_context(**PHONE)
    hers = phone.new_page()
    hers.goto(link)
    hers.get_by_role("button", name="Öppna nätverkets sida").tap()
    hers.get_by_role("link", name="Läs mötesguiden").first.tap()
    expect(hers.locator("main")).to_contain_text("Mötesguide")
    hers.goto(link)
    expect(hers.get_by_role("heading", level=1)).to_contain_text("Nätverket i Almvik")
    phone.close()


def test_the_leader_sees_the_answer_and_the_one_on_paper(page: Page, mailed: Callable[[str, str], str]) -> None:
    invite(page, "Ivar Al", "ivar@example.invalid")
    expect(page.get_by_role("listitem").filter(has_text="Ivar Al")).to_contain_text("väntar på svar")
    page.goto(mailed("invitation", "ivar@example.invalid"))
    page.get_by_text("Nej tack", exact=True).click()
    page.get_by_role("button", name="Skicka nej tack").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för ditt svar")
    page.goto(MEMBERS)
    expect(page.get_by_role("listitem").filter(has_text="Ivar Al")).to_contain_text("tackade nej")
    page.get_by_role("link", name="Skriv in någon som deltar på papper").click()
    page.get_by_label("Namn", exact=True).fill("Tyra Berg")
    page.get_by_label("Deltar som", exact=True).select_option("civil_society")
    page.get_by_label("Datum på samtycket").fill("2026-01-15")
    page.get_by_label("Jag har personens underskrift").check()
    page.get_by_role("button", name="Skriv in").click()
    expect(page.get_by_role("listitem").filter(has_text="Tyra Berg")).to_contain_text("Deltar på papper.")


def test_every_page_can_be_used_by_everyone(
    page: Page,
    violations: Callable[[Page], list[str]],
    mailed: Callable[[str, str], str],
) -> None:
    page.emulate_media(reduced_motion="reduce")
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        page.wait_for_load_state()
        page.mouse.move(0, 0)  # what lies under the pointer changes its colour
        faults[name] = violations(page)

    email = "saga@example.invalid"
    invite(page, "Saga Ek", email)
    look("members")
    for name, address in {"invite": "bjud-in", "list": "lista", "paper": "papper"}.items():
        page.goto(f"{MEMBERS}/{address}")
        look(name)
    page.get_by_role("button", name="Skriv in").click()
    look("paper with faults")
    page.goto(f"{MEMBERS}/lista")
    page.get_by_label("Klistra in listan").fill("Eva Ek; eva@; anhörig")
    page.get_by_role("button", name="Visa listan").click()
    look("list with faults")
    page.get_by_label("Klistra in listan").fill("Eva Ek; eva@example.invalid; anhörig; Ekbyföreningen i Almvik")
    page.get_by_role("button", name="Visa listan").click()
    look("list to look at")
    page.goto(MEMBERS)
    page.get_by_role("link", name="Brev att skriva ut").first.click()
    look("letter")
    page.goto(MEMBERS)
    page.get_by_role("link", name="Slutar eller ersätts").first.click()
    look("leave")
    page.goto("/natverk/almvik/sedan-sist")
    look("since last")
    link = mailed("invitation", email)
    page.goto(link)
    look("invitation")
    page.get_by_role("button", name="Jag vill vara med").click()
    look("invitation with faults")
    page.get_by_label("Jag samtycker").check()
    page.get_by_role("button", name="Jag vill vara med").click()
    page.goto(link)
    look("answered")
    page.get_by_role("button", name="Logga ut").click()
    page.goto(mailed("member_link", email))
    look("open")
    page.goto("/min-sida/gissad")
    look("no link")
    go_in(page, "Nka-medarbetare")
    page.goto("/natverk/almvik/ledare")
    look("leaders")
    assert {name: found for name, found in faults.items() if found} == {}
