"""Two at the same moment on a plan's way: hand-ins, answers by link and by who leads."""

import uuid
from typing import Any

import pytest
from sqlalchemy import func, select

from bln.clock import today
from bln.db import db
from bln.handing import answering, services
from bln.handing.models import HandIn, PlanDecision, PlanPaper, PlanVersion
from bln.networks.models import Network, ReceivingBody
from bln.plans import services as plans
from meetings.plan_content import Action, Arena
from meetings.plan_version import Outcome
from tests.bln.test_at_once import Ask, Two, meet, send, statuses, two

__all__ = ["meet", "two"]  # fixtures

PLAN = "/natverk/ekby/plan"
SAID = {"decided_by": "Nämnden", "decided_on": today().isoformat(), "outcome": "approved", "paragraph": "42"}


@pytest.fixture
def body(two: Two) -> uuid.UUID:
    """One who receives the plan, and an action of its own."""
    network = db.session.scalars(select(Network)).one()
    network.bodies = [ReceivingBody(position=1, name="Ekby kommun", arena=Arena.MUNICIPALITY)]
    db.session.commit()
    plans.write_row(network, 0, "actions", Action("bro", "Bygga en bro", arena=Arena.MUNICIPALITY), two.people[0])
    key = network.bodies[0].id
    db.session.remove()
    return key


def handed_in(two: Two, body: uuid.UUID) -> str:
    """Hand in the plan; the secret of a link to it."""
    version = services.make_version(db.session.scalars(select(Network)).one(), "", two.people[0])
    secret = services.make_link(version, body, two.people[0])
    db.session.remove()
    return secret


def count(kind: Any) -> int:
    db.session.remove()
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def by_link(two: Two, secret: str) -> Ask:
    return lambda _browser: two.app.test_client().post(f"/planlank/{secret}/beslut", data=SAID)


def test_a_plan_handed_in_twice_at_once_is_one_version(two: Two, meet: Any, body: uuid.UUID) -> None:
    meet(services, "lock_plan")
    answers = two.ask(*[send(f"{PLAN}/lamna-in")] * 2)
    assert 302 in statuses(answers)
    assert (count(PlanVersion), count(PlanPaper)) == (1, 4)


def test_a_plan_handed_in_while_a_row_is_written_is_a_whole(two: Two, meet: Any, body: uuid.UUID) -> None:
    meet(services, "lock_plan")
    row = {"title": "Laga vägen", "arena": "municipality", "version": "0"}
    answers = two.ask(send(f"{PLAN}/lamna-in"), send(f"{PLAN}/skriv/insatser/{uuid.uuid4()}", **row))
    assert statuses(answers) == [302, 302]
    held = "Laga vägen" in str(db.session.scalars(select(PlanVersion.content)).one())
    db.session.remove()
    two.ask(*[send(f"{PLAN}/lamna-in", reason="Vägen också.")] * 2)
    assert count(PlanVersion) == (1 if held else 2), "what is written is in one version or the next"


def test_a_version_sent_twice_at_once_goes_once(two: Two, meet: Any, body: uuid.UUID) -> None:
    handed_in(two, body)
    db.session.get_one(ReceivingBody, body).registry_address = "registrator@ekby.invalid"
    db.session.commit()
    db.session.remove()
    meet(services, "lock_plan")
    two.ask(*[send(f"{PLAN}/mottagare/{body}/skicka", version="1")] * 2)
    assert count(HandIn) == 1


def test_an_answer_by_link_while_who_leads_writes_it_in_is_one(two: Two, meet: Any, body: uuid.UUID) -> None:
    secret = handed_in(two, body)
    meet(answering, "lock_plan")
    answers = two.ask(send(f"{PLAN}/version/1/{body}/beslut", **SAID), by_link(two, secret))
    assert statuses(answers) == [200, 302]
    assert count(PlanDecision) == 1
    assert db.session.scalars(select(PlanDecision)).one().confirmed_at


def test_an_answer_confirmed_twice_at_once_makes_one_adopted_plan(two: Two, meet: Any, body: uuid.UUID) -> None:
    secret = handed_in(two, body)
    by_link(two, secret)(two.app.test_client())  # type: ignore[arg-type]
    key = db.session.scalars(select(PlanDecision.id)).one()
    db.session.remove()
    meet(answering, "lock_plan")
    answers = two.ask(*[send(f"{PLAN}/svar/beslut/{key}/bekrafta")] * 2)
    assert statuses(answers) == [302, 302]
    assert count(PlanPaper) == 5


def test_of_two_answers_confirmed_at_once_the_impossible_one_is_refused(two: Two, meet: Any, body: uuid.UUID) -> None:
    handed_in(two, body)
    version = db.session.scalars(select(PlanVersion)).one()
    keys = []
    for words in ("Nämnden", "Socialnämnden"):
        facts = answering.DecisionFacts(words, today(), Outcome.APPROVED, "42")
        keys.append(answering.record_decision(version, body, facts, None).id)
    db.session.remove()
    meet(answering, "lock_plan")
    two.ask(*(send(f"{PLAN}/svar/beslut/{key}/bekrafta") for key in keys))
    assert count(PlanPaper) == 5
    assert len(db.session.scalars(select(PlanDecision).where(PlanDecision.confirmed_at.is_not(None))).all()) == 1
