"""Disposal: only under a decision, all of it at once, and a receipt that can be checked."""

import json
from hashlib import sha256

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session, scoped_session

from bln.audit.models import AuditAction, AuditEntry
from bln.db import Base
from bln.desk.models import DraftTheme, SortingStep, SummaryDraft, ThemeOwner
from bln.interchange.records import PROGRAMME
from bln.interchange.services import import_programme
from bln.interchange.writer import export_programme
from bln.networks.models import Meeting, Network, Programme
from bln.people.models import Account, Membership, Person, Role
from bln.plans.services import write_row
from bln.privacy.disposal import _scopes, dispose
from bln.privacy.models import Disposal
from bln.questions.models import QuestionOwner
from bln.room.models import Note
from meetings.plan_content import Risk
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.test_interchange import GARDEN, _records

RISK = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"
DECISION = "Gallringsbeslut KS 2027/12"
STEP = {"kind": "sort", "change": {}}
STAY = {
    "programmes",
    "networks",
    "receiving_bodies",
    "meetings",
    "meeting_steps",
    "memberships",
    "consents",
    "people",
    "introductions",
    "disposals",
}


@pytest.fixture
def garden(db_session: scoped_session[Session]) -> Programme:
    """A programme with every kind of record, and with a step of sorting and a colleague responsible for a question
    and for a theme, which no file holds."""
    programme = import_programme(GARDEN)
    note, nora = db_session.scalars(select(Note.id)).first(), Account(person=Person(), email="nora@example.invalid")
    db_session.add(nora)
    db_session.flush()
    db_session.add(ThemeOwner(theme_id=db_session.scalars(select(DraftTheme.id)).first(), account_id=nora.id))
    db_session.add(QuestionOwner(note_id=note, account_id=nora.id))
    db_session.add(SortingStep(draft_id=db_session.scalars(select(SummaryDraft.id)).first(), number=1, **STEP))
    db_session.commit()
    return programme


def run(app: Flask, *arguments: str, input: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=["dispose", *arguments], input=input)


def rows(session: scoped_session[Session]) -> dict[str, int]:
    found = {table.name: table for table in Base.metadata.sorted_tables}
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in found.items()}


def test_every_kind_of_record_of_a_programme_goes_or_stays_on_purpose(garden: Programme) -> None:
    goes = {model.__tablename__ for _, model, _ in _scopes(garden)}
    assert goes | STAY == {record.table.name for record in _records(PROGRAMME)} | {
        "sorting_steps",
        "question_owners",
        "theme_owners",
    }
    assert not goes & STAY


def test_all_documents_go_and_the_rest_stays(db_session: scoped_session[Session], garden: Programme) -> None:
    before = rows(db_session)
    dispose(garden, DECISION)
    after = rows(db_session)
    goes = {model.__tablename__ for _, model, _ in _scopes(garden)}
    assert {name: after[name] for name in goes} == dict.fromkeys(goes, 0)
    assert all(before[name] for name in goes), "there was something of every kind"
    assert {name: after[name] - before[name] for name in STAY} == dict.fromkeys(STAY, 0) | {"disposals": 1}
    assert [len(list(db_session.scalars(select(model)))) for model in (Network, Meeting, Membership)] == [
        before["networks"],
        before["meetings"],
        before["memberships"],
    ]


def test_the_receipt_tells_what_went_and_under_which_decision(
    db_session: scoped_session[Session], garden: Programme
) -> None:
    counted, exported = rows(db_session), export_programme(garden)
    receipt = dispose(garden, DECISION)
    assert receipt.decision == DECISION
    assert receipt.fingerprint == sha256(exported).hexdigest(), "a kept export can be checked against the receipt"
    assert receipt.counts == {
        "notes": counted["notes"],
        "revisions": counted["note_revisions"],
        "guides": counted["guide_versions"],
        "adaptations": counted["guide_adaptations"],
        "submissions": counted["submissions"],
        "priorities": counted["priority_versions"],
        "attendances": counted["attendances"],
        "summaries": counted["summary_drafts"],
        "shared_summaries": counted["summary_versions"],
        "plans": counted["plan_revisions"],
        "closing_answers": counted["closing_answers"],
        "invitations": counted["invitations"],
        "calls": counted["calls"],
        "report_texts": counted["passage_revisions"],
        "report_versions": counted["report_versions"],
        "report_answers": counted["report_answers"],
        "publications": counted["publications"],
        "outcomes": counted["outcome_versions"],
        "checks": counted["notes_checks"],
        "answers": counted["question_answers"],
    }
    kept = json.loads(export_programme(garden))["disposals"]
    assert DECISION in [found["decision"] for found in kept], "the receipt moves with the programme"
    logged = list(db_session.scalars(select(AuditEntry.action)))
    assert logged == [AuditAction.DOCUMENTS_DISPOSED]


