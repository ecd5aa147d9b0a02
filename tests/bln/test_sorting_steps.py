"""Sorting in small steps: undone, joined, split, ordered; versions compared and restored; many notes."""

import re
import uuid

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.desk.models import SortingStep, SummaryDraft
from bln.desk.queries import sortings_of
from bln.desk.services import begin_draft
from bln.desk.steps import KEPT
from bln.networks.models import Network
from bln.people.models import Account
from bln.room.models import Note
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.test_summaries import HERE, SORT, form, plain, posted_by, sorted_now, theme
from tests.bln.visitor import Visitor

TEXTS = ("Lyktor saknas vid bron.", "Fler lyktor vid skolan.", "Bilarna kör fort.")
Database = scoped_session[Session]


@pytest.fixture
def staff(network: Network, client: Visitor) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


@pytest.fixture
def notes(network: Network, staff: Account) -> list[Note]:
    written = make.write(network, staff, *TEXTS)
    make.submit(network, staff)
    return written


@pytest.fixture
def lights(network: Network, notes: list[Note]) -> uuid.UUID:
    """The theme that the suggestions make of the first two notes."""
    return begin_draft(make.meeting_scope(network)).themes[0].id


@pytest.fixture
def speed(client: Visitor, lights: uuid.UUID, notes: list[Note]) -> uuid.UUID:
    """A second theme, with the third note."""
    data = form(client, [], [], new="Fart")
    made = uuid.UUID(data["themes-0-id"])
    client.post(SORT, data=data)
    client.post(SORT, data=form(client, [], [(notes[2].id, made)]))
    return made


def undo(client: Visitor) -> int:
    page = client.get(SORT).text
    step = re.search(r'name="undo" value="([^"]*)"', page)
    assert step, "there is something to undo"
    return client.post(SORT, data=posted_by(page) | {"undo": step[1]}).status_code


# A page that is open


def live(notes: list[Note], **more: object) -> str:
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return f"{SORT}&visar={','.join(str(note.id) for note in notes)}{rest}"


def test_an_open_page_saves_one_row_and_gets_the_page_as_it_stands(
    client: Visitor, lights: uuid.UUID, notes: list[Note], db_session: Database
) -> None:
    row = form(client, [], [(notes[2].id, lights)])
    answer = client.post(live(notes), data=row)
    assert answer.status_code == 200
    assert "3 anteckningar" in plain(answer.text).replace("\xa0", " ")
    assert sorted_now(db_session) == {"Lyktor": [1, 2, 3]}
    assert client.post(live(notes), data=row).status_code == 200, "the same step again changes nothing"
    assert db_session.scalar(select(func.count()).select_from(SortingStep)) == 1


def test_an_open_page_asks_cheaply_whether_anything_is_new(
    client: Visitor, lights: uuid.UUID, notes: list[Note]
) -> None:
    revision = re.search(r'data-revision="(\d+)"', client.get(SORT).text)
    assert revision
    with counted_selects() as asked:
        answer = client.get(live(notes, revision=revision[1]))
    assert (answer.status_code, answer.data) == (204, b"")
    assert len(asked) <= 5
    client.post(SORT, data=form(client, [theme(lights, "Ljus")]))
    answer = client.get(live(notes, revision=revision[1]))
    assert answer.status_code == 200
    assert 'value="Ljus"' in answer.text


def test_what_an_open_page_shows_does_not_slide_off_it_when_notes_are_sorted(
    client: Visitor, network: Network, staff: Account
) -> None:
    written = make.write(network, staff, *(f"Lyktor saknas vid stolpe {n}." for n in range(60)))
    make.submit(network, staff)
    make.sort(make.meeting_scope(network), "stops", "Ljus", [note.id for note in written[:30]])
    shown = re.findall(r'data-note="([^"]*)"', client.get(f"{SORT}&sida=2").text)
    [data] = [form(client, [], [(shown[0], make.begin_draft(make.meeting_scope(network)).themes[0].id)])]
    data["notes-0-seen"] = ""
    answer = client.post(f"{SORT}&sida=2&visar={','.join(shown)}", data=data)
    assert set(re.findall(r'data-note="([^"]*)"', answer.text)) == set(shown)


