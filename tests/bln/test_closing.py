"""The closing form: answered once, tied to nobody, withdrawn only at once; and what staff read of it."""

import csv
import uuid
from datetime import date, datetime
from html import unescape
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.reports import models
from bln.reports.models import ClosingAnswer
from bln.reports.services import AnswerContent, ForeignAnswer, hand_in_answer, take_back_answer
from meetings.lessons import Answerer, Usefulness
from tests.bln import factories as make
from tests.bln.counting import counted_selects
from tests.bln.visitor import Visitor

FORM = "/natverk/ekby/avslutning"
RECEIPT = f"{FORM}/tack"
ANSWERS = "/program/cykla/avslutningar"
Db = scoped_session[Session]


@pytest.fixture
def member(network: Network) -> Account:
    account = make.make_account("medlem")
    make.join(network, account.person, Role.MEMBER)
    return account


def stored(db_session: Db) -> list[ClosingAnswer]:
    db_session.expire_all()
    return list(db_session.scalars(select(ClosingAnswer).order_by(ClosingAnswer.worked)))


def send(client: Visitor, **answers: Any) -> TestResponse:
    return client.post(FORM, data={"id": str(uuid.uuid4()), **answers})


def page_of(response: TestResponse) -> str:
    return unescape(response.text)


def answer_in(network: Network, *texts: str, role: Answerer = Answerer.MEMBER, **more: Any) -> None:
    for words in texts:
        hand_in_answer(network, uuid.uuid4(), AnswerContent(role, worked=words, **more))


def test_a_member_answers_and_gets_a_receipt(client: Visitor, member: Account, db_session: Db) -> None:
    make.sign_in(client, member)
    response = send(client, worked="Fikat.", hard="Tiden.", advice="Börja.", usefulness="some", quotable="y")
    assert response.location == RECEIPT
    page = page_of(client.get(RECEIPT))
    assert "Svaren är inlämnade." in page
    assert "Orden får citeras" in page
    assert 'href="/natverk/ekby"' in page
    (answer,) = stored(db_session)
    assert (answer.worked, answer.hard, answer.advice) == ("Fikat.", "Tiden.", "Börja.")
    assert (answer.role, answer.usefulness, answer.quotable) == (Answerer.MEMBER, Usefulness.SOME, True)


def test_one_question_is_enough_and_none_is_too_few(client: Visitor, member: Account, db_session: Db) -> None:
    make.sign_in(client, member)
    empty = send(client, worked="  ", quotable="y")
    assert empty.status_code == 422
    assert '<a href="#worked">Svara på minst en fråga.</a>' in page_of(empty)
    assert stored(db_session) == []
    assert send(client, usefulness="nothing").status_code == 302
    (answer,) = stored(db_session)
    assert (answer.usefulness, answer.worked, answer.quotable) == (Usefulness.NOTHING, "", False)
    assert "Orden citeras inte." in page_of(client.get(RECEIPT))


def test_a_member_cannot_answer_as_leader(client: Visitor, member: Account, db_session: Db) -> None:
    make.sign_in(client, member)
    assert "Vem svarar?" not in page_of(client.get(FORM))
    send(client, worked="Fikat.", role="leader")
    assert [answer.role for answer in stored(db_session)] == [Answerer.MEMBER]


def test_a_leader_says_for_whom(client: Visitor, network: Network, db_session: Db) -> None:
    make.sign_in(client, make.make_leader(network))
    unsaid = send(client, worked="Allt.")
    assert (unsaid.status_code, "Välj vem som svarar." in page_of(unsaid)) == (422, True)
    assert '<a href="#role-0">' in unsaid.text
    send(client, worked="Mitt.", role="leader")
    send(client, worked="Pappret.", role="member")
    assert [(answer.worked, answer.role.value) for answer in stored(db_session)] == [
        ("Mitt.", "leader"),
        ("Pappret.", "member"),
    ]
    assert f'href="{FORM}?papper=1"' in client.get(RECEIPT).text
    assert 'checked id="role-1"' in client.get(f"{FORM}?papper=1").text


