"""Staff write in the report, one passage at a time, and never overwrite each other."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network, Programme
from bln.people.models import Account
from bln.reports.models import PassageRevision
from bln.reports.text import draft_of
from meetings.report_text import Passage
from tests.bln import factories as make
from tests.bln.visitor import Visitor

REPORT = "/program/cykla/rapport"
WRITE = f"{REPORT}/skriv"
OWN = f"{WRITE}/eget-0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"


@pytest.fixture
def staff(network: Network, client: Visitor) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


@pytest.fixture
def theme(network: Network, staff: Account) -> str:
    """A national theme that is shared, by its id."""
    notes = make.write(network, staff, "Bron är smal.", "Bron är hal.")
    make.submit(network, staff)
    scope = make.round_scope(network.programme)
    made = make.sort(scope, "stops", "Bron", [note.id for note in notes])
    share(network, made, "Bron är smal och hal.")
    return str(made)


def share(network: Network, theme: uuid.UUID, text: str, reason: str = "") -> None:
    scope = make.round_scope(network.programme)
    make.begin_draft(scope)
    make.save_sorting(scope, [make.ThemeEdit(theme, "stops", "Bron", text)], {})
    make.share(scope, make.make_account(f"a{uuid.uuid4().hex}"), reason)


def passage(programme: Programme, key: str) -> Passage:
    found = draft_of(programme).text.passage(key)
    assert found
    return found


def test_what_is_written_stands_in_the_page_and_in_every_file(client: Visitor, network: Network, theme: str) -> None:
    words = "Bron är **för** smal.\n\n- vid isen"
    answer = client.post(f"{WRITE}/tema-{theme}", data={"text": words, "version": "0"})
    assert answer.location == f"{WRITE}#results"
    page, file = client.get(REPORT).text, client.get(f"{REPORT}.md").text
    assert "<strong>för</strong>" in page
    assert "Bron är **för** smal." in file
    assert "Bron är smal och hal." not in page
    assert "Lyftes i 1 av 1 inlämnade nätverk, i 2 anteckningar." in page, "counts are not to be written over"


def test_what_is_compiled_anew_is_shown_beside_the_edit(client: Visitor, network: Network, theme: str) -> None:
    client.post(f"{WRITE}/tema-{theme}", data={"text": "Vår text.", "version": "0"})
    assert "det sammanställda har ändrats" not in client.get(WRITE).text
    share(network, uuid.UUID(theme), "Bron är isig.", "Ny text")
    assert "det sammanställda har ändrats" in client.get(WRITE).text
    page = client.get(f"{WRITE}/tema-{theme}").text
    assert "Bron är isig." in page
    assert passage(network.programme, f"theme-{theme}").text == "Vår text."
    client.post(f"{WRITE}/tema-{theme}", data={"text": "Vår text.", "version": "1"})
    assert "det sammanställda har ändrats" not in client.get(WRITE).text, "saved again, it has been seen"


def test_a_preview_shows_how_it_will_look_and_saves_nothing(client: Visitor, network: Network, staff: Account) -> None:
    data = {"text": "Vi *cyklar*.", "version": "0", "visa": "1"}
    page = client.post(f"{WRITE}/sammanfattning", data=data).text
    assert "<em>cyklar</em>" in page
    assert "Vi *cyklar*." in page, "what was typed stays in the field"
    assert passage(network.programme, "summary").text == ""


def test_a_link_in_markdown_never_runs_a_script(client: Visitor, staff: Account) -> None:
    data = {"text": "[klicka](javascript:alert(1)) <script>x</script>", "version": "0", "visa": "1"}
    page = client.post(f"{WRITE}/sammanfattning", data=data).text
    assert 'href="javascript' not in page
    assert "<script>x" not in page


def test_what_is_saved_as_it_was_compiled_goes_on_following(client: Visitor, network: Network, theme: str) -> None:
    client.post(f"{WRITE}/tema-{theme}", data={"text": "Bron är smal och hal.", "version": "0"})
    assert not passage(network.programme, f"theme-{theme}").edited


def test_two_who_write_one_passage_see_both_texts_and_neither_is_lost(
    client: Visitor, network: Network, staff: Account, db_session: scoped_session[Session]
) -> None:
    client.post(f"{WRITE}/sammanfattning", data={"text": "Den andras.", "version": "0"})
    answer = client.post(f"{WRITE}/sammanfattning", data={"text": "Min.", "version": "0"})
    assert answer.status_code == 409
    assert "Den andras." in answer.text
    assert ">Min.</textarea>" in answer.text.replace("\r\n", "")
    assert client.post(f"{WRITE}/sammanfattning", data={"text": "Min.", "version": "1"}).status_code == 302
    kept = db_session.scalars(select(PassageRevision.text).order_by(PassageRevision.version))
    assert list(kept) == ["Den andras.", "Min."]


def test_two_who_write_different_passages_never_meet(client: Visitor, network: Network, staff: Account) -> None:
    for word in ("sammanfattning", "bakgrund"):
        assert client.post(f"{WRITE}/{word}", data={"text": "Ny.", "version": "0"}).status_code == 302


def test_an_older_wording_and_the_compiled_one_can_be_brought_back(
    client: Visitor, network: Network, theme: str
) -> None:
    address = f"{WRITE}/tema-{theme}"
    for version, text in enumerate(("Första.", "Andra.")):
        client.post(address, data={"text": text, "version": str(version)})
    client.post(f"{address}/aterstall", data={"version": "1"})
    assert passage(network.programme, f"theme-{theme}").text == "Första."
    client.post(f"{address}/aterstall", data={"version": "0"})
    assert passage(network.programme, f"theme-{theme}").text == "Bron är smal och hal."
    assert "Andra." in client.get(address).text, "every version is kept"
    assert client.post(f"{address}/aterstall", data={"version": "9"}).status_code == 404


def test_an_own_passage_is_added_moved_taken_away_and_brought_back(
    client: Visitor, network: Network, staff: Account
) -> None:
    assert "Nytt stycke" in client.get(f"{OWN}?kapitel=lessons").text
    data = {"title": "Tack", "chapter": "lessons", "text": "Tack alla.", "version": "0"}
    client.post(OWN, data=data)
    file = client.get(f"{REPORT}.md").text
    assert file.index(" Lärdomar\n") < file.index(" Tack\n") < file.index(" Referenser\n")
    client.post(OWN, data=data | {"chapter": "background", "version": "1"})
    file = client.get(f"{REPORT}.md").text
    assert file.index(" Tack\n") < file.index(" Syfte\n")
    client.post(OWN, data=data | {"text": "", "version": "2"})
    assert " Tack\n" not in client.get(f"{REPORT}.md").text
    assert "Borttagna stycken" in client.get(WRITE).text
    client.post(f"{OWN}/aterstall", data={"version": "1"})
    assert "Tack alla." in client.get(f"{REPORT}.md").text


@pytest.mark.parametrize(
    ("address", "data", "said"),
    [
        (OWN, {"title": "", "chapter": "lessons", "text": "Tack."}, "Skriv en rubrik."),
        (f"{WRITE}/bakgrund", {"text": "811218-9876 cyklade."}, "ser ut som ett personnummer"),
        (f"{WRITE}/bakgrund", {"text": "a" * 20_001}, "Texten är för lång"),
    ],
)
def test_what_is_wrong_is_said_and_loses_nothing(
    client: Visitor, staff: Account, address: str, data: dict[str, str], said: str
) -> None:
    answer = client.post(address, data=data | {"version": "0"})
    assert answer.status_code == 422
    assert said in answer.text
    assert data["text"] in answer.text


def test_an_edit_whose_theme_is_gone_is_kept_beside_the_report(client: Visitor, network: Network, theme: str) -> None:
    client.post(f"{WRITE}/tema-{theme}", data={"text": "Vår text.", "version": "0"})
    scope = make.round_scope(network.programme)
    make.begin_draft(scope)
    make.save_sorting(scope, [make.ThemeEdit(uuid.UUID(theme), "stops", "", removed=True)], {})
    make.share(scope, make.make_account("annan"), "Temat bort")
    assert "underlaget finns inte kvar" in client.get(WRITE).text
    assert "Vår text." in client.get(f"{WRITE}/tema-{theme}").text
    assert "Vår text." not in client.get(f"{REPORT}.md").text
