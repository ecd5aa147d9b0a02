"""Fields and filters that several features use."""

import unicodedata
import uuid

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from meetings.privacy import Level, check_privacy

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


class SwedishForm(FlaskForm):
    """What every form inherits: WTForms' own words, for faults that no field words itself, are Swedish."""

    class Meta(FlaskForm.Meta):
        """Settings of the form."""

        locales = ("sv",)


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
