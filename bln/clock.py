"""The time: instants are kept in UTC; people live by the clock of Sweden."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONE = "Europe/Stockholm"


def utcnow() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def today() -> date:
    """The date in Sweden."""
    return local_time(utcnow()).date()


def local_time(instant: datetime) -> datetime:
    """An instant as wall-clock time in Sweden."""
    return instant.astimezone(ZoneInfo(ZONE))
