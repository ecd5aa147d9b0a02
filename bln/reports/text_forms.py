"""Forms of the report's text and of its reconciliation."""

from datetime import timedelta

from wtforms import BooleanField, IntegerField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from bln.clock import today
from bln.evidence.citing import cites_what_is_there
from bln.fields import DayField, SwedishForm, clean_line, clean_text, no_personal_number
from exports.report_words import CHAPTERS
from meetings.reconciliation import Outcome
from meetings.report_text import ReportChapter

LONGEST = 20_000
TIME_TO_ANSWER = timedelta(days=14)


def prose(label: str, *first: object) -> TextAreaField:
    """A longer text, which may be left out unless `first` asks for it."""
    longest = Length(max=LONGEST, message="Texten är för lång: högst 20 000 tecken.")
    checks = [*(first or (Optional(),)), longest, no_personal_number, cites_what_is_there]
    return TextAreaField(label, checks, filters=[clean_text])


def line(label: str, *first: object) -> StringField:
    """One line, in the same way."""
    longest = Length(max=300, message="Texten är för lång: högst 300 tecken.")
    return StringField(label, [*(first or (Optional(),)), longest, no_personal_number], filters=[clean_line])


class PassageForm(SwedishForm):
    """A passage, written on `version` of it. Only one's own has a heading and a chapter to choose."""

    version = IntegerField(widget=HiddenInput(), default=0)
    title = line("Rubrik", InputRequired("Skriv en rubrik."))
    chapter = SelectField(
        "Kapitel",
        choices=[SelectChoice(code.value, f"{n} {word}") for n, (code, word) in enumerate(CHAPTERS.items(), start=1)],
    )
    text = prose("Text")

    def fit(self, *, own: bool) -> None:
        """Leave out what a compiled passage has of its own."""
        if not own:
            del self.title
            del self.chapter

    @property
    def chosen_chapter(self) -> ReportChapter:
        """The chapter of an own passage; call after validation."""
        return ReportChapter(self.chapter.data)


class DeadlineForm(SwedishForm):
    """The last day to answer: a day to come, since the networks need time to read."""

    answer_by = DayField("Svara senast", [InputRequired("Datumet saknas. Skriv till exempel 2027-03-14.")])

    def validate_answer_by(self, field: DayField) -> None:
        """Refuse today and days that have been."""
        if field.data and field.data <= today():
            raise ValidationError("Välj en dag som inte har varit. Nätverken behöver tid att läsa.")


class SendForm(DeadlineForm):
    """The same, and why a report is sent again."""

    reason = line("Varför skickas rapporten igen?", InputRequired("Skriv varför rapporten skickas igen."))

    def __init__(self, *, again: bool, **kwargs: object) -> None:
        kwargs.setdefault("answer_by", today() + TIME_TO_ANSWER)
        super().__init__(**kwargs)
        if not again:
            del self.reason


class ExceptionForm(SwedishForm):
    """Why a report may be published although networks are silent."""

    reason = prose("Varför kan rapporten publiceras ändå?", InputRequired("Skriv varför."))


class RemarkForm(SwedishForm):
    """What a network says of a passage: another wording of what is `written` (begun from it), or why it does not
    agree."""

    text = prose("Text", InputRequired("Skriv vad ni vill säga."))
    may_print = BooleanField("Texten får stå i rapporten med nätverkets namn, om vi och Nka inte blir överens")

    def __init__(self, written: str | None, **kwargs: object) -> None:
        super().__init__(**{"text": written or "", **kwargs})
        self.written = written
        self.text.label.text = "Varför ni inte håller med" if written is None else "Ert förslag till text"

    def validate_text(self, field: TextAreaField) -> None:
        """A proposal says something else than what is there."""
        if self.written and field.data == clean_text(self.written):
            raise ValidationError("Texten är likadan som den som står i rapporten. Ändra det ni vill ändra.")


def words_of_a_change(form: SwedishForm, field: TextAreaField) -> None:
    """A change needs words."""
    if form["outcome"].data == Outcome.CHANGED and not field.data:
        raise ValidationError("Skriv hur texten ska lyda.")


def reason_to_keep(form: SwedishForm, field: TextAreaField) -> None:
    """What is not changed is explained."""
    if form["outcome"].data == Outcome.KEPT and not field.data:
        raise ValidationError("Skriv varför texten står kvar, så att nätverket förstår.")


class ReplyForm(SwedishForm):
    """What Nka answers; `version` is that of the passage in the draft."""

    version = IntegerField(widget=HiddenInput(), default=0)
    outcome = RadioField("Svar", [InputRequired("Välj ett svar.")])
    wording = prose("Textens nya lydelse", words_of_a_change)
    reply = prose("Motivering till nätverket", reason_to_keep)

    def __init__(self, *, may_print: bool, **kwargs: object) -> None:
        super().__init__(**kwargs)
        choices = [
            SelectChoice(Outcome.CHANGED.value, "Ändra texten"),
            SelectChoice(Outcome.KEPT.value, "Låt texten stå, med en motivering"),
        ]
        dissent = SelectChoice(Outcome.DISSENT.value, "Låt nätverkets mening stå i rapporten som avvikande")
        self.outcome.choices = [*choices, dissent] if may_print else choices
