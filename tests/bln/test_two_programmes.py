"""Two programmes side by side: a new term begun from the one before, and nothing of one shows in the other."""

import re
from datetime import date, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.audit.models import AuditAction, AuditEntry
from bln.introduction.services import NOTHING, Content, save_introduction
from bln.networks.models import CompiledBy, Network, NetworkOwner, Programme, ReceivingBody
from bln.people.models import Account, Membership
from bln.people.services import end_account
from bln.programmes.services import archive
from bln.room.models import Note
from meetings.notes import NoteKind
from meetings.plan_content import Arena
from tests.bln import factories as make
from tests.bln.visitor import Visitor

FORM = "/program/cykla/ny-termin"


@pytest.fixture
def staff(client: Visitor, db_session: scoped_session[Session]) -> Account:
    account = make.make_account("staff", staff=True)
    make.sign_in(client, account)
    return account


@pytest.fixture
def before(staff: Account) -> Programme:
    """A programme that has been going on: with people, dates, texts, receiving bodies and a colleague responsible."""
    programme = make.make_programme(
        compiled_by=CompiledBy.LEADERS, controller="Nka", lawful_basis="Allmänt intresse", starts_on=date(2026, 1, 15)
    )
    network = make.make_network(programme, "ekby", variant="two")
    make.make_network(programme, "alby")
    network.bodies = [
        ReceivingBody(position=1, name="Ekby kommun", arena=Arena.MUNICIPALITY, hand_in_on=date(2026, 6, 1)),
        ReceivingBody(position=2, name="Region Ek", arena=Arena.REGION, hand_in_on=None),
    ]
    network.owner = NetworkOwner(account_id=staff.id)
    make.meeting_of(network).planned_at = datetime.fromisoformat("2026-03-14T13:00")
    leader = make.make_leader(network)
    make.write(network, leader, "Vägen är smal.")
    save_introduction(programme, NOTHING.mark, Content("https://film.example.org/start", 12, transcript="Välkommen."))
    return programme


def follow(client: Visitor, programme: Programme, **changes: object) -> Programme | None:
    said = {
        "title": programme.title,
        "term": "hösten",
        "compiled_by": "leaders",
        "priority_method": "dialogue",
        "dots": programme.dots,
        "controller": "Nka",
        "lawful_basis": "Allmänt intresse",
        "places": [str(network.id) for network in programme.networks],
        "slug": "nasta",
    } | changes
    answer = client.post(FORM, data=said)
    return (
        make.db.session.scalar(select(Programme).where(Programme.slug == answer.location.split("/")[-1]))
        if (answer.status_code == 302)
        else None
    )


def test_the_page_says_what_comes_along_and_begins_as_the_programme_before(client: Visitor, before: Programme) -> None:
    page = client.get(FORM).text
    assert "Det här följer inte med" in page
    assert re.search(r'name="title"[^>]*value="Cykla cykla"', page)
    assert re.search(r'name="term"[^>]*value=""', page)
    assert len(re.findall(r"<input[^>]*checked[^>]*name=\"places\"|<input[^>]*name=\"places\"[^>]*checked", page)) == 2


def test_a_new_term_has_template_settings_networks_bodies_and_colleagues_and_nothing_else(
    client: Visitor, before: Programme, staff: Account
) -> None:
    begun = follow(client, before)
    assert begun is not None
    assert begun.template_data == before.template_data
    assert (begun.term, begun.compiled_by, begun.controller) == ("hösten", CompiledBy.LEADERS, "Nka")
    assert (begun.starts_on, begun.ends_on, begun.archived_at) == (None, None, None)
    networks = {network.place: network for network in begun.networks}
    assert {place: network.slug for place, network in networks.items()} == {"Ekby": "ekby-2", "Alby": "alby-2"}
    ekby = networks["Ekby"]
    bodies = [(body.name, body.arena, body.hand_in_on) for body in ekby.bodies]
    assert bodies == [("Ekby kommun", Arena.MUNICIPALITY, None), ("Region Ek", Arena.REGION, None)]
    assert ekby.owner is not None
    assert ekby.owner.account_id == staff.id
    assert networks["Alby"].owner is None
    assert [meeting.steps for meeting in ekby.meetings] == [("map",), ("choose", "ride")], "the variant it has"
    assert len(networks["Alby"].meetings) == 3
    assert all(meeting.planned_at is None for network in begun.networks for meeting in network.meetings)
    ids = [network.id for network in begun.networks]
    assert (
        make.db.session.scalar(select(func.count()).select_from(Membership).where(Membership.network_id.in_(ids))) == 0
    )
    assert make.db.session.scalar(select(func.count()).select_from(Note)) == 1
    assert "film.example.org" not in client.get("/program/nasta/introduktion").text
    logged = make.db.session.scalars(
        select(AuditEntry.programme_id).where(AuditEntry.action == AuditAction.PROGRAMME_BEGUN)
    )
    assert list(logged) == [begun.id]


