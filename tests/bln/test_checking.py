"""*Stämmer det här?*: members read before the notes are handed in, and nobody can tell who answered."""

import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.db import Base
from bln.mail.digest import digest
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.networks.models import Network
from bln.people.models import Account, MemberUser, Person, Role
from bln.room import checking
from bln.room.check_models import CheckAnswer, CheckRemark, Handling
from bln.room.checking import Answer, answer_check, ask_members, stop_asking
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

AT = "/natverk/ekby/mote/1"
READ = f"{AT}/stammer-det"
ANSWERS = f"{AT}/kontroll"
Db = scoped_session[Session]


@pytest.fixture
def member(network: Network, app: Flask) -> Visitor:
    """A member's browser, by personal link."""
    membership = make.join(network, Person(name="Mia", email="mia@example.invalid"), Role.MEMBER, Perspective.CARER)
    client = app.test_client()
    assert isinstance(client, Visitor)
    make.sign_in(client, MemberUser(membership))
    return client


@pytest.fixture
def asked(network: Network, leader: Account) -> Network:
    """The members of `network` are asked about two notes."""
    make.write(network, leader, "Vägen är smal.", "Lyktor saknas.", perspective=Perspective.CARER)
    make.conclude(network, leader, "Vägen är farlig.")
    ask_members(network, make.meeting_of(network), leader)
    return network


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the form."""
    return dict(re.findall(r'name="([\w-]*id)" type="hidden" value="([^"]*)"', page))


def remarks(session: Db) -> list[tuple[bool, str, Handling | None]]:
    session.expire_all()
    found = session.scalars(select(CheckRemark).order_by(CheckRemark.text))
    return [(remark.note_id is not None, remark.text, remark.handling) for remark in found]


def agreeing(session: Db) -> list[bool]:
    session.expire_all()
    return sorted(session.scalars(select(CheckAnswer.agrees)))


def test_members_read_the_text_without_perspectives_and_answer_with_one_button(
    asked: Network, member: Visitor, db_session: Db
) -> None:
    page = member.get(READ).text
    for words in ("Vägen är farlig.", "Vägen är smal.", "Lyktor saknas."):
        assert words in page
    assert "Anhörig" not in page.split("<main")[1]
    assert agreeing(db_session) == [], "to read is not to answer"
    assert member.post(READ, data=fields(page) | {"answer": "stammer"}).location == READ
    assert agreeing(db_session) == [True]
    page = member.get(READ).text
    assert "Tack, ditt svar är skickat." in page
    assert "<textarea" not in page, "there is nothing more to fill in"


def test_what_is_wrong_is_written_note_by_note_and_in_the_whole(
    asked: Network, member: Visitor, client: Visitor, db_session: Db
) -> None:
    form = fields(member.get(READ).text)
    empty = member.post(READ, data=form | {"answer": "fel"})
    assert (empty.status_code, "Skriv vad som är fel eller saknas." in empty.text) == (422, True)
    data = form | {"answer": "fel", "notes-1-text": "Lyktor finns, men lyser inte.", "whole": "Bron saknas."}
    assert member.post(READ, data=data).status_code == 302
    assert agreeing(db_session) == [False]
    assert remarks(db_session) == [(False, "Bron saknas.", None), (True, "Lyktor finns, men lyser inte.", None)]
    page = client.get(ANSWERS).text
    assert page.index("Lyktor finns") < page.index("Bron saknas."), "in the order of the notes"
    assert "Mia" not in page
    assert "<strong>0</strong> säger att det stämmer" in page


def test_an_answer_is_changed_or_taken_back_by_the_browser_that_gave_it_and_no_other(
    asked: Network, member: Visitor, app: Flask, db_session: Db
) -> None:
    data = fields(member.get(READ).text) | {"answer": "fel", "whole": "Bron saknas."}
    member.post(READ, data=data)
    member.post(READ, data=data)
    assert agreeing(db_session) == [False], "the same form sent again is the same answer"
    page = member.get(f"{READ}?andra=1").text
    assert "Bron saknas." in page
    member.post(READ, data=fields(page) | {"answer": "stammer", "whole": ""})
    assert (agreeing(db_session), remarks(db_session)) == ([True], [])
    other = app.test_client()
    membership = make.join(asked, Person(name="Bo"), Role.MEMBER)
    make.sign_in(other, MemberUser(membership))
    other.post(f"{READ}/ta-tillbaka")
    assert agreeing(db_session) == [True]
    member.post(f"{READ}/ta-tillbaka")
    assert agreeing(db_session) == []


def test_nothing_stored_tells_who_answered_when_or_what_belongs_together(asked: Network, db_session: Db) -> None:
    meeting = make.meeting_of(asked)
    notes = [make.first_note(asked).id, None]
    secret = uuid.uuid4()
    answer_check(meeting, secret, Answer(False, {note: f"Om {note}" for note in notes}))
    tables = Base.metadata.tables
    assert set(tables["check_answers"].columns.keys()) == {"id", "check_id", "agrees"}
    assert set(tables["check_remarks"].columns.keys()) == {"id", "check_id", "note_id", "text", "handling"}
    stored = {str(key) for model in (CheckAnswer, CheckRemark) for key in db_session.scalars(select(model.id))}
    assert len(stored) == 3
    assert str(secret) not in stored
    for name in ("check_answers", "check_remarks"):
        assert tables[name].dialect_options["sqlite"]["with_rowid"] is False, "rows lie by their random id"


def test_a_note_of_another_meeting_is_refused(asked: Network, leader: Account, db_session: Db) -> None:
    [foreign] = make.write(asked, leader, "Annat.", number=2, question="first")
    with pytest.raises(LookupError):
        answer_check(make.meeting_of(asked), uuid.uuid4(), Answer(False, {foreign.id: "Fel."}))
    db_session.rollback()
    assert agreeing(db_session) == []


def test_those_who_lead_handle_each_remark_and_need_not_wait(
    asked: Network, client: Visitor, leader: Account, db_session: Db
) -> None:
    answer_check(make.meeting_of(asked), uuid.uuid4(), Answer(False, {None: "Bron saknas."}))
    [key] = db_session.scalars(select(CheckRemark.id))
    assert "1 synpunkt" in client.get(f"{AT}/lamna-in").text.replace("\xa0", " ")
    client.post(f"{ANSWERS}/synpunkt/{key}", data={"gjort": "changed"})
    assert remarks(db_session) == [(False, "Bron saknas.", Handling.CHANGED)]
    client.post(f"{ANSWERS}/synpunkt/{key}", data={"gjort": ""})
    assert remarks(db_session) == [(False, "Bron saknas.", None)]
    assert client.post(f"{AT}/lamna-in").location == f"{AT}/inlamnat"


def test_a_remark_of_another_network_is_not_there(asked: Network, app: Flask, client: Visitor, db_session: Db) -> None:
    answer_check(make.meeting_of(asked), uuid.uuid4(), Answer(False, {None: "Bron saknas."}))
    [key] = db_session.scalars(select(CheckRemark.id))
    neighbour = make.make_network(asked.programme, "alby")
    other = app.test_client()
    make.sign_in(other, make.make_leader(neighbour, "grannen"))
    assert other.post(f"/natverk/alby/mote/1/kontroll/synpunkt/{key}", data={"gjort": "kept"}).status_code == 404
    assert remarks(db_session) == [(False, "Bron saknas.", None)]


def test_it_ends_when_the_notes_are_handed_in_and_what_was_being_written_stays(
    asked: Network, member: Visitor, leader: Account, db_session: Db
) -> None:
    form = fields(member.get(READ).text)
    make.submit(asked, leader)
    answer = member.post(READ, data=form | {"answer": "fel", "whole": "Bron saknas."})
    assert answer.status_code == 409
    assert "Bron saknas." in answer.text
    assert agreeing(db_session) == []
    make.open_again(asked, leader)
    make.write(asked, leader, "Ett utkast.")
    page = member.get(READ).text
    assert "Vägen är smal." in page
    assert "Ett utkast." not in page
    with pytest.raises(checking.NotAsked):
        ask_members(asked, make.meeting_of(asked), leader)


def test_a_stopped_check_shows_no_draft_and_can_go_on(asked: Network, member: Visitor, leader: Account) -> None:
    stop_asking(make.meeting_of(asked))
    page = member.get(READ).text
    assert "Vägen är smal." not in page
    assert "frågar inte längre" in page
    ask_members(asked, make.meeting_of(asked), leader)
    assert "Vägen är smal." in member.get(READ).text


def test_where_nobody_has_asked_there_is_no_such_page(network: Network, leader: Account, member: Visitor) -> None:
    make.write(network, leader, "Vägen är smal.")
    assert member.get(READ).status_code == 404


def test_those_who_lead_print_the_text_and_write_in_answers_from_paper(
    asked: Network, client: Visitor, db_session: Db
) -> None:
    paper = client.get(f"{ANSWERS}/papper").text
    assert "Vägen är smal." in paper
    assert "☐ Det stämmer" in paper
    for _ in range(2):
        page = client.get(f"{READ}?nytt=1").text
        client.post(READ, data=fields(page) | {"answer": "stammer"})
    assert agreeing(db_session) == [True, True]
    assert "Svaret är inskrivet." in client.get(READ).text


def test_the_digest_leads_to_the_text(network: Network, leader: Account, app: Flask, db_session: Db) -> None:
    make.join(network, Person(name="Mia", email="mia@example.invalid"), Role.MEMBER)
    make.write(network, leader, "Vägen är smal.")
    ask_members(network, make.meeting_of(network), leader)
    [mail] = db_session.scalars(select(Mail).where(Mail.kind == "digest"))
    assert mail.address == "mia@example.invalid", "those who lead have asked, and are not asked"
    [item] = digest(mail)["items"]
    assert "Stämmer anteckningarna från möte 1 i Ekby?" in item.sentence
    db_session.commit()
    browser = app.test_client()
    path = item.href.removeprefix("http://localhost")
    page = browser.get(path)
    assert "Vägen är smal." not in page.text, "a link alone opens nothing"
    assert browser.post(path).location == READ
    assert "Vägen är smal." in browser.get(READ).text
    make.submit(network, leader)
    with pytest.raises(Outdated):
        digest(mail)


def test_the_page_asks_no_more_of_the_database_for_more_answers(asked: Network, client: Visitor) -> None:
    def selects() -> int:
        with counted_selects() as asked_for:
            client.get(ANSWERS)
        return len(asked_for)

    selects()
    before = selects()
    for number in range(5):
        answer_check(make.meeting_of(asked), uuid.uuid4(), Answer(False, {None: f"Nummer {number}."}))
    assert selects() == before
