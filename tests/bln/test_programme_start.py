"""Staff start a programme from a template, change its settings, and add networks."""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.audit.models import AuditAction, AuditEntry
from bln.networks.models import CompiledBy, Network, PriorityMethod, Programme
from bln.people.models import Account
from bln.programmes.services import NetworkFacts, SlugTaken, begin_network
from meetings.plan_content import Arena
from network_templates.loader import find_templates, load_template
from tests.bln import factories as make
from tests.bln.visitor import Visitor

TEMPLATE = "nara_vard_anhoriga"
SETTINGS = {
    "title": "Nära vård och anhöriga",
    "term": "våren 2027",
    "compiled_by": "leaders",
    "priority_method": "votes",
    "dots": 5,
    "controller": "Nka",
    "lawful_basis": "Uppgift av allmänt intresse.",
}
DAYS = {"starts_on": "2027-01-15", "ends_on": "2027-06-10"}
NEW = SETTINGS | DAYS | {"template": TEMPLATE, "slug": ""}
NETWORK = {
    "place": "Västra Ängen",
    "region": "Region Skåne",
    "bodies-0-id": "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e41",
    "bodies-0-name": " Ängens   kommun",
    "bodies-0-arena": "municipality",
    "bodies-0-hand_in_on": " 2027-05-20 ",
    "bodies-1-id": "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "bodies-1-name": "",
    "bodies-1-arena": "municipality",
    "bodies-1-hand_in_on": "",
    "bodies-2-id": "6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e43",
    "bodies-2-name": "Region Skåne",
    "bodies-2-arena": "region",
    "bodies-2-hand_in_on": "",
    "variant": "three",
    "slug": "",
}


@pytest.fixture(autouse=True)
def staff(client: Visitor, db_session: scoped_session[Session]) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


def begin(client: Visitor, **changes: str) -> TestResponse:
    return client.post("/nytt-program", data=NEW | changes)


def add(client: Visitor, programme: str = "cykla", **changes: str) -> TestResponse:
    return client.post(f"/program/{programme}/nytt-natverk", data=NETWORK | changes)


def test_staff_without_a_programme_are_led_to_start_one(client: Visitor) -> None:
    assert 'href="/nytt-program"' in client.get("/").text
    page = client.get("/nytt-program").text
    for key, folder in find_templates().items():
        assert f'value="{key}"' in page
        assert load_template(folder).title in page


