"""Forms of meetings."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from wtforms import IntegerField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from bln.clock import today
from bln.fields import ClockField, CountField, DayField, SwedishForm, clean_line, no_personal_number
from bln.networks.services import OutOfOrder
from exports import wording
from meetings.appointment import Way
from meetings.turnout import Answer

WAYS = {Way.PLACE: "På plats", Way.ONLINE: "Digitalt", Way.BOTH: "Både på plats och digitalt"}
SHORTEST, LONGEST = 10, 600
FARTHEST = timedelta(days=3 * 365)


class PlanMeetingForm(SwedishForm):
    """When a meeting is, in local wall-clock time, for how long, and where."""

    day = DayField("Datum", [InputRequired("Datumet saknas. Skriv till exempel 2026-03-14.")])
    clock = ClockField("Klockslag", [InputRequired("Klockslaget saknas. Skriv till exempel 13.00.")])
    minutes = CountField("Längd i minuter", LONGEST)
    way = RadioField(
        "Hur ses ni?",
        choices=[SelectChoice(way.value, words) for way, words in WAYS.items()],
        default=Way.PLACE.value,
        coerce=lambda value: getattr(value, "value", value),
    )
    place = StringField(
        "Plats",
        [Optional(), Length(max=300, message="Platsen är för lång: högst 300 tecken."), no_personal_number],
        filters=[clean_line],
    )
    link = StringField(
        "Länk till det digitala mötet",
        [Optional(), Length(max=1000, message="Länken är för lång: högst 1 000 tecken.")],
        filters=[clean_line],
    )
    phone = StringField("Telefonnummer till dig som leder", [Optional()], filters=[clean_line])
    version = IntegerField(widget=HiddenInput())

    def __init__(self, *args: object, **kwargs: object) -> None:
        meeting = kwargs.get("obj")
        planned = getattr(meeting, "planned_at", None)
        if planned:
            kwargs.setdefault("day", planned.date())
            kwargs.setdefault("clock", planned.time())
        super().__init__(*args, **kwargs)

    def suggest(self, minutes: int, phone: str) -> None:
        """Fill in what nobody has said yet, on a form that is only shown."""
        if not self.is_submitted():
            self.minutes.data = self.minutes.data or minutes
            self.phone.data = self.phone.data or phone

    def validate_day(self, field: DayField) -> None:
        """Not absurdly far away."""
        if field.data and abs(field.data - today()) > FARTHEST:
            raise ValidationError("Datumet ligger mer än tre år bort. Kontrollera året.")

    def validate_minutes(self, field: CountField) -> None:
        """Not so short that it must be hours."""
        if field.data is not None and field.data < SHORTEST:
            raise ValidationError(f"Skriv längden i minuter, minst {SHORTEST}. Två timmar är 120.")

    def validate_link(self, field: StringField) -> None:
        """An address that a browser opens safely."""
        try:
            found = urlsplit(field.data)
            good = found.scheme == "https" and found.hostname and "." in found.hostname and not found.username
        except ValueError:
            good = False
        if not good or " " in field.data:
            raise ValidationError("Länken ska börja med https://. Kopiera hela länken från inbjudan till mötet.")

    def validate_phone(self, field: StringField) -> None:
        """Digits, as people write them."""
        if (
            not re.fullmatch(r"\+?[\d ()/-]{5,40}", field.data, re.ASCII)
            or not 5 <= len(re.sub(r"\D", "", field.data)) <= 15
        ):
            raise ValidationError("Numret går inte att förstå. Skriv till exempel 070-123 45 67.")

    @property
    def wanted(self) -> dict[str, Any]:
        """What the service needs besides the time; call after validation."""
        return {
            "place": self.place.data or "",
            "minutes": self.minutes.data,
            "way": Way(self.way.data),
            "link": self.link.data or "",
            "phone": self.phone.data or "",
        }

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


class AnswerForm(SwedishForm):
    """Whether somebody comes. Each choice is a button of its own, so there is nothing to forget to send."""

    answer = RadioField("Kommer du?", choices=[SelectChoice(a.value, "") for a in Answer])

    @property
    def given(self) -> Answer:
        """The answer; call after validation."""
        return Answer(self.answer.data)


class VersionForm(SwedishForm):
    """A button about a meeting as it stood when the page was opened."""

    version = IntegerField(validators=[InputRequired("Sidan är för gammal. Ladda om den.")], widget=HiddenInput())
