"""What the mail of dates says: a meeting is planned, moved or taken away."""

import uuid
from datetime import timedelta

from flask import url_for
from sqlalchemy import select

from bln.clock import today
from bln.db import db
from bln.mail.addresses import gets_mail, way_to
from bln.mail.letters import Outdated
from bln.mail.models import Mail
from bln.mail.smtp import sender_now
from bln.networks.context import meeting_title
from bln.networks.models import Meeting
from bln.people.models import Membership
from bln.people.tokens import issue_token
from exports import wording
from meetings.appointment import Appointment

ANSWER = "answer"  # the purpose of a link to answer by, about a membership


def dates(mail: Mail) -> dict[str, str]:
    """What the templates of the kind `dates` need; raises `Outdated` when there is nothing to tell any more.

    The caller commits.
    """
    from bln.calendar.ics import cancellation, invitation

    meeting = db.session.get(Meeting, uuid.UUID(mail.parameters["meeting"]))
    if meeting is None or mail.person_id is None or not gets_mail(mail.person_id, meeting.network_id):
        raise Outdated
    now, was = meeting.told, _told_before(mail, meeting)
    last = now or was
    if last is None or last.day < today():
        raise Outdated
    sender = sender_now()
    return letter(meeting, now) | {
        "number": str(last.number),
        "was": wording.day_and_time(was.begins) if was and not (now and now.start == was.start) else "",
        "joined": mail.parameters.get("joined", ""),
        "answer": answer_link(mail.person_id, meeting, last) if now else "",
        "link": way_to(mail.person_id, meeting.network, "networks.show"),
        "calendar": (
            invitation(meeting, now, sender, mail.address) if now else cancellation(meeting, last, sender, mail.address)
        ),
    }


def letter(meeting: Meeting, now: Appointment | None) -> dict[str, str]:
    """What everybody gets to know alike, by mail, on paper and in the preview."""
    return {
        "number": str(meeting.number),
        "network": meeting.network.place,
        "title": meeting_title(meeting.network, meeting.steps),
        "when": wording.span(now) if now else "",
        "where": wording.where(now) if now else "",
        "online": now.link if now else "",
        "phone": now.phone if now else "",
    }


def answer_link(person_id: uuid.UUID, meeting: Meeting, appointment: Appointment) -> str:
    """A page where a person answers, without signing in, until the meeting has been; '' for who only leads. The caller
    commits."""
    own = Membership.person_id == person_id, Membership.network_id == meeting.network_id
    membership = db.session.scalars(select(Membership).where(*own)).one()
    if not membership.is_asked:
        return ""
    secret = issue_token(ANSWER, membership.id, timedelta(days=(appointment.day - today()).days + 1))
    return url_for("answers.by_link", secret=secret, key=meeting.id, _external=True)


def _told_before(mail: Mail, meeting: Meeting) -> Appointment | None:
    if "was" not in mail.parameters:
        return None
    start = mail.parameters["was"][:16]
    return Appointment(meeting.number, start, int(mail.parameters.get("minutes", meeting.minutes_of_boxes)))
