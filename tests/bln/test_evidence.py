"""The library of facts: kept by Nka, read by who leads, cited in what people write."""

import json
import re
import uuid
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.clock import today
from bln.evidence.models import FactVersion
from bln.evidence.queries import facts_found, library, saved_versions, unchecked_facts
from bln.evidence.services import FactConflict, remind_keepers, save_fact, withdraw_fact
from bln.interchange.services import import_programme
from bln.interchange.writer import export_programme
from bln.mail.letters import Outdated, write_letter
from bln.mail.models import Mail
from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.queries import latest_content
from bln.privacy.services import erase_person
from bln.room.queries import frozen_guide
from meetings.facts import Fact, Topic
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

LANE_THEME = uuid.uuid4()
LIST, ONE = "/underlag", "/underlag/om/cykelvag"
LANE = Fact(
    "cykelvag",
    Topic.METHOD,
    "Cykelvägar gör det tryggare",
    "Fler cyklar där det finns en väg för sig.",
    "”Fler cyklar på egen väg.”",
    "Säg inte hur många fler.",
    "Vägverket",
    "Om cykelvägar",
    year="2019",
    checked_on=today().isoformat(),
    steps=("cycling/choose",),
)
WRITTEN = {
    "version": "0",
    "title": "Ljus hjälper",
    "key": "ljus",
    "topic": "technology",
    "summary": "Belysning gör vägen tryggare.",
    "may_say": "”Ljus gör det tryggare.”",
    "author": "Vägverket",
    "source": "Om ljus",
    "url": "https://example.invalid/ljus",
    "read_on": "2026-03-14",
    "steps": "cycling/map",
    "themes": "mörker\nlyktor",
}


@pytest.fixture
def keeper(network: Network) -> Account:
    return make.make_account("staff", staff=True)


@pytest.fixture
def staff(client: Visitor, keeper: Account) -> Visitor:
    """Nka, with one fact beside the first ones."""
    save_fact(0, LANE, keeper)
    make.sign_in(client, keeper)
    return client


def as_leader(client: Visitor, network: Network) -> Account:
    client.post("/logga-ut")
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


def standing(key: str = "cykelvag") -> Fact:
    return library([key])[key]


def seen() -> str:
    return str(saved_versions("cykelvag")[0].version)


def test_a_new_installation_has_the_first_facts_each_with_its_source(db_session: scoped_session[Session]) -> None:
    facts = library()
    assert {"anhoriga-antal", "nara-vard", "anhorigstrategi", "stod-till-anhoriga-lag"} <= facts.keys()
    assert all(fact.author and fact.source and fact.may_say for fact in facts.values())
    assert unchecked_facts() == len(facts), "nobody has checked them here"


def test_the_list_is_searched_and_filtered_and_says_when_nothing_is_found(staff: Visitor) -> None:
    assert "Cykelvägar gör det tryggare" in staff.get(f"{LIST}?q=VÄG+egen").text
    assert "Cykelvägar" not in staff.get(f"{LIST}?q=väg+båt").text
    assert "Cykelvägar" not in staff.get(f"{LIST}?amne=law").text
    assert "Inget underlag stämmer" in staff.get(f"{LIST}?q=båt").text
    unchecked = staff.get(f"{LIST}?visa=kontrollera").text
    assert "Cykelvägar" not in unchecked
    assert "Bör kontrolleras" in unchecked


def test_the_list_stands_in_the_order_of_the_swedish_alphabet(staff: Visitor, keeper: Account) -> None:
    for title in ("Ägg", "Zink", "Ödla", "Ål"):
        save_fact(0, replace(LANE, key=f"x-{len(library())}", title=title), keeper)
    found = [fact.title for fact in facts_found("vägverket", None, unchecked=False)]
    assert found == [LANE.title, "Zink", "Ål", "Ägg", "Ödla"]


def test_an_empty_library_says_what_will_stand_there(staff: Visitor, db_session: scoped_session[Session]) -> None:
    for row in db_session.scalars(select(FactVersion)):
        db_session.delete(row)
    db_session.commit()
    assert "Det finns inget underlag än" in staff.get(LIST).text