def test_a_programme_begins_with_its_settings_and_a_frozen_template(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    answer = begin(client)
    assert answer.location == "/program/nara-vard-och-anhoriga"
    found = db_session.scalars(select(Programme)).one()
    assert {name: getattr(found, name) for name in SETTINGS} == SETTINGS
    assert (found.starts_on, found.ends_on) == (date(2027, 1, 15), date(2027, 6, 10))
    assert "15 januari 2027–10 juni 2027" in client.get(answer.location).text
    assert (found.compiled_by, found.priority_method, found.dots) == (CompiledBy.LEADERS, PriorityMethod.VOTES, 5)
    assert found.template == load_template(find_templates()[TEMPLATE])
    assert not found.demo
    assert AuditAction.PROGRAMME_BEGUN in set(db_session.scalars(select(AuditEntry.action)))


def test_what_is_begun_in_the_demo_leaves_its_doors_open(
    app: Flask, client: Visitor, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)
    begin(client)
    assert db_session.scalars(select(Programme)).one().demo
    client.post("/logga-ut")
    assert "Gå in som Nka-medarbetare" in client.get("/logga-in").text


def test_an_empty_board_says_what_comes_there_and_leads_on(client: Visitor) -> None:
    page = client.get(begin(client).location).text
    assert "Inga nätverk än" in page
    assert 'href="/program/nara-vard-och-anhoriga/nytt-natverk"' in page
    assert "Inget nätverk hittades" not in page
    assert "Inget nätverk hittades" in client.get("/program/nara-vard-och-anhoriga?q=ek").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "Titeln saknas"),
        ("title", "x" * 301, "Högst 300 tecken"),
        ("term", "", "Terminen saknas"),
        ("controller", "", "Skriv vilken myndighet"),
        ("controller", "811218-9876", "personnummer"),
        ("lawful_basis", "", "Skriv den rättsliga grunden"),
        ("template", "finns-inte", "giltigt"),
        ("compiled_by", "alla", "giltigt"),
        ("starts_on", "i vår", "Datumet går inte att förstå"),
        ("ends_on", "2027-01-14", "slutar innan det börjar"),
        ("slug", "Västra", "bara små bokstäver"),
        ("slug", "a--b", "bara små bokstäver"),
        ("slug", "a/b", "bara små bokstäver"),
        ("slug", "x" * 81, "högst 80 tecken"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_begins(
    client: Visitor, db_session: scoped_session[Session], field: str, value: str, said: str
) -> None:
    answer = begin(client, **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Uppgift av allmänt intresse." in answer.text or field == "lawful_basis", "the rest is kept"
    assert db_session.scalars(select(Programme)).all() == []


def test_two_programmes_never_share_an_address(client: Visitor, db_session: scoped_session[Session]) -> None:
    assert begin(client, slug="nara").location == "/program/nara"
    taken = begin(client, slug="nara")
    assert taken.status_code == 422
    assert "upptaget. Välj ett annat, till exempel nara-2" in taken.text
    assert begin(client, title="Nära").location == "/program/nara-2", "nobody asked for it, so it is made free"
    assert begin(client, title="東京").location == "/program/program"


@pytest.fixture
def _own_template(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """One template of the installation's own that is whole, and one that is not."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    shutil.copytree(find_templates()[TEMPLATE], tmp_path / "templates" / "var_egen")
    shutil.copytree(find_templates()[TEMPLATE], tmp_path / "templates" / "trasig")
    (tmp_path / "templates" / "trasig" / "meeting_1.md").unlink()
    return


@pytest.mark.usefixtures("_own_template")
def test_a_template_of_ones_own_can_be_chosen_and_a_faulty_one_is_named(client: Visitor) -> None:
    page = client.get("/nytt-program").text
    assert 'value="var_egen"' in page
    assert 'value="trasig"' not in page
    assert "mallar med fel: trasig" in page
    assert begin(client, template="var_egen").status_code == 302
    assert begin(client, template="trasig").status_code == 422


def test_settings_can_be_changed_but_for_template_and_address(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    programme = make.make_programme(controller="Ekby kommun")
    template = programme.template_data
    page = client.get("/program/cykla/installningar").text
    assert 'value="Ekby kommun"' in page
    assert 'name="slug"' not in page
    changed = SETTINGS | {"mark": mark_in(page), "slug": "nytt"}
    assert client.post("/program/cykla/installningar", data=changed).location == "/program/cykla"
    db_session.refresh(programme)
    assert {name: getattr(programme, name) for name in SETTINGS} == SETTINGS
    assert (programme.slug, programme.template_data) == ("cykla", template)
    assert client.post("/program/cykla/installningar", data=SETTINGS | {"title": ""}).status_code == 422


def mark_in(page: str) -> str:
    found = re.search(r'name="mark"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


def test_settings_that_somebody_else_has_changed_are_shown_beside_and_nothing_is_lost(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    programme = make.make_programme(controller="Ekby kommun")
    address = "/program/cykla/installningar"
    opened = mark_in(client.get(address).text)
    client.post(address, data=SETTINGS | {"mark": opened, "term": "hösten 2027"})
    late = client.post(address, data=SETTINGS | {"mark": opened, "controller": "Nka i Kalmar"})
    assert late.status_code == 409
    assert "Någon annan sparade medan du skrev" in late.text
    assert "<dt>Termin</dt><dd>hösten 2027</dd>" in late.text
    assert 'value="Nka i Kalmar"' in late.text
    again = SETTINGS | {"mark": mark_in(late.text), "controller": "Nka i Kalmar"}
    assert client.post(address, data=again).status_code == 302
    db_session.refresh(programme)
    assert (programme.controller, programme.term) == ("Nka i Kalmar", SETTINGS["term"])


def test_who_receives_the_plan_can_be_changed_and_keeps_its_place_and_id(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_programme()
    add(client)
    address = "/natverk/vastra-angen/uppgifter"
    network = db_session.scalars(select(Network)).one()
    municipality, region = (body.id for body in network.bodies)
    page = client.get(address).text
    assert 'value="2027-05-20"' in page
    changed = {name: value for name, value in NETWORK.items() if name not in ("variant", "slug")}
    changed |= {
        "mark": mark_in(page),
        "place": "Ängen",
        "bodies-0-id": str(municipality),
        "bodies-0-name": "",
        "bodies-2-id": str(region),
    }
    assert client.post(address, data=changed | {"bodies-2-name": "Regionen"}).location == "/natverk/vastra-angen"
    db_session.expire_all()
    assert (network.place, [(b.id, b.name) for b in network.bodies]) == ("Ängen", [(region, "Regionen")])
    shown = client.get("/natverk/vastra-angen").text
    assert "Regionen" in shown
    assert "Ängens kommun" not in shown
    late = client.post(address, data=changed | {"bodies-1-name": "Tredje", "bodies-0-name": "Kommunen"})
    assert late.status_code == 409
    assert "Regionen (Region, utan dag)" in late.text
    assert 'value="Kommunen"' in late.text
    assert AuditAction.NETWORK_CHANGED in set(db_session.scalars(select(AuditEntry.action)))


def test_the_network_reads_by_when_its_plan_is_to_be_handed_in(
    client: Visitor, db_session: scoped_session[Session]
) -> None:
    make.make_programme()
    page = client.get(add(client).location).text
    assert "Ängens kommun, senast 20 maj 2027" in page
    assert 'href="/natverk/vastra-angen/uppgifter"' in page


@pytest.mark.parametrize(("variant", "meetings"), [("three", 3), ("two", 2)])
def test_a_network_gets_the_meetings_of_its_variant_and_who_receives_the_plan(
    client: Visitor, db_session: scoped_session[Session], variant: str, meetings: int
) -> None:
    programme = make.make_programme()
    assert add(client, variant=variant).location == "/natverk/vastra-angen"
    network = db_session.scalars(select(Network)).one()
    assert (network.programme_id, network.place, network.region) == (programme.id, "Västra Ängen", "Region Skåne")
    assert [(body.name, body.arena, body.hand_in_on) for body in network.bodies] == [
        ("Ängens kommun", Arena.MUNICIPALITY, date(2027, 5, 20)),
        ("Region Skåne", Arena.REGION, None),
    ]
    assert len(network.meetings) == meetings
    logged = db_session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.NETWORK_ADDED)).one()
    assert (logged.object_id, logged.programme_id) == (network.id, programme.id)
    assert "Västra Ängen" in client.get("/program/cykla").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("place", "", "Platsen saknas"),
        ("region", "", "Välj en region"),
        ("region", "Region Atlantis", "giltigt"),
        ("variant", "nine", "giltigt"),
        ("bodies-0-name", "x" * 301, "Högst 300 tecken"),
        ("bodies-2-name", "Kommun 811218-9876", "personnummer"),
        ("bodies-1-hand_in_on", "2027-05-20", "Skriv vem som ska få planen"),
        ("bodies-0-arena", "union", "giltigt"),
        ("bodies-0-hand_in_on", "20 maj", "Datumet går inte att förstå"),
        ("slug", "Å", "bara små bokstäver"),
    ],
)
def test_a_faulty_network_is_not_made(
    client: Visitor, db_session: scoped_session[Session], field: str, value: str, said: str
) -> None:
    make.make_programme()
    answer = add(client, **{field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert db_session.scalars(select(Network)).all() == []


def test_a_place_that_comes_again_next_term_gets_a_number(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.make_network(make.make_programme("vandra"), "vastra-angen")
    make.make_programme()
    assert "till exempel vastra-angen-2" in add(client, slug="vastra-angen").text
    assert add(client).location == "/natverk/vastra-angen-2"


def test_two_who_take_a_name_at_once_get_one_each(
    db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = make.make_programme()
    make.make_network(programme, "vastra-angen")
    monkeypatch.setattr("bln.programmes.services._chosen", lambda *_: "vastra-angen")  # the other was not there yet
    with pytest.raises(SlugTaken) as raised, db_session.begin_nested():
        begin_network(programme, NetworkFacts("Västra Ängen", "Region Skåne"), "three")
    assert raised.value.free == "vastra-angen-2"
