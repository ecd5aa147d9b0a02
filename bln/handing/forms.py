"""Forms of a plan's way: hand in, where to, what was answered, and the file to check."""

import re
from collections.abc import Callable

from flask_wtf.file import FileField, FileRequired
from wtforms import EmailField, Field, Form, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from bln.fields import DayField, SwedishForm, clean_line, clean_text, no_personal_number, required_line
from bln.handing.answering import DecisionFacts
from exports.plan_wording import OUTCOMES
from meetings.plan_version import Outcome

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
WITH_WORDS = {Outcome.APPROVED_WITH_CHANGES, Outcome.REFERRED_BACK}


def _line(label: str, longest: int = 300) -> StringField:
    length = Length(max=longest, message=f"Högst {longest} tecken.")
    return StringField(label, [Optional(), length, no_personal_number], filters=[clean_line])


def _prose(label: str, first: Callable[[Form, Field], None] | None = None) -> TextAreaField:
    length = Length(max=20_000, message="Texten är för lång: högst 20 000 tecken.")
    return TextAreaField(label, [first or Optional(), length, no_personal_number], filters=[clean_text])


def _words_where_needed(form: Form, field: Field) -> None:
    """What is to be changed, or why the plan comes back."""
    if not field.data and form["outcome"].data in WITH_WORDS:
        raise ValidationError("Skriv vad som ska ändras, eller varför planen skickas tillbaka.")


class HandInForm(SwedishForm):
    """Why there is a new version; of the first one nothing is asked."""

    reason = required_line("Varför lämnar ni in en ny version?", "Skriv vad som är ändrat och varför.")

    def __init__(self, *, again: bool, **kwargs: object) -> None:
        super().__init__(**kwargs)
        if not again:
            del self.reason


class AddressForm(SwedishForm):
    """Where a body's registry takes mail, by when it wants the plan, and when it meets."""

    registry_address = EmailField(
        "Registratorns e-postadress",
        [Optional(), Length(max=254, message="Adressen är för lång.")],
        filters=[clean_line],
    )
    hand_in_on = DayField("Planen lämnas senast", [Optional()])
    sits_on = DayField("Sammanträdet då den behandlas", [Optional()])

    def validate_registry_address(self, field: EmailField) -> None:
        """An address that mail can be sent to."""
        if field.data and not EMAIL.fullmatch(field.data):
            raise ValidationError("Adressen går inte att använda. Skriv den som registrator@kommunen.se.")


class DecisionForm(SwedishForm):
    """What a body has decided, as its minutes say it."""

    decided_by = required_line("Vem beslutade?", "Skriv vem som beslutade, till exempel Socialnämnden.")
    decided_on = DayField("När?", [InputRequired("Skriv dagen då beslutet fattades, till exempel 2027-03-14.")])
    outcome = RadioField(
        "Vad blev beslutet?",
        [InputRequired("Välj vad beslutet blev.")],
        choices=[SelectChoice(outcome.value, words) for outcome, words in OUTCOMES.items()],
    )
    paragraph = _line("Paragraf", 40)
    # A number of a registry may look like one of a person: it is kept as it stands there.
    registration_number = StringField(
        "Diarienummer", [Optional(), Length(max=100, message="Högst 100 tecken.")], filters=[clean_line]
    )
    amendments = _prose("Ändringar eller motivering", _words_where_needed)
    extract = _prose("Protokollsutdrag")
    valid_until = DayField("Gäller till och med", [Optional()])
    follow_up_on = DayField("Följs upp", [Optional()])
    responsible = _line("Ansvarig för dokumentet")

    def validate_valid_until(self, field: DayField) -> None:
        """Not before the decision."""
        if field.data and self.decided_on.data and field.data < self.decided_on.data:
            raise ValidationError("Planen slutar gälla innan den är beslutad. Kontrollera dagarna.")

    def validate_follow_up_on(self, field: DayField) -> None:
        """Not before the decision."""
        if field.data and self.decided_on.data and field.data < self.decided_on.data:
            raise ValidationError("Uppföljningen är före beslutet. Kontrollera dagarna.")

    @property
    def facts(self) -> DecisionFacts:
        """What was decided; call after validation."""
        return DecisionFacts(
            decided_by=self.decided_by.data or "",
            decided_on=self.decided_on.data,
            outcome=Outcome(self.outcome.data),
            paragraph=self.paragraph.data or "",
            registration_number=self.registration_number.data or "",
            amendments=self.amendments.data or "",
            valid_until=self.valid_until.data,
            follow_up_on=self.follow_up_on.data,
            responsible=self.responsible.data or "",
            extract=self.extract.data or "",
        )


class EndorsementForm(SwedishForm):
    """Who stands behind the plan."""

    organisation = required_line("Organisation", "Skriv vilken organisation som ställer sig bakom planen.")
    function = required_line("Genom vem?", "Skriv vilken funktion som har sagt det, till exempel styrelsen.")
    given_on = DayField("När?", [InputRequired("Skriv dagen, till exempel 2027-03-14.")])


class LookForm(SwedishForm):
    """A body's own Word file, and what stands for the logo in it."""

    file = FileField("Word-fil från mottagaren", [FileRequired("Välj en fil som slutar på .docx eller .dotx.")])
    logo_text = required_line("Vad logotypen föreställer", "Skriv till exempel Almviks kommun, logotyp.")


class CheckForm(SwedishForm):
    """A file to check."""

    file = FileField("Word-fil", [FileRequired("Välj en fil som slutar på .docx.")])
