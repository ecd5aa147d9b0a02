"""Staff start a programme from a template, change its settings, and add networks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.audit.models import AuditAction, AuditEntry
from bln.networks.models import CompiledBy, Network, PriorityMethod, Programme
from bln.people.models import Account
from bln.programmes.services import NewNetwork, SlugTaken, begin_network
from network_templates.loader import find_templates, load_template
from tests.bln import factories as make
from tests.bln.visitor import Visitor

TEMPLATE = "nara_vard_anhoriga"
SETTINGS = {
    "title": "Nära vård och anhöriga",
    "term": "våren 2027",
    "compiled_by": "leaders",
    "priority_method": "votes",
    "controller": "Nka",
    "lawful_basis": "Uppgift av allmänt intresse.",
}
NEW = SETTINGS | {"template": TEMPLATE, "slug": ""}
NETWORK = {
    "place": "Västra Ängen",
    "region": "Region Skåne",
    "bodies": "Ängens kommun\n\n  Region   Skåne \nAnhörigföreningen",
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
    assert (found.compiled_by, found.priority_method) == (CompiledBy.LEADERS, PriorityMethod.VOTES)
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
    assert client.post("/program/cykla/installningar", data=SETTINGS | {"slug": "nytt"}).location == "/program/cykla"
    db_session.refresh(programme)
    assert {name: getattr(programme, name) for name in SETTINGS} == SETTINGS
    assert (programme.slug, programme.template_data) == ("cykla", template)
    assert client.post("/program/cykla/installningar", data=SETTINGS | {"title": ""}).status_code == 422


@pytest.mark.parametrize(("variant", "meetings"), [("three", 3), ("two", 2)])
def test_a_network_gets_the_meetings_of_its_variant_and_who_receives_the_plan(
    client: Visitor, db_session: scoped_session[Session], variant: str, meetings: int
) -> None:
    programme = make.make_programme()
    assert add(client, variant=variant).location == "/natverk/vastra-angen"
    network = db_session.scalars(select(Network)).one()
    assert (network.programme_id, network.place, network.region) == (programme.id, "Västra Ängen", "Region Skåne")
    assert network.bodies == ["Ängens kommun", "Region Skåne", "Anhörigföreningen"]
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
        ("bodies", "\n".join(f"Kommun {n}" for n in range(21)), "Högst 20 mottagare"),
        ("bodies", "x" * 301, "En rad är för lång"),
        ("bodies", "Kommun 811218-9876", "personnummer"),
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
    wanted = NewNetwork("", "Västra Ängen", "Region Skåne", [], "three")
    monkeypatch.setattr("bln.programmes.services._chosen", lambda *_: "vastra-angen")  # the other was not there yet
    with pytest.raises(SlugTaken) as raised, db_session.begin_nested():
        begin_network(programme, wanted)
    assert raised.value.free == "vastra-angen-2"
