"""Questions to Nka: all of them for staff, with who answers; a network's own for those who lead it."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.fields import NOBODY, OwnerForm
from bln.networks.models import Programme
from bln.pages import page_number
from bln.people.queries import colleagues
from bln.policy import Action, load_network, load_programme, programmes_of, require_staff
from bln.questions import queries, services
from bln.questions.forms import AnswerForm
from bln.questions.queries import Asked, Standing, Wanted

blueprint = Blueprint("questions", __name__)

STATES = {
    "obesvarade": Standing.UNANSWERED,
    "besvarade": Standing.ANSWERED,
    "alla": None,
}
MINE = "mina"


@dataclass(frozen=True)
class Filters:
    """What the address asks for: a programme's slug, a state, and whose ("" is anybody's)."""

    programme: str
    state: str
    owner: str

    @classmethod
    def of_request(cls) -> "Filters":
        """Read them; what is unknown is not asked for."""
        state = request.args.get("lage", "obesvarade")
        owner = request.args.get("ansvarig", "")
        known = owner in ("", MINE, NOBODY) or _key(owner)
        return cls(
            request.args.get("program", ""),
            state if state in STATES else "obesvarade",
            owner if known else "",
        )

    def wanted(self, programmes: list[Programme]) -> Wanted:
        """The questions meant."""
        chosen = next((programme for programme in programmes if programme.slug == self.programme), None)
        owner = current_user.id if self.owner == MINE else _key(self.owner)
        return Wanted(chosen, STATES[self.state], owner, unowned=self.owner == NOBODY)

    def address(self, **more: Any) -> str:
        """The page of questions with these filters."""
        kept: dict[str, Any] = {"program": self.programme, "lage": self.state, "ansvarig": self.owner}
        more |= {name: value for name, value in kept.items() if value}
        return url_for("questions.show", **more)


def _key(owner: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(owner)
    except ValueError:
        return None


@blueprint.get("/fragor")
def show() -> str:
    """The questions of all networks, the longest asked first."""
    require_staff(current_user)
    filters, programmes, people = Filters.of_request(), programmes_of(current_user), colleagues()
    wanted, page = filters.wanted(programmes), page_number()
    g.programme = wanted.programme or (programmes[0] if len(programmes) == 1 else None)
    asked, total = queries.questions_page(wanted, page)
    return render_template(
        "questions/list.html",
        filters=filters,
        programmes=programmes,
        colleagues=people,
        names={account.id: account.name for account in people},
        asked=asked,
        total=total,
        page=page,
        pages=max(1, -(-total // queries.QUESTIONS_A_PAGE)),
    )


@blueprint.route("/fragor/<uuid:key>", methods=["GET", "POST"])
def answer(key: uuid.UUID) -> Any:
    """Answer a question, or word the answer anew."""
    asked, newer = _find(key), None
    form = AnswerForm(data={"text": asked.answer, "version": asked.version})
    if form.validate_on_submit():
        try:
            services.answer(asked, form.version.data or 0, form.text.data or "", current_user)
        except services.AnswerConflict as conflict:
            newer = conflict.answer
            form.version.data, form.version.raw_data = newer.version, None
        else:
            flash("Svaret är skickat. De som leder nätverket läser det på sin sida.", "ok")
            return redirect(url_for("questions.answer", key=key))
    page = render_template(
        "questions/answer.html",
        asked=asked,
        form=form,
        newer=newer,
        older=queries.versions_of(key)[1:],
        owner_form=OwnerForm(colleagues(), asked.owner_id),
    )
    return page, 409 if newer else 422 if form.errors else 200


@blueprint.post("/fragor/<uuid:key>/ansvarig")
def assign(key: uuid.UUID) -> Response:
    """Make a colleague responsible, or nobody."""
    asked = _find(key)
    form = OwnerForm(colleagues())
    if not form.validate_on_submit():
        flash("Välj en kollega i listan.", "warn")
    else:
        services.take_on(asked, form.account)
        flash(f"{form.account.name} är ansvarig." if form.account else "Ingen är ansvarig.", "ok")
    return redirect(url_for("questions.answer", key=key))


def _find(key: uuid.UUID) -> Asked:
    require_staff(current_user)
    asked = queries.find_question(key) or abort(404)
    load_programme(current_user, asked.programme_slug, Action.RUN_PROGRAMME)
    return asked


@blueprint.get("/natverk/<slug>/fragor")
def of_network(slug: str) -> str:
    """What a network has asked in the notes that it handed in, and the answers."""
    access = load_network(current_user, slug, Action.READ_SUBMITTED_NOTES)
    asked = queries.questions_of(access.network)
    return render_template("questions/of_network.html", access=access, network=access.network, asked=asked)
