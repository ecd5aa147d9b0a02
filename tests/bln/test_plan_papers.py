"""Each receiving body has its page with its files, and what is missing leads to the field where it is written."""

import html
import re
from io import BytesIO

import docx
import pytest

from bln.networks.models import Network, ReceivingBody
from bln.people.models import Account
from bln.plans.queries import latest_content, plan_of
from bln.plans.services import choose_form, write_row
from meetings.plan_content import Action, Arena, DecisionForm, Measure, Proposal
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PLAN = "/natverk/ekby/plan"
WRITE = f"{PLAN}/skriv"
ACTION = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"


@pytest.fixture
def bodies(network: Network, leader: Account) -> list[ReceivingBody]:
    """Two municipalities and a region, each with something of its own in the plan."""
    found = make.receive(
        network,
        ("Ekby kommun", Arena.MUNICIPALITY),
        ("Alby kommun", Arena.MUNICIPALITY),
        ("Region Ek", Arena.REGION),
    )
    ekby, alby, _ = (str(body.id) for body in found)
    rows = (
        ("actions", Action(ACTION, "Bygga bron", arena=Arena.MUNICIPALITY, body=ekby)),
        ("actions", Action("b", "Måla bron", arena=Arena.MUNICIPALITY, body=alby)),
        ("actions", Action("c", "Betala bron", arena=Arena.REGION)),
        ("proposals", Proposal("p", "Ekby kommun bygger en bro.", Arena.MUNICIPALITY, ekby)),
        ("proposals", Proposal("q", "Regionen betalar en bro.", Arena.REGION)),
    )
    for version, (part, row) in enumerate(rows):
        write_row(network, version, part, row, leader)
    return found


def text_of(file: bytes) -> str:
    document = docx.Document(BytesIO(file))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_page_of_the_plan_leads_to_each_body(client: Visitor, bodies: list[ReceivingBody]) -> None:
    page = client.get(PLAN).text
    for body in bodies:
        assert f"{PLAN}/for/{body.id}" in page
        assert f"För {body.name}" in page


def test_a_body_reads_its_own_decision_and_actions_and_gets_them_as_files(
    client: Visitor, bodies: list[ReceivingBody]
) -> None:
    ekby, alby, region = (f"{PLAN}/for/{body.id}" for body in bodies)
    page = client.get(ekby).text
    assert "Ekby kommun bygger en bro." in page
    assert "Bygga bron" in page
    assert "Måla bron" not in page
    assert "Betala bron" not in page
    for paper in ("lokal-plan", "missiv", "underlag", "en-sida"):
        assert f"{ekby}/{paper}.pdf" in page
        text = text_of(client.get(f"{ekby}/{paper}.docx").data)
        assert "Ekby kommun bygger en bro." in text
        assert "Regionen betalar" not in text + client.get(f"{ekby}/{paper}.md").text
    assert "Betala bron" in client.get(f"{region}/lokal-plan.md").text
    assert "Måla bron" in client.get(f"{alby}/lokal-plan.md").text


@pytest.mark.pdf
def test_the_papers_are_pdf_too(client: Visitor, bodies: list[ReceivingBody]) -> None:
    answer = client.get(f"{PLAN}/for/{bodies[0].id}/missiv.pdf")
    assert answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("tail", ["for/{body}/lokal-plan.exe", "for/{body}/avtal.docx", "for/" + ACTION])
def test_what_there_is_no_paper_of_is_not_found(client: Visitor, bodies: list[ReceivingBody], tail: str) -> None:
    assert client.get(f"{PLAN}/{tail.format(body=bodies[0].id)}").status_code == 404


def test_the_points_change_form_and_nothing_else(
    client: Visitor, network: Network, bodies: list[ReceivingBody]
) -> None:
    before = latest_content(network)[1]
    assert client.post(f"{WRITE}/form", data={"form": "clauses"}).location == f"{WRITE}#beslut"
    assert plan_of(network).form is DecisionForm.CLAUSES
    assert latest_content(network)[1].actions == before.actions
    assert "att Ekby kommun bygger en bro" in client.get(f"{PLAN}/for/{bodies[0].id}/lokal-plan.md").text
    assert client.post(f"{WRITE}/form", data={"form": "dikt"}).status_code == 422


