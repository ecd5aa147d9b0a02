"""The web application: people, pages, storage, mail, commands."""

import os
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bln import cli, pages, security, signing_in
from bln.audit import views as audit
from bln.calendar import views as calendar
from bln.calls import views as calls
from bln.config import read_settings
from bln.db import db
from bln.desk import theme_views as sorted_themes
from bln.desk import version_views as shared_versions
from bln.desk import views as desk
from bln.evidence import views as evidence
from bln.faults import DiscreetFlask
from bln.interest import views as interest
from bln.introduction import views as introduction
from bln.mail import views as mail
from bln.members import leader_views as leaders
from bln.members import link_views as invitations
from bln.members import views as members
from bln.networks import announcing_views as announcing
from bln.networks import answer_views as answers
from bln.networks import arranging_views as arranging
from bln.networks import since_views as since
from bln.networks import views as networks
from bln.people import account_views as account
from bln.people import again_views as again
from bln.people import link_views as links
from bln.people import second_step_views as second_step
from bln.people import views as people
from bln.plans import edit_views as plan_rows
from bln.plans import history_views as plan_history
from bln.plans import views as plans
from bln.privacy import views as privacy
from bln.programmes import views as programmes
from bln.provenance import views as provenance
from bln.public import information_views as information
from bln.public import views as public
from bln.questions import views as questions
from bln.reports import answering_views as report_answers
from bln.reports import closing_views as closing
from bln.reports import published_views as published
from bln.reports import publishing_views as publishing
from bln.reports import reconciling_views as reconciliation
from bln.reports import views as reports
from bln.reports import writing_views as report_text
from bln.room import after_views as after
from bln.room import attendance_views as attendance
from bln.room import check_views as checking
from bln.room import edit_views as note
from bln.room import guide_views as guides
from bln.room import note_views as notes
from bln.room import offline_views as offline
from bln.room import priority_views as priorities
from bln.room import rehearsal_views as rehearsal
from bln.room import tool_views as tools
from bln.room import views as room
from bln.room import wall_views as wall

BLUEPRINTS = (
    public,
    people,
    links,
    again,
    account,
    second_step,
    networks,
    since,
    announcing,
    answers,
    arranging,
    members,
    leaders,
    invitations,
    room,
    guides,
    rehearsal,
    notes,
    note,
    priorities,
    attendance,
    offline,
    tools,
    wall,
    after,
    checking,
    desk,
    sorted_themes,
    shared_versions,
    plans,
    plan_rows,
    plan_history,
    provenance,
    reports,
    report_text,
    reconciliation,
    report_answers,
    publishing,
    published,
    closing,
    mail,
    calendar,
    information,
    privacy,
    audit,
    programmes,
    interest,
    introduction,
    calls,
    evidence,
    questions,
)


def create_app(settings: dict[str, Any] | None = None) -> Flask:
    """Make the application. `settings` win over the environment (tests use them)."""
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
    for views in BLUEPRINTS:
        app.register_blueprint(views.blueprint)
    return app