# Undo


def test_the_last_step_is_undone_and_then_the_one_before(
    client: Visitor, lights: uuid.UUID, speed: uuid.UUID, db_session: Database
) -> None:
    assert sorted_now(db_session) == {"Lyktor": [1, 2], "Fart": [3]}
    assert undo(client) == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2], "Fart": []}
    assert undo(client) == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}
    assert 'name="undo"' not in client.get(SORT).text


def test_a_theme_that_was_taken_away_comes_back_with_its_words_and_notes(
    client: Visitor, lights: uuid.UUID, db_session: Database
) -> None:
    client.post(SORT, data=form(client, [theme(lights, "Ljus", "Tänd.")]))
    client.post(SORT, data=form(client, [theme(lights, "Ljus", "Tänd.", removed="y")]))
    assert sorted_now(db_session) == {}
    undo(client)
    assert sorted_now(db_session) == {"Ljus": [1, 2]}
    assert "Tänd." in client.get(SORT).text


def test_nobody_undoes_what_a_colleague_did(
    client: Visitor, lights: uuid.UUID, speed: uuid.UUID, db_session: Database
) -> None:
    colleague = client.application.test_client()
    make.sign_in(colleague, make.make_account("kollegan", staff=True))
    assert 'name="undo"' not in colleague.get(SORT).text


@pytest.mark.parametrize("step", ["sju", str(uuid.UUID(int=7))])
def test_a_step_that_is_not_there_changes_nothing(
    client: Visitor, lights: uuid.UUID, db_session: Database, step: str
) -> None:
    assert client.post(SORT, data={"undo": step}).status_code in (302, 400)
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


def test_a_step_of_another_summary_is_not_undone(
    client: Visitor, lights: uuid.UUID, speed: uuid.UUID, network: Network, staff: Account, db_session: Database
) -> None:
    make.write(network, staff, "Ljus vid bron.", "Ljus vid skolan.", number=2, question="first")
    make.submit(network, staff, number=2)
    begin_draft(make.meeting_scope(network, 2))
    step = db_session.scalars(select(SortingStep.id)).first()
    client.post("/natverk/ekby/mote/2/sammanstallning/sortera", data={"undo": str(step)})
    assert sorted_now(db_session)["Fart"] == [3]


def test_only_the_latest_steps_are_kept(client: Visitor, lights: uuid.UUID, db_session: Database) -> None:
    for number in range(KEPT + 3):
        client.post(SORT, data=form(client, [theme(lights, f"Ljus {number}")]))
    assert db_session.scalar(select(func.count()).select_from(SortingStep)) == KEPT


# Order, merge, split


def test_themes_change_places(client: Visitor, lights: uuid.UUID, speed: uuid.UUID, db_session: Database) -> None:
    client.post(SORT, data={"shift": f"{speed}:up"})
    assert list(sorted_now(db_session)) == ["Fart", "Lyktor"]
    client.post(SORT, data={"shift": f"{speed}:down"})
    assert list(sorted_now(db_session)) == ["Lyktor", "Fart"]
    assert client.post(SORT, data={"shift": "sju:up"}).status_code == 400


@pytest.mark.parametrize(("keeps", "title"), [("this", "Lyktor"), ("other", "Fart")])
def test_two_themes_are_merged_under_either_heading(
    client: Visitor, lights: uuid.UUID, speed: uuid.UUID, db_session: Database, keeps: str, title: str
) -> None:
    client.post(SORT, data=form(client, [theme(lights, "Lyktor", "Tänd."), theme(speed, "Fart", "Sakta ner.")]))
    page = client.get(f"{HERE}/sla-ihop?tema={lights}").text
    assert "Fart" in page
    answer = client.post(f"{HERE}/sla-ihop?tema={lights}", data={"other": str(speed), "keeps": keeps})
    assert answer.status_code == 302
    assert sorted_now(db_session) == {title: [1, 2, 3]}
    page = client.get(SORT).text
    assert "Tänd." in page
    assert "Sakta ner." in page
    undo(client)
    assert sorted_now(db_session) == {"Lyktor": [1, 2], "Fart": [3]}