def test_the_same_form_again_makes_no_version(network: Network, leader: Account) -> None:
    assert choose_form(network, DecisionForm.CLAUSES, leader) == 1
    assert choose_form(network, DecisionForm.CLAUSES, leader) == 1


def test_what_is_missing_leads_to_its_field(client: Visitor, bodies: list[ReceivingBody]) -> None:
    page = client.get(f"{PLAN}/klar").text
    assert "Alby kommun har ingen beslutspunkt." in page
    assert "Ekby kommun har ingen beslutspunkt." not in page
    assert f"{WRITE}/insatser/{ACTION}#responsible" in page
    assert f"{WRITE}/texter/staff#text" in page
    for row, field in re.findall(rf'href="({WRITE}/[^"#]+)#([^"]+)"', page):
        assert f'id="{field}"' in client.get(row).text, (row, field)


def test_a_row_can_be_for_one_of_several_and_only_of_its_arena(
    client: Visitor, network: Network, bodies: list[ReceivingBody]
) -> None:
    address = f"{WRITE}/insatser/{ACTION}"
    page = client.get(address).text
    assert "Alby kommun" in page
    assert "(bara Ekby kommun)" in client.get(WRITE).text
    assert "Region Ek" not in page.partition("Vilken av dem?")[2].partition("</select>")[0]
    sent = {"title": "Bygga bron", "cost": "not_calculated", "version": "5", "body": str(bodies[1].id)}
    refused = client.post(address, data=sent | {"arena": "region"})
    assert refused.status_code == 422
    assert "Den hör inte till det ni har valt ovanför." in refused.text
    assert client.post(address, data=sent | {"arena": "municipality"}).status_code == 302
    assert {action.id: action.body for action in plan_of(network).actions}[ACTION] == str(bodies[1].id)


def test_a_row_of_a_body_that_is_gone_is_for_all_when_it_is_saved_again(
    client: Visitor, network: Network, bodies: list[ReceivingBody]
) -> None:
    make.receive(network, ("Nya Ekby kommun", Arena.MUNICIPALITY))
    page = client.get(f"{PLAN}/klar").text
    assert "Insatsen gäller någon som inte tar emot planen." in page
    sent = {"title": "Bygga bron", "cost": "not_calculated", "version": "5", "arena": "municipality"}
    client.post(f"{WRITE}/insatser/{ACTION}", data=sent)
    assert {action.id: action.body for action in plan_of(network).actions}[ACTION] == ""


def test_a_point_begins_from_an_action_and_is_saved_as_it_stands(
    client: Visitor, network: Network, bodies: list[ReceivingBody]
) -> None:
    page = client.get(f"{WRITE}/insatser/{ACTION}").text
    address = html.unescape(re.search(rf'href="([^"]+insats={ACTION})"', page)[1])  # type: ignore[index]
    begun = client.get(address).text
    text = "Kommunen genomför insatsen ”Bygga bron”."
    assert text in begun
    assert re.search(rf'<option value="{bodies[0].id}" selected', begun)
    sent = {"text": text, "arena": "municipality", "body": str(bodies[0].id), "version": "5"}
    assert client.post(address, data=sent).status_code == 302
    assert (text, str(bodies[0].id)) in [(point.text, point.body) for point in plan_of(network).proposals]


def test_indicators_are_a_table_in_both_formats(client: Visitor, network: Network, leader: Account) -> None:
    write_row(network, 0, "measures", Measure("m", "Antal broar", target="1"), leader)
    assert '"Antal broar";"Inte angivet";"1"' in client.get(f"{PLAN}/indikatorer.csv").text
    assert client.get(f"{PLAN}/indikatorer.xlsx").data.startswith(b"PK")
    assert client.get(f"{PLAN}/indikatorer.docx").status_code == 404
