"""Content behind every address, and the address itself with values that lead to it."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from bln.calls.queries import find_call
from bln.calls.services import When, add_point, agree, plan_call
from bln.clock import today
from bln.db import db
from bln.handing.answering import DecisionFacts, record_decision
from bln.handing.looks import take_look
from bln.handing.services import hand_in_by_hand, make_version
from bln.interest.models import Interest, Organisation
from bln.interest.services import Expression, express_interest
from bln.introduction.services import NOTHING, Content, save_introduction
from bln.members.inviting import Invited, invite
from bln.members.mails import INVITATION_PURPOSE
from bln.networks.models import CompiledBy, Network
from bln.people.models import MemberUser, Person, Role, SignedIn, User
from bln.people.sessions import begin_session
from bln.people.tokens import MEMBER_LINK, issue_token
from bln.plans.models import PlanComment
from bln.plans.services import write_row
from bln.questions.queries import questions_of
from bln.reports.answering import Remark, make_remark
from bln.reports.published import publications_of
from bln.reports.reconciling import answers_of, latest_version
from bln.reports.sending import send_version
from bln.room.check_models import CheckRemark, NotesCheck
from bln.room.checking import Answer, answer_check, ask_members
from meetings.agenda import Occasion
from meetings.notes import NoteKind
from meetings.plan_content import Arena, Chapter, Risk
from meetings.plan_version import Outcome as PlanOutcome
from meetings.programme import Perspective
from meetings.reconciliation import AnswerKind
from tests.bln import factories as make
from tests.bln.visitors import LEADING, Place
from tests.exports.word_files.test_look import png, template

SPECIAL = {
    "published.table": {"ext": "csv"},
    "priorities.choose": {"number": 2},
    "plans.indicators": {"ext": "csv"},
    "phone_vote.run": {"number": 2},
    "closing.download_answers": {"ext": "csv"},
    "privacy.download": {"ext": "json"},
}
RISK = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"


@dataclass
class World:
    """Two programmes with content behind every address, and one user for each kind of visitor."""

    networks: dict[Place, Network]
    users: dict[str, User]
    notes: dict[Place, Any]
    session: uuid.UUID
    interest: Interest
    links: dict[Place, dict[str, dict[str, Any]]]


def build_links(network: Network) -> dict[str, dict[str, Any]]:
    """What stands in the addresses of invitations and members, by endpoint: one of its own for each that ends it."""
    asked = invite(network, [Invited(name, f"{name}@example.invalid", (Perspective.CARER,)) for name in "abcd"])
    leaders = invite(network, [Invited(name, f"{name}@example.invalid") for name in "kl"], Role.LEADER)
    keys = [make.join(network, Person(name=name), Role.MEMBER, Perspective.CARER).id for name in "efghi"]
    substitute = make.join(network, Person(name="j"), Role.SUBSTITUTE)
    comment = PlanComment(network_id=network.id, person=Person(name="k"), chapter=Chapter.RISKS, text="Halt.")
    make.db.session.add(comment)
    [body] = make.receive(network, ("Kommunen", Arena.MUNICIPALITY))
    secrets = [issue_token(INVITATION_PURPOSE, invitation.id) for invitation in asked[:2]]
    personal = issue_token(MEMBER_LINK, keys[3])
    expired = issue_token(MEMBER_LINK, keys[4], timedelta(seconds=-1))
    make.db.session.commit()
    remark = make.db.session.scalars(
        select(CheckRemark.id).join(NotesCheck).where(NotesCheck.meeting_id == make.meeting_of(network).id)
    ).one()
    return {
        "checking.handle": {"key": remark},
        "invitations.show": {"secret": secrets[0]},
        "invitations.ask_again": {"secret": secrets[1]},
        "invitations.personal": {"secret": personal},
        "invitations.ask_for_link": {"secret": expired},
        "members.resend": {"key": asked[2].id},
        "members.letter": {"key": asked[2].id},
        "members.withdraw": {"key": asked[3].id},
        "members.pause": {"key": keys[0]},
        "members.renew_link": {"key": keys[1]},
        "members.leave": {"key": keys[2]},
        "answers.record": {"key": keys[0]},
        "leaders.hand_back": {"key": substitute.id},
        "leaders.resend": {"key": leaders[0].id},
        "leaders.withdraw": {"key": leaders[1].id},
        **{endpoint: {"key": comment.id} for endpoint in ("plan_comments.deal", "plan_comments.remove")},
        **{endpoint: {"body": body.id} for endpoint in ("plan_papers.show", "plan_papers.download")},
        **build_call(network),
        **build_report(network),
        **build_plan(network),
        **{endpoint: {"key": questions_of(network)[0].id} for endpoint in ("questions.answer", "questions.assign")},
    }


def build_call(network: Network) -> dict[str, dict[str, Any]]:
    """A call before the first round, which a network's leaders have something to say at and something to do after."""
    step, when = network.programme.template.steps[0], datetime.fromisoformat("2026-10-20T13:00")
    call = find_call(network.programme, step, Occasion.BEFORE) or plan_call(
        network.programme, step, Occasion.BEFORE, 0, When(when, 60, "")
    )
    points = [add_point(call, network, "Hur gör vi med lyktorna?").id for _ in range(2)]
    return {
        "calls.take_back": {"point": points[0]},
        "calls.bring_back": {"point": points[1]},
        "calls.finish": {"action": agree(call, network, "Räknar lyktorna", None).id},
    }


