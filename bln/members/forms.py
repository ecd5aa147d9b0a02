"""Forms of invitations and members."""

from datetime import timedelta
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, PasswordField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from bln.clock import today
from bln.fields import DayField, SwedishForm, clean_line, clean_text, no_personal_number
from bln.members.consent import CONSENT_TEXTS, CURRENT_CONSENT
from bln.members.inviting import Invited
from bln.members.lists import EMAIL, LONGEST, MOST_BYTES, decode
from bln.people.models import Role
from bln.people.passwords import LONGEST_PASSWORD, weakness_of
from bln.people.words import WEAK
from exports import wording
from meetings.programme import Perspective

OLDEST_CONSENT = timedelta(days=3 * 365)
NOT_CHOSEN = SelectChoice("", "Inte vald")
PERSPECTIVES = [SelectChoice(code.value, wording.sentence(name)) for code, name in wording.PERSPECTIVES.items()]
LEADING_ROLES = [
    SelectChoice(Role.LEADER.value, "Nätverksledare"),
    SelectChoice(Role.DEPUTY.value, "Ställföreträdare"),
    SelectChoice(Role.SUBSTITUTE.value, "Vikarie, tills vidare"),
]


def is_email(_form: object, field: StringField) -> None:
    """Refuse what mail can't be sent to."""
    if not EMAIL.fullmatch(field.data or ""):
        raise ValidationError("E-postadressen går inte att använda. Skriv den som namn@example.se.")


def _line(label: str, key: str, *validators: Any) -> StringField:
    most = LONGEST[key]
    length = Length(max=most, message=f"Texten är för lång: högst {most} tecken.")
    return StringField(label, [*validators, length, no_personal_number], filters=[clean_line])


class PersonForm(SwedishForm):
    """Somebody who is to take part."""

    name = _line("Namn", "name", InputRequired("Namnet saknas."))
    perspective = SelectField("Deltar som", [InputRequired("Välj vad personen deltar som.")])
    second_perspective = SelectField("Deltar också som", [Optional()])
    organisation = _line("Organisation", "organisation", Optional())

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.perspective.choices = [NOT_CHOSEN, *PERSPECTIVES]
        self.second_perspective.choices = [NOT_CHOSEN, *PERSPECTIVES]

    @property
    def perspectives(self) -> tuple[Perspective, ...]:
        """One or two; call after validation."""
        chosen = [Perspective(field.data) for field in (self.perspective, self.second_perspective) if field.data]
        return tuple(dict.fromkeys(chosen))


class InviteForm(PersonForm):
    """Somebody to invite, by e-mail or on paper."""

    email = _line("E-postadress", "email", Optional(), is_email)

    @property
    def invited(self) -> Invited:
        """Who is to be invited; call after validation."""
        return Invited(self.name.data or "", self.email.data or "", self.perspectives, self.organisation.data or "")


class PaperForm(PersonForm):
    """Somebody without e-mail, who has signed on paper."""

    given_on = DayField("Datum på samtycket", [InputRequired("Datumet saknas. Skriv till exempel 2026-03-14.")])
    agrees = BooleanField(
        "Jag har personens underskrift på brevets samtycke", [InputRequired("Kryssa i att samtycket finns på papper.")]
    )

    def validate_given_on(self, field: DayField) -> None:
        """A day that has been."""
        if field.data and not today() - OLDEST_CONSENT <= field.data <= today():
            raise ValidationError("Datumet ska vara i dag eller tidigare. Kontrollera året.")


class ListForm(SwedishForm):
    """Several people at once: a pasted list or a file. `confirmed` comes from the preview."""

    text = TextAreaField("Klistra in listan", [Optional()])
    file = FileField("Eller välj en fil (CSV)", [Optional()])
    confirmed = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """There is something to read, and not too much; a file goes before what is pasted."""
        good = super().validate(extra_validators)
        uploaded = self.file.data.read(MOST_BYTES + 1) if self.file.data else b""
        try:
            text = decode(uploaded) if uploaded else self.text.data or ""
        except UnicodeDecodeError:
            self.file.errors = ["Filen går inte att läsa. Spara den som CSV (UTF-8) och försök igen."]
            return False
        if len(uploaded) > MOST_BYTES or len(text.encode()) > MOST_BYTES:
            self.file.errors = [f"Listan är för stor: högst {MOST_BYTES // 1024} kB."]
            return False
        self.text.data = clean_text(text)
        if good and not self.text.data:
            self.text.errors = ["Klistra in en lista eller välj en fil."]
            return False
        return good


class LeaderForm(SwedishForm):
    """Somebody who is to lead a network."""

    name = _line("Namn", "name", InputRequired("Namnet saknas."))
    email = _line("E-postadress", "email", InputRequired("E-postadressen saknas."), is_email)
    role = SelectField("Roll", choices=list(LEADING_ROLES))


class AnswerForm(SwedishForm):
    """Yes or no to an invitation: the button says which."""

    consents = BooleanField(CONSENT_TEXTS[CURRENT_CONSENT])
    password = PasswordField(
        "Välj ett lösenord", [Optional(), Length(max=LONGEST_PASSWORD, message="Lösenordet är för långt.")]
    )
    reason = TextAreaField(
        "Varför inte?",
        [Optional(), Length(max=1000, message="Texten är för lång: högst 1 000 tecken."), no_personal_number],
        filters=[clean_text],
    )
    answer = HiddenField()

    def __init__(self, *, consents: bool, password_about: tuple[str, str] | None, **kwargs: Any) -> None:
        """`password_about`, where a password is asked for, is what others know of who chooses it."""
        super().__init__(**kwargs)
        self._about = password_about or ()
        if not consents:
            del self.consents
        if password_about is None:
            del self.password

    @property
    def says_yes(self) -> bool:
        """True when the button was "Jag vill vara med"."""
        return self.answer.data == "ja"

    def validate(self, extra_validators: Any = None) -> bool:
        """A yes needs what it needs; a no needs nothing."""
        good = super().validate(extra_validators)
        if self.answer.data not in ("ja", "nej"):
            self.form_errors = ["Svara med någon av knapparna."]
            return False
        if self.says_yes and "consents" in self and not self.consents.data:
            self.consents.errors = ["Kryssa i rutan om du samtycker. Utan samtycke kan du inte vara med."]
            return False
        if self.says_yes and "password" in self and self.password.data:
            weakness = weakness_of(self.password.data, *self._about)
            if weakness:
                self.password.errors = [WEAK[weakness]]
                return False
        return good
