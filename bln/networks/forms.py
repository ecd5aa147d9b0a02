"""Forms of meetings."""

from datetime import datetime, timedelta

from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from bln.clock import today
from bln.fields import ClockField, DayField, SwedishForm, clean_line, no_personal_number
from bln.networks.services import OutOfOrder
from exports import wording

FARTHEST = timedelta(days=3 * 365)


class PlanMeetingForm(SwedishForm):
    """Date, time and place of a meeting, as local wall-clock time."""

    day = DayField("Datum", [InputRequired("Datumet saknas. Skriv till exempel 2026-03-14.")])
    clock = ClockField("Klockslag", [InputRequired("Klockslaget saknas. Skriv till exempel 13.00.")])
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
            kwargs.setdefault("day", planned.date())
            kwargs.setdefault("clock", planned.time())
        super().__init__(*args, **kwargs)

    def validate_day(self, field: DayField) -> None:
        """Not absurdly far away."""
        if field.data and abs(field.data - today()) > FARTHEST:
            raise ValidationError("Datumet ligger mer än tre år bort. Kontrollera året.")

    @property
    def planned_at(self) -> datetime:
        """Local wall-clock time; call after validation."""
        return datetime.combine(self.day.data, self.clock.data)

    @staticmethod
    def out_of_order(error: OutOfOrder) -> str:
        """Why the date does not fit among the other meetings."""
        when = wording.day_and_time(error.when)
        if error.before:
            return f"Möte {error.number} är {when}. Välj en senare tid, eller flytta det mötet först."
        return f"Möte {error.number} är {when}. Välj en tidigare tid, eller flytta det mötet först."
