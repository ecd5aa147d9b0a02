"""`bln mail`: what it says, and how it ends."""

import os
import signal
import subprocess
import sys
import time
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session, scoped_session

from bln import create_app
from bln.clock import today, utcnow
from bln.db import db
from bln.mail.models import Mail, MailState, Notice
from bln.mail.outgoing import KEPT
from bln.members.inviting import Invited, invite
from bln.networks.models import MeetingAnswer, Network
from bln.people.models import Person, Role
from bln.room.tool_models import Room
from meetings.programme import Perspective
from meetings.turnout import Answer
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.mail_server import SENDER, Post, mail_server
from tests.bln.test_mail_sending import queue_dates


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["mail", *arguments])


@pytest.fixture
def post(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    monkeypatch.setitem(app.config, "MAIL_FROM", SENDER)
    return post


def use(app: Flask, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{post.port}")


def test_sending_tells_how_many_became_what(
    app: Flask, db_session: scoped_session[Session], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_dates(3)
    post.answer = lambda address: {"0": "550 No", "1": "451 Later"}.get(address.partition("@")[0][-1])
    with mail_server(post):
        use(app, post, monkeypatch)
        first, second = run(app, "send"), run(app, "send")
    assert first.exit_code == 0
    assert first.output.splitlines() == [
        "1 brev skickades.",
        "1 brev kunde inte skickas nu. Vi försöker igen senare.",
        "1 brev kunde inte skickas alls. Se: bln mail list --dead",
    ]
    assert second.output == "Inga brev väntade.\n"


def test_sending_reminds_those_who_have_not_answered_once(
    app: Flask, db_session: scoped_session[Session], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = make.make_network(make.make_programme())
    (invitation,) = invite(network, [Invited("Saga", "saga@example.invalid", (Perspective.CARER,))])
    invitation.sent_at -= timedelta(days=6)
    db_session.commit()
    with mail_server(post):
        use(app, post, monkeypatch)
        told = [run(app, "send").output for _ in range(2)]
    assert told == ["2 brev skickades.\n", "Inga brev väntade.\n"]
    assert [mail.kind for mail in db_session.query(Mail).order_by(Mail.created_at)] == [
        "invitation",
        "invitation_reminder",
    ]


def test_sending_forgets_the_answers_to_meetings_that_have_been(
    app: Flask, db_session: scoped_session[Session], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = make.make_network(make.make_programme())
    meeting, member = make.meeting_of(network), make.join(network, Person(), Role.MEMBER)
    meeting.planned_at = datetime.combine(today() - timedelta(days=8), datetime.min.time())
    db_session.add(MeetingAnswer(meeting_id=meeting.id, membership_id=member.id, answer=Answer.COMES))
    db_session.commit()
    with mail_server(post):
        use(app, post, monkeypatch)
        assert run(app, "send").exit_code == 0
    db_session.rollback()
    assert db_session.query(MeetingAnswer).count() == 0


def test_what_did_not_arrive_is_listed_and_can_be_tried_again(app: Flask, db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    mail = db_session.query(Mail).one()
    assert run(app, "list").output.startswith("1 brev väntar, det äldsta sedan ")
    assert run(app, "list", "--dead").output == "Alla brev har kommit fram eller väntar på att skickas.\n"
    mail.state, mail.error = MailState.DEAD, "smtp 550"
    db_session.commit()
    assert run(app, "list").output == "Inga brev väntar.\n"
    line = run(app, "list", "--dead").output
    assert line.startswith(f"{mail.id}  ")
    assert line.endswith("  dates  deltagare0@example.invalid  E-postservern sade nej (kod 550).\n")
    again = run(app, "retry", str(mail.id))
    assert (again.exit_code, again.output) == (0, "Brevet väntar på att skickas igen.\n")
    db_session.refresh(mail)
    assert mail.state is MailState.QUEUED
    for unknown in (str(mail.id), str(uuid.uuid4()), "sju"):
        refused = run(app, "retry", unknown)
        assert refused.exit_code == 1
        assert "bln mail list --dead" in refused.output


def test_what_was_sent_long_ago_is_forgotten_and_what_failed_is_kept(
    app: Flask, db_session: scoped_session[Session], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_dates(4)
    mails = db_session.query(Mail).order_by(Mail.address).all()
    for mail, state in zip(mails[:3], (MailState.SENT, MailState.SENT, MailState.DEAD), strict=True):
        mail.state, mail.created_at = state, utcnow() - KEPT - timedelta(days=1)
    mails[1].created_at = utcnow() - KEPT + timedelta(days=1)
    old = mails[0]
    db_session.add(Notice(person_id=old.person_id, what="summary_shared", mail_id=old.id))
    db_session.commit()
    with mail_server(post):
        use(app, post, monkeypatch)
        run(app, "send")
    kept = {mail.address for mail in db_session.query(Mail)}
    assert kept == {f"deltagare{number}@example.invalid" for number in (1, 2, 3)}
    assert db_session.query(Notice).count() == 0


def test_the_sender_forgets_what_the_tools_of_an_old_meeting_hold(
    app: Flask, network: Network, db_session: scoped_session[Session], post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, hours in ((1, 25), (2, 1)):
        used = utcnow() - timedelta(hours=hours)
        db_session.add(Room(meeting_id=make.meeting_of(network, number).id, used_at=used))
    db_session.commit()
    with mail_server(post):
        use(app, post, monkeypatch)
        assert run(app, "send").output == "Inga brev väntade.\n"
    assert [room.meeting_id for room in db_session.query(Room)] == [make.meeting_of(network, 2).id]


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"DEMO": True}, "/demo/utkorg"),
        ({"SMTP_URL": ""}, "BLN_SMTP_URL"),
        ({"SMTP_URL": "smtp://127.0.0.1:1"}, "svarar inte"),
        ({"SMTP_URL": "smtp://mail.example.se"}, "BLN_URL"),
    ],
)
def test_where_no_mail_can_be_sent_the_command_says_why(
    app: Flask,
    db_session: scoped_session[Session],
    post: Post,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, object],
    word: str,
) -> None:
    queue_dates(1)
    for name, value in settings.items():
        monkeypatch.setitem(app.config, name, value)
    refused = run(app, "send")
    assert refused.exit_code == 1
    assert word in refused.output
    assert db_session.query(Mail).one().state is MailState.QUEUED


def test_a_watching_sender_sends_what_comes_and_ends_when_told(migrated_uri: str, tmp_path: Path) -> None:
    app = create_app(databases.settings_for(tmp_path, migrated_uri))
    with mail_server() as post, app.app_context():
        environment = {**os.environ, "BLN_INSTANCE": str(tmp_path), "BLN_DATABASE_URI": migrated_uri}
        environment |= {"BLN_SMTP_URL": f"smtp://127.0.0.1:{post.port}", "BLN_MAIL_FROM": SENDER}
        queue_dates(2)
        db.session.remove()
        bln = str(Path(sys.executable).with_name("bln"))
        sender = subprocess.Popen([bln, "mail", "send", "--watch"], env=environment, stderr=subprocess.PIPE)
        until = time.monotonic() + 30
        while len(post.got) < 2 and time.monotonic() < until and sender.poll() is None:
            time.sleep(0.1)
        sender.send_signal(signal.SIGTERM)
        _, complaint = sender.communicate(timeout=30)
        assert (len(post.got), sender.returncode, complaint) == (2, 0, b"")
        assert {mail.state for mail in db.session.query(Mail)} == {MailState.SENT}
        db.session.remove()
        db.engine.dispose()
