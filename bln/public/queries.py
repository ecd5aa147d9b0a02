"""What the public pages ask."""

from collections.abc import Sequence

from sqlalchemy import Row, select

from bln.db import db
from bln.networks.models import Programme


def controllers() -> Sequence[Row[str, str, str]]:
    """Title, controller and lawful basis of every programme, the newest first."""
    query = select(Programme.title, Programme.controller, Programme.lawful_basis)
    return db.session.execute(query.order_by(Programme.created_at.desc(), Programme.slug)).all()
