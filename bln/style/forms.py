"""A form with every kind of field, filled in so that every kind of fault shows."""

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from bln.fields import SwedishForm


class ComponentForm(SwedishForm):
    """Never saved anywhere; `with_faults` gives it as it looks when it comes back."""

    place = StringField("Plats", [InputRequired()])
    date = DateField("Datum", [InputRequired()])
    members = IntegerField("Antal deltagare", [Optional()])
    email = EmailField("E-postadress")
    purpose = TextAreaField("Vad ska mötet leda till?")
    network = SelectField(
        "Nätverk", choices=[SelectChoice("bjorkviken", "Björkviken"), SelectChoice("granfors", "Granfors")]
    )
    way = RadioField(
        "Hur prioriterar ni?",
        choices=[SelectChoice("dialogue", "I samtal"), SelectChoice("vote", "Med röster")],
    )
    agreed = BooleanField("Jag har läst vad som händer med texten")

    @classmethod
    def with_faults(cls) -> "ComponentForm":
        """Fields in all states: filled in, empty, and with a fault of each kind."""
        form = cls(formdata=None, data={"place": "Björkviken", "purpose": "Vi väljer tre områden."})
        form.date.errors = ["Datumet saknas. Skriv till exempel 2026-03-14."]
        form.purpose.errors = ["Texten är för kort för att andra ska förstå. Skriv en mening till."]
        form.way.errors = ["Välj hur ni prioriterar."]
        form.agreed.errors = ["Kryssa i rutan när du har läst texten."]
        return form
