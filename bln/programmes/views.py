"""Start a programme, change its settings, add a network."""

import uuid
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user

from bln.interest.models import Interest
from bln.interest.queries import waiting_interest
from bln.policy import Action, load_programme, require_staff
from bln.programmes import services
from bln.programmes.forms import NetworkForm, ProgrammeForm, SettingsForm

blueprint = Blueprint("programmes", __name__)


@blueprint.route("/nytt-program", methods=["GET", "POST"])
def begin() -> Any:
    """Start a programme from a template."""
    require_staff(current_user)
    templates, faulty = services.usable_templates(Path(current_app.instance_path) / "templates")
    form = ProgrammeForm(templates)
    if form.validate_on_submit():
        try:
            template, demo = templates[form.template.data], current_app.config["DEMO"]
            programme = services.begin_programme(template, form.slug.data or "", form.settings, demo=demo)
        except services.SlugTaken as taken:
            form.tell(taken)
        else:
            flash("Programmet är startat. Lägg nu till nätverken.", "ok")
            return redirect(url_for("desk.show_board", programme=programme.slug))
    page = render_template("programmes/begin.html", form=form, faulty=faulty, templates=templates)
    return page, 422 if form.errors else 200


@blueprint.route("/program/<programme>/installningar", methods=["GET", "POST"])
def settings(programme: str) -> Any:
    """Change a programme's settings."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    form = SettingsForm(obj=found)
    if form.validate_on_submit():
        services.change_settings(found, form.settings)
        flash("Inställningarna är sparade.", "ok")
        return redirect(url_for("desk.show_board", programme=programme))
    return render_template("programmes/settings.html", form=form, programme=found), 422 if form.errors else 200


@blueprint.route("/program/<programme>/nytt-natverk", methods=["GET", "POST"])
def add_network(programme: str) -> Any:
    """Add a network, perhaps from an expression of interest."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    interest = _interest()
    form = NetworkForm(found.template, **_suggested(interest))
    if form.validate_on_submit():
        try:
            network = services.begin_network(found, form.network, interest)
        except services.SlugTaken as taken:
            form.tell(taken)
        else:
            flash(f"Nätverket {network.place} är tillagt.", "ok")
            return redirect(url_for("networks.show", slug=network.slug))
    page = render_template("programmes/add_network.html", form=form, programme=found, interest=interest)
    return page, 422 if form.errors else 200


def _interest() -> Interest | None:
    """The waiting expression of interest that the address names, if it names one."""
    asked = request.args.get("intresse")
    if asked is None:
        return None
    try:
        found = waiting_interest(uuid.UUID(asked))
    except ValueError:
        abort(404)
    return found or abort(404)


def _suggested(interest: Interest | None) -> dict[str, str]:
    if interest is None:
        return {}
    return {"place": interest.place, "region": interest.region, "bodies": interest.organisation}
