"""Put a mail in the queue: a part of the commit of what causes it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from bln.clock import utcnow
from bln.db import db
from bln.mail.models import Mail


def queue_mail(
    kind: str,
    address: str,
    parameters: Mapping[str, str] | None = None,
    *,
    person_id: uuid.UUID | None = None,
    due_at: datetime | None = None,
) -> Mail:
    """Queue a mail of a kind (a template in `templates/mail/`) to an address. The caller commits.

    `parameters` are ids and plain words, never secrets: the links of a kind are made when it is sent.
    """
    mail = Mail(
        id=uuid.uuid4(),
        kind=kind,
        address=address,
        person_id=person_id,
        parameters=dict(parameters or {}),
        due_at=due_at or utcnow(),
    )
    db.session.add(mail)
    return mail
