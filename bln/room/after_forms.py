"""Forms of the hour after a meeting: mend a note, what the meeting came to, open again."""

from typing import Any

from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from bln.fields import SwedishForm, clean_line, clean_text, no_personal_number
from bln.room.forms import EMPTY_NOTE, TOO_LONG
from bln.room.models import Note
from bln.room.services import LONGEST_NOTE
from meetings.outcome import Outcome
from meetings.privacy import reworded

LONGEST_POINT, MOST_LINES = 300, 20


class MendForm(SwedishForm):
    """The text of a note in which something was found, made on `version`. `find` is what is to be reworded as the
    privacy check suggests."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    text = TextAreaField(
        "Anteckning",
        [DataRequired(EMPTY_NOTE), Length(max=LONGEST_NOTE, message=TOO_LONG), no_personal_number],
        filters=[clean_text],
    )
    find = StringField(filters=[lambda found: found or ""])

    def validate(self, extra_validators: Any = None) -> bool:
        """Take the suggestion first, so that what it mends is no fault."""
        if self.find.data:
            self.text.data = reworded(self.text.data or "", self.find.data)
        return super().validate(extra_validators)


def mend_form(note: Note, **values: Any) -> MendForm:
    """The form of one note: its fields are named after the note, as the page holds several."""
    form = MendForm(obj=note, prefix=f"n{note.number}", **values)
    form.text.label.text = f"Text i N{note.number}"
    return form


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (clean_line(line).removeprefix("- ") for line in clean_text(text).splitlines())))


def _short_lines(_form: object, field: Field) -> None:
    lines = _lines(field.data)
    if len(lines) > MOST_LINES:
        raise ValidationError(f"Skriv högst {MOST_LINES} rader. Nu är det {len(lines)}.")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_POINT:
            raise ValidationError(f"Rad {number} är för lång: högst {LONGEST_POINT} tecken. Dela upp den.")


def _points(label: str) -> TextAreaField:
    return TextAreaField(label, [Optional(), _short_lines, no_personal_number], filters=[clean_text])


class OutcomeForm(SwedishForm):
    """What a meeting came to, made on `version` of it: one sentence a line."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    key_points = _points("Det viktigaste från mötet")
    agreed = _points("Det här var vi överens om")
    disagreed = _points("Det här var vi inte överens om")

    def show(self, version: int, outcome: Outcome) -> None:
        """Fill the fields with what stands."""
        self.version.data, self.version.raw_data = version, None
        for name in ("key_points", "agreed", "disagreed"):
            self[name].data = "\n".join(getattr(outcome, name))

    @property
    def content(self) -> Outcome:
        """What was written; call after validation."""
        return Outcome(_lines(self.key_points.data), _lines(self.agreed.data), _lines(self.disagreed.data))


class ReopenForm(SwedishForm):
    """Opening notes that were handed in as `version`."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    reason = StringField(
        "Varför öppnar du igen?",
        [
            DataRequired("Skriv kort varför, till exempel: två anteckningar saknades."),
            Length(max=300, message="Högst 300 tecken."),
            no_personal_number,
        ],
        filters=[clean_line],
    )
