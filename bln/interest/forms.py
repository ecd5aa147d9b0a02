"""The public form."""

import re

from wtforms import EmailField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from bln.fields import SwedishForm, clean_line, clean_text, no_personal_number, required_line
from bln.interest.models import Organisation
from bln.interest.services import Expression
from bln.regions import REGIONS

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
ORGANISATIONS = {
    Organisation.MUNICIPALITY: "Kommun",
    Organisation.REGION: "Region",
    Organisation.CIVIL_SOCIETY: "Idéburen organisation",
    Organisation.OTHER: "Annat",
}


class InterestForm(SwedishForm):
    """Who wants a network where. `website` is a trap: people don't see it, programs that fill in forms do."""

    place = required_line("Plats", "Skriv var nätverket skulle finnas, till exempel Almvik.")
    region = SelectField(
        "Region",
        [InputRequired("Välj en region.")],
        choices=[SelectChoice("", "Välj region"), *(SelectChoice(name, name) for name in REGIONS)],
    )
    organisation_kind = RadioField(
        "Vilka är ni?",
        [InputRequired("Välj vad ni är.")],
        choices=[SelectChoice(kind.value, words) for kind, words in ORGANISATIONS.items()],
    )
    organisation = required_line("Organisationens namn", "Skriv vad kommunen, regionen eller föreningen heter.")
    contact_name = required_line("Ditt namn", "Skriv ditt namn.", 200)
    contact_email = EmailField(
        "Din e-postadress",
        [InputRequired("Skriv din e-postadress."), Length(max=254, message="Adressen är för lång.")],
        filters=[clean_line],
    )
    message = TextAreaField(
        "Något mer som vi behöver veta",
        [Optional(), Length(max=2_000, message="Högst 2 000 tecken."), no_personal_number],
        filters=[clean_text],
    )
    website = StringField("Lämna det här fältet tomt")

    def validate_contact_email(self, field: EmailField) -> None:
        """An address that mail can be sent to."""
        if not EMAIL.fullmatch(field.data or ""):
            raise ValidationError("Adressen går inte att använda. Skriv den som namn@example.se.")

    @property
    def trapped(self) -> bool:
        """True when what nobody sees is filled in."""
        return bool(self.website.data)

    @property
    def expression(self) -> Expression:
        """What was written; call after validation."""
        return Expression(
            place=self.place.data or "",
            region=self.region.data,
            organisation_kind=Organisation(self.organisation_kind.data),
            organisation=self.organisation.data or "",
            contact_name=self.contact_name.data or "",
            contact_email=(self.contact_email.data or "").casefold(),
            message=self.message.data or "",
        )