def build_plan(network: Network) -> dict[str, dict[str, Any]]:
    """A plan that is handed in to one body, which has decided."""
    leader = make.make_account(f"inlamnaren-i-{network.slug}")
    take_look(network.bodies[0], template(picture=png()), "En ek")
    version = make_version(network, "", leader)
    body = {"body": network.bodies[0].id}
    sent = hand_in_by_hand(version, network.bodies[0].id, leader)
    facts = DecisionFacts("Nämnden", today(), PlanOutcome.NOTED)
    answer = {"kind": "beslut", "key": record_decision(version, network.bodies[0].id, facts, leader).id}
    paper = {**body, "paper": "lokal-plan"}
    return {
        "handing.read": paper,
        "handing.download": paper,
        "handing_over.bounced": {**body, "sent": sent.id},
        **{f"handing_over.{name}": body for name in ("address", "send", "by_hand", "make_link", "revoke_links")},
        **{f"plan_look.{name}": body for name in ("choose", "logo", "forget")},
        "plan_answers.decide": body,
        **{f"plan_answers.{name}": answer for name in ("confirm", "take_back", "bring_back", "show_decision")},
        **{f"plan_link.{name}": {"secret": "gissad", "paper": "lokal-plan"} for name in ("show", "download")},
    }


def build_report(network: Network) -> dict[str, dict[str, Any]]:
    """A report that the network has made remarks on, when the time to answer is over."""
    leader = make.make_leader(network, f"ledaren-i-{network.slug}")
    version = latest_version(network.programme)
    if version is None:
        version = send_version(network.programme, "", today() + timedelta(days=1), leader)
    version.answer_by = today() + timedelta(days=1)
    for passage in ("summary", "background"):
        make_remark(version, network, Remark(AnswerKind.OBJECTION, passage, "Nej."), Role.LEADER, leader)
    answers = [answer.id for answer in answers_of(version, network)]
    version.answer_by = today() - timedelta(days=1)
    if not publications_of(network.programme):
        make.publish(version)
    db.session.commit()
    return {
        "reconciliation.reply": {"answer": answers[0]},
        "reconciliation.take_back": {"answer": answers[1]},
        "report_answers.take_back": {"answer": answers[1]},
    }


