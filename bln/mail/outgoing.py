"""What waits to be sent, and what didn't arrive."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from bln.clock import utcnow
from bln.db import commit, db
from bln.mail.models import Mail, MailState, Notice

MOST_SHOWN = 200
KEPT = timedelta(days=90)  # who got which mail is nobody's business for longer
WAITING = (MailState.QUEUED, MailState.CLAIMED)


def waiting_mails() -> tuple[int, datetime | None]:
    """How many mails are due and not yet sent, and since when the oldest has waited."""
    due = (Mail.state.in_(WAITING), Mail.due_at <= utcnow())
    count, oldest = db.session.execute(select(func.count(), func.min(Mail.due_at)).where(*due)).one()
    return count, oldest


def dead_mails() -> list[Mail]:
    """The mails that were given up, newest first."""
    query = select(Mail).where(Mail.state == MailState.DEAD).order_by(Mail.created_at.desc()).limit(MOST_SHOWN)
    return list(db.session.scalars(query))


def find_dead(mail_id: uuid.UUID) -> Mail | None:
    """A mail that was given up, by its id."""
    return db.session.scalar(select(Mail).where(Mail.id == mail_id, Mail.state == MailState.DEAD).with_for_update())


def retry_mail(mail: Mail) -> None:
    """Begin anew with a mail that was given up."""
    mail.state, mail.attempts, mail.due_at, mail.error = MailState.QUEUED, 0, utcnow(), ""
    commit()


def newest_mails() -> list[Mail]:
    """Every kind of mail that there is to look at, newest first."""
    return list(db.session.scalars(select(Mail).order_by(Mail.created_at.desc(), Mail.id).limit(MOST_SHOWN)))


def find_mail(mail_id: uuid.UUID) -> Mail | None:
    """A mail by its id."""
    return db.session.get(Mail, mail_id)


def forget_old_mails() -> None:
    """Delete what was sent, or was no longer to be sent, longer ago than `KEPT`, and what it told."""
    over = Mail.state.in_((MailState.SENT, MailState.CANCELLED)) & (Mail.created_at < utcnow() - KEPT)
    db.session.execute(delete(Notice).where(Notice.mail_id.in_(select(Mail.id).where(over))))
    db.session.execute(delete(Mail).where(over))
    commit()
