"""Write in the audit log, as a part of the commit of what is logged."""

import uuid

from flask import has_request_context
from flask_login import current_user

from bln.audit.models import AuditAction, AuditEntry, ObjectKind
from bln.db import db
from bln.people.models import Account


def audit(
    action: AuditAction,
    kind: ObjectKind,
    object_id: uuid.UUID,
    programme_id: uuid.UUID | None = None,
    *,
    by: Account | None = None,
) -> None:
    """Log that an account (without one: whoever is signed in, in a command nobody) has done something to an object. The
    caller commits.

    Codes and ids are all there is room for: what somebody wrote can't end here.
    """
    db.session.add(
        AuditEntry(
            id=uuid.uuid4(),
            account_id=by.id if by else _who(),
            action=action,
            kind=kind,
            object_id=object_id,
            programme_id=programme_id,
        )
    )


def _who() -> uuid.UUID | None:
    """The one place that asks: a service is the same in a request and in a command."""
    return current_user.id if has_request_context() and isinstance(current_user, Account) else None
