"""The web application: people, pages, storage, mail, commands."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bln.config import read_settings

VIEWS = (
    "public.views",
    "people.views",
    "people.link_views",
    "people.again_views",
    "people.account_views",
    "people.second_step_views",
    "networks.views",
    "networks.since_views",
    "networks.announcing_views",
    "networks.answer_views",
    "networks.arranging_views",
    "members.views",
    "members.leader_views",
    "members.link_views",
    "room.views",
    "room.guide_views",
    "room.rehearsal_views",
    "room.note_views",
    "room.edit_views",
    "room.word_views",
    "room.priority_views",
    "room.attendance_views",
    "room.offline_views",
    "room.tool_views",
    "room.wall_views",
    "phones.views",
    "phones.vote_views",
    "room.after_views",
    "room.check_views",
    "desk.views",
    "desk.theme_views",
    "desk.version_views",
    "plans.views",
    "plans.edit_views",
    "plans.history_views",
    "plans.paper_views",
    "plans.version_views",
    "plans.comment_views",
    "handing.views",
    "handing.sending_views",
    "handing.look_views",
    "handing.answer_views",
    "handing.link_views",
    "handing.check_views",
    "handing.overview_views",
    "provenance.views",
    "reports.views",
    "reports.writing_views",
    "reports.reconciling_views",
    "reports.answering_views",
    "reports.publishing_views",
    "reports.published_views",
    "reports.closing_views",
    "mail.views",
    "calendar.views",
    "public.information_views",
    "privacy.views",
    "audit.views",
    "programmes.views",
    "interest.views",
    "introduction.views",
    "calls.views",
    "evidence.views",
    "questions.views",
)


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Make the application. `settings` win over the environment (tests use them).

    All that it is made of is imported here: whoever needs one module of the package doesn't load the others.
    """
    from bln import cli, pages, security, signing_in
    from bln.db import db
    from bln.faults import DiscreetFlask

    given = settings or {}
    folder = given.get("INSTANCE") or os.environ.get("BLN_INSTANCE")
    app = DiscreetFlask(__name__, instance_path=str(Path(folder).resolve()) if folder else None)
    app.config.update(read_settings(Path(app.instance_path)) | given)
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0)  # type: ignore[method-assign]
    db.init_app(app)
    signing_in.init_app(app)
    security.init_app(app)
    pages.init_app(app)
    cli.init_app(app)
    for views in VIEWS:
        app.register_blueprint(import_module(f"bln.{views}").blueprint)
    return app
