"""Comments on the plan: members write and see their own, those who lead read them all."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.plans.commenting import comments_on, deal_with, take_away, write_comment
from bln.plans.forms import CommentForm
from bln.policy import Access, Action, load_network
from meetings.plan_content import Chapter

blueprint = Blueprint("plan_comments", __name__, url_prefix="/natverk/<slug>/plan/kommentarer")


@blueprint.route("", methods=["GET", "POST"])
def show(slug: str) -> Any:
    """Write a comment, and read one's own; for those who lead, everybody's."""
    access = load_network(current_user, slug, Action.COMMENT_PLAN)
    form = CommentForm(key=uuid.uuid4())
    if form.validate_on_submit():
        chapter, text = Chapter(form.chapter.data), form.text.data
        write_comment(access.network, current_user.person_id, form.comment_id, chapter, text)
        flash("Kommentaren är sparad. Den som leder nätverket ser den.", "ok")
        return redirect(url_for(".show", slug=slug))
    return _page(access, form), 422 if form.errors else 200


@blueprint.post("/<uuid:key>/ta-bort")
def remove(slug: str, key: uuid.UUID) -> str:
    """Take away one's own comment; its text comes back in the field, to send again."""
    access = load_network(current_user, slug, Action.READ_NETWORK)
    try:
        gone = take_away(access.network, current_user.person_id, key)
    except LookupError:
        abort(404)
    form = CommentForm(formdata=None, key=uuid.uuid4(), chapter=gone.chapter, text=gone.text)
    return _page(access, form, removed=True)


@blueprint.post("/<uuid:key>/hanterad")
def deal(slug: str, key: uuid.UUID) -> Response:
    """Mark a comment as dealt with, or let it wait again."""
    access = load_network(current_user, slug, Action.EDIT_PLAN)
    try:
        deal_with(access.network, key, done="igen" not in request.form)
    except LookupError:
        abort(404)
    return redirect(url_for(".show", slug=slug))


def _page(access: Access, form: CommentForm, *, removed: bool = False) -> str:
    leads = access.may(Action.EDIT_PLAN)
    comments = comments_on(access.network, None if leads else current_user.person_id)
    return render_template(
        "plans/comments.html",
        network=access.network,
        form=form,
        leads=leads,
        removed=removed,
        comments=comments,
        own=current_user.person_id,
    )
