"""The command that reminds."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from bln.mail.models import Mail
from bln.members.inviting import Invited, invite
from meetings.programme import Perspective
from tests.bln import factories as make


def test_a_timer_reminds_those_who_are_due_and_running_again_changes_nothing(
    app: Flask, db_session: scoped_session[Session]
) -> None:
    network = make.make_network(make.make_programme())
    (invitation,) = invite(network, [Invited("Saga", "saga@example.invalid", (Perspective.CARER,))])
    invitation.sent_at -= timedelta(days=6)
    db_session.commit()
    runner = app.test_cli_runner()
    said = [runner.invoke(args=["invite", "remind"]).output for _ in range(2)]
    assert said == ["Påminnelser: 1.\n", "Påminnelser: 0.\n"]
    kinds = db_session.scalars(select(Mail.kind).order_by(Mail.created_at)).all()
    assert kinds == ["invitation", "invitation_reminder"]