def test_another_programme_keeps_everything(db_session: scoped_session[Session], garden: Programme) -> None:
    network = make.make_network(make.make_programme())
    leader = make.make_leader(network)
    make.join(network, make.make_account("mia").person, Role.MEMBER, Perspective.CARER)
    make.write(network, leader, "Vägen är smal.")
    make.submit(network, leader)
    make.share(make.meeting_scope(network), leader)
    make.share(make.round_scope(network.programme), leader)
    write_row(network, 0, "risks", Risk(RISK, "Halka"), leader)
    before = export_programme(network.programme)
    dispose(garden, DECISION)
    assert export_programme(network.programme) == before


def test_all_goes_or_nothing(db_session: scoped_session[Session], garden: Programme) -> None:
    before = export_programme(garden)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    event.listen(Disposal, "before_insert", fail)
    try:
        with pytest.raises(OSError, match="disk"):
            dispose(garden, DECISION)
    finally:
        event.remove(Disposal, "before_insert", fail)
    db_session.rollback()
    assert export_programme(garden) == before


def test_the_command_shows_what_would_go_and_touches_nothing(
    app: Flask, db_session: scoped_session[Session], garden: Programme
) -> None:
    before = export_programme(garden)
    result = run(app, "--decision", DECISION, "--dry-run")
    assert result.exit_code == 0
    assert f"Beslut: {DECISION}" in result.output
    assert f"  anteckningar: {rows(db_session)['notes']}\n" in result.output
    assert result.output.endswith("Inget är gallrat.\n")
    assert export_programme(garden) == before


def test_the_command_asks_and_a_no_changes_nothing(
    app: Flask, db_session: scoped_session[Session], garden: Programme
) -> None:
    before = export_programme(garden)
    result = run(app, "--programme", garden.slug, "--decision", DECISION, input="n\n")
    assert result.exit_code == 1
    assert "går inte att ångra" in result.output
    assert export_programme(garden) == before


def test_the_command_prints_the_receipt_that_is_stored(
    app: Flask, db_session: scoped_session[Session], garden: Programme
) -> None:
    result = run(app, "--decision", DECISION, "--yes")
    assert result.exit_code == 0
    receipt = db_session.scalars(select(Disposal).where(Disposal.decision == DECISION)).one()
    printed = result.output.partition("Kvitto\n")[2]
    assert DECISION in printed
    assert receipt.fingerprint in printed
    assert f"delade sammanställningar: {receipt.counts['shared_summaries']}" in printed
    again = run(app, "--decision", DECISION, "--yes")
    assert (again.exit_code, again.stderr) == (1, "Det finns inga handlingar att gallra.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Skriv beslutet om gallring med --decision."),
        (["--decision", "  "], 2, "Skriv beslutet om gallring med --decision."),
        (["--decision", "x" * 301], 1, "Beslutet får vara högst 300 tecken."),
        (["--decision", "om 811218-9876"], 1, "personnummer"),
        (["--decision", DECISION, "--programme", "odla"], 1, "Menade du odla-2026?"),
    ],
)
def test_without_a_proper_decision_or_programme_nothing_goes(
    app: Flask, db_session: scoped_session[Session], garden: Programme, arguments: list[str], code: int, said: str
) -> None:
    before = export_programme(garden)
    result = run(app, *arguments, "--yes")
    assert result.exit_code == code
    assert said in result.stderr
    assert export_programme(garden) == before


def test_a_network_can_begin_anew_afterwards(db_session: scoped_session[Session]) -> None:
    network = make.make_network(make.make_programme())
    leader: Account = make.make_leader(network)
    make.write(network, leader, "Vägen är smal.")
    dispose(network.programme, DECISION)
    assert make.write(network, leader, "Ny väg.")[0].number == 1
