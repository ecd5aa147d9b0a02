"""People write in the plan, one row at a time; what the notes say is never overwritten, nor what people wrote."""

import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.models import PlanRevision
from bln.plans.parts import PARTS
from bln.plans.queries import latest_content, plan_of
from bln.plans.services import RowConflict, remove_row, restore_row, write_row
from meetings.plan_content import Action, Arena, Cost, Likelihood, Measure, Proposal, Risk, Section, SectionText
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PLAN = "/natverk/ekby/plan"
WRITE = f"{PLAN}/skriv"


@pytest.fixture
def action(network: Network, leader: Account) -> Action:
    """An action that the rules drafted from a how note about the area that the network chose."""
    make.write(network, leader, "Bron först.", number=2, question="first")
    [area] = make.choose(network, leader, "En bro")
    make.submit(network, leader, number=2)
    [note] = make.write(network, leader, "Bygg den av trä.", number=3, question="way")
    make.submit(network, leader, number=3)
    scope = make.meeting_scope(network, 3)
    make.begin_draft(scope)
    theme = make.ThemeEdit(uuid.uuid4(), "way", "Av trä", about=uuid.UUID(area))
    make.save_sorting(scope, [theme], {note.id: theme.id})
    make.share(scope, leader)
    [drafted] = plan_of(network).actions
    return drafted


def sent(action: Action, **changes: str) -> dict[str, str]:
    """What the page of an action posts."""
    own = ("title", "description", "area", "responsible", "partners", "amount", "start", "end", "milestone")
    data = {name: getattr(action, name) for name in own} | {"cost": action.cost.value, "version": "0"}
    return data | {"arena": action.arena.value if action.arena else ""} | changes


def test_the_overview_shows_what_is_drafted_and_what_is_missing(client: Visitor, action: Action) -> None:
    page = client.get(WRITE).text
    assert "1.1 Av trä" in page
    assert "Bygg den av trä." in page, "the notes behind a row are beside it"
    assert "saker saknas än" in page
    assert f"{WRITE}/insatser/{action.id}" in page


def test_a_drafted_action_is_written_over_and_keeps_its_notes(
    client: Visitor, network: Network, action: Action
) -> None:
    page = client.get(f"{WRITE}/insatser/{action.id}").text
    assert "Bygg den av trä." in page
    changes = {"title": "Träbro", "arena": "municipality", "cost": "amount", "amount": "9 000 kr", "start": "mars"}
    assert client.post(f"{WRITE}/insatser/{action.id}", data=sent(action, **changes)).location == f"{WRITE}#insatser"
    [found] = plan_of(network).actions
    assert (found.title, found.arena, found.cost, found.amount) == (
        "Träbro",
        Arena.MUNICIPALITY,
        Cost.AMOUNT,
        "9 000 kr",
    )
    assert found.sources == action.sources != ()


def test_an_action_saved_as_it_was_drafted_still_follows_the_notes(
    client: Visitor, network: Network, action: Action
) -> None:
    client.post(f"{WRITE}/insatser/{action.id}", data=sent(action))
    assert latest_content(network)[0] == 0


def test_what_the_summary_says_anew_is_shown_and_overwrites_nothing(
    client: Visitor, network: Network, leader: Account, action: Action
) -> None:
    client.post(f"{WRITE}/insatser/{action.id}", data=sent(action, title="Träbro"))
    scope = make.meeting_scope(network, 3)
    draft = make.begin_draft(scope)
    [theme] = draft.themes
    reworded = make.ThemeEdit(theme.id, "way", "Av trä", "Bygg den av ek.", theme.about_id)
    make.save_sorting(scope, [reworded], {})
    make.share(scope, leader, "Nytt")
    page = client.get(f"{WRITE}/insatser/{action.id}").text
    assert "Sammanställningen säger något nytt" in page
    assert "Bygg den av ek." in page
    assert plan_of(network).actions[0].title == "Träbro"
    client.post(f"{WRITE}/insatser/{action.id}", data=sent(action, title="Ekbro", version="1"))
    assert "Sammanställningen säger något nytt" not in client.get(f"{WRITE}/insatser/{action.id}").text


