"""Who came to a meeting: members, stand-ins for them, and guests."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from bln.db import commit, db
from bln.networks.models import Meeting, Network
from bln.networks.services import lock_meeting
from bln.people.models import Membership
from bln.room.models import Attendance
from bln.room.tool_models import SpeakingTurns
from meetings.composition import Composition, check_composition
from meetings.snapshot import fingerprint


class Came(StrEnum):
    """Whether a member came."""

    YES = "yes"
    STAND_IN = "stand_in"
    NO = "no"


@dataclass(frozen=True)
class Attended:
    """Who came: for each membership how, and how many guests. `recorded` is False until somebody has said."""

    members: Mapping[uuid.UUID, Came]
    guests: int = 0

    @property
    def recorded(self) -> bool:
        """True when anybody came."""
        return bool(self.guests or self.present)

    @property
    def present(self) -> list[uuid.UUID]:
        """The memberships of those who came themselves or sent somebody."""
        return [key for key, came in self.members.items() if came is not Came.NO]

    @property
    def mark(self) -> str:
        """Changes with every change of who came."""
        rows = sorted((str(key), came.value) for key, came in self.members.items() if came is not Came.NO)
        return fingerprint([self.guests, [list(row) for row in rows]])[:16]


@dataclass(frozen=True)
class PartTaken:
    """The numbers of the meetings that somebody came to, and of those, still going on, where somebody has marked that
    the person has spoken."""

    attended: tuple[int, ...]
    spoke: tuple[int, ...]


class AttendanceConflict(Exception):
    """Somebody else has saved since; `standing` is what is stored."""

    def __init__(self, standing: Attended) -> None:
        super().__init__("attendance has been saved since")
        self.standing = standing


def members_of(network: Network) -> list[Membership]:
    """Those who are in a network now, with their persons: who leads first, then by name; the unnamed last."""
    query = select(Membership).where(Membership.network_id == network.id, Membership.left_at.is_(None))
    found = db.session.scalars(query.options(joinedload(Membership.person)))
    return sorted(found, key=lambda m: (m.role.value, m.person.name is None, m.person.name or "", str(m.id)))


def attended(meeting: Meeting) -> Attended:
    """Who came to a meeting, as far as anybody has said."""
    rows = list(db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)))
    members = {row.membership_id: Came.STAND_IN if row.stand_in else Came.YES for row in rows if row.membership_id}
    return Attended(members, sum(row.membership_id is None for row in rows))


def record_attendance(meeting: Meeting, mark: str, came: Attended) -> None:
    """Store who came, said on the standing that has this `mark`; raises `AttendanceConflict`."""
    lock_meeting(meeting)
    standing = attended(meeting)
    if standing.mark == came.mark:
        return
    if standing.mark != mark:
        raise AttendanceConflict(standing)
    db.session.execute(delete(Attendance).where(Attendance.meeting_id == meeting.id))
    db.session.add_all(
        Attendance(meeting_id=meeting.id, membership_id=key, stand_in=how is Came.STAND_IN)
        for key, how in came.members.items()
        if how is not Came.NO
    )
    db.session.add_all(Attendance(meeting_id=meeting.id) for _ in range(came.guests))
    commit()


def make_up(network: Network, came: Attended) -> Composition:
    """The perspectives of those who came, compared with what the template advises for the network."""
    present = set(came.present)
    members = [m.perspectives for m in members_of(network) if m.id in present and m.perspectives]
    return check_composition(members, network.programme.template.group)


def parts_taken(memberships: Sequence[uuid.UUID]) -> dict[uuid.UUID, PartTaken]:
    """What part each membership has taken in its network's meetings, as far as it is kept."""
    came, spoke = _numbers(Attendance, memberships), _numbers(SpeakingTurns, memberships)
    return {key: PartTaken(came[key], spoke[key]) for key in memberships}


def _numbers(
    model: type[Attendance | SpeakingTurns], memberships: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[int, ...]]:
    query = select(model.membership_id, Meeting.number).distinct().join(Meeting, Meeting.id == model.meeting_id)
    found = db.session.execute(query.where(model.membership_id.in_(memberships)).order_by(Meeting.number)).all()
    return {key: tuple(number for other, number in found if other == key) for key in memberships}
