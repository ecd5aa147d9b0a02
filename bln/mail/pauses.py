"""Whether a person wants notices: by one's own choice. What a leader pauses is a membership."""

import uuid
from contextlib import suppress

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError

from bln.db import db
from bln.mail.models import NoNotices


def turn_off(person_id: uuid.UUID) -> None:
    """Send no more digests, until turned on. The caller commits."""
    if wants_notices(person_id):
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(NoNotices(person_id=person_id))


def turn_on(person_id: uuid.UUID) -> None:
    """Send digests again. The caller commits."""
    db.session.execute(delete(NoNotices).where(NoNotices.person_id == person_id))


def wants_notices(person_id: uuid.UUID) -> bool:
    """False for who has turned them off."""
    return not db.session.scalar(select(exists().where(NoNotices.person_id == person_id)))
