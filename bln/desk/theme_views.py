"""One theme while sorting: join it with another, make two of it, or choose what is cited."""

import uuid
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.desk import services, steps
from bln.desk.doors import MEETING, ROUND, Door, open_door
from bln.desk.forms import MergeForm, QuotesForm, SplitForm
from bln.desk.queries import sortings_of, theme_owners
from bln.desk.scopes import RoundScope
from bln.fields import OwnerForm
from bln.people.queries import colleagues
from meetings.sorting import suggest_split
from meetings.summary import Summary, Theme

blueprint = Blueprint("themes", __name__)


@blueprint.route(MEETING + "/sla-ihop", methods=["GET", "POST"])
@blueprint.route(ROUND + "/sla-ihop", methods=["GET", "POST"])
def merge(**where: Any) -> Any:
    """Join a theme with another of the same question; both texts are kept."""
    door = open_door(where, compile=True)
    summary = _as_it_stands(door)
    theme = _asked(summary)
    if theme is None:
        return _gone(door)
    others = [found for found in summary.themes if found.question == theme.question and found.id != theme.id]
    form = MergeForm()
    form.offer(theme, others)
    if form.validate_on_submit():
        kept, other, title = form.chosen(theme, others)
        try:
            steps.merge(door.scope, uuid.UUID(kept.id), uuid.UUID(other.id), title, current_user)
        except steps.Gone:
            return _gone(door)
        flash(f"Temana är ihopslagna till {title}. Du kan ångra med knappen Ångra.", "ok")
        return _back(door, theme, kept.id)
    page = render_template("desk/merge.html", door=door, form=form, theme=theme, others=others)
    return page, 422 if form.errors else 200


@blueprint.route(MEETING + "/dela-upp", methods=["GET", "POST"])
@blueprint.route(ROUND + "/dela-upp", methods=["GET", "POST"])
def split(**where: Any) -> Any:
    """Move some notes of a theme into a new one; what seems to be a matter of its own is ticked beforehand."""
    door = open_door(where, compile=True)
    theme = _asked(_as_it_stands(door))
    if theme is None:
        return _gone(door)
    behind = {source.note_id for source in theme.sources}
    notes = [note for note in door.scope.notes() if note.id in behind]
    title, apart = suggest_split(theme, notes, door.scope.template.concepts)
    form = SplitForm(data={"id": uuid.uuid4(), "title": title, "notes": list(apart)})
    form.offer(notes, door.scope.places)
    if form.validate_on_submit():
        chosen = [uuid.UUID(note_id) for note_id in form.notes.data if note_id in behind]
        try:
            steps.split(door.scope, uuid.UUID(theme.id), chosen, form.id.data, form.title.data, current_user)
        except steps.Gone:
            return _gone(door)
        flash(f"{form.title.data} är nu ett eget tema. Du kan ångra med knappen Ångra.", "ok")
        return _back(door, theme, str(form.id.data))
    page = render_template("desk/split.html", door=door, form=form, theme=theme, suggested=title)
    return page, 422 if form.errors else 200


@blueprint.route(ROUND + "/citat", methods=["GET", "POST"])
def quote(**where: Any) -> Any:
    """Choose notes of a national theme to be cited: of those whose speakers agree and that don't tell who it was."""
    door = open_door(where, compile=True)
    scope, theme = cast(RoundScope, door.scope), _asked(_as_it_stands(door))
    if theme is None:
        return _gone(door)
    behind = {source.note_id for source in theme.sources}
    notes = [note for note in scope.notes() if note.id in behind]
    citable = scope.citable(notes)
    form = QuotesForm()
    form.offer(citable, theme)
    if form.validate_on_submit():
        chosen, dropped = form.chosen([note.id for note in citable])
        try:
            steps.choose_quotes(scope, uuid.UUID(theme.id), chosen, dropped, current_user)
        except steps.Gone:
            return _gone(door)
        flash("Citaten är valda. Du kan ångra med knappen Ångra.", "ok")
        return _back(door, theme, theme.id)
    withheld = sum(note.quotable for note in notes) - len(citable)
    return render_template("desk/quotes.html", door=door, form=form, theme=theme, notes=notes, withheld=withheld)


@blueprint.route(ROUND + "/ansvarig", methods=["GET", "POST"])
def assign(**where: Any) -> Any:
    """Say which colleague is responsible for a national theme, or that nobody is."""
    door = open_door(where, compile=True)
    theme = _asked(_as_it_stands(door))
    if theme is None:
        return _gone(door)
    owner = theme_owners(door.draft()).get(theme.id)
    form = OwnerForm(colleagues(), owner.id if owner else None)
    if form.validate_on_submit():
        try:
            services.assign_theme(uuid.UUID(theme.id), form.account)
        except steps.Gone:
            return _gone(door)
        flash(f"{form.account.name} är ansvarig." if form.account else "Ingen är ansvarig.", "ok")
        return _back(door, theme, theme.id)
    page = render_template("desk/assign.html", door=door, form=form, theme=theme)
    return page, 422 if form.errors else 200


def _as_it_stands(door: Door) -> Summary:
    return door.scope.compile(door.scope.notes(), sortings_of(door.draft()), 1)


def _asked(summary: Summary) -> Theme | None:
    wanted = request.args.get("tema")
    return next((theme for theme in summary.themes if theme.id == wanted), None)


def _gone(door: Door) -> Response:
    flash(
        "Temat finns inte längre så. Någon kan ha tagit bort det, slagit ihop det eller flyttat anteckningar.",
        "warn",
    )
    return redirect(door.to("sort_notes"))


def _back(door: Door, theme: Theme, to: str) -> Response:
    return redirect(door.to("sort_notes", fraga=theme.question, _anchor=f"tema-{to}"))
