"""Fields and filters that several features use."""

import re
import unicodedata
import uuid
from collections.abc import Sequence
from datetime import time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    FieldList,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from bln.people.models import Account
from meetings.privacy import Level, check_privacy

NOBODY = "ingen"
TOO_OLD = "Sidan är för gammal. Kopiera din text, ladda om sidan och spara igen."


def clean_text(text: str | None) -> str:
    """What somebody wrote, in composed characters and with plain line breaks.

    Control characters are taken out: neither PostgreSQL (NUL) nor Word (the rest) can hold them.
    """
    composed = unicodedata.normalize("NFC", text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()


def clean_line(text: str | None) -> str:
    """The same on one line."""
    return " ".join(clean_text(text).split())


def no_personal_number(_form: object, field: Field) -> None:
    """Refuse a personal number at once: what is never stored need never be found again."""
    found = [find.excerpt for find in check_privacy(field.data or "") if find.level is Level.BLOCK]
    if found:
        raise ValidationError(f"”{found[0]}” ser ut som ett personnummer. Ta bort det. Din text finns kvar här.")


def required_line(label: str, missing: str, longest: int = 300) -> StringField:
    """A field for a line that must be there; `missing` says what to write."""
    length = Length(max=longest, message=f"Högst {longest} tecken.")
    return StringField(label, [DataRequired(missing), length, no_personal_number], filters=[clean_line])


class SwedishForm(FlaskForm):
    """What every form inherits: WTForms' own words, for faults that no field words itself, are Swedish."""

    class Meta(FlaskForm.Meta):
        """Settings of the form."""

        locales = ("sv",)

    @property
    def words(self) -> str:
        """What is wrong, in one line."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """What is wrong, each with the id of the field that it is wrong in; of rows, field by field."""
        rows = [entry.form for field in self if isinstance(field, FieldList) for entry in field.entries]
        plain = [field for field in self if not isinstance(field, FieldList)]
        fields = [*plain, *(field for row in rows for field in row)]
        return [(_target(field), str(error)) for field in fields for error in field.errors]


class RowForm(Form):
    """What a row of a form inherits."""

    class Meta(Form.Meta):
        """Settings of the row."""

        locales = ("sv",)


def _target(field: Field) -> str:
    """What a link to a field leads to: of several boxes, the first."""
    return f"{field.id}-0" if isinstance(field, RadioField | SelectMultipleField) else str(field.id)


class UuidField(HiddenField):
    """A hidden identity, made by whoever writes, so that a save can be repeated; `data` is a UUID."""

    data: uuid.UUID

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the identity; a page that carries none is too old or has been tampered with."""
        try:
            self.data = uuid.UUID(valuelist[0])
        except (IndexError, ValueError) as error:
            raise ValueError(TOO_OLD) from error

    def _value(self) -> str:
        return str(self.data) if self.data else ""


class DayField(DateField):
    """A day, written as 2026-03-14 and kept as it was typed when it is none; `data` is a date or None."""

    widget = TextInput()

    def __init__(self, label: str, validators: Sequence[object] = (), **kwargs: object) -> None:
        told = "Datumet går inte att förstå. Skriv till exempel 2026-03-14."
        super().__init__(label, validators, invalid_value_message=told, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day, whatever space stands around it."""
        super().process_formdata([value.strip() for value in valuelist])


class ClockField(TimeField):
    """A time of day, written as 13.00, 13:00 or 13, kept as it was typed when it is none; `data` is a time or None."""

    data: Any
    widget = TextInput()

    def __init__(self, label: str, validators: Sequence[object] = (), **kwargs: object) -> None:
        super().__init__(label, validators, ["%H.%M"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the time, with minutes of two digits: 13.5 is half past to some and five past to others."""
        shape = re.fullmatch(r"(\d{1,2})(?:[.:](\d\d))?", "".join(valuelist).strip(), re.ASCII)
        try:
            self.data = time(int(shape[1]), int(shape[2] or 0)) if shape else None
        except ValueError:
            self.data = None
        if self.data is None:
            raise ValueError("Klockslaget går inte att förstå. Skriv till exempel 13.00.")


class CountField(IntegerField):
    """A whole number from 0, or None where nothing is written."""

    def __init__(self, label: str, most: int, **kwargs: object) -> None:
        between = NumberRange(0, most, f"Skriv ett heltal från 0 till {most}.")
        super().__init__(label, [Optional(), between], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number, or say in Swedish what one looks like."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Skriv ett heltal med siffror, till exempel 3.") from error


class OwnerForm(SwedishForm):
    """Which colleague at Nka is responsible, of those who can sign in now."""

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
