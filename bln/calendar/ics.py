"""Meetings as iCalendar objects (RFC 5545, RFC 5546): the same UID for ever, a higher SEQUENCE for each change."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.headerregistry import Address
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from icalendar import Calendar, Event, Timezone, vCalAddress
from icalendar.enums import STATUS

from bln.clock import utcnow
from bln.networks.models import Meeting
from meetings.appointment import Appointment

# The rule of the European Union since 1996. What the library makes by itself begins summer time at 03.00, which the
# standard (RFC 5545, 3.6.5: the clock before the change) reads as an hour late.
SWEDISH_TIME = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
LOOK_AGAIN = timedelta(hours=6)


def meeting_calendar(meetings: Iterable[tuple[Meeting, Appointment]]) -> bytes:
    """Meetings as somebody knows them, to open in a calendar or to follow."""
    calendar = _calendar([_event(meeting, appointment) for meeting, appointment in meetings])
    calendar.calendar_name = "Blandade lärande nätverk"
    calendar.refresh_interval = LOOK_AGAIN
    return bytes(calendar.to_ical())


def invitation(meeting: Meeting, appointment: Appointment, sender: Address, address: str) -> str:
    """A meeting to put in the calendar of who has `address`, or to move there."""
    return to_one(_event(meeting, appointment), _organiser(meeting), sender, address, "REQUEST")


def cancellation(meeting: Meeting, was: Appointment, sender: Address, address: str) -> str:
    """What takes a meeting away again that was planned as it `was`."""
    return to_one(_event(meeting, was), _organiser(meeting), sender, address, "CANCEL")


def _organiser(meeting: Meeting) -> str:
    return f"Nätverket i {meeting.network.place}"


def to_one(event: Event, organiser: str, sender: Address, address: str, method: str) -> str:
    """An event for the calendar of who has `address`. The calendar asks for no answer: where one is wanted, the mail
    leads to the page that asks for it."""
    if method == "CANCEL":
        event.status = STATUS.CANCELLED
    event.organizer = vCalAddress.new(sender.addr_spec, cn=organiser)
    event.attendees = [vCalAddress.new(address, rsvp=False)]
    calendar = _calendar([event])
    calendar.method = method
    return bytes(calendar.to_ical()).decode()


def _calendar(events: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Blandade lärande nätverk//BLN//SV")
    calendar.add_component(Timezone.from_ical(SWEDISH_TIME))
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar


def _event(meeting: Meeting, appointment: Appointment) -> Event:
    network = meeting.network
    here = url_for("room.before", slug=network.slug, number=meeting.number, _external=True)
    lines = [f"Länk till mötet: {appointment.link}"] if appointment.link else []
    return timed_event(
        meeting.id,
        meeting.version,
        appointment.begins.replace(tzinfo=ZoneInfo(meeting.zone)),
        appointment.minutes,
        summary=f"Möte {appointment.number}, nätverket i {network.place}",
        location=appointment.place or appointment.link or None,
        description="\n".join([*lines, f"Mötesguide och mer: {here}"]),
        url=appointment.link or here,
    )


def timed_event(key: uuid.UUID, version: int, start: datetime, minutes: int, **more: Any) -> Event:
    """An event that begins at a local time with its zone and lasts its minutes, also over a change of the clock."""
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
    return Event.new(uid=f"{key}@bln", sequence=version, stamp=utcnow(), start=start, end=end, **more)
