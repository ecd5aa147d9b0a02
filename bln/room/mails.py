"""The receipt by mail: that notes are handed in, when, and their fingerprint; nothing of what they say."""

import uuid

from flask import url_for
from sqlalchemy import select

from bln.clock import local_time
from bln.db import db
from bln.mail.addresses import recipients
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.mail.queue import queue_mail
from bln.networks.models import Network
from bln.people.models import LEADING, Membership
from bln.room.models import Submission
from exports import wording


def send_receipts(network: Network, submission: Submission) -> None:
    """Queue a receipt for each who leads the network and can be reached by mail. The caller commits."""
    leads = leading(network.id)
    for found in recipients(network.id):
        if found.person_id in leads:
            queue_mail("receipt", found.address, {"submission": str(submission.id)}, person_id=found.person_id)


def leading(network_id: uuid.UUID) -> set[uuid.UUID]:
    """The ids of the people who lead a network now."""
    query = select(Membership.person_id).where(
        Membership.network_id == network_id, Membership.role.in_(LEADING), Membership.left_at.is_(None)
    )
    return set(db.session.scalars(query))


def receipt(mail: Mail) -> dict[str, str]:
    """What the templates of the kind `receipt` need; raises `Outdated` for who no longer leads the network."""
    submission = db.session.get(Submission, uuid.UUID(mail.parameters["submission"]))
    if submission is None or mail.person_id not in leading(submission.meeting.network_id):
        raise Outdated
    meeting = submission.meeting
    network = meeting.network
    return {
        "number": str(meeting.number),
        "network": network.place,
        "version": str(submission.version),
        "when": wording.day_and_time(local_time(submission.submitted_at)),
        "notes": wording.count_notes(len(submission.notes)),
        "fingerprint": submission.fingerprint[:16],
        "link": url_for("room.submitted", slug=network.slug, number=meeting.number, _external=True),
    }
