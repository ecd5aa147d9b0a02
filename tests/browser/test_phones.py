"""Ten phones write and vote in the room, without an account, while the wall shows the question."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

MEETING = "/natverk/almvik/mote/4"
SOON = 10_000  # milliseconds: a look every four seconds, on a busy machine
AREAS = ("Kvällar", "Avlösning", "Resor")


@pytest.fixture
def leader(page: Page) -> Page:
    """Who leads, with wall and phones on and three areas to choose from."""
    page.goto("/logga-in")
    page.locator("button[value=ledare]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Almvik")
    page.goto(f"{MEETING}/omraden")
    for place, area in enumerate(AREAS):
        page.get_by_label("Rubrik").nth(place).fill(area)
    page.get_by_role("button", name="Spara områdena").click()
    expect(page.get_by_text("Områdena är sparade.")).to_be_visible()
    page.goto(f"{MEETING}/verktyg")
    for name in ("väggen", "telefoner"):
        page.get_by_role("button", name=f"Slå på {name}").click()
        expect(page.get_by_role("button", name=f"Slå av {name}")).to_be_visible()
    return page


@pytest.fixture
def device(browser: Browser, live_server: str) -> Iterator[Callable[[], Page]]:
    """Makes a page on a device of its own, as narrow as phones are, where nobody is signed in."""
    contexts = []

    def make() -> Page:
        contexts.append(browser.new_context(base_url=live_server, viewport={"width": 320, "height": 640}))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def test_ten_phones_write_and_vote_while_the_wall_shows_the_question(
    leader: Page, device: Callable[[], Page], violations: Callable[[Page], list[str]]
) -> None:
    code = leader.locator(".phone-code").inner_text()
    wall = device()
    wall.goto(leader.locator(".wall-address").first.inner_text())
    phones = [device() for _ in range(10)]
    for phone in phones:
        phone.goto(f"/delta/{code.lower()}")
        phone.get_by_role("button", name="Gå med").click()
        expect(phone.get_by_label("Skriv det du vill ha sagt")).to_be_visible()
    first = phones[0]
    assert violations(first) == []
    first.get_by_label("Skriv det du vill ha sagt").fill("Någon att ringa på kvällen.")
    first.get_by_role("button", name="Skicka").click()
    expect(first.get_by_text("Sparat. Tack!")).to_be_visible()
    expect(wall.get_by_text("Någon att ringa på kvällen.")).to_be_visible(timeout=SOON)

    first.get_by_label("Skriv det du vill ha sagt").fill("Halvskrivet")
    leader.goto(f"{MEETING}/omraden")
    assert violations(leader) == []
    leader.get_by_role("button", name="Öppna omröstningen").click()
    expect(leader.get_by_text("0 av 10 telefoner har röstat")).to_be_visible()
    for number, phone in enumerate(phones):
        vote = phone.locator("[data-phone-vote]")
        expect(vote.get_by_label("Kvällar")).to_be_visible(timeout=SOON)
        if number == 0:
            assert violations(phone) == []
            expect(phone.get_by_label("Skriv det du vill ha sagt")).to_have_value("Halvskrivet")
        vote.get_by_label("Kvällar").select_option("2" if number < 4 else "0")
        vote.get_by_label("Resor").select_option("1" if number < 9 else "0")
        vote.get_by_role("button", name="Rösta").click()
        expect(phone.get_by_text("Din röst är sparad.")).to_be_visible()
    expect(first.get_by_label("Skriv det du vill ha sagt")).to_have_value("Halvskrivet")
    leader.reload()
    expect(leader.get_by_text("10 av 10 telefoner har röstat")).to_be_visible()
    expect(leader.get_by_role("row")).to_have_count(0)
    leader.get_by_role("button", name="Stäng omröstningen").click()
    rows = leader.get_by_role("row").all_inner_texts()
    assert [re.sub(r"\s+", " ", row) for row in rows[1:]] == ["Resor 9", "Kvällar 8", "Avlösning 0"]
    assert violations(leader) == []
    expect(first.locator("[data-phone-vote] select")).to_have_count(0, timeout=SOON)
