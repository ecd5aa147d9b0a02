"""Every address × every role × own network, a neighbour's, another programme's. The expectations are hand-made."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

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
from tests.bln.visitor import Visitor
from tests.exports.word_files.test_look import png, template


class Door(Enum):
    """Who an address is for."""

    OPEN = auto()
    DEMO = auto()  # open in the demo mode or where a setting says so, and no such address otherwise
    SIGN_OUT = auto()  # everybody ends at the sign-in page
    SECRET = auto()  # open for who has the secret of a link; a guessed one leads nowhere
    SIGNED_IN = auto()
    ACCOUNT = auto()  # of one's own account: who came by a personal link has none
    STAFF_ROOM = auto()  # of the whole installation: others meet no such page
    OWN = auto()  # what only its owner has; here it is somebody else's
    NETWORK_READERS = auto()
    PARTICIPANTS = auto()  # who leads or is a member, not staff as such
    LEADERS = auto()
    LEADERS_AND_STAFF = auto()
    COMPILERS = auto()
    PROGRAMME_READERS = auto()
    STAFF = auto()
    LEADERS_OF_PROGRAMME = auto()  # who leads one of its networks: others meet no such page
    LEADERS_ALONE = auto()  # about a network, for who leads it: others meet no such page
    LEADERS_ALONE_AND_STAFF = auto()
    LIBRARY_READERS = auto()  # staff, and who leads any network: others meet no such page
    STAFF_OF_NETWORK = auto()  # staff, about a network: who leads it meets 403


# Addresses that lead both to a network's summary and to a round's have a line for each.
DOORS = {
    "public.start": Door.SIGNED_IN,
    "public.health": Door.OPEN,
    "public.style": Door.DEMO,
    "information.personal_data": Door.OPEN,
    "information.on_your_device": Door.OPEN,
    "information.accessibility": Door.OPEN,
    "information.security_txt": Door.DEMO,
    "privacy.show": Door.SIGNED_IN,
    "privacy.download": Door.SIGNED_IN,
    "privacy.correct_name": Door.SIGNED_IN,
    "privacy.withdraw": Door.PARTICIPANTS,
    "privacy.erase": Door.SIGNED_IN,
    "audit.show": Door.STAFF,
    "programmes.begin": Door.STAFF_ROOM,
    "programmes.settings": Door.STAFF,
    "programmes.add_network": Door.STAFF,
    "programmes.archive": Door.STAFF,
    "programmes.follow": Door.STAFF,
    "programmes.open_again": Door.STAFF,
    "programmes.change_network": Door.STAFF_OF_NETWORK,
    "networks.assign": Door.STAFF_OF_NETWORK,
    "interest.express": Door.OPEN,
    "interest.thank": Door.OPEN,
    "interest.choose": Door.STAFF,
    "interest.decline": Door.STAFF,
    "interest.reopen": Door.STAFF,
    "interest.dispose": Door.STAFF,
    "people.sign_in": Door.OPEN,
    "people.sign_in_demo": Door.DEMO,
    "people.sign_out": Door.SIGN_OUT,
    "links.ask_to_sign_in": Door.OPEN,
    "links.ask_to_reset": Door.OPEN,
    "links.sign_in": Door.SECRET,
    "links.reset": Door.SECRET,
    "links.renew_sign_in": Door.SECRET,
    "links.renew_reset": Door.SECRET,
    "second_step.ask": Door.SIGNED_IN,
    "second_step.set_up": Door.ACCOUNT,
    "second_step.renew_codes": Door.ACCOUNT,
    "second_step.stop": Door.ACCOUNT,
    "second_step.download_codes": Door.OWN,
    "account.change": Door.ACCOUNT,
    "account.show": Door.ACCOUNT,
    "account.end": Door.OWN,
    "account.end_others": Door.ACCOUNT,
    "networks.show": Door.NETWORK_READERS,
    "networks.plan_meeting": Door.LEADERS,
    "networks.unplan": Door.LEADERS,
    "announcing.send": Door.LEADERS,
    "announcing.letter": Door.LEADERS,
    "announcing.ask_again": Door.LEADERS,
    "answers.give": Door.PARTICIPANTS,
    "answers.show": Door.LEADERS,
    "answers.record": Door.LEADERS,
    "answers.by_link": Door.SECRET,
    "arranging.choose": Door.LEADERS,
    "arranging.cancel": Door.LEADERS,
    "arranging.merge": Door.LEADERS,
    "arranging.split": Door.LEADERS,
    "arranging.restore": Door.LEADERS,
    "calendar.download": Door.NETWORK_READERS,
    "calendar.feed": Door.SECRET,
    "calendar.settings": Door.ACCOUNT,
    "mail.show_dead": Door.STAFF_ROOM,
    "mail.retry": Door.STAFF_ROOM,
    "mail.notices": Door.SECRET,
    "mail.outbox": Door.DEMO,
    "mail.open_mail": Door.DEMO,
    "since.show": Door.NETWORK_READERS,
    "members.show": Door.LEADERS,
    "members.invite": Door.LEADERS,
    "members.invite_list": Door.LEADERS,
    "members.record_on_paper": Door.LEADERS,
    "members.resend": Door.LEADERS,
    "members.withdraw": Door.LEADERS,
    "members.letter": Door.LEADERS,
    "members.pause": Door.LEADERS,
    "members.renew_link": Door.LEADERS,
    "members.leave": Door.LEADERS,
    "leaders.show": Door.STAFF_OF_NETWORK,
    "leaders.hand_back": Door.STAFF_OF_NETWORK,
    "leaders.resend": Door.STAFF_OF_NETWORK,
    "leaders.withdraw": Door.STAFF_OF_NETWORK,
    "invitations.show": Door.OPEN,  # whoever has the link; what becomes of other links stands in test_invitations.py
    "invitations.ask_again": Door.OPEN,
    "invitations.personal": Door.OPEN,  # other links: test_members.py
    "invitations.ask_for_link": Door.OPEN,
    "room.before": Door.NETWORK_READERS,
    "room.download_guide": Door.NETWORK_READERS,
    "room.freeze_guide": Door.LEADERS,
    "guides.adapt": Door.LEADERS,
    "guides.undo": Door.LEADERS,
    "guides.share": Door.LEADERS,
    "rehearsal.room": Door.LEADERS,
    "rehearsal.hand_in": Door.LEADERS,
    "room.submit": Door.LEADERS,
    "room.submitted": Door.LEADERS_AND_STAFF,
    "room.download_notes": Door.LEADERS_AND_STAFF,
    "notes.during": Door.LEADERS,
    "notes.changed": Door.LEADERS,
    "note.edit": Door.LEADERS,
    "note.withdraw": Door.LEADERS,
    "note.restore": Door.LEADERS,
    "note.restore_version": Door.LEADERS,
    "note.move": Door.LEADERS,
    "word.fetch": Door.LEADERS,
    "word.store": Door.LEADERS,
    "word.fetched": Door.LEADERS,
    "word.undo": Door.LEADERS,
    "word.download_form": Door.LEADERS,
    "again.show": Door.OPEN,
    "priorities.choose": Door.LEADERS,
    "attendance.record": Door.LEADERS,
    "offline.take": Door.LEADERS,
    "offline.shell": Door.OPEN,
    "offline.worker": Door.OPEN,
    "tools.show": Door.LEADERS,
    "tools.follow": Door.LEADERS,
    "tools.switch": Door.LEADERS,
    "tools.show_on_wall": Door.LEADERS,
    "tools.renew_address": Door.LEADERS,
    "tools.choose_note": Door.LEADERS,
    "tools.set_clock": Door.LEADERS,
    "tools.count_turns": Door.LEADERS,
    "phones.join": Door.OPEN,
    "phones.come": Door.OPEN,
    "phones.take_part": Door.SECRET,  # what a phone may do stands in test_phones.py
    "phones.write_note": Door.SECRET,
    "phones.take_back": Door.SECRET,
    "phones.cast": Door.SECRET,
    "phones.leave": Door.OPEN,
    "phone_vote.run": Door.LEADERS,
    "wall.show": Door.SECRET,  # what becomes of other addresses stands in test_wall.py
    "after.mend": Door.LEADERS,
    "after.conclude": Door.LEADERS,
    "after.open_again": Door.LEADERS,
    "after.close_again": Door.LEADERS,
    "checking.answer": Door.PARTICIPANTS,
    "checking.take_back": Door.PARTICIPANTS,
    "checking.show": Door.LEADERS,
    "checking.ask": Door.LEADERS,
    "checking.stop": Door.LEADERS,
    "checking.handle": Door.LEADERS,
    "checking.on_paper": Door.LEADERS,
    "provenance.show": Door.LEADERS_AND_STAFF,
    "plan_rows.overview": Door.LEADERS,
    "plan_rows.write": Door.LEADERS,
    "plan_rows.remove": Door.LEADERS,
    "plan_rows.restore": Door.LEADERS,
    "plan_rows.form": Door.LEADERS,
    "plan_papers.show": Door.NETWORK_READERS,
    "plan_papers.download": Door.NETWORK_READERS,
    "plan_papers.ready": Door.LEADERS,
    "plans.indicators": Door.NETWORK_READERS,
    "plan_comments.show": Door.PARTICIPANTS,
    "plan_comments.deal": Door.LEADERS,
    "plan_comments.remove": Door.OWN,
    "plan_versions.show": Door.LEADERS,
    "plan_versions.compare": Door.LEADERS,
    "plan_versions.restore": Door.LEADERS,
    "plan_history.show": Door.LEADERS,
    "plan_history.restore": Door.LEADERS,
    "handing.show": Door.NETWORK_READERS,
    "handing.read": Door.NETWORK_READERS,
    "handing.download": Door.NETWORK_READERS,
    "handing.hand_in": Door.LEADERS,
    "handing_over.address": Door.LEADERS,
    "handing_over.send": Door.LEADERS,
    "handing_over.by_hand": Door.LEADERS,
    "handing_over.bounced": Door.LEADERS,
    "handing_over.make_link": Door.LEADERS,
    "handing_over.revoke_links": Door.LEADERS,
    "plan_look.choose": Door.LEADERS,
    "plan_look.logo": Door.LEADERS,
    "plan_look.forget": Door.LEADERS,
    "plan_answers.decide": Door.LEADERS,
    "plan_answers.endorse": Door.LEADERS,
    "plan_answers.confirm": Door.LEADERS,
    "plan_answers.take_back": Door.LEADERS,
    "plan_answers.bring_back": Door.LEADERS,
    "plan_answers.show_decision": Door.NETWORK_READERS,
    "plan_link.show": Door.SECRET,  # what becomes of other links stands in test_handing.py
    "plan_link.download": Door.SECRET,
    "plan_link.decide": Door.SECRET,
    "plan_link.endorse": Door.SECRET,
    "plan_check.check": Door.OPEN,
    "plans_overview.show": Door.STAFF,
    "plans.show": Door.NETWORK_READERS,
    "plans.download": Door.NETWORK_READERS,
    "desk.show_board": Door.STAFF,
    "desk.show_summary of a meeting": Door.NETWORK_READERS,
    "desk.download_summary of a meeting": Door.NETWORK_READERS,
    "desk.begin_summary of a meeting": Door.COMPILERS,
    "desk.sort_notes of a meeting": Door.COMPILERS,
    "desk.share_summary of a meeting": Door.COMPILERS,
    "themes.merge of a meeting": Door.COMPILERS,
    "themes.split of a meeting": Door.COMPILERS,
    "versions.compare of a meeting": Door.NETWORK_READERS,
    "versions.restore of a meeting": Door.COMPILERS,
    "themes.assign of a round": Door.STAFF,
    "themes.merge of a round": Door.STAFF,
    "themes.quote of a round": Door.STAFF,
    "themes.split of a round": Door.STAFF,
    "versions.compare of a round": Door.PROGRAMME_READERS,
    "versions.restore of a round": Door.STAFF,
    "desk.show_summary of a round": Door.PROGRAMME_READERS,
    "desk.download_summary of a round": Door.PROGRAMME_READERS,
    "desk.begin_summary of a round": Door.STAFF,
    "desk.sort_notes of a round": Door.STAFF,
    "desk.share_summary of a round": Door.STAFF,
    "reports.show": Door.STAFF,
    "reports.download": Door.STAFF,
    "introduction.show": Door.NETWORK_READERS,
    "introduction.download": Door.NETWORK_READERS,
    "introduction.mark": Door.PARTICIPANTS,
    "introduction.edit": Door.STAFF,
    "report_text.overview": Door.STAFF,
    "report_text.write": Door.STAFF,
    "report_text.restore": Door.STAFF,
    "reconciliation.board": Door.STAFF,
    "reconciliation.send": Door.STAFF,
    "reconciliation.read": Door.STAFF,
    "reconciliation.download": Door.STAFF,
    "reconciliation.reply": Door.STAFF,
    "reconciliation.take_back": Door.STAFF,
    "reconciliation.extend": Door.STAFF,
    "reconciliation.record_exception": Door.STAFF,
    "publishing.show": Door.STAFF,
    "publishing.take_back": Door.STAFF,
    "published.list_all": Door.OPEN,
    "published.feed": Door.OPEN,
    "published.latest": Door.OPEN,
    "published.show": Door.OPEN,
    "published.whole": Door.OPEN,
    "published.chapter": Door.OPEN,
    "published.search": Door.OPEN,
    "published.download": Door.OPEN,
    "published.metadata": Door.OPEN,
    "published.data": Door.OPEN,
    "published.table": Door.OPEN,
    "report_answers.show": Door.LEADERS,
    "report_answers.read": Door.LEADERS,
    "report_answers.download": Door.LEADERS,
    "report_answers.approve": Door.LEADERS,
    "report_answers.remark": Door.LEADERS,
    "report_answers.take_back": Door.LEADERS,
    "questions.show": Door.STAFF_ROOM,
    "questions.answer": Door.STAFF_ROOM,
    "questions.assign": Door.STAFF_ROOM,
    "questions.of_network": Door.LEADERS_AND_STAFF,
    "calls.list_calls": Door.PROGRAMME_READERS,
    "calls.show": Door.PROGRAMME_READERS,
    "calls.download": Door.PROGRAMME_READERS,
    "calls.plan": Door.STAFF,
    "calls.invite": Door.STAFF,
    "calls.call_off": Door.STAFF,
    "calls.hold": Door.STAFF,
    "calls.write_notes": Door.STAFF,
    "calls.agree": Door.STAFF,
    "calls.write_point": Door.LEADERS_OF_PROGRAMME,
    "calls.take_back": Door.LEADERS_ALONE,
    "calls.bring_back": Door.LEADERS_ALONE,
    "calls.finish": Door.LEADERS_ALONE_AND_STAFF,
    "evidence.list_facts": Door.LIBRARY_READERS,
    "evidence.show": Door.LIBRARY_READERS,
    "evidence.add": Door.STAFF_ROOM,
    "evidence.edit": Door.STAFF_ROOM,
    "evidence.check": Door.STAFF_ROOM,
    "evidence.withdraw": Door.STAFF_ROOM,
    "evidence.history": Door.STAFF_ROOM,
    "evidence.restore": Door.STAFF_ROOM,
    "evidence.download": Door.STAFF_ROOM,
    "evidence.read_in": Door.STAFF_ROOM,
    "closing.answer": Door.PARTICIPANTS,
    "closing.receipt": Door.PARTICIPANTS,
    "closing.take_back": Door.PARTICIPANTS,
    "closing.show_answers": Door.STAFF,
    "closing.download_answers": Door.STAFF,
}


class Outcome(Enum):
    """What a visitor meets."""

    LOGIN = "the sign-in page"
    HIDDEN = "404"
    REFUSED = "403"
    IN = "in"


LOGIN, HIDDEN, REFUSED, IN = Outcome
SPECIAL = {
    "published.table": {"ext": "csv"},
    "priorities.choose": {"number": 2},
    "plans.indicators": {"ext": "csv"},
    "phone_vote.run": {"number": 2},
    "closing.download_answers": {"ext": "csv"},
    "privacy.download": {"ext": "json"},
}
RISK = "0b9f4f0e-5a3c-4c57-9d53-2f1f0c1b7a11"


class Place(Enum):
    """Where the visited network lies, seen from the visitor's own."""

    OWN = "own network"
    NEIGHBOUR = "another network of the same programme"
    ELSEWHERE = "a network of another programme"


