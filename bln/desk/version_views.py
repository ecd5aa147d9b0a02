"""Shared versions of a summary: compare two, and sort as in an older one again."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from bln.desk import steps
from bln.desk.doors import MEETING, ROUND, open_door
from bln.desk.models import SummaryVersion
from bln.desk.queries import versions_of
from meetings.comparing import compare_summaries
from meetings.snapshot import from_data
from meetings.summary import Summary

blueprint = Blueprint("versions", __name__)


@blueprint.get(MEETING + "/jamfor")
@blueprint.get(ROUND + "/jamfor")
def compare(**where: Any) -> str:
    """Two shared versions side by side, theme by theme; the last two where the address names none."""
    door = open_door(where, compile=False)
    draft = door.scope.draft()
    versions = versions_of(draft) if draft else []
    if len(versions) < 2:
        return render_template("desk/compare.html", door=door, versions=versions, comparison=None)
    after = _asked(versions, "till", versions[0].version)
    before = _asked(versions, "fran", versions[1].version)
    summaries = [from_data(Summary, version.content) for version in (before, after)]
    return render_template(
        "desk/compare.html",
        door=door,
        versions=versions,
        before=before,
        after=after,
        comparison=compare_summaries(*summaries),
        numbers=_numbers(summaries),
    )


@blueprint.post(MEETING + "/aterstall")
@blueprint.post(ROUND + "/aterstall")
def restore(**where: Any) -> Response:
    """Put the sorting of a shared version, or a draft that one replaced, in place of the draft."""
    door = open_door(where, compile=True)
    draft = door.draft()
    kept = request.form.get("steg")
    try:
        if kept:
            steps.bring_back(door.scope, uuid.UUID(kept), current_user)
        else:
            wanted = request.form.get("version", type=int)
            version = next(found for found in versions_of(draft) if found.version == wanted)
            steps.restore_version(door.scope, version, current_user)
    except (StopIteration, ValueError, steps.Gone):
        flash("Det du ville återställa finns inte. Välj en version i listan.", "warn")
        return redirect(door.to("show_summary"))
    flash("Utkastet är återställt. Inget är delat än, och det som stod i utkastet förut finns sparat.", "ok")
    return redirect(door.to("share_summary"))


def _asked(versions: list[SummaryVersion], name: str, default: int) -> SummaryVersion:
    wanted = request.args.get(name, default, type=int)
    return next((version for version in versions if version.version == wanted), None) or abort(404)


def _numbers(summaries: list[Summary]) -> dict[str, int]:
    """The number of each note, by its id."""
    sources = [source for s in summaries for theme in s.themes for source in theme.sources]
    return {source.note_id: source.note for source in (*sources, *(n for s in summaries for n in s.unsorted))}