def build_world(compiled_by: CompiledBy) -> World:
    """What stands behind the addresses: notes, submissions, and summaries both begun and shared."""
    programme = make.make_programme(compiled_by=compiled_by)
    other = make.make_programme("vandra", compiled_by=compiled_by)
    networks = {
        Place.OWN: make.make_network(programme, "ekby"),
        Place.NEIGHBOUR: make.make_network(programme, "alby"),
        Place.ELSEWHERE: make.make_network(other, "norrby"),
    }
    staff = make.make_account("staff", staff=True)
    accounts = {"staff": staff, "stranger": make.make_account("stranger")}
    for name in (*LEADING, "member", "left leader"):
        accounts[name] = make.make_account(name.replace(" ", "-"))
        role = Role.LEADER if name == "left leader" else Role(name)
        make.join(networks[Place.OWN], accounts[name].person, role, left=name == "left leader")
    guest = make.join(networks[Place.OWN], Person(name="Mia"), Role.MEMBER, Perspective.CARER)
    users: dict[str, User] = accounts | {"by link": MemberUser(guest)}
    notes = {}
    for place, network in networks.items():
        make.meeting_of(network).planned_at = datetime.fromisoformat("2026-10-27T13:00")
        notes[place] = make.write(network, staff, "Vägen är smal.", "Det saknas lyktor.")[0].id
        make.write(network, staff, "Får lyktor sitta så lågt?", kind=NoteKind.QUESTION)
        make.choose(network, staff, "Vägen")
        ask_members(network, make.meeting_of(network), staff)
        answer_check(make.meeting_of(network), uuid.uuid4(), Answer(False, {None: "Bron saknas."}))
        make.submit(network, staff)
        make.share(make.meeting_scope(network), staff)
        write_row(network, 0, "risks", Risk(RISK, "Halka"), staff)
    for found in (programme, other):
        save_introduction(found, NOTHING.mark, Content("https://film.example.org/start", 12, transcript="Välkommen."))
        make.share(make.round_scope(found), staff)
    somebody_else = make.make_account("somebody-else")
    begin_session(somebody_else, "Firefox på Linux")
    db.session.commit()
    interest = express_interest(
        Expression("Ekby", "Region Skåne", Organisation.REGION, "Region Skåne", "Eva", "eva@example.invalid", ""), None
    )
    session = db.session.scalars(select(SignedIn.id).filter_by(account_id=somebody_else.id)).one()
    links = {place: build_links(network) for place, network in networks.items()}
    return World(networks, users, notes, session, interest, links)


def name_of(rule: Rule) -> str:
    """The line of the table that a rule belongs to."""
    if rule.endpoint in ("desk.show_board", "reports.show", "reports.download"):
        return rule.endpoint
    scope = "meeting" if "slug" in rule.arguments else "round"
    return (
        f"{rule.endpoint} of a {scope}"
        if rule.endpoint.startswith(("desk.", "themes.", "versions."))
        else rule.endpoint
    )


def rules(app: Flask) -> list[Rule]:
    """Every address but that of static files, which are open to all."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def requests(app: Flask, world: World, place: Place) -> Iterator[tuple[str, str, str]]:
    """Every rule and method as (line of the table, method, address in the network or programme of `place`)."""
    network = world.networks[place]
    values = {
        "slug": network.slug,
        "programme": network.programme.slug,
        "number": 1,
        "note_id": world.notes[place],
        "version": 1,
        "way": "upp",
        "ext": "md",
        "part": "risker",
        "key": RISK,
        "mail_id": RISK,
        "session_id": world.session,
        "secret": "gissad",
        "code": "QQQQQQ",
        "interest": world.interest.id,
        "occasion": "fore",
        "passage": "sammanfattning",
        "kind": "forslag",
        "edition": 1,
        "chapter": "sammanfattning",
        "table": "natverk",
        "paper": "missiv",
    }
    with app.test_request_context():
        for rule in rules(app):
            own = values | ({"key": "nara-vard"} if rule.endpoint.startswith("evidence.") else {})
            own |= SPECIAL.get(rule.endpoint, {}) | world.links[place].get(rule.endpoint, {})
            built = rule.build({name: own[name] for name in rule.arguments})
            assert built is not None
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield name_of(rule), method, built[1]