NEW = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"
ROWS = [
    ("beslut/" + NEW, {"text": "att bygga", "arena": "region"}, Proposal(NEW, "att bygga", Arena.REGION)),
    ("indikatorer/" + NEW, {"indicator": "Antal broar", "target": "1"}, Measure(NEW, "Antal broar", target="1")),
    ("risker/" + NEW, {"risk": "Is", "measure": "Sand"}, Risk(NEW, "Is", measure="Sand")),
    ("insatser/" + NEW, {"title": "Salta", "cost": "within_budget"}, Action(NEW, "Salta", cost=Cost.WITHIN_BUDGET)),
    ("texter/staff", {"text": "Fler."}, SectionText(Section.STAFF, "Fler.")),
]


@pytest.mark.parametrize(("address", "data", "row"), ROWS, ids=[address.partition("/")[0] for address, *_ in ROWS])
def test_a_row_of_every_part_can_be_written(
    client: Visitor, network: Network, leader: Account, address: str, data: dict[str, str], row: object
) -> None:
    part, _, key = address.partition("/")
    field = PARTS[part].field
    assert client.get(f"{WRITE}/{part}/{key}").status_code == 200
    assert client.post(f"{WRITE}/{part}/{key}", data=data | {"version": "0"}).status_code == 302
    assert getattr(latest_content(network)[1], field) == (row,)
    assert client.post(f"{WRITE}/{part}/{key}", data=data | {"version": "0"}).status_code == 302, "sent again"
    assert latest_content(network)[0] == 1


@pytest.mark.parametrize(
    ("part", "data", "said"),
    [
        ("insatser", {"title": "", "cost": "not_calculated"}, "Skriv vad som ska göras."),
        ("insatser", {"title": "Salta", "cost": "amount"}, "Skriv kostnaden"),
        ("risker", {"risk": "811218-9876 halkar"}, "ser ut som ett personnummer"),
        ("indikatorer", {"indicator": ""}, "Skriv vad som ska följas."),
    ],
)
def test_what_is_wrong_is_said_and_stays_in_its_field(
    client: Visitor, network: Network, leader: Account, part: str, data: dict[str, str], said: str
) -> None:
    answer = client.post(f"{WRITE}/{part}/{uuid.uuid4()}", data=data | {"version": "0"})
    assert answer.status_code == 422
    assert said in answer.text
    assert all(value in answer.text for value in data.values())
    assert latest_content(network)[0] == 0


def test_two_who_write_one_row_see_both_and_neither_is_lost(
    client: Visitor, network: Network, leader: Account, db_session: scoped_session[Session]
) -> None:
    key = str(uuid.uuid4())
    write_row(network, 0, "risks", Risk(key, "Den andras risk"), leader)
    answer = client.post(f"{WRITE}/risker/{key}", data={"risk": "Min risk", "version": "0"})
    assert answer.status_code == 409
    assert "Den andras risk" in answer.text
    assert "Min risk" in answer.text
    assert client.post(f"{WRITE}/risker/{key}", data={"risk": "Min risk", "version": "1"}).status_code == 302
    kept = db_session.scalars(select(PlanRevision).order_by(PlanRevision.version))
    assert [revision.content["risks"][0]["risk"] for revision in kept] == ["Den andras risk", "Min risk"]


def test_two_who_write_different_rows_do_not_meet(network: Network, leader: Account) -> None:
    write_row(network, 0, "risks", Risk("a", "Is"), leader)
    assert write_row(network, 0, "risks", Risk("b", "Regn"), leader) == 2
    assert [risk.risk for risk in plan_of(network).risks] == ["Is", "Regn"]


def test_a_row_that_is_taken_away_can_be_brought_back(client: Visitor, network: Network, action: Action) -> None:
    answer = client.post(f"{WRITE}/insatser/{action.id}/ta-bort", data={"version": "0"})
    assert plan_of(network).actions == ()
    assert "Raden är borttagen." in client.get(answer.location).text
    client.post(f"{WRITE}/insatser/{action.id}/aterstall", data={"fore": "0"})
    assert plan_of(network).actions == (action,)


def test_a_written_row_comes_back_as_it_was_written(network: Network, leader: Account) -> None:
    before = write_row(network, 0, "risks", Risk("a", "Is", measure="Sand"), leader)
    remove_row(network, before, "risks", "a", leader)
    restore_row(network, before, "risks", "a", leader)
    assert plan_of(network).risks == (Risk("a", "Is", measure="Sand"),)


