"""Forms of fetching notes from a Word file or a pasted text."""

import uuid
from collections.abc import Sequence

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import Field, FieldList, FormField, HiddenField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from bln.fields import RowForm, SwedishForm, UuidField, clean_text, no_personal_number
from bln.room.fetching import MOST_BESIDE, MOST_NOTES, Fetched, note_ids
from bln.room.forms import EMPTY_NOTE, TOO_LONG
from bln.room.services import LONGEST_NOTE, NoteContent
from bln.word_faults import FAULTS
from exports.word_files.faults import UnreadableFile
from exports.word_files.reading import read_word
from meetings.notes import NoteKind
from meetings.pieces import Written, pieces_of
from meetings.programme import Question

LEFT = "-"  # what is chosen for a text that isn't taken in
LONGEST_PASTE = 200_000
NOTHING = "Välj en fil eller klistra in text."
NO_TEXT = "Det finns ingen text att hämta. Har du valt rätt fil?"
CHOOSE = "Välj en fråga, eller Ta inte med."
ALL_LEFT = "Inget är valt att ta med. Välj en fråga för minst en text."


class FetchForm(SwedishForm):
    """A file goes before what is pasted."""

    file = FileField("Välj en Word-fil (.docx)", [Optional()])
    text = TextAreaField(
        "Eller klistra in text",
        [Optional(), Length(max=LONGEST_PASTE, message="Texten är för lång: högst 200 000 tecken.")],
    )

    def read(self) -> Written | None:
        """The text, or None with the fault at the field that it is in; call after validation."""
        named = bool(self.file.data and self.file.data.filename)
        try:
            written = read_word(_content(self.file.data)) if named else Written(pieces_of(_pasted(self.text.data)))
        except UnreadableFile as unreadable:
            self.file.errors = [FAULTS[unreadable.fault]]
            return None
        if not written.pieces:
            field = self.file if named else self.text
            field.errors = [NO_TEXT if named else NOTHING]
            return None
        return written


class TextRow(RowForm):
    """A text, and the question that it is to answer. `rest` is chosen for those that have none of their own."""

    text = TextAreaField("Text", filters=[clean_text])
    kind = HiddenField()
    under = HiddenField()
    question = SelectField("Fråga")
    rest = ""

    @property
    def chosen(self) -> str:
        """The key of a question, `LEFT`, or "" where neither is chosen."""
        return self.question.data or self.rest

    def validate_question(self, field: Field) -> None:
        """Every text has a question or is left out."""
        if not self.chosen:
            raise ValidationError(CHOOSE)

    def validate_text(self, field: Field) -> None:
        """What is taken in could have been written as a note."""
        if self.chosen == LEFT:
            return
        if not field.data:
            raise ValidationError(EMPTY_NOTE)
        if len(field.data) > LONGEST_NOTE:
            raise ValidationError(TOO_LONG)
        no_personal_number(self, field)


class PreviewForm(SwedishForm):
    """Where each text lands. `rest` is for those that no question is chosen for; nothing of it is stored."""

    id = UuidField()
    rest = SelectField("Texter utan fråga", default="")
    notes = FieldList(FormField(TextRow), max_entries=MOST_NOTES + MOST_BESIDE)

    def of(self, questions: Sequence[Question]) -> "PreviewForm":
        """Give the fields the questions of the meeting to choose between."""
        asked = [SelectChoice(question.key, question.title) for question in questions]
        self.rest.choices = [SelectChoice("", "Välj för vart och ett"), *asked, SelectChoice(LEFT, "Ta inte med")]
        for row in self.notes:
            row.form.rest = self.rest.data or ""
            row.form.question.choices = [SelectChoice("", "Välj fråga"), *asked, SelectChoice(LEFT, "Ta inte med")]
        return self

    def validate(self, extra_validators: object = None) -> bool:
        """At least one text is taken in."""
        if not super().validate(extra_validators):
            return False
        if not self.contents:
            self.form_errors.append(ALL_LEFT)
        return not self.form_errors

    @property
    def contents(self) -> dict[uuid.UUID, NoteContent]:
        """What is taken in, by the ids that the notes get; call after validation."""
        ids = note_ids(self.id.data, len(self.notes))
        rows = [(note_id, row.form) for note_id, row in zip(ids, self.notes, strict=True)]
        kinds = set(NoteKind)
        return {
            note_id: NoteContent(
                question=row.chosen,
                text=row.text.data,
                kind=NoteKind(row.kind.data) if row.kind.data in kinds else None,
            )
            for note_id, row in rows
            if row.chosen != LEFT
        }


def preview_of(fetched: Fetched, questions: Sequence[Question]) -> PreviewForm:
    """The form as it is first shown: what is no note comes last and is left out."""
    rows = [
        {"text": text.text, "kind": text.kind or "", "under": text.under, "question": text.question}
        for text in fetched.notes
    ]
    rows += [{"text": text.text, "kind": "", "under": "", "question": LEFT} for text in fetched.beside]
    return PreviewForm(formdata=None, id=uuid.uuid4(), notes=rows).of(questions)


def _content(file: FileStorage) -> bytes:
    with file.stream:
        return file.stream.read()


def _pasted(text: str | None) -> str:
    """Pasted text with the indents that tell one list within another."""
    return (text or "").replace("\r\n", "\n")
