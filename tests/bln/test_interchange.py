"""A programme as a file, out and in."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, scoped_session

from bln.db import Base
from bln.interchange.json_file import MOST_BYTES, FaultyFile
from bln.interchange.record import Record
from bln.interchange.records import PROGRAMME
from bln.interchange.services import import_programme
from bln.interchange.writer import export_programme
from bln.networks.models import Network, Programme
from bln.people.models import Account, Membership, Person, Role
from meetings.snapshot import canonical_json

GARDEN = (Path(__file__).parent / "data" / "garden.json").read_bytes()
OF_A_PLACE = {
    "accounts",
    "attempts",
    "audit_entries",
    "fact_versions",
    "interests",
    "introduction_marks",
    "mails",
    "network_owners",
    "no_notices",
    "notices",
    "phone_ballots",
    "phone_notes",
    "phone_polls",
    "phones",
    "question_owners",
    "recovery_codes",
    "rooms",
    "sessions",
    "sorting_steps",
    "speaking_turns",
    "theme_owners",
    "tokens",
    "wall_choices",
}  # tables that belong to an installation, not to a programme
LEFT_OUT = {
    "saved_by_id",
    "submitted_by_id",
    "shared_by_id",
    "sent_by_id",
    "given_by_id",
    "replied_by_id",
    "opened_by_id",
    "published_by_id",
    "withdrawn_by_id",
    "email",
}

Data = dict[str, Any]


def _records(record: Record) -> Iterator[Record]:
    yield record
    for inner in record.lists.values():
        yield from _records(inner)


def _stored(session: scoped_session[Session]) -> int:
    """How many rows there are; the library of facts has its first ones from the beginning."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != "fact_versions"]
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def _empty(session: scoped_session[Session]) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(delete(table))
    session.commit()


def _file(data: Data) -> bytes:
    return canonical_json(data).encode()


def _faults(content: bytes) -> list[str]:
    with pytest.raises(FaultyFile) as raised:
        import_programme(content)
    return list(raised.value.faults)


def _faults_after(change: Callable[[Data], Any]) -> list[str]:
    data = json.loads(GARDEN)
    change(data)
    return _faults(_file(data))


def _put(path: str, value: Any) -> Callable[[Data], None]:
    """A change that sets the value at a path as the faults write it."""
    *way, last = path.replace("[", ".").replace("]", "").split(".")

    def change(data: Any) -> None:
        for step in way:
            data = data[int(step)] if isinstance(data, list) else data[step]
        data[int(last) if isinstance(data, list) else last] = value

    return change


def test_a_programme_comes_out_as_it_went_in(db_session: scoped_session[Session]) -> None:
    assert export_programme(import_programme(GARDEN)) == GARDEN


def test_what_the_database_holds_survives_a_move(db_session: scoped_session[Session]) -> None:
    first = export_programme(import_programme(GARDEN))
    rows = _stored(db_session)
    _empty(db_session)
    assert export_programme(import_programme(first)) == first
    assert _stored(db_session) == rows


def test_the_file_of_these_tests_holds_every_kind_of_record(db_session: scoped_session[Session]) -> None:
    import_programme(GARDEN)
    for record in _records(PROGRAMME):
        assert db_session.scalar(select(func.count()).select_from(record.table)), record.table.name


def test_no_column_of_a_programme_is_forgotten() -> None:
    kept: dict[str, set[str]] = {}
    for record in _records(PROGRAMME):
        kept.setdefault(record.table.name, set()).update(record.columns, record.links)
    for table in Base.metadata.sorted_tables:
        if table.name not in OF_A_PLACE:
            assert set(table.c.keys()) - LEFT_OUT == kept.get(table.name), table.name


def test_no_account_leaves_the_house(db_session: scoped_session[Session]) -> None:
    programme = import_programme(GARDEN)
    person = db_session.scalars(select(Person).where(Person.name.is_not(None))).one()
    person.account = Account(email="hemlig@example.org", password_hash="argon-hemligt")
    db_session.commit()
    assert export_programme(programme) == GARDEN


def test_only_the_people_of_the_programme_come_along(db_session: scoped_session[Session]) -> None:
    programme = import_programme(GARDEN)
    db_session.add(Person(name="Någon annan"))
    db_session.commit()
    assert export_programme(programme) == GARDEN


def test_another_programme_stays_out(db_session: scoped_session[Session]) -> None:
    programme = import_programme(GARDEN)
    other = Programme(slug="annat", title="Annat", term="2027", template_data=programme.template_data)
    network = Network(programme=other, slug="syd", place="Syd", region="R")
    network.memberships.append(Membership(person=Person(name="Deltagaren"), role=Role.MEMBER))
    db_session.add(other)
    db_session.commit()
    assert export_programme(programme) == GARDEN
    assert [found["slug"] for found in json.loads(export_programme(other))["networks"]] == ["syd"]


