"""Tables to download stand behind the same doors as the documents beside them."""

import csv
from io import BytesIO, StringIO
from zipfile import is_zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bln.networks.models import Network
from bln.people.models import Account, Role
from tests.bln import factories as make

NOTES = "/natverk/ekby/mote/1/anteckningar"
SUMMARY = "/natverk/ekby/mote/1/sammanstallning"
ROUND = "/program/cykla/omgang/1/sammanstallning"
PLAN = "/natverk/ekby/plan"


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


def browser(app: Flask, account: Account) -> FlaskClient:
    client = app.test_client()
    make.sign_in(client, account)
    return client


def table(client: FlaskClient, address: str) -> list[list[str]]:
    """The rows of a CSV file, header first."""
    answer = client.get(f"{address}.csv")
    assert (answer.status_code, answer.content_type) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_staff_get_the_notes_as_handed_in_and_leaders_as_they_stand(
    app: Flask, network: Network, leader: Account
) -> None:
    make.write(network, leader, "=Vägen är smal.")
    leads, staff = browser(app, leader), browser(app, make.make_account("staff", staff=True))
    assert staff.get(f"{NOTES}.csv").status_code == 404
    make.submit(network, leader)
    make.write(network, leader, "Lyktor saknas.")
    handed_in = ["1", "Hinder", "'=Vägen är smal.", ""]
    assert table(staff, NOTES) == [["Nummer", "Fråga", "Anteckning", "Sort"], handed_in]
    assert table(leads, NOTES)[1:] == [handed_in, ["2", "Hinder", "Lyktor saknas.", ""]]


def test_a_member_gets_the_themes_but_not_the_notes(app: Flask, network: Network, leader: Account) -> None:
    notes = make.write(network, leader, "Vägen är smal.", "Lyktor saknas.")
    make.submit(network, leader)
    member = make.make_account("medlemmen")
    make.join(network, member.person, Role.MEMBER)
    reader = browser(app, member)
    assert reader.get(f"{SUMMARY}.csv").status_code == 404, "it is not shared yet"
    make.sort(make.meeting_scope(network), "stops", "Vägen", [notes[0].id])
    make.share(make.meeting_scope(network), leader)
    header, theme, unsorted = table(reader, SUMMARY)
    assert theme == ["1", "Hinder", "Vägen", "Vägen är smal.", "1", "M1·T1·N1"]
    assert (unsorted[2], unsorted[4:]) == ("Utan tema", ["1", "M1·N2"])
    assert header[-1] == "Källor"
    assert reader.get(f"{NOTES}.csv").status_code == 403
    assert table(reader, PLAN)[0][:3] == ["Nummer", "Område", "Insats"]


def test_a_national_table_names_no_network_behind_a_theme(app: Flask, network: Network, leader: Account) -> None:
    note = make.write(network, leader, "Vägen är smal.")[0]
    make.submit(network, leader)
    make.make_network(network.programme, "alby")
    make.sort(make.round_scope(network.programme), "stops", "Vägen", [note.id])
    make.share(make.round_scope(network.programme), leader)
    header, theme = table(browser(app, leader), ROUND)
    assert header[-5:] == ["Antal nätverk", "Inlämnade nätverk", "Saknas", "Skillnader", "Citat"]
    assert theme == ["1", "Hinder", "Vägen", "", "1", "1", "1", "Alby", "", ""], "nobody has worded it yet"


def test_each_table_is_a_workbook_too_and_is_linked_to(app: Flask, network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    client = browser(app, leader)
    pages = {NOTES: "/natverk/ekby/mote/1/inlamnat", SUMMARY: SUMMARY, PLAN: PLAN}
    for address, page in pages.items():
        answer = client.get(f"{address}.xlsx")
        assert answer.status_code == 200
        assert is_zipfile(BytesIO(answer.data))
        assert answer.headers["Content-Disposition"].endswith(".xlsx")
        assert f'href="{address}.xlsx"' in client.get(page).text


def test_a_stranger_meets_no_table(app: Flask, network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    stranger = browser(app, make.make_account("stranger"))
    assert {stranger.get(f"{address}.csv").status_code for address in (NOTES, SUMMARY, PLAN)} == {404}
    assert app.test_client().get(f"{NOTES}.csv").location.startswith("/logga-in")


def test_there_is_no_table_of_what_is_none(app: Flask, network: Network, leader: Account) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    staff = browser(app, make.make_account("staff", staff=True))
    addresses = ["/natverk/ekby/mote/1/guide.csv", "/program/cykla/rapport.xlsx", f"{NOTES}.ods", f"{PLAN}.CSV"]
    assert {staff.get(address).status_code for address in addresses} == {404}