LEADING = ("leader", "deputy", "substitute")
HOMELESS = ("anonymous", "stranger", "staff")
VISITORS = (*HOMELESS, *LEADING, "member", "by link", "left leader")


def expected(door: Door, visitor: str, place: Place, compiled_by: CompiledBy) -> Outcome:
    """What should happen; leaders who have left are strangers."""
    if door in ANYBODY:
        return ANYBODY[door]
    if visitor == "anonymous":
        return LOGIN
    if door is Door.SIGNED_IN:
        return IN
    if door is Door.ACCOUNT:
        return HIDDEN if visitor == "by link" else IN
    if door is Door.OWN:
        return HIDDEN
    if door is Door.LIBRARY_READERS:
        return IN if visitor in ("staff", *LEADING) else HIDDEN
    if door is Door.STAFF_ROOM:
        return IN if visitor == "staff" else HIDDEN
    if visitor == "staff":
        return AS_STAFF[door] if door is not Door.COMPILERS else STAFF_COMPILE[compiled_by]
    if visitor in LEADING and place is Place.OWN:
        return AS_LEADER[door] if door is not Door.COMPILERS else LEADERS_COMPILE[compiled_by]
    if visitor in LEADING and place is Place.NEIGHBOUR:
        return AS_LEADER_NEXT_DOOR[door]
    if visitor in ("member", "by link") and place is Place.OWN:
        return AS_MEMBER[door]
    return HIDDEN


