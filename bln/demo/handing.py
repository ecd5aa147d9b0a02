"""A plan of the demo that was handed in, and what was answered, through the services that people use."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from bln.clock import utcnow
from bln.demo.content import AnswerContent, HandedInContent
from bln.handing.answering import DecisionFacts, record_decision, record_endorsement
from bln.handing.models import PlanVersion
from bln.handing.services import hand_in_by_hand, make_version
from bln.networks.models import Network
from bln.people.models import Account
from meetings.plan_version import Outcome


def hand_in(network: Network, content: HandedInContent, today: date, leader: Account) -> None:
    """Hand the plan in to its bodies and record what they answered, as many days before `today` as the content says."""
    bodies = {body.name: body.id for body in network.bodies}
    version = make_version(network, "", leader, at=_moment(today, content["days_ago"]))
    for name in content["to"]:
        hand_in_by_hand(version, bodies[name], leader).handed_in_at = version.submitted_at
    for found in content["endorsements"]:
        day = _moment(today, found["days_ago"])
        given = record_endorsement(version, given_on=day.date(), account=leader, **found["said"])
        given.recorded_at = given.confirmed_at = day
    for found in content["decisions"]:
        _decide(version, bodies[found["body"]], found, today, leader)


def _decide(version: PlanVersion, body_id: UUID, found: AnswerContent, today: date, leader: Account) -> None:
    day, proposed = _moment(today, found["days_ago"]), found.get("proposed", False)
    follow_up = today + timedelta(days=found["follow_up_in"]) if "follow_up_in" in found else None
    outcome = Outcome(found["outcome"])
    facts = DecisionFacts(decided_on=day.date(), outcome=outcome, follow_up_on=follow_up, **found["said"])
    decision = record_decision(version, body_id, facts, None if proposed else leader)
    decision.recorded_at = day
    decision.confirmed_at = None if proposed else day


def _moment(today: date, days_ago: int) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), time(13), tzinfo=utcnow().tzinfo)
