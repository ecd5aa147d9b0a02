"""Forms of sign-in."""

from datetime import timedelta
from math import ceil

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from bln.fields import SwedishForm, clean_line
from exports import wording


def too_soon(wait: timedelta) -> str:
    """What to tell whoever has tried too often."""
    seconds = ceil(wait.total_seconds())
    how_long = f"{seconds} sekunder" if seconds < 60 else wording.duration(ceil(seconds / 60))
    return f"Det har blivit många försök. Vänta {how_long} och försök sedan igen."


class SignInForm(SwedishForm):
    """E-mail and password; `nasta` is where to go on afterwards."""

    email = EmailField(
        "E-postadress",
        [InputRequired("Skriv din e-postadress."), Length(max=254, message="Adressen är för lång.")],
        filters=[clean_line],
    )
    password = PasswordField(
        "Lösenord",
        [InputRequired("Skriv ditt lösenord."), Length(max=200, message="Lösenordet är för långt.")],
    )
    nasta = HiddenField()