def test_a_merge_needs_another_theme(
    client: Visitor, lights: uuid.UUID, speed: uuid.UUID, db_session: Database
) -> None:
    address = f"{HERE}/sla-ihop?tema={lights}"
    assert "Välj vilket tema" in client.post(address, data={"keeps": "this"}).text
    assert client.post(address, data={"other": str(lights), "keeps": "this"}).status_code == 422
    assert sorted_now(db_session) == {"Lyktor": [1, 2], "Fart": [3]}


@pytest.mark.parametrize("page", ["sla-ihop", "dela-upp"])
def test_a_theme_that_is_gone_leads_back_to_the_sorting(client: Visitor, lights: uuid.UUID, page: str) -> None:
    answer = client.get(f"{HERE}/{page}?tema={uuid.uuid4()}", follow_redirects=True)
    assert "Temat finns inte längre" in answer.text


def test_a_theme_is_split_and_the_same_again_makes_no_second_one(
    client: Visitor, lights: uuid.UUID, notes: list[Note], db_session: Database
) -> None:
    address = f"{HERE}/dela-upp?tema={lights}"
    assert "Fler lyktor vid skolan." in client.get(address).text
    data = {"id": str(uuid.uuid4()), "title": "Skolan", "notes": [str(notes[1].id)]}
    for _ in range(2):
        assert client.post(address, data=data).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1], "Skolan": [2]}


def test_a_split_needs_notes_and_a_heading(client: Visitor, lights: uuid.UUID, db_session: Database) -> None:
    answer = client.post(f"{HERE}/dela-upp?tema={lights}", data={"id": str(uuid.uuid4()), "title": " "})
    assert answer.status_code == 422
    assert "Rubriken saknas." in answer.text
    assert "Välj minst en anteckning." in answer.text
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


# Versions


@pytest.fixture
def two_versions(client: Visitor, lights: uuid.UUID, notes: list[Note], network: Network, staff: Account) -> None:
    client.post(SORT, data=form(client, [theme(lights, "Lyktor", "Det är mörkt vid bron.")]))
    make.share(make.meeting_scope(network), staff)
    change = form(client, [theme(lights, "Ljus", "Det är mörkt vid skolan.")], [(notes[1].id, None)], new="Annat")
    client.post(SORT, data=change)
    make.share(make.meeting_scope(network), staff, "Bättre ord.")


def test_two_versions_are_compared_with_what_is_new_and_gone_in_words(client: Visitor, two_versions: None) -> None:
    page = client.get(f"{HERE}/jamfor").text
    assert "Orsaken till version 2: Bättre ord." in page
    assert re.search(r"<del>.*\[borttaget: .*bron\..*</del>", page)
    assert re.search(r"<ins>.*\[nytt: .*skolan\..*</ins>", page)
    assert "1 anteckning lämnade temat: N2." in plain(page).replace("\xa0", " ")
    assert "Nytt tema" in page
    backwards = plain(client.get(f"{HERE}/jamfor?fran=2&till=1").text)
    assert "Temat är borta" in backwards
    assert "Versionerna är lika." in client.get(f"{HERE}/jamfor?fran=1&till=1").text
    assert client.get(f"{HERE}/jamfor?fran=7").status_code == 404


def test_one_version_is_nothing_to_compare(client: Visitor, lights: uuid.UUID) -> None:
    assert "Det finns inget att jämföra än" in client.get(f"{HERE}/jamfor").text


def test_a_national_comparison_tells_counts_and_no_notes(
    client: Visitor, network: Network, notes: list[Note], staff: Account
) -> None:
    scope = make.round_scope(network.programme)
    make.sort(scope, "stops", "Ljus", [notes[0].id])
    make.share(scope, staff)
    make.sort(scope, "stops", "Ljus", [notes[0].id, notes[1].id])
    make.share(scope, staff, "Fler.")
    page = client.get("/program/cykla/omgang/1/sammanstallning/jamfor").text
    assert "Temat är borta" in page
    assert "N1" not in page
    assert not any(text in page for text in TEXTS)


