"""How migrations run: on the application's engine, in one transaction. Flask-Migrate compares types by itself."""

from alembic import context
from flask import current_app

import bln.audit.models
import bln.desk.models
import bln.interest.models
import bln.mail.models
import bln.members.models
import bln.networks.models
import bln.people.models
import bln.phones.models
import bln.plans.models
import bln.privacy.models
import bln.room.models
import bln.room.tool_models  # noqa: F401
from bln.db import db

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        **current_app.extensions["migrate"].configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
