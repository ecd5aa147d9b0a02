"""The public page, and where staff choose among those who have written."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.db import db
from bln.interest import services
from bln.interest.forms import ORGANISATIONS, InterestForm
from bln.interest.models import Interest, InterestState
from bln.interest.queries import contacts_to_dispose, interests_page, spread
from bln.networks.models import Programme
from bln.pages import page_number
from bln.people.throttle import TooSoon
from bln.people.words import too_soon
from bln.policy import Action, load_programme
from bln.security import open_to_all

STATES = {
    InterestState.WAITING: "Väntar på svar",
    InterestState.ACCEPTED: "Har blivit nätverk",
    InterestState.DECLINED: "Avböjda",
}

blueprint = Blueprint("interest", __name__)


@blueprint.route("/intresse", methods=["GET", "POST"])
@open_to_all
def express() -> Any:
    """Say that one wants a network."""
    form, status = InterestForm(), 200
    if form.validate_on_submit():
        try:
            if not form.trapped:
                services.express_interest(form.expression, request.remote_addr)
        except TooSoon as refused:
            form.form_errors, status = [too_soon(refused.wait)], 429
        else:
            return redirect(url_for("interest.thank"))
    elif form.errors:
        status = 422
    return render_template("interest/express.html", form=form), status


@blueprint.get("/intresse/tack")
@open_to_all
def thank() -> str:
    """What happens now."""
    return render_template("interest/thanks.html")


@blueprint.get("/program/<programme>/intresse")
def choose(programme: str) -> str:
    """Who has written, and how they spread over the country."""
    found = _programme(programme)
    asked = request.args.get("lage", "")
    state = InterestState(asked) if asked in set(InterestState) else InterestState.WAITING
    return render_template(
        "interest/choose.html",
        programme=found,
        found=interests_page(state, page_number()),
        state=state,
        states=STATES,
        organisations=ORGANISATIONS,
        regions=spread(found),
        contacts=contacts_to_dispose(),
    )


@blueprint.post("/program/<programme>/intresse/<uuid:interest>/avboj")
def decline(programme: str, interest: uuid.UUID) -> Response:
    """No network this time."""
    found = _programme(programme)
    services.decline(_interest(interest), found)
    flash("Anmälan är avböjd. Skriv till dem som anmälde sig innan du raderar kontaktuppgifterna.", "ok")
    return redirect(url_for("interest.choose", programme=programme))


@blueprint.post("/program/<programme>/intresse/<uuid:interest>/angra")
def reopen(programme: str, interest: uuid.UUID) -> Response:
    """Undo a no."""
    found = _programme(programme)
    services.reopen(_interest(interest), found)
    flash("Anmälan väntar på svar igen.", "ok")
    return redirect(url_for("interest.choose", programme=programme))


@blueprint.route("/program/<programme>/intresse/gallra", methods=["GET", "POST"])
def dispose(programme: str) -> Any:
    """Take away the contacts of all that have been answered."""
    found = _programme(programme)
    if request.method == "POST":
        flash(f"Borttagna kontaktuppgifter: {services.dispose_contacts(found)}.", "ok")
        return redirect(url_for("interest.choose", programme=programme))
    return render_template("interest/dispose.html", programme=found, contacts=contacts_to_dispose())


def _programme(slug: str) -> Programme:
    return load_programme(current_user, slug, Action.RUN_PROGRAMME)


def _interest(key: uuid.UUID) -> Interest:
    return db.session.get(Interest, key) or abort(404)
