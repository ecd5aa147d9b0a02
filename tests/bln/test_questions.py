"""Questions to Nka: from the notes of a meeting to an answer on the leader's page."""

import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.calls.queries import agenda_of
from bln.mail.digest import digest
from bln.mail.models import Mail, Notice
from bln.networks.models import Network
from bln.people.models import Account, Person, Role
from bln.privacy.queries import kept_of
from bln.privacy.services import erase_person
from bln.questions.queries import QUESTIONS_A_PAGE, find_question, questions_of, versions_of
from bln.room.services import withdraw_note
from meetings.agenda import Occasion
from meetings.notes import NoteKind
from meetings.programme import Perspective
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

ASKED = "Får lyktor sitta så lågt?"


@pytest.fixture
def leader(network: Network) -> Account:
    return make.make_leader(network)


@pytest.fixture
def staff(client: Visitor, db_session: scoped_session[Session]) -> Account:
    account = make.make_account("nora", staff=True)
    make.sign_in(client, account)
    return account


def ask(network: Network, by: Account, text: str = ASKED, **more: object) -> uuid.UUID:
    note = make.write(network, by, text, kind=NoteKind.QUESTION, **more)[0]
    make.submit(network, by, reason="Något saknades.")
    return note.id


def test_a_question_reaches_staff_when_its_notes_are_handed_in_and_not_before(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    make.write(network, leader, ASKED, kind=NoteKind.QUESTION, perspective=Perspective.POLITICIAN)
    make.write(network, leader, "Vägen är smal.")
    assert "Inga frågor väntar på svar" in client.get("/fragor").text
    make.submit(network, leader)
    page = client.get("/fragor").text
    assert ASKED in page
    assert "Ekby, möte 1" in page
    assert "obesvarad" in page
    assert "Vägen är smal." not in page
    asked = client.get(f"/fragor/{questions_of(network)[0].id}").text
    assert "politiker" not in page + asked, "nobody learns who asked, nor from which perspective"


def test_an_answer_reaches_the_leaders_page_and_the_next_digest(
    client: Visitor, app: Flask, network: Network, leader: Account, staff: Account, db_session: scoped_session[Session]
) -> None:
    member = make.make_account("mia")
    make.join(network, member.person, Role.MEMBER, Perspective.CARER)
    key = ask(network, leader)
    client.post(f"/fragor/{key}", data={"text": "Ja, men inte under två meter.", "version": 0})
    notices = list(db_session.scalars(select(Notice).where(Notice.what == "question_answered")))
    assert [notice.person_id for notice in notices] == [leader.person_id], "members get no mail of it"
    mail = db_session.scalars(select(Mail).where(Mail.kind == "digest", Mail.person_id == leader.person_id)).one()
    with app.test_request_context():
        told = digest(mail)["items"][-1]
    assert told.sentence == "Nka har svarat på en fråga från möte 1 i Ekby."
    make.sign_in(client, leader)
    assert "(1 av 1 besvarade)" in client.get("/natverk/ekby").text
    for page in (told.href, "/natverk/ekby/mote/1/inlamnat"):
        assert "Ja, men inte under två meter." in client.get(page).text


def test_a_new_wording_keeps_the_old_one(client: Visitor, network: Network, leader: Account, staff: Account) -> None:
    key = ask(network, leader)
    client.post(f"/fragor/{key}", data={"text": "Ja.", "version": 0})
    client.post(f"/fragor/{key}", data={"text": "Nej.", "version": 1})
    assert [answer.text for answer in versions_of(key)] == ["Nej.", "Ja."]
    page = client.get(f"/fragor/{key}").text
    assert "Tidigare svar" in page
    assert "Ja." in page
    client.post(f"/fragor/{key}", data={"text": "Nej.", "version": 2})
    assert len(versions_of(key)) == 2, "the same text again is no new version"


def test_two_who_answer_at_once_lose_nothing(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    key = ask(network, leader)
    client.post(f"/fragor/{key}", data={"text": "Den förstas svar.", "version": 0})
    late = client.post(f"/fragor/{key}", data={"text": "Den andras svar.", "version": 0})
    assert late.status_code == 409
    assert "Den förstas svar." in late.text
    assert "Den andras svar." in late.text
    assert [answer.text for answer in versions_of(key)] == ["Den förstas svar."]
    mended = client.post(f"/fragor/{key}", data={"text": "Den andras svar.", "version": 1})
    assert mended.status_code == 302


def test_an_empty_answer_is_not_sent(client: Visitor, network: Network, leader: Account, staff: Account) -> None:
    key = ask(network, leader)
    answered = client.post(f"/fragor/{key}", data={"text": "  ", "version": 0})
    assert answered.status_code == 422
    assert "Skriv svaret." in answered.text
    assert versions_of(key) == []


def test_a_question_that_is_taken_out_is_no_longer_asked(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    key = ask(network, leader)
    make.write(network, leader, "Vägen är smal.")
    withdraw_note(make.meeting_of(network), key, leader)
    make.submit(network, leader, reason="Frågan hade ett namn.")
    assert ASKED not in client.get("/fragor?lage=alla").text
    assert client.get(f"/fragor/{key}").status_code == 404


def test_a_colleague_takes_a_question_on_and_the_list_is_filtered(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    other = make.make_account("olle", staff=True)
    other_programme = make.make_network(make.make_programme("vandra"), "norrby")
    key, mine = ask(network, leader), ask(other_programme, leader, "Finns det kartor?")
    client.post(f"/fragor/{key}/ansvarig", data={"owner": str(other.id)})
    client.post(f"/fragor/{mine}/ansvarig", data={"owner": str(staff.id)})
    shown = {
        query: set(re.findall(r"/fragor/([0-9a-f-]{36})", client.get(f"/fragor?{query}").text))
        for query in ("", "ansvarig=mina", f"ansvarig={other.id}", "ansvarig=ingen", "program=vandra", "lage=besvarade")
    }
    assert shown == {
        "": {str(key), str(mine)},
        "ansvarig=mina": {str(mine)},
        f"ansvarig={other.id}": {str(key)},
        "ansvarig=ingen": set(),
        "program=vandra": {str(mine)},
        "lage=besvarade": set(),
    }
    client.post(f"/fragor/{key}/ansvarig", data={"owner": "ingen"})
    assert str(key) in client.get("/fragor?ansvarig=ingen").text


def test_only_who_works_at_nka_can_be_responsible(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    key = ask(network, leader)
    client.post(f"/fragor/{key}/ansvarig", data={"owner": str(leader.id)})
    found = find_question(key)
    assert found
    assert found.owner_id is None


def test_the_page_says_when_nothing_fits_and_bears_odd_filters(client: Visitor, staff: Account) -> None:
    assert "Inga sådana frågor" in client.get("/fragor?lage=besvarade").text
    for query in ("lage=hej", "ansvarig=hej", "program=hej", "sida=hej"):
        assert client.get(f"/fragor?{query}").status_code == 200


def test_what_a_colleague_has_taken_on_is_told_and_goes_with_the_account(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    key = ask(network, leader)
    client.post(f"/fragor/{key}/ansvarig", data={"owner": str(staff.id)})
    client.post(f"/fragor/{key}", data={"text": "Ja.", "version": 0})
    kept = kept_of(make.db.session.get_one(Person, staff.person_id))
    assert kept.questions == 1
    assert [(text.kind, text.network, text.meeting, text.count) for text in kept.texts] == [("answers", "Ekby", 1, 1)]
    erase_person(make.db.session.get_one(Person, staff.person_id))
    found = find_question(key)
    assert found is not None
    assert (found.answer, found.owner_id) == ("Ja.", None), "the answer stays, the person does not"


def test_the_agenda_shows_what_waits_by_theme_to_staff_and_what_may_be_quoted_to_leaders(
    network: Network, leader: Account, staff: Account
) -> None:
    key = ask(network, leader)
    ask(network, leader, "Vem sköter vägen?", quotable=True)
    make.sort(make.round_scope(network.programme), "stops", "Ljuset", [key])
    programme, step = network.programme, network.programme.template.steps[0]
    for_staff = agenda_of(programme, step, Occasion.AFTER, None, for_staff=True).questions
    assert sorted((each.text, each.place) for group in for_staff for each in group.read) == [
        (ASKED, "Ekby"),
        ("Vem sköter vägen?", "Ekby"),
    ]
    assert [group.theme for group in for_staff] == ["Ljuset", ""], "by national theme, what lies in none last"
    unshared = agenda_of(programme, step, Occasion.AFTER, None).questions
    assert [group.theme for group in unshared] == [""], "leaders meet a national theme when it is shared"
    make.share(make.round_scope(programme), staff)
    for_leaders = agenda_of(programme, step, Occasion.AFTER, None).questions
    read = [(each.text, each.place) for group in for_leaders for each in group.read]
    assert read == [("Vem sköter vägen?", "")], "another network's note is for staff, unless it may be quoted"
    assert sum(group.others for group in for_leaders) == 1


def test_the_list_asks_as_little_for_sixty_questions_as_for_two(
    client: Visitor, network: Network, leader: Account, staff: Account
) -> None:
    asked = {}
    for first, last in ((1, 2), (3, 60)):
        texts = [f"Fråga {n}?" for n in range(first, last + 1)]
        make.write(network, leader, *texts, kind=NoteKind.QUESTION)
        make.submit(network, leader, reason="Fler frågor.")
        with counted_selects() as found:
            page = client.get("/fragor").text
        asked[last] = len(found)
    assert asked[2] == asked[60]
    assert len(re.findall(r'class="sheet"', page)) == QUESTIONS_A_PAGE
    assert "Sida 1 av 2" in page
