"""Start a programme, change its settings, add a network."""

import uuid
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.interest.models import Interest, Organisation
from bln.interest.queries import waiting_interest
from bln.networks.queries import networks_of
from bln.policy import Action, load_network, load_programme, require_staff
from bln.programmes import services
from bln.programmes.forms import ChangeNetworkForm, FollowingForm, NetworkForm, ProgrammeForm, SettingsForm, in_words
from bln.programmes.services import Body, NetworkFacts
from meetings.plan_content import Arena

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


@blueprint.route("/program/<programme>/ny-termin", methods=["GET", "POST"])
def follow(programme: str) -> Any:
    """Start a programme as another one, for a new term."""
    found = load_programme(current_user, programme, Action.FOLLOW_PROGRAMME)
    form = FollowingForm(found, networks_of(found))
    if form.validate_on_submit():
        try:
            slug, demo = form.slug.data or "", current_app.config["DEMO"]
            begun = services.follow_programme(found, slug, form.settings, form.chosen, demo=demo)
        except services.SlugTaken as taken:
            form.tell(taken)
        else:
            flash("Programmet är startat. Bjud nu in dem som ska leda nätverken.", "ok")
            return redirect(url_for("desk.show_board", programme=begun.slug))
    page = render_template("programmes/follow.html", form=form, programme=found)
    return page, 422 if form.errors else 200


@blueprint.route("/program/<programme>/installningar", methods=["GET", "POST"])
def settings(programme: str) -> Any:
    """Change a programme's settings."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    form, newer = SettingsForm(obj=found, mark=services.mark_of(services.settings_of(found))), None
    if form.validate_on_submit():
        try:
            services.change_settings(found, form.mark.data or "", form.settings)
        except services.Outdated as outdated:
            newer = _now_on(form, outdated)
        else:
            flash("Inställningarna är sparade.", "ok")
            return redirect(url_for("desk.show_board", programme=programme))
    page = render_template("programmes/settings.html", form=form, programme=found, newer=newer)
    return page, 409 if newer else 422 if form.errors else 200


@blueprint.route("/program/<programme>/arkivera", methods=["GET", "POST"])
def archive(programme: str) -> Any:
    """Archive a programme."""
    found = load_programme(current_user, programme, Action.ARCHIVE_PROGRAMME)
    if request.method == "POST":
        services.archive(found)
        flash("Programmet är arkiverat. Det går att läsa, och att öppna igen.", "ok")
        return redirect(url_for("desk.show_board", programme=programme))
    return render_template("programmes/archive.html", programme=found)


@blueprint.post("/program/<programme>/oppna-igen")
def open_again(programme: str) -> Response:
    """Take an archived programme into use again."""
    services.open_again(load_programme(current_user, programme, Action.ARCHIVE_PROGRAMME))
    flash("Programmet är öppet igen.", "ok")
    return redirect(url_for("desk.show_board", programme=programme))


@blueprint.route("/program/<programme>/nytt-natverk", methods=["GET", "POST"])
def add_network(programme: str) -> Any:
    """Add a network, perhaps from an expression of interest."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    interest = _interest()
    form = NetworkForm(found.template, _suggested(interest))
    if form.validate_on_submit():
        try:
            network = services.begin_network(found, form.facts, form.variant.data, form.slug.data or "", interest)
        except services.SlugTaken as taken:
            form.tell(taken)
        else:
            flash(f"Nätverket {network.place} är tillagt.", "ok")
            return redirect(url_for("networks.show", slug=network.slug))
    page = render_template("programmes/add_network.html", form=form, programme=found, interest=interest)
    return page, 422 if form.errors else 200


@blueprint.route("/natverk/<slug>/uppgifter", methods=["GET", "POST"])
def change_network(slug: str) -> Any:
    """Change what a network is called, where it lies, and who is to receive its plan."""
    network = load_network(current_user, slug, Action.RUN_PROGRAMME).network
    form, newer = ChangeNetworkForm(services.facts_of(network)), None
    if form.validate_on_submit():
        try:
            services.change_network(network, form.mark.data or "", form.facts)
        except services.Outdated as outdated:
            newer = _now_on(form, outdated)
        else:
            flash("Nätverkets uppgifter är sparade.", "ok")
            return redirect(url_for("networks.show", slug=slug))
    page = render_template("programmes/change_network.html", form=form, network=network, newer=newer)
    return page, 409 if newer else 422 if form.errors else 200


def _now_on(form: ChangeNetworkForm | SettingsForm, outdated: services.Outdated) -> list[tuple[str, str]]:
    """What somebody else has saved and this form says otherwise; the next save is made on what is stored."""
    form.mark.data, form.mark.raw_data = services.mark_of(outdated.standing), None
    mine = vars(form.facts if isinstance(form, ChangeNetworkForm) else form.settings)
    return [
        (form[name].label.text, in_words(value))
        for name, value in vars(outdated.standing).items()
        if value != mine[name]
    ]


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


def _suggested(interest: Interest | None) -> NetworkFacts | None:
    """What an expression of interest says of the network that it asks for."""
    if interest is None:
        return None
    kinds = {Organisation.MUNICIPALITY: Arena.MUNICIPALITY, Organisation.REGION: Arena.REGION}
    body = Body(uuid.uuid4(), interest.organisation, kinds.get(interest.organisation_kind, Arena.CIVIL_SOCIETY))
    return NetworkFacts(interest.place, interest.region, (body,))
