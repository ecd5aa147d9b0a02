"""The hour after a meeting in a real browser, by a network that is late: from mending a note to opening again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

AT = "/natverk/almvik/mote/2"
ROUND = "/program/hosten-2026/omgang/2/sammanstallning"
HELD = "/natverk/stenkarla/mote/3"  # held, on a guide of round 2
NOTES = ("Min man Karl har avlösning på kvällen", "Kaféet i biblioteket", "Avlösning en helg i månaden")


def _go_in(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/logga-in")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def _write(page: Page, at: str, *texts: str) -> None:
    page.goto(f"{at}/anteckningar")
    for text in texts:
        page.get_by_label("Ny anteckning").fill(text)
        page.keyboard.press("Enter")
        expect(page.locator("[data-note-list]")).to_contain_text(text)


def _conclude(page: Page) -> None:
    page.get_by_role("link", name="Det viktigaste från mötet").click()
    page.get_by_role("link", name="Hämta förslaget till fältet").click()
    points = page.get_by_label("Det viktigaste från mötet")
    expect(points).not_to_be_empty()
    points.fill("Kvällarna fungerar.\nHelgerna räcker inte.\nKaféet är en mötesplats.")
    page.get_by_label("Det här var vi inte överens om").fill("Om kaféet ska ha öppet längre.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("main")).to_contain_text("3 punkter")


def _ask_and_answer_on_paper(page: Page) -> None:
    page.get_by_role("link", name="Fråga deltagarna").click()
    page.get_by_role("button", name="Fråga deltagarna").click()
    page.get_by_role("link", name="Skriv in ett svar från papper").click()
    page.get_by_text("Något är fel i N3").click()
    page.get_by_label("Vad är fel i N3?").fill("Det är två helger.")
    page.get_by_role("button", name="Skicka det som är fel eller saknas").click()
    page.get_by_role("link", name="Skriv in ett svar till").click()
    page.get_by_role("button", name="Det stämmer").click()
    page.get_by_role("link", name="Se svaren").click()
    expect(page.locator("main")).to_contain_text("2 svar från 9 deltagare. 1 säger att det stämmer.")
    page.get_by_role("button", name="Jag har ändrat").click()
    expect(page.locator("main")).to_contain_text("Ändrat.")
    page.get_by_role("link", name="Vidare till inlämning").click()


def _guide(page: Page) -> str:
    page.goto(HELD)
    return page.locator(".document").inner_text()


def _share_anew(page: Page, reason: str) -> None:
    page.goto(ROUND)
    expect(page.locator("main")).to_contain_text("har lämnats in efter version")
    page.get_by_role("link", name="Förhandsgranska och dela").first.click()
    page.get_by_label("Vad har ändrats?").fill(reason)
    page.get_by_role("button", name="Dela sammanställningen").click()


def test_a_late_network_mends_concludes_asks_hands_in_and_makes_a_new_version_of_the_round(page: Page) -> None:
    _go_in(page, "nka")
    page.goto(ROUND)
    expect(page.locator(".document")).to_contain_text("8 av 10 nätverk har lämnat in.")
    before = _guide(page)

    _go_in(page, "ledare")
    _write(page, AT, *NOTES)
    page.goto(f"{AT}/lamna-in")
    page.get_by_role("button", name="Skriv ”Min man” i stället").click()
    expect(page.locator("main")).to_contain_text("Anteckning N1 är ändrad.")
    _conclude(page)
    _ask_and_answer_on_paper(page)
    page.get_by_role("button", name="Lämna in anteckningarna").click()
    expect(page.locator(".document")).to_contain_text("Helgerna räcker inte.")

    _go_in(page, "nka")
    page.goto(ROUND)
    page.get_by_text("Det viktigaste enligt nätverket").click()
    expect(page.locator("main")).to_contain_text("Kaféet är en mötesplats.")
    _share_anew(page, "Almvik har lämnat in.")
    expect(page.locator(".document")).to_contain_text("9 av 10 nätverk har lämnat in.")
    expect(page.locator("main")).to_contain_text("Almvik har lämnat in.")
    assert _guide(page) == before, "a guide that has been held stays as it was"

    _go_in(page, "ledare")
    page.goto(f"{AT}/anteckningar")
    expect(page.get_by_label("Ny anteckning")).to_have_count(0)
    page.get_by_role("link", name="Öppna igen").click()
    expect(page.locator("main")).to_contain_text("nationella sammanställning är redan delad")
    page.get_by_label("Varför öppnar du igen?").fill("En anteckning saknades.")
    page.get_by_role("button", name="Öppna igen").click()
    _write(page, AT, "Grannar som tittar in")
    page.goto(f"{AT}/lamna-in")
    page.get_by_role("button", name="Lämna in anteckningarna").click()
    expect(page.get_by_role("region", name="Kvitto")).to_contain_text("En anteckning saknades.")


STATES = ("lamna-in", "det-viktigaste", "kontroll", "stammer-det", "kontroll/papper")


def test_every_page_after_the_meeting_can_be_used_by_everyone(
    page: Page, violations: Callable[[Page], list[str]]
) -> None:
    _go_in(page, "ledare")
    at = "/natverk/almvik/mote/3"
    page.goto(f"{at}/anteckningar")
    page.get_by_label("Ny anteckning").fill("Ring 070-123 45 67 om larmet")
    page.keyboard.press("Enter")
    expect(page.locator("[data-note-list]")).to_contain_text("om larmet")
    faults = {}

    def look(name: str) -> None:
        faults[name] = violations(page)

    page.goto(f"{at}/kontroll")
    look("before asking")
    if page.get_by_role("button", name="Fråga deltagarna").count():
        page.get_by_role("button", name="Fråga deltagarna").click()
    for state in STATES:
        page.goto(f"{at}/{state}")
        look(state)
    page.goto(f"{at}/stammer-det?nytt=1")
    page.get_by_role("button", name="Skicka det som är fel eller saknas").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    look("nothing written")
    page.get_by_label("Vad är fel eller saknas?").fill("Larmet saknas.")
    page.get_by_role("button", name="Skicka det som är fel eller saknas").click()
    look("thanks")
    page.goto(f"{at}/kontroll")
    look("answers")
    for closed in ("lamna-in", "anteckningar", "stammer-det", "kontroll"):
        page.goto(f"/natverk/almvik/mote/1/{closed}")
        look(f"closed {closed}")
    assert faults == {name: [] for name in faults}
