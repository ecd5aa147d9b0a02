"""Publication as staff run it: see what becomes public, publish, withdraw."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from bln.networks.models import Programme
from bln.policy import Action, load_programme
from bln.reports.published import publications_of
from bln.reports.publishing import NotReady, publish, withdraw
from bln.reports.publishing_forms import PublishForm, WithdrawForm
from bln.reports.reconciling import latest_version, missing_of, settled_of
from bln.versions import ReasonNeeded, Unchanged

PUBLISHER = "Nationellt kompetenscentrum anhöriga"

blueprint = Blueprint("publishing", __name__, url_prefix="/program/<programme>/rapport/publicering")


@blueprint.route("", methods=["GET", "POST"])
def show(programme: str) -> Any:
    """The editions, and what becomes public when the report is published now."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    version, editions = latest_version(found), publications_of(found)
    form = PublishForm(again=bool(editions), publisher=found.controller or PUBLISHER)
    ready = version is not None and not missing_of(version)
    if form.is_submitted() and version is None:
        abort(409)
    if version is None or not form.validate_on_submit():
        return _page(found, form, ready=ready), 422 if form.errors else 200
    try:
        made = publish(version, form.terms, current_user)
    except NotReady:
        return _page(found, form, ready=False), 409
    except (ReasonNeeded, Unchanged):
        form.form_errors.append("Utgåvan är likadan som den som redan är publicerad.")
        return _page(found, form, ready=ready), 422
    flash("Rapporten är publicerad. Vem som helst kan läsa den.", "ok")
    return redirect(url_for("published.show", programme=programme, edition=made.version))


def _page(programme: Programme, form: PublishForm, *, ready: bool) -> str:
    version = latest_version(programme)
    return render_template(
        "reports/publish.html",
        programme=programme,
        version=version,
        form=form,
        ready=ready,
        editions=publications_of(programme),
        settled=settled_of(version) if version and ready else None,
    )


@blueprint.route("/<int:edition>/dra-tillbaka", methods=["GET", "POST"])
def take_back(programme: str, edition: int) -> Any:
    """Withdraw an edition, with the reason that its address will show."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    publication = next((each for each in publications_of(found) if each.version == edition), None) or abort(404)
    form = WithdrawForm()
    if publication.withdrawn_at is None and form.validate_on_submit():
        withdraw(publication, form.reason.data or "", current_user)
        flash(f"Utgåva {edition} är tillbakadragen. På dess adress står varför.", "ok")
        return redirect(url_for(".show", programme=programme))
    page = render_template("reports/withdraw.html", programme=found, publication=publication, form=form)
    return page, 422 if form.errors else 200