ANYBODY = {Door.OPEN: IN, Door.DEMO: HIDDEN, Door.SECRET: HIDDEN, Door.SIGN_OUT: LOGIN}
AS_STAFF = {
    Door.NETWORK_READERS: IN,
    Door.PARTICIPANTS: REFUSED,
    Door.LEADERS: REFUSED,
    Door.LEADERS_AND_STAFF: IN,
    Door.PROGRAMME_READERS: IN,
    Door.STAFF: IN,
    Door.LEADERS_OF_PROGRAMME: HIDDEN,
    Door.LEADERS_ALONE: HIDDEN,
    Door.LEADERS_ALONE_AND_STAFF: IN,
    Door.STAFF_OF_NETWORK: IN,
}
AS_LEADER = {
    Door.NETWORK_READERS: IN,
    Door.PARTICIPANTS: IN,
    Door.LEADERS: IN,
    Door.LEADERS_AND_STAFF: IN,
    Door.PROGRAMME_READERS: IN,
    Door.STAFF: REFUSED,
    Door.LEADERS_OF_PROGRAMME: IN,
    Door.LEADERS_ALONE: IN,
    Door.LEADERS_ALONE_AND_STAFF: IN,
    Door.STAFF_OF_NETWORK: REFUSED,
}
AS_LEADER_NEXT_DOOR = {
    Door.NETWORK_READERS: HIDDEN,
    Door.PARTICIPANTS: HIDDEN,
    Door.LEADERS: HIDDEN,
    Door.LEADERS_AND_STAFF: HIDDEN,
    Door.COMPILERS: HIDDEN,
    Door.PROGRAMME_READERS: IN,
    Door.STAFF: REFUSED,
    Door.LEADERS_OF_PROGRAMME: IN,
    Door.LEADERS_ALONE: HIDDEN,
    Door.LEADERS_ALONE_AND_STAFF: HIDDEN,
    Door.STAFF_OF_NETWORK: HIDDEN,
}
AS_MEMBER = {
    Door.NETWORK_READERS: IN,
    Door.PARTICIPANTS: IN,
    Door.LEADERS: REFUSED,
    Door.LEADERS_AND_STAFF: REFUSED,
    Door.COMPILERS: REFUSED,
    Door.PROGRAMME_READERS: HIDDEN,
    Door.STAFF: HIDDEN,
    Door.LEADERS_OF_PROGRAMME: HIDDEN,
    Door.LEADERS_ALONE: HIDDEN,
    Door.LEADERS_ALONE_AND_STAFF: HIDDEN,
    Door.STAFF_OF_NETWORK: REFUSED,
}
STAFF_COMPILE = {CompiledBy.STAFF: IN, CompiledBy.LEADERS: REFUSED}
LEADERS_COMPILE = {CompiledBy.STAFF: REFUSED, CompiledBy.LEADERS: IN}


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