def test_a_person_who_is_already_here_stays_as_they_are(db_session: scoped_session[Session]) -> None:
    known = json.loads(GARDEN)["people"][0]["id"]
    data = json.loads(GARDEN)
    import_programme(GARDEN)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name != "people":
            db_session.execute(delete(table))
    db_session.execute(Person.__table__.update().values(name="Nytt namn"))
    db_session.commit()
    import_programme(_file(data))
    assert {str(p.id): p.name for p in db_session.scalars(select(Person))}[known] == "Nytt namn"


def test_a_byte_order_mark_does_no_harm(db_session: scoped_session[Session]) -> None:
    assert import_programme(b"\xef\xbb\xbf" + GARDEN).slug == "odla-2026"


MEETING = "networks[0].meetings[0]"
SUMMARY = f"{MEETING}.summaries[0]"
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("networks[1].meetings[0].number", 0, "ska vara ett heltal från 1"),
        ("networks[1].meetings[0].number", True, "ska vara ett heltal från 1"),
        ("networks[1].meetings[0].number", 1.0, "ska vara ett heltal från 1"),
        ("networks[1].meetings[0].number", 2**31, "ska vara ett heltal från 1"),
        (f"{MEETING}.steps[0].position", -1, "ska vara ett heltal från 0"),
        ("networks[1].place", None, "ska vara en text"),
        ("networks[1].place", "x" * 301, "är för lång: 301 tecken, högst 300 får plats"),
        ("networks[1].slug", "a/b", "ska bestå av bokstäver, siffror, bindestreck och understreck"),
        ("networks[0].bodies[0].arena", "union", "ska vara något av municipality, region, civil_society"),
        ("networks[0].bodies[0].hand_in_on", "2026-12", "ska vara ett datum som 2026-03-14"),
        ("networks[1].meetings", {}, "ska vara en lista"),
        ("networks[1].meetings[0]", "möte", "ska vara ett objekt"),
        ("networks[1].extra", 1, "finns inte i formatet"),
        ("demo", 1, "ska vara true eller false"),
        ("compiled_by", "nobody", "ska vara något av staff, leaders"),
        ("created_at", "2026-03-14T12:00:00", "ska vara en tidpunkt i UTC som 2026-03-14T12:00:00Z"),
        ("created_at", "2026-03-14 12:00:00Z", "ska vara en tidpunkt i UTC som 2026-03-14T12:00:00Z"),
        ("created_at", "2026-02-30T12:00:00Z", "ska vara en tidpunkt i UTC som 2026-03-14T12:00:00Z"),
        (f"{MEETING}.planned_at", "2026-03-14T12:00:00Z", "ska vara en lokal tid som 2026-03-14T13:00:00"),
        (f"{MEETING}.zone", "Mars/Olympus", "”Mars/Olympus” finns inte bland tidszonerna"),
        (f"{MEETING}.id", NOWHERE.upper() + "A", "ska vara ett id som 0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"),
        (f"{MEETING}.steps[0].step", "rot", "”rot” finns inte i programmets mall"),
        (f"{MEETING}.notes[0].question", "rot", "”rot” finns inte i programmets mall"),
        (f"{MEETING}.notes[0].text", "a\0b", "innehåller ett tecken som inte går att spara"),
        (f"{SUMMARY}.themes[0].notes[0].note_id", NOWHERE, f"id {NOWHERE} finns inte i filen"),
        ("networks[0].memberships[0].person_id", NOWHERE, f"id {NOWHERE} finns inte i filen"),
        ("template_data.steps[1].questions[0].gathers", "allt", "har fel form"),
        ("networks[0].closing_answers[0].month", "2026-11-31", "ska vara ett datum som 2026-03-14"),
        ("networks[0].closing_answers[0].month", "20261101", "ska vara ett datum som 2026-03-14"),
        ("networks[0].closing_answers[0].month", "2026-11-01T00:00:00", "ska vara ett datum som 2026-03-14"),
        ("networks[0].closing_answers[0].usefulness", "huge", "ska vara något av much, some, little, nothing, unsure"),
        ("template_data.extra", 1, "finns inte i formatet"),
        (f"{SUMMARY}.versions[0].content.themes[0].sources[0].note", "ett", "har fel form"),
        ("networks[0].meetings[1].number", 1, "samma värde står redan i networks[0].meetings[0]"),
    ],
)
def test_a_fault_is_named_with_its_path_and_nothing_is_stored(
    db_session: scoped_session[Session], path: str, value: Any, reason: str
) -> None:
    assert f"{path}: {reason}" in _faults_after(_put(path, value))
    assert _stored(db_session) == 0


