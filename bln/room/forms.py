"""Forms of notes and of handing in."""

from collections.abc import Sequence

from wtforms import BooleanField, IntegerField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from bln.fields import SwedishForm, UuidField, clean_line, clean_text, no_personal_number
from bln.room.models import Note
from bln.room.services import LONGEST_NOTE, NoteContent
from exports import wording
from meetings.notes import NoteKind
from meetings.programme import Perspective, Question

EMPTY_NOTE = "Anteckningen är tom. Skriv något."
TOO_LONG = f"Anteckningen är för lång: högst {LONGEST_NOTE:,} tecken. Dela upp den i flera.".replace(",", " ")
PERSPECTIVES = [
    SelectChoice("", "Inget särskilt"),
    *(SelectChoice(perspective.value, words) for perspective, words in wording.PERSPECTIVES.items()),
]


KINDS = [
    SelectChoice("", "Inget särskilt"),
    *(SelectChoice(kind.value, words) for kind, words in wording.NOTE_KINDS.items()),
]


class NoteForm(SwedishForm):
    """One note. `id` is made by whoever writes; `version` is the one that an edit was made on."""

    id = UuidField()
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    question = SelectField("Fråga")
    text = TextAreaField(
        "Anteckning",
        [DataRequired(EMPTY_NOTE), Length(max=LONGEST_NOTE, message=TOO_LONG), no_personal_number],
        filters=[clean_text],
    )
    kind = SelectField("Sort", choices=KINDS, default="")
    perspective = SelectField("Perspektiv", choices=PERSPECTIVES)
    quotable = BooleanField("Får citeras, personen har sagt ja")

    def __init__(self, questions: Sequence[Question], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.question.choices = [SelectChoice(question.key, question.title) for question in questions]

    def show_choices(self, note: Note) -> None:
        """Choose what a note has, where nothing else has been chosen."""
        for field, code in ((self.kind, note.kind), (self.perspective, note.perspective)):
            if not field.raw_data:
                field.data = code.value if code else ""

    def number_ids(self, number: int) -> None:
        """Give the fields ids of their own, for a page that has the same form already."""
        for field in self:
            field.id = f"{field.id}-n{number}"

    @property
    def content(self) -> NoteContent:
        """What was written; call after validation."""
        return NoteContent(
            question=self.question.data,
            text=self.text.data or "",
            perspective=Perspective(self.perspective.data) if self.perspective.data else None,
            quotable=bool(self.quotable.data),
            kind=NoteKind(self.kind.data) if self.kind.data else None,
        )


class SubmitForm(SwedishForm):
    """Handing in."""

    reason = StringField(
        "Varför lämnar du in igen?",
        [Length(max=300, message="Högst 300 tecken."), no_personal_number],
        filters=[clean_line],
    )
