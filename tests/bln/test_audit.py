"""The audit log: what ends there, what never does, that it only grows, and how staff read it."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String, delete, func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.types import Enum

from bln.audit.models import AuditAction, AuditEntry, ObjectKind
from bln.audit.queries import ENTRIES_A_PAGE
from bln.audit.services import audit
from bln.audit.views import ACTIONS
from bln.desk.services import begin_draft
from bln.networks.models import Network
from bln.people.models import Account
from bln.plans.services import remove_row, write_row
from bln.privacy.services import erase_person
from meetings.plan_content import Risk
from tests.bln import factories as make
from tests.bln.visitor import Visitor

RISK = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"
SECRETS = ("Vägen är smal", "Halka")


def entries(session: scoped_session[Session]) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.at)))


def logged(session: scoped_session[Session]) -> set[tuple[AuditAction, uuid.UUID]]:
    return {(entry.action, entry.object_id) for entry in entries(session)}


@pytest.fixture
def staff(db_session: scoped_session[Session]) -> Account:
    return make.make_account("staff", staff=True)


def test_handing_in_sorting_sharing_and_the_plan_are_logged(
    db_session: scoped_session[Session], network: Network, staff: Account
) -> None:
    make.write(network, staff, "Vägen är smal.")
    assert logged(db_session) == {(AuditAction.ACCOUNT_MADE, staff.person_id)}, "a draft is nobody's business"
    make.submit(network, staff)
    scope = make.meeting_scope(network)
    draft = begin_draft(scope)
    begin_draft(scope)
    make.share(scope, staff)
    version = write_row(network, 0, "risks", Risk(RISK, "Halka"), staff)
    write_row(network, version, "risks", Risk(RISK, "Halka"), staff)
    remove_row(network, version, "risks", RISK, staff)
    found = [(entry.action, entry.kind, entry.object_id, entry.programme_id) for entry in entries(db_session)[1:]]
    programme = network.programme_id
    assert found == [
        (AuditAction.NOTES_SUBMITTED, ObjectKind.MEETING, make.meeting_of(network).id, programme),
        (AuditAction.SORTING_BEGUN, ObjectKind.SUMMARY, draft.id, programme),
        (AuditAction.SUMMARY_SHARED, ObjectKind.SUMMARY, draft.id, programme),
        (AuditAction.PLAN_WRITTEN, ObjectKind.NETWORK, network.id, programme),
        (AuditAction.PLAN_WRITTEN, ObjectKind.NETWORK, network.id, programme),
    ], "what changes nothing is not logged"


def test_who_did_it_is_whoever_is_signed_in(
    client: Visitor, db_session: scoped_session[Session], network: Network
) -> None:
    leader = make.make_leader(network)
    make.write(network, leader, "Vägen är smal.")
    make.sign_in(client, leader)
    assert client.post("/natverk/ekby/mote/1/lamna-in").status_code == 302
    (entry,) = [entry for entry in entries(db_session) if entry.action is AuditAction.NOTES_SUBMITTED]
    assert entry.account_id == leader.id


def test_sign_in_and_failed_sign_in_are_not_logged(client: Visitor, db_session: scoped_session[Session]) -> None:
    make.make_account("eva", password=make.PASSWORD)
    for password in ("fel lösenord", make.PASSWORD):
        client.post("/logga-in", data={"email": "eva@example.invalid", "password": password})
    assert [entry.action for entry in entries(db_session)] == [AuditAction.ACCOUNT_MADE]


def test_a_command_that_adds_or_exports_is_logged_without_a_person(
    app: Flask, db_session: scoped_session[Session], network: Network
) -> None:
    run = app.test_cli_runner().invoke
    add = ["user", "add", "bo@example.org", "--name", "Bo", "--network", "ekby", "--password-stdin"]
    assert run(args=add, input=make.PASSWORD).exit_code == 0
    assert run(args=["export", "data", "-o", "-"]).exit_code == 0
    found = {(entry.action, entry.programme_id, entry.account_id) for entry in entries(db_session)}
    assert found == {
        (AuditAction.ACCOUNT_MADE, None, None),
        (AuditAction.MEMBER_ADDED, network.programme_id, None),
        (AuditAction.DATA_EXPORTED, network.programme_id, None),
    }


def test_what_is_undone_is_not_logged(db_session: scoped_session[Session], network: Network) -> None:
    audit(AuditAction.PLAN_WRITTEN, ObjectKind.NETWORK, network.id, network.programme_id)
    db_session.rollback()
    assert entries(db_session) == []


def test_there_is_no_room_for_a_text() -> None:
    texts = [
        c.name for c in AuditEntry.__table__.columns if isinstance(c.type, String) and not isinstance(c.type, Enum)
    ]
    assert texts == []


def forbid(session: scoped_session[Session], statement: Any) -> None:
    with pytest.raises(DBAPIError, match="the audit log only grows"), session.begin_nested():
        session.execute(statement)


CHANGES: dict[str, Callable[[], Any]] = {
    "deleting": lambda: delete(AuditEntry),
    "another action": lambda: update(AuditEntry).values(action=AuditAction.DATA_EXPORTED),
    "another time": lambda: update(AuditEntry).values(at=func.current_timestamp()),
    "another object": lambda: update(AuditEntry).values(object_id=uuid.uuid4()),
    "hiding who": lambda: update(AuditEntry).values(account_id=None),
    "touching nothing": lambda: update(AuditEntry).values(kind=AuditEntry.kind),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_refuses_to_change_or_delete_a_line(
    client: Visitor, db_session: scoped_session[Session], network: Network, change: Callable[[], Any]
) -> None:
    test_who_did_it_is_whoever_is_signed_in(client, db_session, network)
    before = [(e.id, e.at, e.action, e.object_id, e.account_id) for e in entries(db_session)]
    forbid(db_session, change())
    db_session.expire_all()
    assert [(e.id, e.at, e.action, e.object_id, e.account_id) for e in entries(db_session)] == before


def test_an_account_that_goes_leaves_the_line_without_it(
    client: Visitor, db_session: scoped_session[Session], network: Network
) -> None:
    test_who_did_it_is_whoever_is_signed_in(client, db_session, network)
    done_by = select(AuditEntry).where(AuditEntry.action == AuditAction.NOTES_SUBMITTED)
    account = db_session.get(Account, db_session.scalars(done_by).one().account_id)
    assert account
    other = make.make_account("bo", staff=True)
    client.post("/logga-ut")
    make.sign_in(client, other)
    client.post("/mina-uppgifter/hamta.json")
    make.join(network, other.person, make.Role.DEPUTY)
    erase_person(account.person)
    db_session.expire_all()
    whom = {entry.action: entry.account_id for entry in entries(db_session)}
    assert whom[AuditAction.NOTES_SUBMITTED] is None
    assert whom[AuditAction.DATA_EXPORTED] == other.id, "only the lines of the account that went"


def page(client: Visitor, staff: Account, query: str = "") -> str:
    make.sign_in(client, staff)
    return client.get(f"/program/cykla/logg{query}").text


def test_staff_read_what_was_done_where_and_by_whom(
    client: Visitor, db_session: scoped_session[Session], network: Network, staff: Account
) -> None:
    leader = make.make_leader(network)
    make.write(network, leader, "Vägen är smal.")
    make.sign_in(client, leader)
    client.post("/natverk/ekby/mote/1/lamna-in")
    make.share(make.round_scope(network.programme), staff)
    write_row(network, 0, "risks", Risk(RISK, "Halka"), staff)
    shown = page(client, staff)
    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in shown.split("<tr")[2:]]
    told = [" ".join(row) for row in rows]
    assert any("Lämnade in anteckningar Ekby, möte 1 Ledaren" in row for row in told), told
    assert any("Delade en sammanställning Mötesomgång 1" in row for row in told)
    assert any("Skrev i planen Ekby" in row for row in told)
    assert not [secret for secret in SECRETS if secret in shown]


def test_another_programme_stays_out_and_what_belongs_to_none_is_shown(
    client: Visitor, db_session: scoped_session[Session], network: Network, staff: Account
) -> None:
    other = make.make_network(make.make_programme("vandra"), "norrby")
    write_row(other, 0, "risks", Risk(RISK, "Halka"), staff)
    shown = page(client, staff).partition("<table")[2]
    assert "Norrby" not in shown
    assert "Skapade ett konto" in shown


def test_the_log_can_be_narrowed_to_one_kind_and_leafed_through(
    client: Visitor, db_session: scoped_session[Session], network: Network, staff: Account
) -> None:
    for _ in range(ENTRIES_A_PAGE + 1):
        audit(AuditAction.PLAN_WRITTEN, ObjectKind.NETWORK, network.id, network.programme_id)
    db_session.commit()
    assert "Sida 1 av 2" in page(client, staff)
    assert page(client, staff, "?sida=2").count("<tr ") == 1 + 2
    narrowed = page(client, staff, "?handelse=account_made").partition("<table")[2]
    assert "Skapade ett konto" in narrowed
    assert "Skrev i planen" not in narrowed
    assert "Inget av det slaget har hänt" in page(client, staff, "?handelse=notes_submitted")


def test_every_action_has_words() -> None:
    assert set(ACTIONS) == set(AuditAction)