def test_a_missing_field_is_named(db_session: scoped_session[Session]) -> None:
    def change(data: Data) -> None:
        del data["networks"][0]["place"], data["networks"][1]["memberships"], data["template_data"]["goal"]

    assert _faults_after(change) == [
        "template_data.goal: saknas",
        "networks[0].place: saknas",
        "networks[1].memberships: saknas",
    ]


def test_a_second_perspective_needs_a_first(db_session: scoped_session[Session]) -> None:
    def change(data: Data) -> None:
        member = next(m for m in data["networks"][0]["memberships"] if m["second_perspective"])
        member["perspective"] = None

    (fault,) = _faults_after(change)
    assert fault.endswith(".perspective: ska ha ett värde när second_perspective har det")


def test_a_record_that_stands_twice_is_named_once(db_session: scoped_session[Session]) -> None:
    def change(data: Data) -> None:
        data["people"].append(copy.deepcopy(data["people"][0]))
        notes = data["networks"][1]["meetings"][0]["notes"]
        notes.append(notes[0] | {"number": 2, "revisions": []})

    assert sorted(_faults_after(change)) == [
        "networks[1].meetings[0].notes[1].id: samma värde står redan i networks[1].meetings[0].notes[0]",
        "people[3].id: samma värde står redan i people[0]",
    ]


def test_a_meeting_has_one_sorting_at_most(db_session: scoped_session[Session]) -> None:
    def change(data: Data) -> None:
        summaries = data["networks"][0]["meetings"][0]["summaries"]
        summaries.append(summaries[0] | {"id": NOWHERE, "themes": [], "versions": []})

    where = "networks[0].meetings[0].summaries"
    assert _faults_after(change) == [f"{where}[1]: samma värde står redan i {where}[0]"]


def test_all_faults_are_told_at_once(db_session: scoped_session[Session]) -> None:
    def change(data: Data) -> None:
        _put("title", 5)(data)
        _put("networks[1].meetings[0].number", "två")(data)

    assert sorted(_faults_after(change)) == [
        "networks[1].meetings[0].number: ska vara ett heltal från 1",
        "title: ska vara en text",
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "Filen är inte JSON: felet finns på rad 1, tecken 1."),
        (b'{"format": 1,\n}', "Filen är inte JSON: felet finns på rad 2, tecken 1."),
        (b'{"format": NaN}', "Filen är inte JSON: ett tal går inte att läsa."),
        (b'{"format": ' + b"9" * 5000 + b"}", "Filen är inte JSON: ett tal går inte att läsa."),
        (b'{"title": "\xe5"}', "Filen är inte UTF-8: felet finns i byte 12."),
        (b"[" * 200_000, "Filen har för många nivåer inuti varandra."),
        (b" " * (MOST_BYTES + 1), "Filen är större än 100 MB."),
        (b"[]", "filen: ska vara ett objekt"),
        (b"{}", "format: ska vara 1. Filen hör till något annat eller en annan version."),
        (b'{"format": true}', "format: ska vara 1. Filen hör till något annat eller en annan version."),
        (b'{"format": 2}', "format: ska vara 1. Filen hör till något annat eller en annan version."),
        (b'{"a": [{"b": 1, "b": 2}]}', "a[0].b: står två gånger"),
        (b'{"a": "\\ud83d"}', "a: innehåller ett tecken som inte går att spara"),
    ],
    ids=range(13),
)
def test_what_is_no_such_file_is_refused(content: bytes, fault: str) -> None:
    assert _faults(content) == [fault]


def test_a_programme_that_is_here_already_is_refused(db_session: scoped_session[Session]) -> None:
    import_programme(GARDEN)
    rows = _stored(db_session)
    assert _faults(GARDEN) == [
        "slug: ”odla-2026” finns redan i databasen",
        "networks[0].slug: ”norr” finns redan i databasen",
        "networks[1].slug: ”öst” finns redan i databasen",
    ]
    assert _stored(db_session) == rows


def test_ids_that_are_here_under_other_names_are_refused(db_session: scoped_session[Session]) -> None:
    import_programme(GARDEN)
    rows = _stored(db_session)

    def rename(data: Data) -> None:
        data["slug"] = "annat"
        for network in data["networks"]:
            network["slug"] += "-2"

    assert _faults_after(rename) == ["filen: har id som redan finns i databasen, under ett annat namn"]
    assert _stored(db_session) == rows