def test_taking_away_what_somebody_has_changed_since_is_a_conflict(network: Network, leader: Account) -> None:
    write_row(network, 0, "risks", Risk("a", "Is"), leader)
    write_row(network, 1, "risks", Risk("a", "Is och snö"), leader)
    with pytest.raises(RowConflict):
        remove_row(network, 1, "risks", "a", leader)


@pytest.mark.parametrize(
    "address", ["finns-inte/x", "texter/finns-inte", "omraden/0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11", "risker/x"]
)
def test_what_is_no_row_of_the_plan_is_not_found(client: Visitor, leader: Account, address: str) -> None:
    assert client.get(f"{WRITE}/{address}").status_code == 404


def test_the_plan_is_read_to_work_with_and_as_it_is_handed_in(
    client: Visitor, network: Network, action: Action
) -> None:
    working = client.get(PLAN).text
    assert "Skriv i planen" in working
    assert "Riskerna är inte beskrivna." in working
    assert "Bygg den av trä." in client.get(f"{PLAN}.md?arbetsversion=1").text
    handed_in = client.get(f"{PLAN}.md").text
    assert handed_in.count("Riskerna är inte beskrivna.") == 1
    assert "Bilaga: Källor" in handed_in
    assert "Källor till planens delar" in client.get(f"{PLAN}?inlamning=1").text


def test_an_older_wording_of_a_row_comes_back_as_a_new_version(
    client: Visitor, network: Network, action: Action, leader: Account
) -> None:
    address = f"{WRITE}/insatser/{action.id}"
    assert "Ingen har skrivit här än" in client.get(f"{address}/versioner").text
    for version, title in enumerate(("Träbro", "Stenbro")):
        client.post(address, data=sent(action, title=title, version=str(version)))
    write_row(network, 2, "risks", Risk(str(uuid.uuid4()), "Regn"), leader)
    page = client.get(f"{address}/versioner").text
    assert page.index("Stenbro") < page.index("Träbro")
    assert page.count("Ta tillbaka den här versionen") == 1, "another row's save is no wording of this one"
    client.post(f"{address}/versioner/1")
    assert [found.title for found in plan_of(network).actions] == ["Träbro"]
    assert latest_content(network)[0] == 4
    assert client.post(f"{address}/versioner/99").status_code == 404


def test_every_version_says_what_it_changed_and_two_are_compared_word_by_word(
    client: Visitor, network: Network, leader: Account
) -> None:
    assert "Ingen har skrivit i planen än" in client.get(f"{PLAN}/versioner").text
    write_row(network, 0, "risks", Risk("a", "Blöta broar"), leader)
    write_row(network, 1, "risks", Risk("a", "Hala broar", likelihood=Likelihood.HIGH), leader)
    write_row(network, 2, "measures", Measure("m", "Antal broar"), leader)
    listed = client.get(f"{PLAN}/versioner").text
    assert listed.index("Indikator: Antal broar") < listed.index("Risk: Hala broar") < listed.index("Risk: Blöta broar")
    page = client.get(f"{PLAN}/versioner/jamfor?fran=1&till=2").text
    assert "Hala" in page.partition("<ins>")[2].partition("</ins>")[0]
    assert "Blöta" in page.partition("<del>")[2].partition("</del>")[0]
    assert "Sannolikhet" in page
    assert "Antal broar" not in page
    assert "Versionerna är lika." in client.get(f"{PLAN}/versioner/jamfor?fran=2&till=2").text


def test_the_whole_plan_comes_back_as_a_new_version_and_so_does_what_stood(
    client: Visitor, network: Network, leader: Account
) -> None:
    write_row(network, 0, "risks", Risk("a", "Is"), leader)
    write_row(network, 1, "measures", Measure("m", "Antal broar"), leader)
    assert client.post(f"{PLAN}/versioner/1").location == f"{PLAN}/versioner"
    version, content = latest_content(network)
    assert (version, content.risks, content.measures) == (3, (Risk("a", "Is"),), ())
    client.post(f"{PLAN}/versioner/2")
    assert latest_content(network)[1].measures == (Measure("m", "Antal broar"),)
    for unknown in (0, 5):
        assert client.post(f"{PLAN}/versioner/{unknown}").status_code == 404
