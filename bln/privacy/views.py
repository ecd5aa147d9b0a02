"""Mina uppgifter: read, take out, correct, withdraw, erase."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import today
from bln.db import commit
from bln.policy import Action, load_network
from bln.privacy import services
from bln.privacy.forms import ConfirmForm, NameForm
from bln.privacy.kept import KeptConsent
from bln.privacy.queries import kept_of, membership_in
from meetings.snapshot import canonical_json, to_data

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json"}


def _consent(consents: Sequence[KeptConsent]) -> str:
    """The consents of a membership in a sentence."""
    if not consents:
        return "Inget, för det behövs inte"
    return "; ".join(
        f"{'på papper' if found.way == 'paper' else 'via länk'} den {found.given}"
        + (f", tillbakataget den {found.withdrawn[:10]}" if found.withdrawn else "")
        for found in consents
    ).capitalize()


WORDS = {
    "consent": _consent,
    "roles": {
        "leader": "nätverksledare",
        "deputy": "ställföreträdare för nätverksledaren",
        "substitute": "vikarie för nätverksledaren",
        "member": "deltagare",
    },
    "texts": {
        "notes": "Anteckningar",
        "priorities": "Val av områden",
        "outcomes": "Det viktigaste från möten",
        "reopenings": "Öppnade anteckningar igen",
        "submissions": "Inlämningar",
        "adaptations": "Egna tillägg i guider",
        "sortings": "Steg i sorteringar som går att ångra",
        "summaries": "Delade sammanställningar",
        "plans": "Sparningar i den lokala planen",
        "report_texts": "Sparningar i nationella rapporter",
        "report_versions": "Rapporter skickade för avstämning",
        "report_replies": "Svar till nätverk om en rapport",
        "publications": "Publicerade rapporter",
        "withdrawals": "Rapporter som drogs tillbaka",
        "report_answers": "Svar på en nationell rapport",
        "answers": "Svar på frågor till Nka",
        "facts": "Sparningar av fakta",
        "calls": "Anteckningar från nätverksledarträffar",
    },
    "mails": {
        "queued": "väntar",
        "claimed": "skickas nu",
        "sent": "skickat",
        "dead": "gick inte att skicka",
        "cancelled": "inställt",
    },
}

blueprint = Blueprint("privacy", __name__, url_prefix="/mina-uppgifter")


@blueprint.get("")
def show() -> str:
    """What is kept of whoever is signed in."""
    return render_template("privacy/show.html", kept=kept_of(current_user.person), words=WORDS)


@blueprint.post("/hamta.<ext>")
def download(ext: str) -> Response:
    """The same as a file, to read or to move."""
    if ext not in TYPES:
        abort(404)
    person = current_user.person
    audit(AuditAction.DATA_EXPORTED, ObjectKind.PERSON, person.id)
    commit()
    kept = kept_of(person)
    if ext == "json":
        made = canonical_json(to_data(kept))
    else:
        made = render_template("privacy/file.html", kept=kept, words=WORDS, day=today())
    name = f"mina-uppgifter-{today().isoformat()}.{ext}"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(made, content_type=TYPES[ext], headers=headers)


@blueprint.route("/namn", methods=["GET", "POST"])
def correct_name() -> Any:
    """Write the name as it should be."""
    form = NameForm(obj=current_user.person)
    if form.validate_on_submit():
        services.correct_name(current_user.person, form.name.data or "")
        flash("Namnet är ändrat.", "ok")
        return redirect(url_for("privacy.show"))
    return render_template("privacy/name.html", form=form), 422 if form.errors else 200


@blueprint.route("/lamna/<slug>", methods=["GET", "POST"])
def withdraw(slug: str) -> Any:
    """Leave a network."""
    network = load_network(current_user, slug, Action.WITHDRAW).network
    form = ConfirmForm()
    alone = network in services.led_alone(current_user.person)
    if form.validate_on_submit() and not alone:
        try:
            services.withdraw(membership_in(network, current_user.person))
        except services.LastLeader:
            alone = True
        else:
            flash(f"Du är inte längre med i {network.place}.", "ok")
            return redirect(url_for("privacy.show"))
    page = render_template("privacy/withdraw.html", form=form, network=network, alone=alone)
    return page, 422 if form.errors else 200


@blueprint.route("/radera", methods=["GET", "POST"])
def erase() -> Any:
    """Be erased."""
    form = ConfirmForm()
    alone = services.led_alone(current_user.person)
    shared = services.is_demo(current_user.person)
    if form.validate_on_submit() and not alone and not shared:
        try:
            services.erase_person(current_user.person)
        except services.LastLeader as last:
            alone = last.networks
        else:
            session.clear()
            flash("Du är raderad. Inget i tjänsten pekar på dig längre.", "ok")
            return redirect(url_for("people.sign_in"))
    page = render_template("privacy/erase.html", form=form, alone=alone, shared=shared)
    return page, 422 if form.errors else 200
