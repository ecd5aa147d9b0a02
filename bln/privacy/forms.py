"""Forms of one's own data."""

from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from bln.fields import SwedishForm, clean_line, no_personal_number


class NameForm(SwedishForm):
    """The name as it should be."""

    name = StringField(
        "Namn",
        [
            DataRequired("Skriv ditt namn."),
            Length(max=200, message="Namnet är för långt: högst 200 tecken."),
            no_personal_number,
        ],
        filters=[clean_line],
    )


class ConfirmForm(SwedishForm):
    """A box to tick before something that can't be undone."""

    sure = BooleanField("Ja, jag är säker", [InputRequired("Kryssa i rutan om du är säker. Annars kan du avbryta.")])
