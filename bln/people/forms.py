"""Forms of sign-in."""

from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from bln.fields import SwedishForm, clean_line


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
