"""The wall: a page to project, open to whoever has its address."""

from typing import Any

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from bln.room import tool_words
from bln.room.walls import find_wall, shown_on
from bln.security import open_to_all

blueprint = Blueprint("wall", __name__)


@blueprint.get("/vagg/<secret>")
@open_to_all
def show(secret: str) -> Any:
    """The question, its notes and the time; 304 while nothing has changed."""
    found = find_wall(secret)
    if found is None:
        return render_template("room/wall_closed.html"), 404
    if request.if_none_match.contains(found.mark):
        return Response(status=304)
    shown = shown_on(found.room)
    page = make_response(render_template("room/wall.html", wall=shown, mark=found.mark, tool_words=tool_words))
    page.set_etag(found.mark)
    return page
