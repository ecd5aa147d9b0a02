"""An archived programme: everybody reads what they could read, nobody changes anything, and it can be opened again."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from bln.audit.models import AuditAction, AuditEntry
from bln.clock import today, utcnow
from bln.db import Base
from bln.mail.models import Mail
from bln.members.inviting import Invited, invite, remind
from bln.members.mails import INVITATION_PURPOSE
from bln.members.models import Invitation, InvitationState
from bln.networks.models import CompiledBy, Network, Programme
from bln.people.models import Account
from bln.people.tokens import issue_token
from bln.programmes.services import archive, open_again
from bln.reports.sending import remind_of_reports, send_version
from bln.room.models import Note
from meetings.notes import NoteKind
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor
from tests.bln.visitors import IN, Place, outcome_of
from tests.bln.world import World, build_world, requests

ARCHIVED = "Programmet är arkiverat"
# What is one's own and no programme's, and what an archived programme lets be done.
STAY_OPEN = (
    "account.",
    "second_step.",
    "people.",
    "links.",
    "again.",
    "privacy.",
    "evidence.",
    "interest.express",
    "calendar.",
    "mail.",
    "invitations.personal",
    "invitations.ask_for_link",
    "phones.join",  # test_phones.py
    "phones.leave",
    "programmes.begin",
    "programmes.archive",
    "programmes.follow",
    "programmes.open_again",
)


@pytest.fixture
def network(db_session: scoped_session[Session]) -> Network:
    return make.make_network(make.make_programme())


@pytest.fixture
def staff(db_session: scoped_session[Session]) -> Account:
    return make.make_account("staff", staff=True)


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


def posts(app: Flask, world: World, visitor: str) -> dict[str, tuple[object, bool]]:
    """What each address that is posted to answers in the own network: the outcome, and whether it says why."""
    met = {}
    for name, method, address in requests(app, world, Place.OWN):
        if method == "POST" and not name.startswith(STAY_OPEN):
            client = app.test_client()
            make.sign_in(client, world.users[visitor])
            data = {"answer": "ja", "consents": "y"} if name == "invitations.show" else {}
            answer = client.post(address, data=data)
            met[name] = outcome_of(answer), ARCHIVED in answer.text
    return met


def rows() -> dict[str, int]:
    """How many rows there are, but for those of signing in."""
    passing = {"sessions", "attempts", "audit_entries"}
    tables = [table for table in Base.metadata.sorted_tables if table.name not in passing]
    return {table.name: make.db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize(
    ("visitor", "compiled_by"),
    [("staff", CompiledBy.STAFF), ("leader", CompiledBy.LEADERS), ("member", CompiledBy.STAFF)],
)
def test_every_change_is_refused_and_says_why(
    app: Flask, db_session: scoped_session[Session], visitor: str, compiled_by: CompiledBy
) -> None:
    world = build_world(compiled_by)
    archive(world.networks[Place.OWN].programme)
    before = rows()
    let_in = {name for name, (outcome, _) in posts(app, world, visitor).items() if outcome is IN}
    assert let_in <= {"published.search", "invitations.show", "plan_check.check"}, "only what changes nothing"
    told = {name for name, (_, why) in posts(app, world, visitor).items() if why}
    assert told, "there was something to refuse"
    assert rows() == before


def test_what_could_be_read_can_be_read_with_a_word_that_it_is_archived(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    archive(network.programme)
    addresses = ["/natverk/ekby", "/natverk/ekby/mote/1/inlamnat", "/natverk/ekby/plan"]
    for account, pages in ((leader, addresses), (staff, [*addresses, "/program/cykla", "/program/cykla/rapport"])):
        make.sign_in(client, account)
        for address in pages:
            page = client.get(address)
            assert page.status_code == 200, address
            assert "går att läsa men inte att ändra" in page.text


def test_a_note_that_is_refused_says_so_to_the_script_that_saves_it(
    client: Visitor, network: Network, leader: Account
) -> None:
    archive(network.programme)
    make.sign_in(client, leader)
    answer = client.post("/natverk/ekby/mote/1/anteckningar", headers={"Accept": "application/json"})
    assert answer.status_code == 403
    assert ARCHIVED in answer.get_json()["message"]
    assert make.db.session.scalar(select(func.count()).select_from(Note)) == 0


def test_staff_archive_a_programme_and_open_it_again_and_both_are_logged(
    client: Visitor, network: Network, staff: Account
) -> None:
    make.sign_in(client, staff)
    assert "Inget tas bort" in client.get("/program/cykla/arkivera").text
    for _ in range(2):
        assert client.post("/program/cykla/arkivera").location == "/program/cykla"
    page = client.get("/program/cykla").text
    assert "Öppna programmet igen" in page
    assert "Lägg till ett nätverk" not in page
    assert client.post("/program/cykla/installningar").status_code == 403
    assert client.post("/program/cykla/oppna-igen").location == "/program/cykla"
    assert "Öppna programmet igen" not in client.get("/program/cykla").text
    assert client.post("/natverk/ekby/ansvarig", data={"owner": str(staff.id)}).status_code == 302
    logged = list(make.db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.at)))
    changes = [each for each in logged if each.value.startswith("programme_")]
    assert changes == [AuditAction.PROGRAMME_ARCHIVED, AuditAction.PROGRAMME_REOPENED]


def test_an_archived_programme_leaves_the_first_page_and_the_questions(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    make.write(network, leader, "Får man cykla här?", kind=NoteKind.QUESTION)
    make.submit(network, leader)
    make.make_programme("vandra")
    make.sign_in(client, staff)
    assert client.get("/").location == "/program/vandra", "the newest open one"
    assert "Får man cykla här?" in client.get("/fragor").text
    archive(network.programme)
    assert "Får man cykla här?" not in client.get("/fragor").text
    assert "Får man cykla här?" in client.get("/fragor?program=cykla").text
    archive(make.db.session.scalars(select(Programme).where(Programme.slug == "vandra")).one())
    page = client.get("/").text
    assert "<summary>Arkiverat</summary>" in page
    assert 'href="/program/cykla"' in page


def test_nobody_is_reminded_of_what_is_archived_until_it_is_open_again(
    network: Network, leader: Account, staff: Account
) -> None:
    invite(network, [Invited("Eva", "eva@example.invalid")])
    send_version(network.programme, "", today() + timedelta(days=10), staff)
    later = utcnow() + timedelta(days=8)
    archive(network.programme)
    assert (remind(later), remind_of_reports(later)) == (0, 0)
    open_again(network.programme)
    assert (remind(later), remind_of_reports(later)) == (1, 1)
    assert make.db.session.scalar(select(func.count()).where(Mail.kind == "invitation_reminder")) == 1
    assert make.db.session.scalars(select(Invitation.reminders)).one() > 0


@pytest.mark.parametrize(("said", "status"), [("ja", 403), ("nej", 200)])
def test_an_invitation_can_be_declined_but_not_accepted(
    client: Visitor, network: Network, said: str, status: int
) -> None:
    (invitation,) = invite(network, [Invited("Eva", "eva@example.invalid", (make.Perspective.CARER,))])
    secret = issue_token(INVITATION_PURPOSE, invitation.id)
    archive(network.programme)
    answer = client.post(f"/inbjudan/{secret}", data={"answer": said, "consents": "y"})
    assert answer.status_code == status
    make.db.session.refresh(invitation)
    assert invitation.state is (InvitationState.PENDING if said == "ja" else InvitationState.DECLINED)


def test_whoever_takes_part_can_still_leave(client: Visitor, network: Network) -> None:
    member = make.make_account("mia")
    make.join(network, member.person, make.Role.MEMBER)
    archive(network.programme)
    make.sign_in(client, member)
    assert client.post("/mina-uppgifter/lamna/ekby", data={"sure": "y"}).location == "/mina-uppgifter"
    assert client.get("/natverk/ekby").status_code == 404


def test_a_leader_of_an_open_and_an_archived_programme_finds_both_and_writes_in_one(
    client: Visitor, network: Network, leader: Account
) -> None:
    newer = make.make_network(make.make_programme("vandra"), "ekby-2")
    make.join(newer, leader.person, make.Role.LEADER)
    make.meeting_of(newer).planned_at = datetime.fromisoformat("2026-10-27T13:00")
    archive(network.programme)
    make.sign_in(client, leader)
    open_part, _, archived_part = client.get("/").text.partition("<summary>Arkiverat</summary>")
    assert 'href="/natverk/ekby-2"' in open_part
    assert 'href="/natverk/ekby"' in archived_part
    assert "går att läsa men inte" not in client.get("/natverk/ekby-2").text
    make.write(newer, leader, "Leden är bred.")
    assert client.post("/natverk/ekby-2/mote/1/lamna-in").status_code in (302, 422)
    assert client.post("/natverk/ekby/mote/1/lamna-in").status_code == 403


def test_the_board_offers_the_other_programmes_at_no_more_cost(
    client: Visitor, network: Network, staff: Account
) -> None:
    make.sign_in(client, staff)
    assert "Byt program" not in client.get("/program/cykla").text
    for n in range(5):
        make.make_programme(f"vandra-{n}")
    with counted_selects() as found:
        page = client.get("/program/cykla").text
    assert len(found) <= 14
    for n in range(5):
        assert f'href="/program/vandra-{n}"' in page