def test_the_list_asks_no_more_for_more_facts(staff: Visitor, keeper: Account) -> None:
    with counted_selects() as few:
        staff.get(LIST)
    for number in range(20):
        save_fact(0, replace(LANE, key=f"vag-{number}"), keeper)
    with counted_selects() as many:
        staff.get(LIST)
    assert len(many) == len(few)


def test_a_fact_is_written_and_read_with_its_source(staff: Visitor) -> None:
    assert staff.post("/underlag/nytt", data=WRITTEN).location == "/underlag/om/ljus"
    page = staff.get("/underlag/om/ljus").text
    for words in ("[@ljus]", "https://example.invalid/ljus", "Läst 2026-03-14", "mörker, lyktor", "Etapp map"):
        assert words in page
    assert standing("ljus").themes == ("mörker", "lyktor")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "", "Skriv en rubrik"),
        ("key", "Ljus och mörker", "Skriv nyckeln med a–z"),
        ("key", "cykelvag", "Nyckeln finns redan"),
        ("url", "http://example.invalid", "Länken ska börja med https://"),
        ("read_on", "igår", "Datumet går inte att förstå"),
        ("summary", "Hon heter 19121212-1212", "ett personnummer"),
        ("summary", "Se [@nara-vard]", "Ett underlag kan inte hänvisa till ett annat"),
        ("may_say", "", "Skriv vad man kan säga"),
        ("may_say", "x" * 3001, "högst 3000 tecken"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_written_is_lost(
    staff: Visitor, field: str, value: str, told: str
) -> None:
    answer = staff.post("/underlag/nytt", data=WRITTEN | {field: value})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert told in answer.text
    assert "Belysning gör vägen tryggare." in answer.text or field == "summary"
    assert "ljus" not in library()


def test_two_who_write_the_same_fact_see_both_texts(staff: Visitor, keeper: Account) -> None:
    old = seen()
    save_fact(int(old), replace(LANE, summary="Den andra skrev det här."), keeper)
    mine = WRITTEN | {"version": old, "summary": "Jag skrev det här."}
    answer = staff.post(f"{ONE}/andra", data=mine)
    assert answer.status_code == 409
    assert "Den andra skrev det här." in answer.text
    assert "Jag skrev det här." in answer.text
    assert standing().summary == "Den andra skrev det här."
    [version] = re.findall(r'name="version"[^>]*value="(\d+)"', answer.text)
    assert staff.post(f"{ONE}/andra", data=mine | {"version": version}).status_code == 302
    assert standing().summary == "Jag skrev det här."
    assert standing().key == "cykelvag", "the key never changes"


def test_an_older_version_comes_back_as_a_new_one(staff: Visitor) -> None:
    staff.post(f"{ONE}/andra", data=WRITTEN | {"version": seen()})
    page = staff.get(f"{ONE}/versioner").text
    assert page.count("Det här kan sägas") == 2
    staff.post(f"{ONE}/versioner/1", data={"version": seen()})
    assert standing() == LANE
    assert [saved.version for saved in saved_versions("cykelvag")] == [3, 2, 1]


def test_who_presses_a_button_on_an_old_page_changes_nothing(staff: Visitor) -> None:
    staff.post(f"{ONE}/andra", data=WRITTEN | {"version": seen()})
    answer = staff.post(f"{ONE}/dra-tillbaka", data={"version": "1"}, follow_redirects=True)
    assert "Någon annan hann före" in answer.text
    assert not standing().withdrawn


def test_a_check_is_told_with_day_and_name_until_the_person_is_erased(
    staff: Visitor, keeper: Account, db_session: scoped_session[Session]
) -> None:
    long_ago = (today() - timedelta(days=400)).isoformat()
    save_fact(1, replace(LANE, checked_on=long_ago), keeper)
    assert "Ingen har kontrollerat underlaget på ett år" in staff.get(ONE).text
    staff.post(f"{ONE}/kontrollera", data={"version": seen()})
    assert f"{today().isoformat()} av Staff" in staff.get(ONE).text
    erase_person(keeper.person)
    assert {saved.by for saved in saved_versions("cykelvag")} == {None}


def test_who_leads_reads_the_library_and_changes_nothing(staff: Visitor, network: Network) -> None:
    as_leader(staff, network)
    page = staff.get(ONE).text
    assert "Säg inte hur många fler." in page
    assert "Dra tillbaka" not in page
    assert "av Staff" not in page
    assert staff.post(f"{ONE}/dra-tillbaka", data={"version": "1"}).status_code == 404


def test_a_guide_tells_what_is_known_of_its_meeting_and_keeps_it(staff: Visitor, network: Network) -> None:
    as_leader(staff, network)
    guide = "/natverk/ekby/mote/2"
    for place in (guide, f"{guide}/guide.md", f"{guide}/guide.html"):
        words = staff.get(place).text
        assert "Fler cyklar där det finns en väg för sig." in words
        assert "Vägverket (2019)." in words
    assert "Det här vet vi" not in staff.get("/natverk/ekby/mote/1").text
    staff.post(f"{guide}/guide")
    withdraw_fact(1, LANE, make.make_account("other", staff=True))
    page = staff.get(guide).text
    assert "Fler cyklar där det finns en väg för sig." in page, "a frozen guide stays as it is"
    assert "Nka har tagit tillbaka underlaget" in page
    assert "Det finns en nyare sammanställning" not in page


def test_a_fact_about_a_theme_stands_in_the_guide_that_carries_it(
    staff: Visitor, network: Network, keeper: Account
) -> None:
    save_fact(1, replace(LANE, steps=(), themes=("lyktor",)), keeper)
    leader = as_leader(staff, network)
    make.write(network, leader, "Det saknas lyktor.")
    make.submit(network, leader)
    scope = make.meeting_scope(network)
    make.begin_draft(scope)
    theme = make.sort(scope, "stops", "Fler lyktor", [make.first_note(network).id])
    assert theme
    make.share(scope, leader)
    assert "Cykelvägar gör det tryggare" in staff.get("/natverk/ekby/mote/2").text


def test_what_a_network_adds_to_its_guide_cites_and_a_mark_that_leads_nowhere_is_refused(
    staff: Visitor, network: Network
) -> None:
    as_leader(staff, network)
    own = "/natverk/ekby/mote/1/guide/egen"
    page = staff.get(own).text
    assert "[@cykelvag]" in page, "the marks stand beside the fields"
    data = dict(re.findall(r'<input(?=[^>]*name="((?:times|prompts)[^"]+)")(?:[^>]*value="([^"]*)")?', page))
    data |= {"version": "0", "text": "Läs om vägar [@cykelväg]."}
    refused = staff.post(own, data=data)
    assert refused.status_code == 422
    assert "[@cykelväg] pekar inte på något underlag" in refused.text
    assert staff.post(own, data=data | {"text": "Läs om vägar [@cykelvag]."}).status_code == 302
    shown = staff.get("/natverk/ekby/mote/1").text
    assert "Läs om vägar" in shown
    assert "Vägverket (2019)." in shown
    staff.post("/natverk/ekby/mote/1/guide")
    kept = frozen_guide(make.meeting_of(network))
    assert kept
    assert kept.cited == (LANE,)


def test_a_plan_cites_in_word_and_on_the_page_and_follows_what_is_corrected(
    staff: Visitor, network: Network, keeper: Account
) -> None:
    as_leader(staff, network)
    row = "/natverk/ekby/plan/skriv/texter/background"
    refused = staff.post(row, data={"version": "0", "text": "Fler cyklar [@vag]."})
    assert refused.status_code == 422
    assert "[@vag] pekar inte på något underlag" in refused.text
    assert staff.post(row, data={"version": "0", "text": "Fler cyklar [@cykelvag]."}).status_code == 302
    assert latest_content(network)[1].facts == (LANE,)
    save_fact(1, replace(LANE, year="2021"), keeper)
    for place in ("/natverk/ekby/plan", "/natverk/ekby/plan.md"):
        words = staff.get(place).text
        assert "Vägverket (2021)." in words
        assert "[@" not in words


def test_a_shared_summary_cites_what_stood_when_it_was_shared(
    staff: Visitor, network: Network, keeper: Account
) -> None:
    make.write(network, keeper, "Det är mörkt.")
    make.submit(network, keeper)
    scope = make.meeting_scope(network)
    make.begin_draft(scope)
    note = make.first_note(network)
    theme = make.ThemeEdit(LANE_THEME, "stops", "Ljus", "Mörkt, och vägar hjälper [@cykelvag].")
    make.save_sorting(scope, [theme], {note.id: LANE_THEME})
    make.share(scope, keeper)
    save_fact(1, replace(LANE, year="2021"), keeper)
    page = staff.get("/natverk/ekby/mote/1/sammanstallning").text
    assert "Vägverket (2019)." in page
    as_leader(staff, network)
    room = staff.get("/natverk/ekby/mote/2/anteckningar").text
    assert "vägar hjälper." in room, "in the room there is no list of references, and no mark"


def test_a_national_summary_cites_and_the_report_lists_it_among_its_references(
    staff: Visitor, network: Network, keeper: Account
) -> None:
    note = make.write(network, keeper, "Det är mörkt.")[0]
    make.submit(network, keeper)
    scope = make.round_scope(network.programme)
    make.begin_draft(scope)
    theme = make.ThemeEdit(LANE_THEME, "stops", "Ljus", "Vägar hjälper [@cykelvag].")
    make.save_sorting(scope, [theme], {note.id: LANE_THEME})
    make.share(scope, keeper)
    for address in ("/program/cykla/omgang/1/sammanstallning", "/program/cykla/rapport", "/program/cykla/rapport.md"):
        words = staff.get(address).text
        assert "Vägverket (2019)." in words, address
        assert "[@" not in words, address
    chapter = staff.get("/program/cykla/rapport.md").text.rpartition("10 Referenser")[2]
    assert "Vägverket (2019)." in chapter, "in its own chapter"


def test_a_programme_carries_what_it_cites_to_a_place_that_lacks_it(
    staff: Visitor, network: Network, db_session: scoped_session[Session]
) -> None:
    as_leader(staff, network)
    staff.post("/natverk/ekby/plan/skriv/texter/background", data={"version": "0", "text": "Fler [@cykelvag]."})
    moved = json.loads(export_programme(network.programme))
    [revision] = moved["networks"][0]["plans"]
    assert revision["content"]["facts"][0]["source"] == "Om cykelvägar"
    text = json.dumps(moved).replace('"cykla"', '"annat"').replace('"ekby"', '"annan"')
    ids = {found: found[:-4] + "beef" for found in re.findall(r'"([0-9a-f-]{36})"', text)}
    for old, new in ids.items():
        text = text.replace(old, new)
    for row in db_session.scalars(select(FactVersion).where(FactVersion.key == "cykelvag")):
        db_session.delete(row)
    db_session.commit()
    there = import_programme(text.encode())
    staff.post("/logga-ut")
    make.sign_in(staff, make.make_leader(there.networks[0], "nyledare"))
    assert "Vägverket (2019)." in staff.get("/natverk/annan/plan").text
    staff.post("/natverk/annan/plan/skriv/texter/resources", data={"version": "1", "text": "Grus."})
    assert "Grus." in staff.get("/natverk/annan/plan").text
    assert "Vägverket (2019)." in staff.get("/natverk/annan/plan").text, "to write elsewhere in the plan loses nothing"


def test_nka_is_told_once_of_what_should_be_checked(
    staff: Visitor, keeper: Account, db_session: scoped_session[Session]
) -> None:
    assert remind_keepers() == len(library()) - 1
    assert remind_keepers() == 0
    [mail] = db_session.scalars(select(Mail).where(Mail.kind == "digest"))
    assert mail.person_id == keeper.person_id
    assert f"{len(library()) - 1} underlag har inte kontrollerats på ett år." in write_letter(mail).text


def test_nobody_is_told_of_what_has_been_checked_meanwhile(
    staff: Visitor, keeper: Account, db_session: scoped_session[Session]
) -> None:
    remind_keepers()
    for key, fact in library().items():
        save_fact(saved_versions(key)[0].version, replace(fact, checked_on=today().isoformat()), keeper)
    [mail] = db_session.scalars(select(Mail).where(Mail.kind == "digest"))
    with pytest.raises(Outdated):
        write_letter(mail)


def test_the_board_says_how_many_facts_should_be_checked(staff: Visitor) -> None:
    assert f"({len(library()) - 1} bör kontrolleras)" in staff.get("/program/cykla").text


def test_the_file_that_goes_out_comes_in_again_and_changes_nothing(app: Flask, staff: Visitor) -> None:
    file = staff.get("/underlag/alla.json")
    assert json.loads(file.text)["format"] == 1
    read = app.test_cli_runner().invoke(args=["evidence", "import", "-"], input=file.data)
    assert (read.exit_code, read.stdout) == (0, "0 nya underlag och 0 ändrade.\n")
    assert app.test_cli_runner().invoke(args=["evidence", "export", "-"]).stdout == file.text


def test_a_changed_file_is_read_in_on_the_page(staff: Visitor) -> None:
    data = json.loads(staff.get("/underlag/alla.json").text)
    own = next(fact for fact in data["facts"] if fact["key"] == "cykelvag")
    data["facts"] = [own | {"year": "2022"}, own | {"key": "ny"}]
    sent = staff.post("/underlag/las-in", data={"file": (BytesIO(json.dumps(data).encode()), "f.json")})
    assert sent.location == LIST
    assert (standing().year, standing("ny").year) == ("2022", "2019")
    assert "nara-vard" in library(), "nothing goes"


def test_a_faulty_file_is_refused_whole_with_every_fault_and_its_place(app: Flask, staff: Visitor) -> None:
    data = json.loads(staff.get("/underlag/alla.json").text)
    first, second, third = data["facts"][:3]
    first |= {"year": "2030", "checked_on": "i våras"}
    second["extra"] = 1
    del third["author"]
    data["facts"].append(first | {"checked_on": "", "title": ""})
    before = library()
    content = json.dumps(data).encode()
    page = staff.post("/underlag/las-in", data={"file": (BytesIO(content), "f.json")})
    assert page.status_code == 422
    read = app.test_cli_runner().invoke(args=["evidence", "import", "-"], input=content)
    assert read.exit_code == 1
    last = len(data["facts"]) - 1
    for fault in (
        "facts[0].checked_on: Datumet går inte att förstå.",
        "facts[1].extra: finns inte i formatet",
        "facts[2].author: saknas",
        f"facts[{last}].title: Skriv en rubrik",
        f"facts: nyckeln ”{first['key']}” står 2 gånger",
    ):
        assert fault in page.text
        assert fault in read.stderr
    assert library() == before


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 2}', b'{"format": 1, "facts": {}}', b'{"format": 1,'])
def test_what_is_no_such_file_is_refused(app: Flask, db_session: scoped_session[Session], content: bytes) -> None:
    read = app.test_cli_runner().invoke(args=["evidence", "import", "-"], input=content)
    assert read.exit_code == 1
    assert "Inget är inläst." in read.stderr


def test_a_wrongly_written_command_is_told_apart_from_a_refused_file(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["evidence", "import"]).exit_code == 2
    assert app.test_cli_runner().invoke(args=["evidence", "import", "finns-inte.json"]).exit_code == 1


def test_a_service_refuses_what_was_written_on_an_older_version(staff: Visitor, keeper: Account) -> None:
    save_fact(1, replace(LANE, year="2020"), keeper)
    with pytest.raises(FactConflict) as raised:
        save_fact(1, replace(LANE, year="2021"), keeper)
    assert raised.value.standing.year == "2020"
    assert save_fact(1, replace(LANE, year="2020"), keeper) == 2, "the same again changes nothing"
