"""Hand in a version to one body: by mail, in another way, by link."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.handing import services
from bln.handing.forms import AddressForm
from bln.handing.models import PlanVersion
from bln.handing.queries import hand_in_of, versions_of
from bln.networks.models import ReceivingBody
from bln.policy import Access, Action, load_network

blueprint = Blueprint("handing_over", __name__, url_prefix="/natverk/<slug>/plan/mottagare/<uuid:body>")


def _open(slug: str, body: uuid.UUID) -> tuple[Access, ReceivingBody]:
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    return access, next((row for row in access.network.bodies if row.id == body), None) or abort(404)


def _newest(access: Access) -> PlanVersion:
    """The version that the page was about; 404 where there is none, 409 where there is a newer one."""
    versions = versions_of(access.network) or abort(404)
    if request.form.get("version", type=int) not in (None, versions[0].version):
        abort(409)
    return versions[0]


def _back(slug: str, body: uuid.UUID) -> Response:
    return redirect(url_for("handing.show", slug=slug, _anchor=f"m{body}"))


@blueprint.route("/adress", methods=["GET", "POST"])
def address(slug: str, body: uuid.UUID) -> Any:
    """Where the body's registry takes mail, and its days."""
    access, row = _open(slug, body)
    form = AddressForm(obj=row)
    if form.validate_on_submit():
        services.set_address(row, form.registry_address.data or "", form.hand_in_on.data, form.sits_on.data)
        flash("Sparat.", "ok")
        return _back(slug, body)
    page = render_template("handing/address.html", network=access.network, row=row, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/skicka")
def send(slug: str, body: uuid.UUID) -> Response:
    """Mail the newest version to the registry."""
    access, row = _open(slug, body)
    try:
        services.send_to_registry(_newest(access), row, current_user)
    except services.NoAddress:
        return redirect(url_for(".address", slug=slug, body=body))
    except services.AlreadyHandedIn:
        flash("Versionen är redan skickad dit.", "info")
    else:
        flash(f"Planen skickas till {row.registry_address}.", "ok")
    return _back(slug, body)


@blueprint.post("/sjalv")
def by_hand(slug: str, body: uuid.UUID) -> Response:
    """Somebody has handed in the files in another way."""
    access, row = _open(slug, body)
    services.hand_in_by_hand(_newest(access), row.id, current_user)
    flash("Antecknat: planen är inlämnad.", "ok")
    return _back(slug, body)


@blueprint.post("/retur/<uuid:sent>")
def bounced(slug: str, body: uuid.UUID, sent: uuid.UUID) -> Response:
    """A mail came back."""
    access, _ = _open(slug, body)
    services.say_it_bounced(hand_in_of(access.network, body, sent) or abort(404), current_user)
    flash("Antecknat: brevet kom inte fram. Kontrollera adressen och skicka igen.", "info")
    return _back(slug, body)


@blueprint.post("/lank")
def make_link(slug: str, body: uuid.UUID) -> Response | str:
    """A new link, shown here and never again: only what it is made of is kept."""
    access, row = _open(slug, body)
    secret = services.make_link(_newest(access), row.id, current_user)
    href = url_for("plan_link.show", secret=secret, _external=True)
    return render_template(
        "handing/link.html", network=access.network, row=row, href=href, days=services.LINK_LASTS.days
    )


@blueprint.post("/lank/dra-in")
def revoke_links(slug: str, body: uuid.UUID) -> Response:
    """End every link of the body."""
    _, row = _open(slug, body)
    services.revoke_links(row.id)
    flash("Länkarna är indragna och visar inget längre.", "ok")
    return _back(slug, body)
