"""Forms of questions to Nka."""

from wtforms import IntegerField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from bln.fields import SwedishForm, clean_text, no_personal_number


class AnswerForm(SwedishForm):
    """Nka's answer, written on a version of it."""

    text = TextAreaField(
        "Svar",
        [
            DataRequired("Skriv svaret."),
            Length(max=10_000, message="Texten är för lång: högst 10 000 tecken."),
            no_personal_number,
        ],
        filters=[clean_text],
    )
    version = IntegerField(widget=HiddenInput(), default=0)
