"""The introduction to a programme: read it, mark it for oneself; staff write it."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from bln.documents import send_document, shown
from bln.introduction import services
from bln.introduction.documents import transcript_document
from bln.introduction.forms import IntroductionForm, MarkForm, host_of
from bln.introduction.queries import card_for, introduction_of
from bln.introduction.services import Content
from bln.networks.models import Programme
from bln.policy import Action, load_network, load_programme

AT = "/natverk/<slug>/introduktion"

blueprint = Blueprint("introduction", __name__)


@blueprint.get(AT)
def show(slug: str) -> str:
    """The introduction as its network meets it: the film, its captions, and what is said as a text."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    programme = access.network.programme
    content = services.content_of(introduction_of(programme.id))
    document = transcript_document(programme, content)
    return render_template(
        "introduction/show.html",
        access=access,
        network=access.network,
        content=content,
        host=host_of(content.link),
        document=shown(document) if document else None,
        card=card_for(programme.id, current_user.person_id) if access.may(Action.MARK_INTRODUCTION) else None,
    )


@blueprint.get(AT + ".<ext>")
def download(slug: str, ext: str) -> Response:
    """What is said as a file, or the captions."""
    programme = load_network(current_user, slug, Action.READ_NETWORK).network.programme
    content = services.content_of(introduction_of(programme.id))
    name = f"{programme.slug}-introduktion"
    if ext == "vtt" and content.captions:
        response = Response(f"{content.captions}\n", content_type="text/vtt; charset=utf-8")
        response.headers.set("Content-Disposition", "attachment", filename=f"{name}.vtt")
        return response
    document = transcript_document(programme, content)
    return send_document(document, name, ext) if document else abort(404)


@blueprint.post(AT + "/markera")
def mark(slug: str) -> Any:
    """Mark that one has seen the introduction or doesn't want it on the start page, or take that back."""
    access = load_network(current_user, slug, Action.MARK_INTRODUCTION)
    form = MarkForm()
    if not form.validate_on_submit():
        abort(422)
    services.mark_introduction(access.network.programme, current_user, form.chosen)
    changed = "markerad" if form.chosen else None
    return redirect(url_for("networks.show", slug=slug, introduktion=changed, _anchor="introduction"))


@blueprint.route("/program/<programme>/introduktion", methods=["GET", "POST"])
def edit(programme: str) -> Any:
    """Say where the presentation is and what is said in it; look before it is saved."""
    found = load_programme(current_user, programme, Action.RUN_PROGRAMME)
    standing = services.content_of(introduction_of(found.id))
    form, newer = IntroductionForm(obj=standing, mark=standing.mark), None
    preview = standing
    if form.validate_on_submit():
        preview = form.content
        if not form.looks:
            try:
                services.save_introduction(found, form.mark.data or "", form.content)
            except services.Outdated as outdated:
                newer = outdated.standing
                form.mark.data, form.mark.raw_data = newer.mark, None
            else:
                flash("Introduktionen är sparad." if form.content != services.NOTHING else _TAKEN_AWAY, "ok")
                return redirect(url_for("introduction.edit", programme=programme))
    page = _edit_page(found, form, preview, newer)
    return page, 409 if newer else 422 if form.errors else 200


_TAKEN_AWAY = "Det finns ingen introduktion längre. Ingen ser något om den."


def _edit_page(programme: Programme, form: IntroductionForm, preview: Content, newer: Content | None) -> str:
    document = transcript_document(programme, preview)
    return render_template(
        "introduction/edit.html",
        programme=programme,
        form=form,
        newer=newer,
        content=preview,
        document=shown(document) if document else None,
    )
