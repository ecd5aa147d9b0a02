"""Forms of calls."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wtforms import (
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput

from bln.calls.models import MINUTES
from bln.calls.queries import CallStanding
from bln.calls.services import When
from bln.fields import (
    ClockField,
    CountField,
    DayField,
    SwedishForm,
    clean_line,
    clean_text,
    no_personal_number,
    required_line,
)
from bln.networks.models import Network

LONGEST, SHORTEST_CALL, LONGEST_CALL = 5_000, 10, 480


class CallForm(SwedishForm):
    """When a call is, as local wall-clock time, and where it is held."""

    day = DayField("Datum", [InputRequired("Datumet saknas. Skriv till exempel 2027-03-14.")])
    clock = ClockField("Klockslag", [InputRequired("Klockslaget saknas. Skriv till exempel 13.00.")])
    minutes = CountField("Längd i minuter", LONGEST_CALL, default=MINUTES)
    link = StringField(
        "Länk till mötet",
        [
            Optional(),
            Length(max=300, message="Länken är för lång: högst 300 tecken."),
            Regexp(r"https://\S+$", message="Länken ska börja med https:// och inte ha några mellanslag."),
        ],
        filters=[clean_line],
    )
    version = IntegerField(widget=HiddenInput(), default=0)

    def validate_minutes(self, field: CountField) -> None:
        """Not so short that hours must be meant; without a word it takes an hour."""
        if field.data is not None and field.data < SHORTEST_CALL:
            raise ValidationError(f"Skriv längden i minuter, minst {SHORTEST_CALL}. En timme är 60.")

    @property
    def when(self) -> When:
        """What was decided; call after validation."""
        return When(
            datetime.combine(self.day.data, self.clock.data), self.minutes.data or MINUTES, self.link.data or ""
        )


class PointForm(SwedishForm):
    """Something that a network's leaders want to take up."""

    network = SelectField("Nätverk", [InputRequired("Välj ett nätverk.")])
    text = TextAreaField(
        "Vad vill du ta upp?",
        [
            DataRequired("Skriv vad du vill ta upp."),
            Length(max=LONGEST, message="Texten är för lång: högst 5 000 tecken."),
            no_personal_number,
        ],
        filters=[clean_text],
    )

    def __init__(self, networks: Sequence[Network], **kwargs: Any) -> None:
        kwargs.setdefault("network", networks[0].slug if networks else None)
        super().__init__(**kwargs)
        self.network.choices = [SelectChoice(network.slug, network.place) for network in networks]


class CallNotesForm(SwedishForm):
    """What was said at a call, and for which networks somebody came."""

    mark = HiddenField()
    text = TextAreaField(
        "Minnesanteckningar",
        [Length(max=50_000, message="Texten är för lång: högst 50 000 tecken."), no_personal_number],
        filters=[clean_text],
    )
    came = SelectMultipleField("Nätverk som var med", option_widget=CheckboxInput())

    def __init__(self, networks: Sequence[Network], standing: CallStanding) -> None:
        known = {"mark": standing.mark, "text": standing.text, "came": list(map(str, standing.came))}
        super().__init__(data=known)
        self.came.choices = [SelectChoice(str(network.id), network.place) for network in networks]

    @property
    def networks(self) -> frozenset[uuid.UUID]:
        """The networks that somebody came for; call after validation."""
        return frozenset(map(uuid.UUID, self.came.data or ()))


class ActionForm(SwedishForm):
    """What somebody is to do."""

    text = required_line("Vad ska göras?", "Skriv vad som ska göras.")
    who = SelectField("Vem gör det?")
    due_on = DayField("Senast", [Optional()])

    def __init__(self, networks: Sequence[Network], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.who.choices = [SelectChoice("", "Nka"), *(SelectChoice(str(n.id), n.place) for n in networks)]
