"""When and where a meeting is, and how much of it the network has been told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

SAFE = "https://"


class Way(StrEnum):
    """How a meeting is held."""

    PLACE = "place"
    ONLINE = "online"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting as people need to know it. `start` is local wall-clock time, ISO 8601 to the minute; `link` is for
    taking part, `phone` that of the leader, for what somebody needs on the way."""

    number: int
    start: str
    minutes: int
    way: Way = Way.PLACE
    place: str = ""
    link: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError on what can't be shown: no time, or a link that isn't safe to follow."""
        datetime.fromisoformat(self.start)
        if self.link and not self.link.startswith(SAFE):
            raise ValueError("link: not https")

    @property
    def begins(self) -> datetime:
        """Local wall-clock time."""
        return datetime.fromisoformat(self.start)

    @property
    def ends(self) -> datetime:
        """Local wall-clock time."""
        return self.begins + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The local date."""
        return self.begins.date()


class Told(StrEnum):
    """What the network has been told of a meeting."""

    NO_DATE = "no_date"
    PAST = "past"  # there is nothing to tell any more
    NOT_SENT = "not_sent"
    CHANGED = "changed"  # what was sent is no longer what is planned
    SENT = "sent"


def told(plan: Appointment | None, sent: Appointment | None, today: date) -> Told:
    """How much of the plan the network knows."""
    if plan is None:
        return Told.NO_DATE
    if plan.day < today:
        return Told.PAST
    if sent is None:
        return Told.NOT_SENT
    return Told.SENT if sent == plan else Told.CHANGED


def as_members_see_it(plan: Appointment | None, sent: Appointment | None, today: date) -> Appointment | None:
    """What was sent to members; a meeting that has been is shown as it was planned, sent or not."""
    return plan if plan is not None and plan.day < today else sent


def lacks(plan: Appointment) -> tuple[str, ...]:
    """The fields that the way of meeting asks for and nobody has filled in: `place`, `link`."""
    asked = {Way.PLACE: ("place",), Way.ONLINE: ("link",), Way.BOTH: ("place", "link")}[plan.way]
    return tuple(field for field in asked if not getattr(plan, field))