def test_an_older_version_is_restored_and_the_draft_that_it_replaced_can_be_brought_back(
    client: Visitor, two_versions: None, lights: uuid.UUID, network: Network, db_session: Database
) -> None:
    client.post(SORT, data=form(client, [theme(lights, "Hemligt", "Bara i utkastet.")]))
    draft = sorted_now(db_session)
    assert client.post(f"{HERE}/aterstall", data={"version": "1"}).status_code == 302
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}
    assert "Det är mörkt vid bron." in client.get(SORT).text
    assert "Hemligt" not in client.get(HERE).text, "nothing is shared by restoring"
    [step] = re.findall(r'name="steg" value="([^"]*)"', client.get(HERE).text)
    assert client.post(f"{HERE}/aterstall", data={"steg": step}).status_code == 302
    assert sorted_now(db_session) == draft
    assert "Bara i utkastet." in client.get(SORT).text
    assert client.get(HERE).text.count('name="steg"') == 2, "and the restored one is kept too"


@pytest.mark.parametrize("wanted", [{}, {"version": "9"}, {"steg": "sju"}, {"steg": str(uuid.UUID(int=7))}])
def test_what_is_not_there_is_not_restored(
    client: Visitor, lights: uuid.UUID, db_session: Database, wanted: dict[str, str]
) -> None:
    answer = client.post(f"{HERE}/aterstall", data=wanted, follow_redirects=True)
    assert "finns inte" in answer.text
    assert sorted_now(db_session) == {"Lyktor": [1, 2]}


def test_a_restored_version_is_a_new_version_with_a_reason(
    client: Visitor, two_versions: None, network: Network, staff: Account, db_session: Database
) -> None:
    client.post(f"{HERE}/aterstall", data={"version": "1"})
    assert client.post(f"{HERE}/dela", data={"reason": ""}).status_code == 422
    assert client.post(f"{HERE}/dela", data={"reason": "Den första var bättre."}).status_code == 302
    assert "Version 3" in client.get(HERE).text


# Who gets it


def test_sharing_says_how_many_are_told_by_mail_and_how_many_need_paper(
    client: Visitor, lights: uuid.UUID, network: Network, db_session: Database
) -> None:
    make.make_leader(network)
    for name in ("Mia", "Bo"):
        make.join(network, make.Person(name=name), make.Role.MEMBER)
    make.join(network, make.Person(name="Ola"), make.Role.MEMBER, left=True)
    for page in (client.get(f"{HERE}/dela"), client.post(f"{HERE}/dela", follow_redirects=True)):
        assert "En person får veta det i mejlet" in page.text
        assert "2 personer har ingen mejladress" in page.text


# Many notes


def test_a_page_of_a_round_with_900_notes_is_small_and_asks_as_few_queries_as_one_with_few(
    client: Visitor, network: Network, staff: Account, db_session: Database
) -> None:
    scope = make.round_scope(network.programme)
    make.write(network, staff, "Lyktor saknas.", "Lyktor saknas igen.")
    make.submit(network, staff)
    begin_draft(scope)
    address = "/program/cykla/omgang/1/sammanstallning/sortera?fraga=stops"
    client.get(address)
    with counted_selects() as few:
        client.get(address)
    words = [f"{kind}{place}" for place in range(15) for kind in ("bro", "damm", "kulle", "äng")]
    make.write(network, staff, *(f"Vid {words[n % 60]} saknas {words[n % 60]}skylt nummer {n}." for n in range(898)))
    make.submit(network, staff, reason="Fler.")
    db_session.expire_all()
    draft = scope.draft()
    assert draft
    edits = [make.ThemeEdit(uuid.uuid4(), "stops", f"{word.capitalize()} och allt annat omkring") for word in words]
    placed = {uuid.UUID(note.id): edits[n % 60].id for n, note in enumerate(scope.notes())}
    make.save_sorting(scope, edits, placed, by=staff)
    assert len(sortings_of(scope.draft() or SummaryDraft())) > 60
    with counted_selects() as many:
        page = client.get(address)
    assert page.status_code == 200
    assert len(page.data) < 300_000
    assert len(many) == len(few)
    make.save_sorting(scope, [make.ThemeEdit(uuid.uuid4(), "stops", f"Ännu ett tema, {n}") for n in range(60)], {})
    crowded = client.get(address)
    assert len(crowded.data) < 260_000
    assert "Slå ihop med ett annat tema" in crowded.text
