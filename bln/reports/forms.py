"""The closing form."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from bln.fields import SwedishForm, UuidField, clean_text, no_personal_number
from bln.reports.services import LONGEST_ANSWER, AnswerContent
from exports import wording
from meetings.lessons import Answerer, ClosingQuestion, Usefulness

NOTHING_ANSWERED = "Svara på minst en fråga."
TOO_LONG = f"Svaret är för långt: högst {wording.number(LONGEST_ANSWER)} tecken."
ROLES = (
    SelectChoice(Answerer.LEADER.value, "Jag svarar som nätverksledare"),
    SelectChoice(Answerer.MEMBER.value, "Jag skriver in en deltagares svar från papper"),
)


def _text(question: ClosingQuestion) -> TextAreaField:
    validators = [Optional(), Length(max=LONGEST_ANSWER, message=TOO_LONG), no_personal_number]
    return TextAreaField(wording.CLOSING_QUESTIONS[question], validators, filters=[clean_text])


class ClosingForm(SwedishForm):
    """Three questions in words and one on a scale. Only those who lead say for whom they answer."""

    id = UuidField()
    role = RadioField("Vem svarar?", [InputRequired("Välj vem som svarar.")], choices=list(ROLES))
    worked = _text(ClosingQuestion.WORKED)
    hard = _text(ClosingQuestion.HARD)
    advice = _text(ClosingQuestion.ADVICE)
    usefulness = RadioField(
        wording.USEFULNESS_QUESTION,
        [Optional()],
        choices=[SelectChoice(step.value, wording.sentence(wording.USEFULNESS[step])) for step in Usefulness],
    )
    quotable = BooleanField("Svaren får citeras i den nationella rapporten")

    def __init__(self, *, leads: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not leads:
            del self.role

    def validate(self, extra_validators: Any = None) -> bool:
        """At least one question has an answer."""
        good = super().validate(extra_validators)
        if good and not any(field.data for field in (self.worked, self.hard, self.advice, self.usefulness)):
            self.worked.errors = [NOTHING_ANSWERED]
            return False
        return good

    @property
    def content(self) -> AnswerContent:
        """What was answered; call after validation."""
        return AnswerContent(
            role=Answerer(self.role.data) if self.role else Answerer.MEMBER,
            usefulness=Usefulness(self.usefulness.data) if self.usefulness.data else None,
            worked=self.worked.data or "",
            hard=self.hard.data or "",
            advice=self.advice.data or "",
            quotable=bool(self.quotable.data),
        )
