"""The library of facts: whoever leads a network reads it, Nka's staff keep it. Files are read by what a file needs."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Redirect

from bln.clock import today
from bln.evidence import queries, services
from bln.evidence.forms import FactForm, ImportForm
from bln.evidence.models import FactVersion
from bln.evidence.words import TOPICS
from bln.policy import programmes_of, require_staff
from meetings.facts import Fact, Topic, due
from meetings.snapshot import from_data

blueprint = Blueprint("evidence", __name__, url_prefix="/underlag")
blueprint.add_app_template_global(queries.citable, "citable_facts")
blueprint.add_app_template_global(queries.unchecked_facts, "unchecked_facts")

FIRST = "Någon annan hann före. Läs det som står nu, och gör om det om det behövs."


@blueprint.get("")
def list_facts() -> str:
    """The facts, searched and filtered."""
    _require_reader()
    words, topic = request.args.get("q", "").strip(), request.args.get("amne", "")
    unchecked = request.args.get("visa") == "kontrollera"
    chosen = Topic(topic) if topic in set(Topic) else None
    found = queries.facts_found(words, chosen, unchecked=unchecked)
    return _page("list", facts=found, words=words, topic=chosen, unchecked=unchecked)


@blueprint.get("/om/<key>")
def show(key: str) -> str:
    """One fact: what may be said and what not, its source, and how to cite it."""
    _require_reader()
    row, fact = _find(key)
    by = queries.checked_by(queries.saved_versions(key))
    return _page("show", fact=fact, version=row.version, checked_by=by, steps=queries.steps_of_templates())


@blueprint.route("/nytt", methods=["GET", "POST"])
def add() -> Any:
    """Write a new fact."""
    require_staff(current_user)
    form = FactForm(queries.steps_of_templates())
    if form.validate_on_submit():
        try:
            services.save_fact(0, form.fact, current_user)
        except services.FactConflict:
            abort(409)
        flash("Underlaget är sparat.", "ok")
        return redirect(url_for(".show", key=form.fact.key))
    return _page("write", form=form, fact=None, theirs=None), 422 if form.errors else 200


@blueprint.route("/om/<key>/andra", methods=["GET", "POST"])
def edit(key: str) -> Any:
    """Change a fact; the older version is kept."""
    require_staff(current_user)
    row, fact = _find(key)
    form, theirs = FactForm(queries.steps_of_templates(), fact, row.version), None
    if form.validate_on_submit():
        try:
            services.save_fact(form.version.data, form.fact, current_user)
        except services.FactConflict as conflict:
            theirs = conflict.standing
            form.version.data, form.version.raw_data = conflict.version, None
        else:
            flash("Underlaget är sparat.", "ok")
            return redirect(url_for(".show", key=key))
    page = _page("write", form=form, fact=fact, theirs=theirs)
    return page, 409 if theirs else 422 if form.errors else 200


@blueprint.post("/om/<key>/kontrollera")
def check(key: str) -> Redirect:
    """Say that a fact still holds."""
    require_staff(current_user)
    _, fact = _find(key)
    return _done(key, "Underlaget är kontrollerat i dag.", lambda seen: services.check_fact(seen, fact, current_user))


@blueprint.post("/om/<key>/dra-tillbaka")
def withdraw(key: str) -> Redirect:
    """Withdraw a fact, or take it up again."""
    require_staff(current_user)
    _, fact = _find(key)
    away = request.form.get("tillbaka") != "nej"
    told = "Underlaget är tillbakadraget. Där det redan används står det så." if away else "Underlaget används igen."
    return _done(key, told, lambda seen: services.withdraw_fact(seen, fact, current_user, withdrawn=away))


@blueprint.get("/om/<key>/versioner")
def history(key: str) -> str:
    """Every version, newest first, each with a button that brings it back."""
    require_staff(current_user)
    _, fact = _find(key)
    return _page("history", fact=fact, versions=queries.saved_versions(key))


@blueprint.post("/om/<key>/versioner/<int:version>")
def restore(key: str, version: int) -> Redirect:
    """Let a fact say what it said then."""
    require_staff(current_user)
    then = next((saved.fact for saved in queries.saved_versions(key) if saved.version == version), None) or abort(404)
    return _done(key, "Underlaget står som förut.", lambda seen: services.restore_fact(seen, then, current_user))


@blueprint.get("/alla.json")
def download() -> Response:
    """The whole library as a file that can be read in again."""
    from bln.evidence.file import facts_file

    require_staff(current_user)
    response = Response(facts_file(list(queries.library().values())), content_type="application/json")
    response.headers.set("Content-Disposition", "attachment", filename="underlag.json")
    return response


@blueprint.route("/las-in", methods=["GET", "POST"])
def read_in() -> Any:
    """Read a file of facts: all of it, or its faults and nothing."""
    from bln.evidence.file import read_facts
    from bln.interchange.json_file import FaultyFile

    require_staff(current_user)
    form, faults = ImportForm(), tuple[str, ...]()
    if form.validate_on_submit():
        try:
            made, changed = services.take_in(read_facts(form.file.data.read()), current_user)
        except FaultyFile as faulty:
            faults = faulty.faults
        else:
            flash(f"Filen är inläst: {made} nya underlag och {changed} ändrade.", "ok")
            return redirect(url_for(".list_facts"))
    return _page("import", form=form, faults=faults), 422 if form.errors or faults else 200


def _done(key: str, told: str, change: Any) -> Redirect:
    """Change the fact that a page showed, and go back to it."""
    try:
        change(request.form.get("version", 0, type=int))
        flash(told, "ok")
    except services.FactConflict:
        flash(FIRST, "warn")
    return redirect(url_for(".show", key=key))


def _find(key: str) -> tuple[FactVersion, Fact]:
    row = queries.version_of(key) or abort(404)
    return row, from_data(Fact, row.content)


def _require_reader() -> None:
    """Staff, and who leads a network; for others no such page."""
    if not current_user.staff and not programmes_of(current_user):
        abort(404)


def _page(name: str, **what: Any) -> str:
    day = today()
    return render_template(f"evidence/{name}.html", topics=TOPICS, due=lambda fact: due(fact.checked_on, day), **what)
