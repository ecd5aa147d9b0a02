"""Forms of meetings."""

import re
from datetime import date, datetime, time, timedelta

from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from bln.clock import today
from bln.fields import SwedishForm, clean_line, no_personal_number
from bln.networks.services import OutOfOrder
from exports import wording

FARTHEST = timedelta(days=3 * 365)


class PlanMeetingForm(SwedishForm):
    """Date, time and place of a meeting, as local wall-clock time."""

    day = StringField("Datum", [InputRequired("Datumet saknas. Skriv till exempel 2026-03-14.")])
    clock = StringField("Klockslag", [InputRequired("Klockslaget saknas. Skriv till exempel 13.00.")])
    place = StringField(
        "Plats eller länk",
        [Length(max=300, message="Platsen är för lång: högst 300 tecken."), no_personal_number],
        filters=[clean_line],
    )
    version = IntegerField(widget=HiddenInput())

    def __init__(self, *args: object, **kwargs: object) -> None:
        meeting = kwargs.get("obj")
        planned = getattr(meeting, "planned_at", None)
        if planned:
            kwargs.setdefault("day", planned.date().isoformat())
            kwargs.setdefault("clock", planned.strftime("%H.%M"))
        super().__init__(*args, **kwargs)

    def validate_day(self, field: StringField) -> None:
        """A real date, not absurdly far away."""
        try:
            day = date.fromisoformat((field.data or "").strip())
        except ValueError as error:
            raise ValidationError("Datumet går inte att förstå. Skriv till exempel 2026-03-14.") from error
        if abs(day - today()) > FARTHEST:
            raise ValidationError("Datumet ligger mer än tre år bort. Kontrollera året.")

    def validate_clock(self, field: StringField) -> None:
        """A time of day, with a full stop or a colon."""
        try:
            _clock(field.data)
        except ValueError as error:
            raise ValidationError("Klockslaget går inte att förstå. Skriv till exempel 13.00.") from error

    @property
    def planned_at(self) -> datetime:
        """Local wall-clock time; call after validation."""
        return datetime.combine(date.fromisoformat((self.day.data or "").strip()), _clock(self.clock.data))

    @staticmethod
    def out_of_order(error: OutOfOrder) -> str:
        """Why the date does not fit among the other meetings."""
        when = wording.day_and_time(error.when)
        if error.before:
            return f"Möte {error.number} är {when}. Välj en senare tid, eller flytta det mötet först."
        return f"Möte {error.number} är {when}. Välj en tidigare tid, eller flytta det mötet först."


def _clock(text: str | None) -> time:
    shape = re.fullmatch(r"(\d{1,2})(?:[.:](\d\d))?", (text or "").strip(), re.ASCII)
    if shape is None:
        raise ValueError("not a time of day")
    return time(int(shape[1]), int(shape[2] or 0))