def test_a_personal_number_is_refused_at_its_field(client: Visitor, member: Account, db_session: Db) -> None:
    make.sign_in(client, member)
    response = send(client, worked="Fikat.", hard="Den som har 19121212-1212.")
    assert response.status_code == 422
    assert "ser ut som ett personnummer. Ta bort det. Din text finns kvar här." in page_of(response)
    assert "Fikat." in response.text
    assert stored(db_session) == []


def test_a_text_that_is_too_long_is_refused(client: Visitor, member: Account) -> None:
    make.sign_in(client, member)
    assert "Svaret är för långt: högst 5" in page_of(send(client, advice="x" * 5001))


def test_the_same_form_sent_again_is_one_answer_as_it_reads_now(
    client: Visitor, member: Account, db_session: Db
) -> None:
    make.sign_in(client, member)
    same = str(uuid.uuid4())
    for words in ("Fikat.", "Fikat.", "Fikat och ljuset."):
        assert client.post(FORM, data={"id": same, "worked": words}).status_code == 302
    assert [answer.worked for answer in stored(db_session)] == ["Fikat och ljuset."]


def test_an_id_of_another_network_is_refused(
    client: Visitor, member: Account, network: Network, db_session: Db
) -> None:
    other = make.make_network(network.programme, "alby")
    theirs = hand_in_answer(other, uuid.uuid4(), AnswerContent(Answerer.MEMBER, worked="Deras."))
    make.sign_in(client, member)
    assert client.post(FORM, data={"id": str(theirs.id), "worked": "Mitt."}).status_code == 409
    with pytest.raises(ForeignAnswer):
        hand_in_answer(network, theirs.id, AnswerContent(Answerer.MEMBER))
    assert not take_back_answer(network, theirs.id)
    assert [answer.worked for answer in stored(db_session)] == ["Deras."]


def test_a_page_without_an_id_is_too_old(client: Visitor, member: Account, db_session: Db) -> None:
    make.sign_in(client, member)
    assert client.post(FORM, data={"worked": "Fikat."}).status_code == 422
    assert stored(db_session) == []


def test_an_answer_can_be_taken_back_from_its_receipt(client: Visitor, member: Account, db_session: Db) -> None:
    make.sign_in(client, member)
    send(client, worked="Fikat.")
    assert f'action="{FORM}/ta-tillbaka"' in client.get(RECEIPT).text
    assert client.post(f"{FORM}/ta-tillbaka").location == "/natverk/ekby"
    assert stored(db_session) == []
    assert "Svaret är borttaget." in page_of(client.get("/natverk/ekby"))
    assert client.get(RECEIPT).location == FORM
    assert client.post(f"{FORM}/ta-tillbaka").location == FORM


def test_only_the_last_answer_of_the_same_visit_can_be_taken_back(
    app: Flask, client: Visitor, member: Account, network: Network, db_session: Db
) -> None:
    make.sign_in(client, member)
    send(client, worked="Första.")
    send(client, worked="Andra.")
    another = app.test_client()
    make.sign_in(another, member)
    assert another.post(f"{FORM}/ta-tillbaka").location == FORM
    client.post(f"{FORM}/ta-tillbaka")
    client.post(f"{FORM}/ta-tillbaka")
    assert [answer.worked for answer in stored(db_session)] == ["Första."]
    send(client, worked="Tredje.")
    client.post("/logga-ut")
    make.sign_in(client, member)
    assert client.get(RECEIPT).location == FORM


def test_a_receipt_of_one_network_is_none_in_another(
    client: Visitor, member: Account, network: Network, db_session: Db
) -> None:
    make.join(make.make_network(network.programme, "alby"), member.person, Role.MEMBER)
    make.sign_in(client, member)
    send(client, worked="Fikat.")
    assert client.get("/natverk/alby/avslutning/tack").location == "/natverk/alby/avslutning"
    client.post("/natverk/alby/avslutning/ta-tillbaka")
    assert len(stored(db_session)) == 1


