"""Sending to a real mail server: that dies, that says no, that asks for a password; and senders that die."""

import logging
import subprocess
import threading
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, scoped_session

from bln import create_app
from bln.clock import today, utcnow
from bln.config import BadSetting
from bln.db import db
from bln.mail import sending
from bln.mail.kinds import KINDS
from bln.mail.models import Mail, MailState
from bln.mail.sending import BACK_OFF, CLAIM_LASTS, MOST_ATTEMPTS, claim_next, send_due
from bln.mail.smtp import Server, Unreachable, read_server
from bln.members.inviting import Invited, invite
from bln.networks.announcing import announce
from bln.people.models import Role
from meetings.programme import Perspective
from tests import shared_folder
from tests.bln import databases
from tests.bln import factories as make
from tests.bln.mail_server import Post, mail_server

SECOND = timedelta(seconds=1)


def queue_dates(count: int) -> list[str]:
    """Mails of a meeting's date, due now, to so many people; their addresses."""
    network = make.make_network(make.make_programme())
    for number in range(count):
        make.join(network, make.make_account(f"deltagare{number}").person, Role.MEMBER)
    meeting = make.meeting_of(network)
    meeting.planned_at = datetime.combine(today() + timedelta(days=7), datetime.min.time().replace(hour=13))
    db.session.commit()
    announce(meeting, meeting.version)
    make_due()
    return [f"deltagare{number}@example.invalid" for number in range(count)]


def queue_invitations(count: int) -> list[str]:
    """Invitations to a network, due now, to so many people; their addresses."""
    network = make.make_network(make.make_programme())
    addresses = [f"inbjuden{number}@example.invalid" for number in range(count)]
    invite(network, [Invited("Saga", address, (Perspective.CARER,)) for address in addresses])
    return addresses


def make_due() -> None:
    """Let the time pass until everything in the queue is due."""
    db.session.execute(update(Mail).where(Mail.state == MailState.QUEUED).values(due_at=utcnow() - SECOND))
    db.session.commit()


def states() -> dict[str, int]:
    db.session.rollback()
    return {row[0]: row[1] for row in db.session.execute(select(Mail.state, func.count()).group_by(Mail.state))}


def only_mail() -> Mail:
    db.session.expire_all()
    return db.session.scalars(select(Mail)).one()


@pytest.mark.parametrize("keeps_last", [False, True], ids=["before its yes", "after it took the mail"])
def test_all_of_fifty_invitations_arrive_though_the_server_dies_halfway(
    db_session: scoped_session[Session], keeps_last: bool
) -> None:
    addresses = queue_invitations(50)
    with mail_server(Post(dies_at=25, keeps_last=keeps_last)) as first:
        assert send_due(first.server) == {"sent": 24, "queued": 1}
        with pytest.raises(Unreachable):
            send_due(first.server)
    assert states() == {"sent": 24, "queued": 26}
    make_due()
    with mail_server() as second:
        assert send_due(second.server) == {"sent": 26}
    got = Counter(first.addresses + second.addresses)
    assert set(got) == set(addresses)
    twice = [address for address, times in got.items() if times > 1]
    assert len(twice) == (1 if keeps_last else 0), "only the one in flight"
    for address in twice:
        same = {str(m["Message-ID"]) for m in first.got + second.got if str(m["To"]) == address}
        assert len(same) == 1
    assert states() == {"sent": 50}