def outcome_of(response: TestResponse) -> Outcome | int:
    """What the visitor met; an error of another kind stands for itself."""
    if response.status_code == 302 and response.location.startswith("/logga-in"):
        return LOGIN
    known = {404: HIDDEN, 403: REFUSED, 200: IN, 302: IN, 409: IN, 422: IN}
    return known.get(response.status_code, response.status_code)


def browser_of(app: Flask, user: User | None) -> FlaskClient:
    """A new browser, signed in unless nobody sits at it."""
    client = app.test_client()
    if user is not None:
        make.sign_in(client, user)
    return client


def check(app: Flask, world: World, visitor: str, place: Place, compiled_by: CompiledBy) -> list[str]:
    """The cells of the matrix where somebody meets something else than expected.

    A form that is accepted may end the session; after it the visitor signs in anew. Who compiles a programme decides
    about the doors of compilers alone: the others are tried where staff do.
    """
    wrong = []
    client = browser_of(app, world.users.get(visitor))
    for name, method, address in requests(app, world, place):
        if compiled_by is not CompiledBy.STAFF and DOORS[name] is not Door.COMPILERS:
            continue
        wanted = expected(DOORS[name], visitor, place, compiled_by)
        met = outcome_of(client.open(address, method=method))
        if met is not wanted:
            wrong.append(f"{visitor}, {place.value}: {method} {address} met {met}, expected {wanted}")
        if method == "POST" and met not in (HIDDEN, REFUSED):
            client = browser_of(app, world.users.get(visitor))
    return wrong


