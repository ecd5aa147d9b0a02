"""Forms of one's own data."""

from wtforms import BooleanField
from wtforms.validators import InputRequired

from bln.fields import SwedishForm, required_line


class NameForm(SwedishForm):
    """The name as it should be."""

    name = required_line("Namn", "Skriv ditt namn.", 200)


class ConfirmForm(SwedishForm):
    """A box to tick before something that can't be undone."""

    sure = BooleanField("Ja, jag är säker", [InputRequired("Kryssa i rutan om du är säker. Annars kan du avbryta.")])