def test_a_server_that_is_silent_costs_no_mail_an_attempt(db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    with mail_server() as post:
        gone = post.server
    with pytest.raises(Unreachable):
        send_due(gone)
    assert (only_mail().state, only_mail().attempts) == (MailState.QUEUED, 0)


def test_a_mail_whose_sender_died_after_claiming_it_is_sent_a_while_later(db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    assert claim_next()
    with mail_server() as post:
        assert not send_due(post.server), "another may be sending it just now"
        db.session.execute(update(Mail).values(claimed_at=utcnow() - CLAIM_LASTS - SECOND))
        db.session.commit()
        assert send_due(post.server) == {"sent": 1}
    assert only_mail().attempts == 2


def test_a_crash_between_sending_and_commit_repeats_the_same_message(
    db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_dates(1)

    def crash(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with mail_server() as post:
        with monkeypatch.context() as dying:
            dying.setattr(sending, "_settle", crash)
            with pytest.raises(KeyboardInterrupt):
                send_due(post.server)
        db.session.rollback()
        db.session.execute(update(Mail).values(claimed_at=utcnow() - CLAIM_LASTS - SECOND))
        db.session.commit()
        send_due(post.server)
    assert len(post.got) == 2
    assert len({message["Message-ID"] for message in post.got}) == 1


def test_a_sender_that_comes_back_too_late_changes_nothing(db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    claim = claim_next()
    assert claim
    db.session.execute(update(Mail).values(state=MailState.SENT, sent_at=utcnow()))
    db.session.commit()
    sending._try_again(claim, "lost")
    assert only_mail().state is MailState.SENT


def test_a_no_for_now_is_tried_again_after_longer_and_longer_times_and_then_given_up(
    db_session: scoped_session[Session],
) -> None:
    queue_dates(1)
    with mail_server(Post(answer=lambda _: "451 Later")) as post:
        for wait in BACK_OFF:
            before = utcnow()
            assert send_due(post.server) == {"queued": 1}
            assert before + wait <= only_mail().due_at <= utcnow() + wait
            assert not send_due(post.server), "not before its time"
            make_due()
        assert send_due(post.server) == {"dead": 1}
    assert (only_mail().attempts, only_mail().error) == (MOST_ATTEMPTS, "smtp 451")
    assert [wait.total_seconds() / 60 for wait in BACK_OFF[:5]] == [1, 5, 30, 120, 720]


def test_a_no_for_good_makes_one_mail_dead_and_the_others_arrive(
    db_session: scoped_session[Session], caplog: pytest.LogCaptureFixture
) -> None:
    first, *others = queue_dates(3)
    caplog.set_level(logging.DEBUG)
    answer = lambda address: f"550 <{address}> unknown" if address == first else None  # noqa: E731
    with mail_server(Post(answer=answer)) as post:
        assert send_due(post.server) == {"dead": 1, "sent": 2}
    assert post.addresses == others
    dead = db.session.scalars(select(Mail).where(Mail.state == MailState.DEAD)).one()
    assert (dead.address, dead.error) == (first, "smtp 550")
    assert not [record for record in caplog.records if first in record.getMessage() and "bln" in record.name]


def test_an_address_that_is_none_is_given_up_at_once(db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    only_mail().address = "anna"
    db.session.commit()
    with mail_server() as post:
        assert send_due(post.server) == {"dead": 1}
    assert only_mail().error == "address"


def test_a_domain_with_swedish_letters_is_written_as_servers_know_it(db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    only_mail().address = "anna@skärblacka.example"
    db.session.commit()
    with mail_server() as post:
        assert send_due(post.server) == {"sent": 1}
    assert post.addresses == ["anna@xn--skrblacka-w2a.example"]


def test_a_mail_that_cannot_be_written_holds_nobody_back_and_its_words_stay_out_of_the_log(
    db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    queue_dates(2)
    broken = db.session.scalars(select(Mail).order_by(Mail.due_at)).first()
    assert broken
    broken.kind = "broken"
    db.session.commit()
    monkeypatch.setitem(KINDS, "broken", f"{__name__}:_broken")
    with mail_server() as post:
        assert send_due(post.server) == {"queued": 1, "sent": 1}
    assert "LookupError" in caplog.text
    assert "hemligt" not in caplog.text


def _broken(_mail: Mail) -> dict[str, str]:
    raise LookupError("hemligt")


def test_a_round_stops_at_its_bound_and_when_it_is_told_to(db_session: scoped_session[Session]) -> None:
    queue_dates(5)
    with mail_server() as post:
        assert send_due(post.server, most=2) == {"sent": 2}
        assert not send_due(post.server, stopped=lambda: True)
        assert send_due(post.server, stopped=lambda: len(post.got) == 4) == {"sent": 2}
    assert states() == {"sent": 4, "queued": 1}


def test_what_is_not_due_yet_waits(db_session: scoped_session[Session]) -> None:
    queue_dates(1)
    only_mail().due_at = utcnow() + timedelta(minutes=10)
    db.session.commit()
    with mail_server() as post:
        assert not send_due(post.server)


def test_several_senders_at_once_send_each_mail_once(migrated_uri: str) -> None:
    app = create_app(databases.settings_for(shared_folder.path() / "senders", migrated_uri))
    with app.app_context():
        addresses = queue_dates(40)
        db.session.remove()
    with mail_server() as post:
        became = _send_in_threads(app, post.server, 4)
    assert sum(became, Counter()) == {"sent": 40}
    assert len([one for one in became if one]) > 1, "more than one had something to do"
    assert sorted(post.addresses) == sorted(addresses)
    with app.app_context():
        db.engine.dispose()


def _send_in_threads(app: Flask, server: Server, count: int) -> list[Counter[str]]:
    became: list[Counter[str]] = []
    together = threading.Barrier(count)

    def work() -> None:
        with app.app_context():
            together.wait(10)
            became.append(send_due(server))

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return became


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine, and its key."""
    made, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    what = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    what += ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "keyUsage=digitalSignature,keyCertSign"]
    subprocess.run(["openssl", "req", *what, "-keyout", key, "-out", made], check=True, capture_output=True)
    return made, key


def test_the_password_goes_over_an_encrypted_line(
    db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch, certificate: tuple[Path, Path]
) -> None:
    import ssl

    queue_dates(1)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    post = Post()

    def sign_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: LoginPassword) -> AuthResult:
        post.signed_in.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=True)

    options = {"tls_context": context, "require_starttls": True, "authenticator": sign_in, "auth_required": True}
    with mail_server(post, **options):
        url = f"smtp://brev%40example.se:hemligt%3Aord@127.0.0.1:{post.port}"
        server = read_server(url, "brev@natverk.example")
        with pytest.raises(Unreachable, match="SSL"):
            send_due(server)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert send_due(server) == {"sent": 1}
    assert post.encrypted
    assert post.signed_in == [("brev@example.se", "hemligt:ord")]
    assert "hemligt" not in repr(server)


def test_nothing_goes_over_an_open_line_to_another_machine(
    db_session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_dates(1)
    monkeypatch.setattr(Server, "is_near", False)
    with mail_server() as post, pytest.raises(Unreachable):
        send_due(post.server)
    assert post.got == []


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.se", "brev@example.se"),
        ("http://mail.example.se", "brev@example.se"),
        ("smtp://", "brev@example.se"),
        ("smtp://mail.example.se:fel", "brev@example.se"),
        ("smtp://brev:l%C3%B6sen@mail.example.se", "brev@example.se"),
        ("smtp://mail.example.se", ""),
        ("smtp://mail.example.se", "Nätverken"),
        ("smtp://mail.example.se", "brev@"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(url: str, sender: str) -> None:
    with pytest.raises(BadSetting, match=r"BLN_(SMTP_URL|MAIL_FROM)"):
        read_server(url, sender)


def test_the_ports_are_the_usual_ones() -> None:
    assert read_server("smtp://mail.example.se", "brev@example.se").port == 587
    assert read_server("smtps://mail.example.se", "brev@example.se").port == 465