def test_the_programme_before_stays_as_it_was(client: Visitor, before: Programme) -> None:
    follow(client, before)
    make.db.session.refresh(before)
    assert [network.slug for network in before.networks] == ["alby", "ekby"]
    assert before.term == "våren"


def test_only_the_networks_that_are_ticked_come_along_and_strangers_never(client: Visitor, before: Programme) -> None:
    other = make.make_network(make.make_programme("vandra"), "norrby")
    assert follow(client, before, places=[str(other.id)]) is None
    begun = follow(client, before, places=[str(before.networks[0].id)])
    assert begun is not None
    assert [network.place for network in begun.networks] == ["Alby"]
    without = follow(client, before, places=[], slug="tom")
    assert without is not None
    assert without.networks == []


def test_an_address_that_is_taken_loses_nothing_and_a_term_is_needed(client: Visitor, before: Programme) -> None:
    assert follow(client, before, slug="cykla") is None
    assert follow(client, before, term="") is None
    assert make.db.session.scalar(select(func.count()).select_from(Programme)) == 1
    assert make.db.session.scalar(select(func.count()).select_from(Network)) == 2


def test_a_new_term_can_be_begun_from_an_archived_programme_and_leaves_an_ended_colleague_behind(
    client: Visitor, before: Programme
) -> None:
    olle = make.make_account("olle", staff=True)
    before.networks[0].owner = NetworkOwner(account_id=olle.id)
    make.db.session.commit()
    archive(before)
    end_account(olle)
    make.db.session.commit()
    begun = follow(client, before)
    assert begun is not None
    assert not begun.archived_at
    assert {network.place: bool(network.owner) for network in begun.networks} == {"Alby": False, "Ekby": True}


def test_nothing_of_one_programme_shows_in_another_with_the_same_template_and_leader(
    client: Visitor, before: Programme, staff: Account
) -> None:
    begun = follow(client, before)
    assert begun is not None
    old, new = before.networks[1], next(network for network in begun.networks if network.place == "Ekby")
    leader = make.make_leader(new, "bada")
    make.join(old, leader.person, make.Role.LEADER)
    make.write(old, leader, "Får man cykla här?", kind=NoteKind.QUESTION)
    make.submit(old, leader)
    make.share(make.round_scope(before), staff)
    pages = {
        (slug, page): client.get(f"/program/{slug}{page}")
        for slug in ("cykla", "nasta")
        for page in ("", "/rapport", "/traffar", "/logg", "/omgang/1/sammanstallning")
    }
    assert {page.status_code for page in pages.values()} == {200}
    seen = {key: page.text for key, page in pages.items()}
    assert "1 av 2" in seen["cykla", ""].replace("\xa0", " ")
    assert "0 av 2" in seen["nasta", ""].replace("\xa0", " ")
    for (slug, page), text in seen.items():
        if slug == "nasta":
            assert "Vägen är smal" not in text, page
            assert 'href="/natverk/ekby"' not in text, page
            assert 'href="/natverk/ekby/' not in text, page
    assert "Får man cykla här?" not in client.get("/fragor?program=nasta").text
    make.sign_in(client, leader)
    first = client.get("/").text
    assert 'href="/natverk/ekby"' in first
    assert 'href="/natverk/ekby-2"' in first
    assert "/program/cykla/omgang/1" in client.get("/natverk/ekby").text
    assert "/program/cykla/omgang/1" not in client.get("/natverk/ekby-2").text
    assert "/program/nasta/omgang/1" not in client.get("/natverk/ekby-2").text, "nothing is shared there"
    assert "Vägen är smal" not in client.get("/natverk/ekby-2/mote/1").text
