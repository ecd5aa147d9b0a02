"""Forms of questions to Nka."""

import uuid
from collections.abc import Sequence

from wtforms import IntegerField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput

from bln.fields import SwedishForm, clean_text, no_personal_number
from bln.people.models import Account

NOBODY = "ingen"


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


class OwnerForm(SwedishForm):
    """Which colleague is responsible, of those who can sign in now."""

    owner = SelectField("Ansvarig på Nka")

    def __init__(self, colleagues: Sequence[Account], owner: uuid.UUID | None = None) -> None:
        super().__init__(data={"owner": str(owner or NOBODY)})
        self.colleagues = {str(account.id): account for account in colleagues}
        people = (SelectChoice(key, account.name) for key, account in self.colleagues.items())
        self.owner.choices = [SelectChoice(NOBODY, "Ingen än"), *people]

    @property
    def account(self) -> Account | None:
        """Who was chosen; call after validation."""
        return self.colleagues.get(self.owner.data)
