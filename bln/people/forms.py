"""Forms of sign-in and of one's own account."""

from typing import Any

from wtforms import EmailField, Field, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from bln.fields import SwedishForm, clean_line
from bln.people.models import Account
from bln.people.passwords import LONGEST_PASSWORD, weakness_of
from bln.people.words import WEAK


def password_field(label: str, missing: str) -> PasswordField:
    """A field for a password."""
    longest = Length(max=LONGEST_PASSWORD, message="Lösenordet är för långt.")
    return PasswordField(label, [InputRequired(missing), longest])


class AddressForm(SwedishForm):
    """Where to send a link."""

    email = EmailField(
        "E-postadress",
        [DataRequired("Skriv din e-postadress."), Length(max=254, message="Adressen är för lång.")],
        filters=[clean_line],
    )


class SignInForm(AddressForm):
    """E-mail and password; `nasta` is where to go on afterwards."""

    password = password_field("Lösenord", "Skriv ditt lösenord.")
    nasta = HiddenField()


class NewPasswordForm(SwedishForm):
    """A new password for an account, judged by what others know of its owner too."""

    password = password_field("Nytt lösenord", "Skriv ett nytt lösenord.")

    def __init__(self, account: Account, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._about = (account.email, account.person.name or "")

    def validate_password(self, field: Field) -> None:
        """Refuse what is short or easily guessed."""
        weakness = weakness_of(field.data, *self._about)
        if weakness:
            raise ValidationError(WEAK[weakness])


class ChangePasswordForm(NewPasswordForm):
    """The old password and the new one."""

    current = password_field("Nuvarande lösenord", "Skriv det lösenord som du har nu.")


class CodeForm(SwedishForm):
    """A code of the second step."""

    code = StringField(
        "Kod",
        [DataRequired("Skriv koden."), Length(max=40, message="Koden är för lång.")],
        filters=[clean_line],
    )
    nasta = HiddenField()