def test_nothing_stored_tells_who_answered_or_when(
    network: Network, db_session: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "today", lambda: date(2026, 5, 19))
    answer_in(network, "Fikat.")
    (answer,) = stored(db_session)
    assert answer.month == date(2026, 5, 1)
    columns = inspect(db_session.get_bind()).get_columns("closing_answers")
    assert {column["name"] for column in columns} == {
        *("id", "network_id", "role", "usefulness", "worked", "hard", "advice", "quotable", "month")
    }


def test_the_rows_do_not_lie_in_the_order_of_answering(network: Network, db_session: Db) -> None:
    """In SQLite; PostgreSQL has no say over where a row lies."""
    if db_session.get_bind().dialect.name != "sqlite":
        return
    answer_in(network, *(f"Svar {n}." for n in range(20)))
    ids = list(db_session.scalars(text("SELECT id FROM closing_answers")))
    assert ids == sorted(ids)


def test_the_form_says_what_happens_and_warns_for_names(client: Visitor, member: Account) -> None:
    make.sign_in(client, member)
    page = page_of(client.get(FORM))
    for words in ("Skriv inga namn.", "Namn sparas inte", "allmän handling", "Lämna pappret till den som leder"):
        assert words in page
    for question in ("Vad har fungerat bra i nätverket?", "Vad har varit svårt?", "Vad vill du råda ett nytt nätverk?"):
        assert question in page
    assert page.count('type="radio"') == 5


def test_the_networks_page_offers_the_form_when_the_last_meeting_is_handed_in(
    client: Visitor, network: Network, member: Account
) -> None:
    leader = make.make_leader(network)
    make.sign_in(client, member)
    offer, quiet = "Svara på fyra korta frågor", "Frågor om hur det har varit"
    before = page_of(client.get("/natverk/ekby"))
    assert (offer in before, quiet in before, f'href="{FORM}"' in before) == (False, True, True)
    make.write(network, leader, "Vägen.", number=3, question="way")
    make.submit(network, leader, number=3)
    after = page_of(client.get("/natverk/ekby"))
    assert (offer in after, quiet in after) == (True, False)


def test_staff_are_not_offered_the_form(client: Visitor, network: Network) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    assert FORM not in client.get("/natverk/ekby").text


def test_staff_find_the_answers_from_board_and_report(client: Visitor, network: Network) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    for page in ("/program/cykla", "/program/cykla/rapport"):
        assert f'href="{ANSWERS}"' in client.get(page).text


def test_staff_see_what_will_stand_there(client: Visitor, network: Network) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    page = page_of(client.get(ANSWERS))
    assert "Inga svar i ord än" in page
    assert "0 svar från 0 av 1 nätverk." in page
    assert "avslutningar.csv" not in page


def test_staff_read_the_words_without_network_and_role(client: Visitor, network: Network) -> None:
    make.make_network(network.programme, "alby")
    answer_in(network, "Ål till fikat.", "Zebrorna.", quotable=True)
    answer_in(network, "Vi i Ekby.", quotable=True)
    answer_in(network, "Orden.", role=Answerer.LEADER)
    make.sign_in(client, make.make_account("nka", staff=True))
    page = page_of(client.get(ANSWERS))
    assert "4 svar från 1 av 2 nätverk." in page
    assert "Nätverk som ingen har svarat från" in page
    table = page.split("<tbody")[1].split("</tbody>")[0]
    order = [table.index(words) for words in ("Orden.", "Vi i Ekby.", "Zebrorna.", "Ål till fikat.")]
    assert order == sorted(order)
    assert table.count("får citeras") == 2 + 0
    assert table.count("citeras inte, kan peka ut någon") == 1
    assert table.count("får inte citeras") == 1
    assert "ledare" not in table


