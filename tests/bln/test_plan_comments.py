"""Members comment on the plan; those who lead read it with the name, and nobody else does."""

import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.mail.models import Notice
from bln.networks.models import Network
from bln.people.models import Account, Role
from bln.plans.commenting import comments_on, deal_with, write_comment
from bln.plans.models import PlanComment
from bln.plans.notices import plan_comments
from bln.privacy.queries import kept_of
from bln.privacy.services import erase_person
from meetings.plan_content import Chapter
from tests.bln import factories as make
from tests.bln.visitor import Visitor

PLAN = "/natverk/ekby/plan"
COMMENTS = f"{PLAN}/kommentarer"
KEY = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"


def browser(app: Flask, network: Network, name: str, role: Role = Role.MEMBER) -> tuple[Visitor, Account]:
    account = make.make_account(name)
    make.join(network, account.person, role)
    visitor = app.test_client()
    make.sign_in(visitor, account)
    assert isinstance(visitor, Visitor)
    return visitor, account


@pytest.fixture
def member(app: Flask, network: Network) -> tuple[Visitor, Account]:
    return browser(app, network, "maja")


def say(visitor: Visitor, text: str = "Ta med skjutsen.", key: str = KEY, chapter: str = "actions") -> int:
    return visitor.post(COMMENTS, data={"key": key, "chapter": chapter, "text": text}).status_code


def test_a_member_writes_a_comment_and_the_leader_reads_it_with_the_name(
    client: Visitor, leader: Account, member: tuple[Visitor, Account]
) -> None:
    visitor, _ = member
    assert COMMENTS in visitor.get(PLAN).text
    assert "Den som leder nätverket ser din kommentar och ditt namn." in visitor.get(COMMENTS).text
    assert say(visitor) == 302
    own = visitor.get(COMMENTS).text
    assert "Ta med skjutsen." in own
    assert "hanterad" not in own.partition("Det du har skrivit")[2]
    page = client.get(COMMENTS).text
    assert "Ta med skjutsen." in page
    assert "Maja" in page
    assert "6 Insatser" in page
    assert ", 1 att läsa" in client.get(f"{PLAN}/skriv").text


def test_another_member_and_staff_see_nothing_of_it(
    app: Flask, network: Network, leader: Account, member: tuple[Visitor, Account]
) -> None:
    say(member[0])
    other, _ = browser(app, network, "olle")
    for address in (COMMENTS, PLAN):
        assert "skjutsen" not in other.get(address).text
    staff = app.test_client()
    make.sign_in(staff, make.make_account("nka", staff=True))
    assert staff.get(COMMENTS).status_code == 403
    assert "skjutsen" not in staff.get(PLAN).text


def test_the_same_comment_sent_twice_is_one(network: Network, member: tuple[Visitor, Account]) -> None:
    assert [say(member[0]), say(member[0])] == [302, 302]
    assert len(comments_on(network)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"chapter": "", "text": "Hej"}, "Välj vilken del det gäller."),
        ({"chapter": "risks", "text": ""}, "Skriv din kommentar."),
        ({"chapter": "risks", "text": "811218-9876 kom inte"}, "ser ut som ett personnummer"),
        ({"chapter": "risks", "text": "Hej", "key": "x"}, "Sidan är för gammal."),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(
    network: Network, member: tuple[Visitor, Account], data: dict[str, str], said: str
) -> None:
    answer = member[0].post(COMMENTS, data={"key": KEY} | data)
    assert answer.status_code == 422
    assert said in answer.text
    assert data["text"] in answer.text
    assert not comments_on(network)


def test_a_comment_is_dealt_with_and_can_wait_again(
    client: Visitor, leader: Account, network: Network, member: tuple[Visitor, Account]
) -> None:
    say(member[0])
    client.post(f"{COMMENTS}/{KEY}/hanterad")
    assert "Hanterade kommentarer (1)" in client.get(COMMENTS).text
    assert "hanterad" in member[0].get(COMMENTS).text.partition("Det du har skrivit")[2]
    client.post(f"{COMMENTS}/{KEY}/hanterad", data={"igen": "1"})
    assert comments_on(network)[0].handled_at is None


def test_only_who_wrote_it_takes_it_away_and_may_change_their_mind(
    client: Visitor, leader: Account, network: Network, member: tuple[Visitor, Account]
) -> None:
    say(member[0])
    assert client.post(f"{COMMENTS}/{KEY}/ta-bort").status_code == 404
    page = member[0].post(f"{COMMENTS}/{KEY}/ta-bort").text
    assert not comments_on(network)
    assert "Kommentaren är borttagen." in page
    assert re.search(r"<textarea[^>]*>\s*Ta med skjutsen\.</textarea>", page)
    assert KEY not in page, "sent again it is a comment of its own"


def test_those_who_lead_are_told_while_a_comment_waits(
    network: Network, leader: Account, member: tuple[Visitor, Account], db_session: scoped_session[Session]
) -> None:
    say(member[0])
    [notice] = db_session.scalars(select(Notice))
    assert notice.person_id == leader.person_id
    told = plan_comments(notice)
    assert told is not None
    assert told.sentence == "1 kommentar till planen i Ekby väntar på att någon läser."
    deal_with(network, uuid.UUID(KEY), done=True)
    assert plan_comments(notice) is None


def test_who_writes_as_leader_is_not_told_of_it(
    network: Network, leader: Account, db_session: scoped_session[Session]
) -> None:
    write_comment(network, leader.person_id, uuid.uuid4(), Chapter.RISKS, "Glöm inte isen.")
    assert not list(db_session.scalars(select(Notice)))


def test_a_comment_is_kept_of_the_person_and_goes_with_the_person(
    network: Network, leader: Account, member: tuple[Visitor, Account], db_session: scoped_session[Session]
) -> None:
    say(member[0])
    person = member[1].person
    assert [(kept.network, kept.text) for kept in kept_of(person).comments] == [("Ekby", "Ta med skjutsen.")]
    assert "Ta med skjutsen." in member[0].get("/mina-uppgifter").text
    erase_person(person)
    assert not list(db_session.scalars(select(PlanComment)))
