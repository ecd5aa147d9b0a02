"""Who wants less mail for now: of notices by the person's own choice, of everything by the leader's."""

import uuid
from contextlib import suppress

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError

from bln.db import db
from bln.mail.models import MailPause, Pause


def pause(person_id: uuid.UUID, kind: Pause) -> None:
    """Send no more of this, until resumed. The caller commits."""
    if not is_paused(person_id, kind):
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(MailPause(person_id=person_id, kind=kind))


def resume(person_id: uuid.UUID, kind: Pause) -> None:
    """Send this again. The caller commits."""
    db.session.execute(delete(MailPause).where(MailPause.person_id == person_id, MailPause.kind == kind))


def is_paused(person_id: uuid.UUID, *kinds: Pause) -> bool:
    """True when one of the kinds is paused."""
    paused = exists().where(MailPause.person_id == person_id, MailPause.kind.in_(kinds))
    return bool(db.session.scalar(select(paused)))
