"""A meeting chooses what to begin with: in dialogue or by dots on paper, with its reasons, and the choice goes on."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.desk.services import begin_draft
from bln.networks.models import Network, PriorityMethod
from bln.people.models import Account
from bln.plans.queries import plan_of
from bln.reports.queries import report_of
from bln.room.guides import build_current_guide
from bln.room.models import PriorityVersion
from bln.room.priorities import latest_priorities, submitted_priorities
from bln.room.prioritising import PrioritiesConflict, candidates_of, save_priorities
from bln.room.submitting import submit_notes
from bln.versions import Unchanged
from meetings.priorities import Prioritisation
from tests.bln import factories as make
from tests.bln.visitor import Visitor

HERE = "/natverk/ekby/mote/2/omraden"


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    return make.make_network(make.make_programme(priority_method=PriorityMethod.VOTES))


@pytest.fixture
def leader(network: Network, client: Visitor) -> Account:
    account = make.make_leader(network)
    make.sign_in(client, account)
    return account


@pytest.fixture
def themes(network: Network, leader: Account) -> dict[str, str]:
    """Two themes of a shared first summary, id by title."""
    notes = make.write(network, leader, "Vägen är smal.", "Det saknas lyktor.")
    make.submit(network, leader)
    scope = make.meeting_scope(network)
    first = make.sort(scope, "stops", "Smal väg", [notes[0].id])
    begin_draft(scope)
    second = make.ThemeEdit(uuid.uuid4(), "stops", "Mörker")
    make.save_sorting(scope, [second], {notes[1].id: second.id})
    make.share(scope, leader)
    return {"Smal väg": str(first), "Mörker": str(second.id)}


def form(*areas: dict[str, str], version: int = 0, **more: str) -> dict[str, str]:
    """What the page posts: each area with an id of its own unless it has one."""
    data = {"version": str(version), **more}
    for place, area in enumerate(areas):
        data |= {f"areas-{place}-{name}": value for name, value in ({"id": str(uuid.uuid4())} | area).items()}
    return data


def chosen(network: Network) -> list[tuple[str, str, int]]:
    """Titles, reasons and how many notes stand behind."""
    found = latest_priorities(make.meeting_of(network, 2))[1].priorities
    return [(priority.title, priority.reason, len(priority.sources)) for priority in found]


def test_the_page_offers_the_themes_of_the_summary_before(client: Visitor, themes: dict[str, str]) -> None:
    page = client.get(HERE).text
    assert "Smal väg" in page
    assert "Mörker" in page


def test_an_area_keeps_the_notes_of_what_it_is_made_of_and_its_reason(
    client: Visitor, network: Network, themes: dict[str, str]
) -> None:
    joined = {"title": "Trygg väg", "reason": "Alla cyklar där.", "candidates": list(themes.values())}
    assert client.post(HERE, data=form(joined)).status_code == 302  # type: ignore[arg-type]
    assert chosen(network) == [("Trygg väg", "Alla cyklar där.", 2)]


def test_an_area_that_is_not_in_the_list_needs_a_heading_alone(
    client: Visitor, network: Network, themes: dict[str, str]
) -> None:
    client.post(HERE, data=form({"title": "En bro"}, {"candidates": themes["Mörker"]}))
    assert chosen(network) == [("En bro", "", 0), ("Mörker", "", 1)]


def test_areas_stand_in_the_order_that_was_given_and_can_be_taken_away(
    client: Visitor, network: Network, themes: dict[str, str]
) -> None:
    client.post(HERE, data=form({"title": "Sist", "place": "2"}, {"title": "Först", "place": "1"}))
    assert [title for title, *_ in chosen(network)] == ["Först", "Sist"]
    client.post(HERE, data=form({"title": "Först", "removed": "y"}, {"title": "Sist"}, version=1))
    assert [title for title, *_ in chosen(network)] == ["Sist"]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    client: Visitor, network: Network, themes: dict[str, str]
) -> None:
    twice = form(
        {"candidates": themes["Mörker"]}, {"title": "Igen", "candidates": themes["Mörker"]}, {"reason": "Varför?"}
    )
    answer = client.post(HERE, data=twice)
    assert answer.status_code == 422
    assert "”Mörker” ingår redan i område 1." in answer.text
    assert 'href="#areas-1-candidates-0"' in answer.text
    assert chosen(network) == []
    answer = client.post(HERE, data=form({"reason": "Varför?"}))
    assert "Skriv en rubrik, eller kryssa i vad området bygger på." in answer.text
    assert "Varför?" in answer.text


def test_dots_counted_by_hand_choose_where_nothing_is_written(
    client: Visitor, network: Network, themes: dict[str, str]
) -> None:
    dots = {
        "votes-0-id": themes["Smal väg"],
        "votes-0-dots": "2",
        "votes-1-id": themes["Mörker"],
        "votes-1-dots": "5",
        "voters": "4",
        "blank": "1",
        "dots": "3",
        "places": "1",
    }
    assert client.post(HERE, data=form(**dots)).status_code == 302
    assert chosen(network) == [("Mörker", "", 1)]
    [priority] = latest_priorities(make.meeting_of(network, 2))[1].priorities
    assert priority.votes == 5
    assert "Flest prickar: Mörker." in client.get(HERE).text


def test_a_tie_is_left_to_the_room(client: Visitor, network: Network, themes: dict[str, str]) -> None:
    dots = {f"votes-{n}-id": key for n, key in enumerate(themes.values())}
    dots |= {"votes-0-dots": "3", "votes-1-dots": "3", "voters": "3", "places": "1"}
    client.post(HERE, data=form(**dots))
    assert chosen(network) == []
    assert "Lika många prickar: Smal väg och Mörker." in client.get(HERE).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"votes-0-dots": "9", "voters": "2", "dots": "3"}, "fler prickar än de som röstade har"),
        ({"votes-0-dots": "1", "voters": "1", "blank": "2"}, "röstat blankt"),
        ({"votes-0-dots": "1"}, "Skriv hur många som röstade."),
    ],
)
def test_dots_that_cannot_be_are_refused(
    client: Visitor, network: Network, themes: dict[str, str], given: dict[str, str], said: str
) -> None:
    answer = client.post(HERE, data=form(**{"votes-0-id": themes["Mörker"]}, **given))
    assert answer.status_code == 422
    assert said in answer.text


def test_two_who_save_at_once_lose_nothing(
    client: Visitor, network: Network, themes: dict[str, str], leader: Account, db_session: scoped_session[Session]
) -> None:
    make.choose(network, leader, "Den andras")
    answer = client.post(HERE, data=form({"title": "Min egen"}))
    assert answer.status_code == 409
    assert "Den andras" in answer.text
    assert "Min egen" in answer.text
    assert client.post(HERE, data=form({"title": "Min egen"}, version=1)).status_code == 302
    kept = db_session.scalars(select(PriorityVersion).order_by(PriorityVersion.version))
    assert [version.version for version in kept] == [1, 2]


def test_the_same_choice_again_makes_no_new_version(network: Network, leader: Account) -> None:
    make.choose(network, leader, "En bro")
    meeting = make.meeting_of(network, 2)
    version, standing = latest_priorities(meeting)
    save_priorities(network, meeting, 0, standing, leader)
    assert latest_priorities(meeting)[0] == version
    with pytest.raises(PrioritiesConflict):
        save_priorities(network, meeting, 0, Prioritisation(), leader)


def test_the_choice_is_handed_in_with_the_notes_and_a_change_is_a_new_version(
    network: Network, leader: Account
) -> None:
    meeting = make.meeting_of(network, 2)
    make.write(network, leader, "Bron först.", number=2, question="first")
    make.choose(network, leader, "En bro")
    first = make.submit(network, leader, number=2)
    assert [p.title for p in submitted_priorities([meeting.id])[meeting.id].priorities] == ["En bro"]
    make.open_again(network, leader, number=2)
    with pytest.raises(Unchanged):
        make.submit(network, leader, number=2, reason="Igen")
    make.choose(network, leader, "En tunnel")
    second = submit_notes(network, meeting, "Vi ändrade oss", leader)
    assert second.fingerprint != first.fingerprint
    assert [p.title for p in submitted_priorities([meeting.id])[meeting.id].priorities] == ["En tunnel"]


def test_a_change_after_handing_in_is_the_next_step(client: Visitor, network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.write(network, leader, "Bron först.", number=2, question="first")
    make.submit(network, leader, number=2)
    assert "öppnat eller ändrat" not in client.get("/natverk/ekby").text
    make.choose(network, leader, "En bro")
    assert "Möte 2 är öppnat eller ändrat sedan det lämnades in." in client.get("/natverk/ekby").text


def test_what_was_handed_in_opens_the_next_guide_and_is_the_plan_s_area(
    network: Network, leader: Account, themes: dict[str, str]
) -> None:
    meeting = make.meeting_of(network, 2)
    [argument] = make.write(network, leader, "Bron först.", number=2, question="first")
    [key] = make.choose(network, leader, "En bro", reason="Den saknas.")
    make.submit(network, leader, number=2)
    guide = build_current_guide(network, make.meeting_of(network, 3))
    first = guide.prompts[0].carried[0]
    assert (first.theme_id, first.title, first.text) == (key, "En bro", "Den saknas.")
    assert [(area.id, area.text) for area in plan_of(network).areas] == [(key, "Den saknas.")]
    assert argument.id
    assert candidates_of(network, meeting, latest_priorities(meeting)[1])[0].title == "En bro"


def test_a_choice_that_is_not_handed_in_is_nobody_else_s(network: Network, leader: Account) -> None:
    make.write(network, leader, "Bron först.", number=2, question="first")
    make.submit(network, leader, number=2)
    make.choose(network, leader, "Hemlig bro")
    assert all(area.title != "Hemlig bro" for area in plan_of(network).areas)


def test_a_meeting_that_chooses_nothing_has_no_such_page(client: Visitor, leader: Account) -> None:
    assert client.get("/natverk/ekby/mote/1/omraden").status_code == 404


def test_the_national_report_lists_what_each_network_chose(network: Network, leader: Account) -> None:
    make.write(network, leader, "Bron först.", number=2, question="first")
    make.choose(network, leader, "En bro")
    make.submit(network, leader, number=2)
    make.share(make.meeting_scope(network, 2), leader)
    assert [[title for title, _ in facts.areas] for facts in report_of(network.programme).networks] == [["En bro"]]
