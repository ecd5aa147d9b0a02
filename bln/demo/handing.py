"""A plan of the demo that was handed in, and what was answered, through the services that people use."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from bln.clock import utcnow
from bln.demo.content import DecisionContent, HandedInContent
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
        given = record_endorsement(version, found["organisation"], found["function"], day.date(), leader)
        given.recorded_at = given.confirmed_at = day
    for decided in content["decisions"]:
        _decide(version, bodies[decided["body"]], decided, today, leader)


def _decide(version: PlanVersion, body_id: UUID, found: DecisionContent, today: date, leader: Account) -> None:
    day = _moment(today, found["days_ago"])
    follow_up = found.get("follow_up_in")
    facts = DecisionFacts(
        decided_by=found["by"],
        decided_on=day.date(),
        outcome=Outcome(found["outcome"]),
        paragraph=found["paragraph"],
        registration_number=found["registration_number"],
        amendments=found.get("amendments", ""),
        follow_up_on=None if follow_up is None else today + timedelta(days=follow_up),
        responsible=found.get("responsible", ""),
        extract=found.get("extract", ""),
    )
    proposed = found.get("proposed", False)
    decision = record_decision(version, body_id, facts, None if proposed else leader)
    decision.recorded_at = day
    if not proposed:
        decision.confirmed_at = day


def _moment(today: date, days_ago: int) -> datetime:
    return datetime.combine(today - timedelta(days=days_ago), time(13), tzinfo=utcnow().tzinfo)