def test_every_address_has_a_door_and_every_door_an_address(app: Flask) -> None:
    assert {name_of(rule) for rule in rules(app)} == set(DOORS)


def test_addresses_answer_only_reading_and_posting(app: Flask) -> None:
    used = {method for rule in rules(app) for method in rule.methods or set()}
    assert used == {"GET", "HEAD", "OPTIONS", "POST"}


# The doors are the same on both databases, and what they read is tested on both elsewhere: this long walk needs one.
@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("compiled_by", CompiledBy, ids=lambda mode: f"compiled-by-{mode}")
@pytest.mark.parametrize("visitor", VISITORS)
def test_every_visitor_meets_what_the_door_says(
    app: Flask, db_session: scoped_session[Session], visitor: str, compiled_by: CompiledBy
) -> None:
    world = build_world(compiled_by)
    places = [Place.OWN] if visitor in HOMELESS else list(Place)
    wrong = [line for place in places for line in check(app, world, visitor, place, compiled_by)]
    assert wrong == []


UNKNOWN = (
    "/finns-inte",
    "/natverk",
    "/natverk/finns-inte",
    "/natverk/ekby/finns-inte",
    "/natverk/ekby/mote/99",
    "/natverk/ekby/mote/0",
    "/natverk/ekby/mote/99/sammanstallning",
    "/natverk/ekby/mote/1/anteckning/6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "/natverk/ekby/mote/1/anteckningar?fraga=finns-inte",
    "/natverk/ekby/mote/1/guide.exe",
    "/natverk/ekby/mote/99999999999999999999",
    "/natverk/ekby%00",
    "/program/finns-inte",
    "/program/finns-inte/logg",
    "/program/cykla/intresse/6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "/program/cykla/nytt-natverk?intresse=6f1b2f0e-6c0c-5d0e-9f5b-3f7d3a1c8e42",
    "/program/cykla/nytt-natverk?intresse=finns-inte",
    "/mina-uppgifter/lamna/finns-inte",
    "/program/cykla/omgang/0/sammanstallning",
    "/program/cykla/omgang/4/sammanstallning",
    "/program/cykla%00/rapport",
    "/program/cykla/avslutningar?fraga=finns-inte",
    "/program/cykla/avslutningar.docx",
    "/program/cykla/rapport/skriv/finns-inte",
    "/program/cykla/rapport/skriv/eget-finns-inte",
    "/program/cykla/rapport/avstamning",
    "/natverk/ekby/rapport",
    "/natverk/ekby/rapport/hela.docx",
)


@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_shows_the_sign_in_page_to_an_anonymous_visitor(client: Visitor, address: str) -> None:
    assert client.get(address).location.startswith("/logga-in?nasta=")


@pytest.mark.parametrize("address", UNKNOWN)
def test_an_unknown_address_is_404_for_whoever_is_signed_in(
    client: Visitor, db_session: scoped_session[Session], address: str
) -> None:
    network = make.make_network(make.make_programme())
    leader = make.make_leader(network)
    leader.staff = True
    db_session.commit()
    make.sign_in(client, leader)
    assert client.get(address).status_code == 404


def test_the_demo_doors_open_in_the_demo_mode(
    app: Flask, client: Visitor, db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "DEMO", True)
    assert client.get("/stil").status_code == 200
    assert client.get("/demo/utkorg").status_code == 200
    assert client.post("/demo/logga-in", data={"roll": "nka"}).status_code == 404, "there is no demo account"