def test_staff_choose_a_question_and_search(client: Visitor, network: Network) -> None:
    answer_in(network, "Fikat.", "Ljuset.", hard="Tiden.")
    make.sign_in(client, make.make_account("nka", staff=True))
    assert "Tiden." in client.get(f"{ANSWERS}?fraga=hard").text
    found = page_of(client.get(f"{ANSWERS}?q=LJUS"))
    assert ("Ljuset." in found, "Fikat." in found, "1 svar med ”LJUS”" in found) == (True, False, True)
    assert "Inga svar hittades" in page_of(client.get(f"{ANSWERS}?q=finns-inte"))


def test_a_long_list_has_pages(client: Visitor, network: Network) -> None:
    answer_in(network, *(f"Svar {n:03}." for n in range(60)))
    make.sign_in(client, make.make_account("nka", staff=True))
    first, second = page_of(client.get(ANSWERS)), page_of(client.get(f"{ANSWERS}?sida=2"))
    assert ("Svar 049." in first, "Svar 050." in first) == (True, False)
    assert "(svar 51–60 av 60)" in second
    assert "Svar 050." in second
    assert "Inga svar hittades" in page_of(client.get(f"{ANSWERS}?sida=9"))


def test_staff_take_the_words_as_a_table(client: Visitor, network: Network) -> None:
    answer_in(network, "=1+1", quotable=True)
    make.sign_in(client, make.make_account("nka", staff=True))
    rows = list(csv.reader(StringIO(client.get(f"{ANSWERS}.csv").data.decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Fråga", "Svar", "Får citeras"], ["Vad har fungerat bra i nätverket?", "'=1+1", "får citeras"]]
    assert client.get(f"{ANSWERS}.xlsx").data[:2] == b"PK"


def test_another_programmes_answers_stay_there(client: Visitor, network: Network) -> None:
    answer_in(make.make_network(make.make_programme("vandra"), "alby"), "Stigen.")
    make.sign_in(client, make.make_account("nka", staff=True))
    assert "Stigen." not in client.get(ANSWERS).text


def test_the_report_gets_its_lessons(client: Visitor, network: Network) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    assert "Lärdomarna är inte skrivna." in client.get("/program/cykla/rapport").text
    answer_in(network, "Fikat.", "Ljuset.", quotable=True)
    few = client.get("/program/cykla/rapport").text
    assert ("2 svar från 1 av 1 nätverk." in few, "Fikat." in few) == (True, False)
    answer_in(make.make_network(network.programme, "alby"), "Stigen.", quotable=True)
    enough = page_of(client.get("/program/cykla/rapport"))
    assert ("”Fikat.”" in enough, "”Stigen.”" in enough, "Lärdomarna är inte" in enough) == (True, True, False)


def test_the_report_tells_when_the_networks_met(client: Visitor, network: Network, db_session: Db) -> None:
    leader = make.make_leader(network)
    make.write(network, leader, "Vägen.")
    make.meeting_of(network).planned_at = datetime(2026, 2, 3, 13, 0)  # noqa: DTZ001
    make.meeting_of(network, 2).planned_at = datetime(2026, 3, 3, 13, 0)  # noqa: DTZ001
    db_session.commit()
    make.sign_in(client, make.make_account("nka", staff=True))
    page = page_of(client.get("/program/cykla/rapport"))
    assert "1 av 3 möten är hållna. Nätverken träffades 3 februari 2026." in page


def test_the_report_asks_no_more_of_the_database_when_more_have_answered(client: Visitor, network: Network) -> None:
    make.sign_in(client, make.make_account("nka", staff=True))
    counts = []
    for n in range(2):
        for place in ("alby", "norrby", "sundby"):
            answer_in(make.make_network(network.programme, f"{place}{n}"), "Fikat.", "Ljuset.", quotable=True)
        for page in ("/program/cykla/rapport", ANSWERS):
            with counted_selects() as found:
                client.get(page)
            counts.append(len(found))
    assert counts[:2] == counts[2:]
