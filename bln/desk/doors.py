"""Which summary an address means, and what its reader may do there."""

from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_login import current_user

from bln.desk.models import SummaryDraft
from bln.desk.scopes import MeetingScope, RoundScope, Scope
from bln.policy import Action, load_meeting, load_programme

MEETING = "/natverk/<slug>/mote/<int(min=1, max=999):number>/sammanstallning"
ROUND = "/program/<programme>/omgang/<int(min=1, max=999):number>/sammanstallning"


@dataclass(frozen=True)
class Door:
    """A summary as one user sees it. `compiles`: may change it. `national`: of a round, with counts for its readers;
    the notes behind it are for staff, who ask for them."""

    scope: Scope
    where: dict[str, Any]
    title: str
    file_name: str
    crumbs: list[tuple[str, str]]
    compiles: bool
    national: bool

    def to(self, endpoint: str, **values: Any) -> str:
        """The address of another page of the same summary."""
        return url_for(endpoint if "." in endpoint else f"desk.{endpoint}", **self.where, **values)

    def draft(self) -> SummaryDraft:
        """The sorting so far; 404 where nobody has begun."""
        draft = self.scope.draft()
        if draft is None:
            abort(404)
        return draft


def open_door(where: dict[str, Any], *, compile: bool) -> Door:
    """Open the summary of a meeting (slug, number) or of a round (programme, number); 404 or 403 where closed."""
    return _meeting_door(where, compile) if "slug" in where else _round_door(where, compile)


def _meeting_door(where: dict[str, Any], compile: bool) -> Door:
    action = Action.COMPILE_SUMMARY if compile else Action.READ_NETWORK
    access, meeting = load_meeting(current_user, where["slug"], where["number"], action)
    network = access.network
    scope = MeetingScope(network, meeting)
    return Door(
        scope=scope,
        where=where,
        title=f"Sammanställning {meeting.number}: {scope.title}",
        file_name=f"{network.slug}-sammanstallning-{meeting.number}",
        crumbs=[
            (network.place, url_for("networks.show", slug=network.slug)),
            (f"Möte {meeting.number}", url_for("room.before", slug=network.slug, number=meeting.number)),
        ],
        compiles=access.may(Action.COMPILE_SUMMARY),
        national=False,
    )


def _round_door(where: dict[str, Any], compile: bool) -> Door:
    action = Action.RUN_PROGRAMME if compile else Action.READ_PROGRAMME
    programme = load_programme(current_user, where["programme"], action)
    step = programme.round_step(where["number"])
    if step is None:
        abort(404)
    back = url_for("desk.show_board", programme=programme.slug)
    return Door(
        scope=RoundScope(programme, step.key),
        where=where,
        title=f"Nationell sammanställning {where['number']}: {step.title}",
        file_name=f"{programme.slug}-sammanstallning-{where['number']}",
        crumbs=[(programme.title, back)] if current_user.staff else [],
        compiles=current_user.staff,
        national=True,
    )
