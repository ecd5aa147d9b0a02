"""A network of five meetings votes with dots on paper, and goes all the way to its plan."""

from playwright.sync_api import Page, expect

AT = "/natverk/provby"


def _go_in(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/logga-in")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def _begin(page: Page) -> None:
    """Staff let networks vote, add one of five meetings, and name who leads it."""
    page.goto("/program/hosten-2026/installningar")
    page.get_by_label("Med röster").check()
    page.get_by_role("button", name="Spara").click()
    page.goto("/program/hosten-2026/nytt-natverk")
    page.get_by_label("Plats").fill("Provby")
    page.get_by_label("Region").select_option(index=1)
    page.get_by_role("region", name="Mottagare av planen").get_by_label("Namn").first.fill("Provby kommun")
    page.get_by_label("Fem möten").check()
    page.get_by_role("button", name="Lägg till nätverket").click()
    page.goto(f"{AT}/ledare")
    page.get_by_label("Namn").fill("Ledaren")
    page.get_by_label("E-postadress").fill("ledare@demo.invalid")
    page.get_by_role("button", name="Lägg till").click()


def _hold(page: Page, number: int) -> None:
    """Write a note to every question of a meeting, and hand in."""
    page.goto(f"{AT}/mote/{number}/anteckningar")
    questions = page.get_by_role("navigation", name="Mötets frågor").get_by_role("link")
    addresses = [link.get_attribute("href") for link in questions.all()] or [page.url]
    for place, address in enumerate(addresses, start=1):
        page.goto(str(address))
        for said in ("Avlösning på kvällar", "Någon att ringa"):
            page.get_by_label("Ny anteckning").fill(f"{said}, möte {number} fråga {place}")
            page.keyboard.press("Enter")
            expect(page.locator("[data-note-list]")).to_contain_text(f"{said}, möte {number} fråga {place}")
    if number == 4:
        _count_dots(page)
    page.goto(f"{AT}/mote/{number}/lamna-in")
    page.get_by_role("button", name="Lämna in anteckningarna").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Inlämnat från möte {number}")


def _count_dots(page: Page) -> None:
    """Eight members, three of them without a phone: all dots are on paper and counted by hand."""
    page.goto(f"{AT}/mote/4/omraden")
    page.get_by_label("Hur många röstade?").fill("8")
    page.get_by_label("Hur många områden ska väljas?").fill("1")
    dots = page.locator("[name^=votes-][name$=-dots]")
    dots.nth(0).fill("30")
    page.get_by_role("button", name="Spara områdena").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("Det är fler prickar än de som röstade har.")
    dots.nth(0).fill("7")
    for place in range(1, dots.count()):
        dots.nth(place).fill("1")
    page.get_by_role("button", name="Spara områdena").click()
    expect(page.locator("main")).to_contain_text("Flest prickar:")


def test_five_meetings_with_dots_counted_by_hand_end_in_a_plan(page: Page) -> None:
    _go_in(page, "nka")
    _begin(page)
    _go_in(page, "ledare")
    for number in range(1, 6):
        _hold(page, number)
    page.goto(f"{AT}/mote/4/inlamnat")
    area = page.locator(".document li", has_text="(7 prickar)")
    title = area.inner_text().partition(" (")[0]
    page.goto(f"{AT}/plan")
    plan = page.locator(".document")
    expect(plan).to_contain_text(title)
    expect(plan).to_contain_text("möte 5 fråga 1")
