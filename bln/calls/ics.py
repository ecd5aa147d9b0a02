"""A call as an iCalendar object: the same UID for ever, a higher SEQUENCE for each change."""

from datetime import UTC, timedelta
from email.headerregistry import Address
from zoneinfo import ZoneInfo

from icalendar import Event, vCalAddress

from bln.calendar.ics import swedish_calendar
from bln.calls.models import Call
from bln.clock import utcnow


def call_invitation(call: Call, title: str, page: str, sender: Address, address: str) -> str:
    """A call to put in the calendar of who has `address`, or to move there; `page` is where its agenda stands."""
    zone = ZoneInfo(call.zone)
    start = call.planned_at.replace(tzinfo=zone)
    event = Event.new(
        uid=f"{call.id}@bln",
        sequence=call.version,
        stamp=utcnow(),
        start=start,
        end=(start.astimezone(UTC) + timedelta(minutes=call.minutes)).astimezone(zone),
        summary=title,
        location=call.link or None,
        description=f"Dagordning: {page}",
        url=page,
    )
    event.organizer = vCalAddress.new(sender.addr_spec, cn="Nka")
    event.attendees = [vCalAddress.new(address, rsvp=False)]
    calendar = swedish_calendar([event])
    calendar.method = "REQUEST"
    return bytes(calendar.to_ical()).decode()
