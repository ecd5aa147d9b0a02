"""The web application: people, pages, storage, mail, commands."""

import os
from pathlib import Path
from typing import Any

from flask import Flask

from bln import cli, pages, security
from bln.config import read_settings
from bln.db import db
from bln.desk import views as desk
from bln.members import leader_views as leaders
from bln.members import link_views as invitations
from bln.members import views as members
from bln.networks import since_views as since
from bln.networks import views as networks
from bln.people import views as people
from bln.plans import edit_views as plan_rows
from bln.plans import views as plans
from bln.provenance import views as provenance
from bln.public import views as public
from bln.reports import closing_views as closing
from bln.reports import views as reports
from bln.room import attendance_views as attendance
from bln.room import note_views as notes
from bln.room import priority_views as priorities
from bln.room import views as room

BLUEPRINTS = (
    public,
    people,
    networks,
    since,
    members,
    leaders,
    invitations,
    room,
    notes,
    priorities,
    attendance,
    desk,
    plans,
    plan_rows,
    provenance,
    reports,
    closing,
)


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Make the application. `settings` win over the environment (tests use them)."""
    given = settings or {}
    folder = given.get("INSTANCE") or os.environ.get("BLN_INSTANCE")
    app = Flask(__name__, instance_path=str(Path(folder).resolve()) if folder else None)
    app.config.update(read_settings(Path(app.instance_path)) | given)
    db.init_app(app)
    security.init_app(app)
    pages.init_app(app)
    cli.init_app(app)
    for views in BLUEPRINTS:
        app.register_blueprint(views.blueprint)
    return app
