"""Play the demo through the real services, in the order of the calendar, in one commit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from bln.clock import today, utcnow
from bln.db import db, one_commit
from bln.demo.calls import hold_call
from bln.demo.content import (
    BodyContent,
    IntroductionContent,
    NationalRound,
    NetworkContent,
    read_calls,
    read_introduction,
    read_networks,
    read_programme,
    read_report,
    read_rounds,
)
from bln.demo.handing import hand_in
from bln.demo.invited import invite_people
from bln.demo.plans import write_plan
from bln.demo.play import NetworkPlay, share_round
from bln.demo.report import ReportPlay
from bln.introduction.services import NOTHING, Content, save_introduction
from bln.networks.models import CompiledBy, Network, PriorityMethod, Programme, ReceivingBody
from bln.networks.services import add_network, add_programme
from bln.people.models import Account, Membership, Person, Role
from bln.people.queries import DEMO_ROLES
from bln.people.services import add_account
from meetings.plan_content import Arena
from meetings.programme import Perspective
from network_templates.loader import find_templates, load_template

COMPILED_AFTER = timedelta(days=4)


class DemoExists(Exception):
    """The demo is there already."""


def load_demo(day: date | None = None) -> Programme:
    """Store the demo, with its dates around `day`; raises `DemoExists`."""
    content = read_programme()
    if db.session.scalar(select(Programme.id).where(Programme.slug == content["key"])):
        raise DemoExists
    with one_commit():
        return _load(content, read_networks(content["networks"]), day or today())


def _load(content: dict[str, str], networks: list[NetworkContent], today: date) -> Programme:
    programme = add_programme(
        content["key"],
        content["title"],
        content["term"],
        load_template(find_templates(None)[content["template"]]),
        controller=content["controller"],
        lawful_basis=content["lawful_basis"],
        compiled_by=CompiledBy(content["compiled_by"]),
        priority_method=PriorityMethod(content["priority_method"]),
        demo=True,
    )
    staff = add_account(DEMO_ROLES["nka"], "Nka-medarbetare (demo)", None, staff=True)
    leader = add_account(DEMO_ROLES["ledare"], "Nätverksledare (demo)", None, staff=False)
    db.session.flush()
    _introduce(programme, read_introduction())
    plays = {}
    for found in networks:
        network = _network(programme, found, leader if found["slug"] == content["demo_leader"] else None, today)
        plays[found["slug"]] = NetworkPlay(network, found, today, leader, staff)
    for event in sorted(_events(plays, read_rounds(), today), key=lambda event: event.day):
        event.happen(plays, programme, staff)
    for found in networks:
        invite_people(plays[found["slug"]].network, found.get("invited", []))
        if "plan" in found:
            write_plan(plays[found["slug"]].network, found["plan"], leader)
        if "handed_in" in found:
            hand_in(plays[found["slug"]].network, found["handed_in"], today, leader)
    own = {slug: play.network for slug, play in plays.items()}
    for call in read_calls():
        hold_call(programme, call, own, today, staff)
    ReportPlay(programme, own, leader, staff).play(read_report(), today)
    return programme


def _introduce(programme: Programme, found: IntroductionContent) -> None:
    captions, transcript = found["captions"], found["transcript"]
    content = Content(f"https://{found['film']}", found["minutes"], captions=captions, transcript=transcript.strip())
    save_introduction(programme, NOTHING.mark, content)


def _network(programme: Programme, found: NetworkContent, leader: Account | None, today: date) -> Network:
    network = add_network(
        programme,
        found["slug"],
        found["place"],
        found["region"],
        variant=found["variant"],
        bodies=_bodies(found["bodies"], today),
    )
    person = leader.person if leader else Person(name=found["leader"])
    network.memberships.append(Membership(person=person, role=Role.LEADER))
    for place, codes in enumerate(found["members"]):
        first, second = [Perspective(code) for code in codes] + [None] * (2 - len(codes))
        address = f"deltagare-{place + 1}@demo.invalid" if place in found.get("mailed", []) else None
        membership = Membership(
            person=Person(email=address), role=Role.MEMBER, perspective=first, second_perspective=second
        )
        network.memberships.append(membership)
    db.session.flush()
    return network


def _bodies(found: list[BodyContent], today: date) -> list[ReceivingBody]:
    return [
        ReceivingBody(
            position=position,
            name=body["name"],
            arena=Arena(body["arena"]),
            hand_in_on=None if body["hand_in"] is None else today + timedelta(days=body["hand_in"]),
        )
        for position, body in enumerate(found, start=1)
    ]


@dataclass(frozen=True)
class MeetingEvent:
    """A meeting takes place."""

    day: date
    network: str
    number: int

    def happen(self, plays: dict[str, NetworkPlay], programme: Programme, staff: Account) -> None:
        """Play the meeting as far as the content says."""
        plays[self.network].play(self.number)


@dataclass(frozen=True)
class RoundEvent:
    """Staff share the national summary of a round."""

    day: date
    round: NationalRound

    def happen(self, plays: dict[str, NetworkPlay], programme: Programme, staff: Account) -> None:
        """Compile and share the round."""
        shared_at = min(datetime.combine(self.day, time(15), tzinfo=utcnow().tzinfo), utcnow())
        share_round(programme, self.round, plays, staff, shared_at)


def _events(
    plays: dict[str, NetworkPlay], rounds: list[NationalRound], today: date
) -> Iterator[MeetingEvent | RoundEvent]:
    for slug, play in plays.items():
        for number, meeting in play.meetings.items():
            yield MeetingEvent(play.day(meeting), slug, number)
    for found in rounds:
        joined = {slug for theme in found["themes"] for slug, _ in theme["joins"]}
        last = max(plays[slug].day_of_step(found["step"]) for slug in joined)
        yield RoundEvent(min(last + COMPILED_AFTER, today), found)
