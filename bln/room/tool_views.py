"""The tools in the room: a page to switch them on, and what their buttons do."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.networks.models import Meeting
from bln.phones.queries import phones_in, room_by_code
from bln.policy import Access, Action, load_meeting
from bln.qr import qr_picture
from bln.room import guides, queries, tools, walls
from bln.room.page import meeting_page
from bln.room.tool_models import Room
from bln.room.tool_page import PANEL, SILENT, back_to_room, mark_of, part, shown_panel
from bln.room.tool_queries import room_of
from bln.signing_in import current_session
from meetings.programme import Question

blueprint = Blueprint("tools", __name__, url_prefix="/natverk/<slug>/mote/<int(min=1, max=999):number>/verktyg")


def _asked(access: Access, meeting: Meeting) -> Question:
    """The question that the room has open."""
    questions = guides.questions_of(access.network, meeting)
    wanted = request.values.get("fraga") or questions[0].key
    return next((q for q in questions if q.key == wanted), None) or abort(404)


@blueprint.get("")
def show(slug: str, number: int) -> str:
    """Switch the tools on and off, and see to the wall."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    room = room_of(meeting)
    secret = tools.wall_secret(room) if room and room.wall else None
    lives = secret is not None and walls.find_wall(secret) is not None
    address = url_for("wall.show", secret=secret, _external=True) if lives else ""
    prompt = walls.prompt_on_wall(access.network, meeting, room) if room and room.wall else None
    return meeting_page(
        "room/tools.html",
        access,
        meeting,
        room=room,
        question=_asked(access, meeting),
        address=address,
        picture=qr_picture(address) if address else "",
        prompt=prompt,
        notes=walls.notes_for_wall(meeting, prompt.question)[0] if prompt else [],
        Placing=walls.Placing,
        Tool=tools.Tool,
        **(_phones(access, meeting, room) if room and room.phones else {}),
    )


def _phones(access: Access, meeting: Meeting, room: Room) -> dict[str, Any]:
    """The code that phones join by, and whether they have something to vote about."""
    code = tools.phone_code(room) or ""
    lives = bool(code) and room_by_code(code) is not None
    return {
        "code": code if lives else "",
        "join_address": url_for("phones.join", _external=True),
        "code_picture": qr_picture(url_for("phones.come", code=code, _external=True)),
        "joined": phones_in(room),
        "choosing": guides.priority_question(access.network, meeting) is not None,
    }


@blueprint.get("/nu")
def follow(slug: str, number: int) -> Any:
    """The panel as it is now; 304 while nothing has changed."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question = _asked(access, meeting)
    room = room_of(meeting)
    if request.if_none_match.contains(mark_of(room if room and room.any_on else None, question.key)):
        return Response(status=304)
    return _parts(access, meeting, question)


def _parts(access: Access, meeting: Meeting, question: Question) -> Response:
    standing = queries.standing_of(meeting)
    prompt = guides.current_prompt(access.network, meeting, standing.guide_id, question.key)
    panel = shown_panel(access, meeting, prompt)
    answer = jsonify(panel=part(PANEL, panel), silent=part(SILENT, panel))
    answer.set_etag(mark_of(panel.room if panel else None, question.key))
    return answer


@blueprint.post("")
def switch(slug: str, number: int) -> Response:
    """Switch a tool on or off."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question = _asked(access, meeting)
    tool = _known(tools.Tool, request.form.get("verktyg", ""))
    tools.switch(meeting, tool, question.key, current_session().id, on=request.form.get("pa") == "1")
    return redirect(url_for(".show", slug=slug, number=number, fraga=question.key, _anchor=tool.value))


def _known(kind: Callable[[str], Any], value: str) -> Any:
    """A value of a hidden field; 422 for one that no page of ours has sent."""
    try:
        return kind(value)
    except ValueError:
        abort(422)


@blueprint.post("/vagg/fraga")
def show_on_wall(slug: str, number: int) -> Any:
    """Show the open question on the wall, which follows this session from now on."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question = _asked(access, meeting)
    tools.show_question(meeting, question.key, current_session().id)
    return _done(access, meeting, question)


def _done(access: Access, meeting: Meeting, question: Question) -> Any:
    """The panel for a script, and the room's page for others."""
    if request.accept_mimetypes.best == "application/json":
        return _parts(access, meeting, question)
    return redirect(back_to_room(access, meeting, question.key))


@blueprint.post("/vagg/adress")
def renew_address(slug: str, number: int) -> Response:
    """A new address for the wall."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question = _asked(access, meeting)
    tools.renew_address(meeting)
    flash("Väggen har en ny adress. Den gamla fungerar inte längre.", "ok")
    return redirect(url_for(".show", slug=slug, number=number, fraga=question.key, _anchor="wall"))


@blueprint.post("/vagg/anteckning/<uuid:note_id>")
def choose_note(slug: str, number: int, note_id: uuid.UUID) -> Response:
    """Show a note on the wall, or don't."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question = _asked(access, meeting)
    note = queries.note_of(meeting, note_id) or abort(404)
    tools.choose_for_wall(meeting, note, shown=request.form.get("pa") == "1")
    return redirect(url_for(".show", slug=slug, number=number, fraga=question.key, _anchor="pa-vaggen"))


@blueprint.post("/tid")
def set_clock(slug: str, number: int) -> Any:
    """Start, pause or lengthen the time."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question, minutes = _asked(access, meeting), _known(int, request.form.get("minuter", "0"))
    todo = {
        "starta": lambda: tools.start_clock(meeting, question.key, minutes),
        "pausa": lambda: tools.pause_clock(meeting),
        "mer": lambda: tools.lengthen_clock(meeting, minutes),
    }
    (todo.get(request.form.get("gor", "")) or abort(422))()
    return _done(access, meeting, question)


@blueprint.post("/ordet")
def count_turns(slug: str, number: int) -> Any:
    """Say how often somebody has spoken about the question."""
    access, meeting = load_meeting(current_user, slug, number, Action.EDIT_NOTES)
    question, turns = _asked(access, meeting), _known(int, request.form.get("ganger", ""))
    try:
        tools.count_turns(access.network, meeting, question.key, request.form.get("vem", ""), turns)
    except tools.NotAtTheTable:
        abort(404)
    return _done(access, meeting, question)
