"""Which call an address means, and what its reader may do there."""

import uuid
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_login import current_user

from bln.calls.models import Call, CallPoint
from bln.calls.queries import find_call, led_networks, point_of
from bln.calls.words import FROM_ADDRESS, title_of, way_to
from bln.clock import today
from bln.networks.models import Network, Programme
from bln.policy import Action, load_programme
from meetings.agenda import Occasion
from meetings.programme import Step


@dataclass(frozen=True)
class Door:
    """One call, planned or not, as a user sees it; `led` are the networks of the programme that the user leads."""

    programme: Programme
    number: int
    step: Step
    occasion: Occasion
    call: Call | None
    led: list[Network]

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.number, self.occasion)

    @property
    def planned(self) -> Call:
        """The call, or 404 where nobody has planned it."""
        return self.call or abort(404)

    @property
    def is_ahead(self) -> bool:
        """True when it is planned for today or later, and not called off."""
        return bool(self.call and not self.call.cancelled_at and self.call.planned_at.date() >= today())

    @property
    def own(self) -> set[uuid.UUID]:
        """The ids of the networks that the user leads."""
        return {network.id for network in self.led}

    def to(self, endpoint: str, **values: Any) -> str:
        """The address of one of its pages."""
        return url_for(f"calls.{endpoint}", **way_to(self.programme, self.number, self.occasion), **values)


def open_door(where: dict[str, Any], action: Action = Action.RUN_PROGRAMME) -> Door:
    """Open a call (programme, number, occasion); 404 or 403 where it is closed to the user."""
    programme = load_programme(current_user, where["programme"], action)
    step = programme.round_step(where["number"]) or abort(404)
    occasion = FROM_ADDRESS[where["occasion"]]
    call, led = find_call(programme, step, occasion), led_networks(current_user, programme)
    return Door(programme, where["number"], step, occasion, call, led)


def open_point(where: dict[str, Any], key: uuid.UUID) -> tuple[Door, CallPoint]:
    """A point of a network that the user leads, taken back or not; else 404."""
    door = open_door(where, Action.READ_PROGRAMME)
    point = point_of(door.planned, key)
    if point is None or point.network_id not in door.own:
        abort(404)
    return door, point
