"""Use cases of how papers look: as the receiving authority's own, taken from a Word file of its, or as ours."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.networks.models import Network, ReceivingBody
from meetings.snapshot import from_data, to_data

if TYPE_CHECKING:
    from exports.look import Look
    from exports.word_files.look import LookFault


class NothingFound(Exception):
    """The file says nothing of how papers look that can be taken; `faults` say why."""

    def __init__(self, faults: "Sequence[LookFault]") -> None:
        super().__init__("nothing to take")
        self.faults = faults


def look_of_body(body: ReceivingBody) -> "Look | None":
    """How a body's papers look; None where they look as ours."""
    from exports.look import Look

    return from_data(Look, body.look) if body.look else None


def looks_data(bodies: Sequence[ReceivingBody]) -> dict[str, Any] | None:
    """A snapshot of the `Looks` of bodies' papers; None where all look as ours."""
    from exports.look import Looks

    looks = tuple((str(body.id), look) for body in bodies if (look := look_of_body(body)))
    data: Any = to_data(Looks(looks)) if looks else None
    return data


def take_look(body: ReceivingBody, content: bytes, logo_text: str) -> "Sequence[LookFault]":
    """Let a body's papers look as a Word file of its own; return what of it isn't taken.

    Raises `UnreadableFile`, and `NothingFound` where nothing of it can be.
    """
    from exports.look import Look
    from exports.word_files.reading import read_look

    found = read_look(content)
    look = found.look
    if look == Look():
        raise NothingFound(found.faults)
    if look.logo:
        look = replace(look, logo=replace(look.logo, text=logo_text))
    data: Any = to_data(look)
    _set(body, data)
    return found.faults


def forget_look(body: ReceivingBody) -> None:
    """Let a body's papers look as ours again. What has been handed in keeps its look."""
    _set(body, None)


def _set(body: ReceivingBody, look: dict[str, Any] | None) -> None:
    body.look = look
    network = db.session.get_one(Network, body.network_id)
    audit(AuditAction.NETWORK_CHANGED, ObjectKind.NETWORK, network.id, network.programme_id)
    commit()
