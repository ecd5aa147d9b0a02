"""Notices, collected: at most one digest a day and person, in the morning."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from werkzeug.utils import import_string

from bln.clock import ZONE, local_time, utcnow
from bln.db import db
from bln.mail.letters import Outdated
from bln.mail.models import Mail, Notice
from bln.mail.pauses import wants_notices
from bln.people.tokens import issue_token

# What there is to notice, and the function that words it when the digest is written (None: no longer true, or no longer
# this person's to know).
NOTICES: dict[str, str] = {
    "report_replied": "bln.reports.mails:report_replied",
    "facts_due": "bln.evidence.notices:facts_due",
    "guide_shared": "bln.room.notices:guide_shared",
    "notes_check": "bln.room.check_notices:notes_check",
    "plan_answered": "bln.handing.mails:plan_answered",
    "plan_due": "bln.handing.mails:plan_due",
    "plan_comments": "bln.plans.notices:plan_comments",
    "question_answered": "bln.questions.notices:question_answered",
    "summary_shared": "bln.desk.notices:summary_shared",
    "round_shared": "bln.desk.notices:round_shared",
}
MORNING = time(7)
BEFORE_MORNING = timedelta(minutes=10)  # a notice that is being stored while the digest is written waits for the next


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the digest, and where it leads."""

    sentence: str
    label: str
    href: str


def queue_notice(person_id: uuid.UUID, address: str, what: str, parameters: Mapping[str, str]) -> None:
    """Tell a person something in the next digest, unless that person's notices are off. The caller commits.

    `parameters` are ids and plain words, as of a mail.
    """
    if not wants_notices(person_id):
        return
    db.session.add(Notice(person_id=person_id, what=what, parameters=dict(parameters)))
    due_at = _next_morning(utcnow() + BEFORE_MORNING)
    key = uuid.uuid5(person_id, f"digest {due_at.date()}")  # so the database itself allows one a day
    if db.session.get(Mail, key) is None:
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(Mail(id=key, kind="digest", address=address, person_id=person_id, due_at=due_at))


def digest(mail: Mail) -> dict[str, Any]:
    """What the templates of the kind `digest` need: `items` (of `Told`) and `off`; raises `Outdated`."""
    if mail.person_id is None or not wants_notices(mail.person_id):
        raise Outdated
    mine = (Notice.person_id == mail.person_id, or_(Notice.mail_id.is_(None), Notice.mail_id == mail.id))
    notices = list(db.session.scalars(select(Notice).where(*mine).order_by(Notice.created_at, Notice.id)))
    each = {(notice.what, *sorted(notice.parameters.items())): notice for notice in notices}
    items = [told for notice in each.values() if (told := _told(notice))]
    if not items:
        raise Outdated
    for notice in notices:
        notice.mail_id = mail.id
    secret = issue_token("notices", mail.person_id)
    return {"items": items, "off": url_for("mail.notices", secret=secret, _external=True)}


def _told(notice: Notice) -> Told | None:
    function: Callable[[Notice], Told | None] = import_string(NOTICES[notice.what])
    return function(notice)


def _next_morning(instant: datetime) -> datetime:
    local = local_time(instant)
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, ZoneInfo(ZONE))
