"""Forms of compiling: the themes of one question, and where its notes lie."""

import uuid
from collections.abc import Sequence

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from bln.desk.services import ThemeEdit
from bln.fields import RowForm, SwedishForm, UuidField, clean_line, clean_text, no_personal_number
from meetings.summary import Theme


class ThemeRow(RowForm):
    """A theme: its heading, its wording, and which earlier theme it continues."""

    id = UuidField()
    title = StringField(
        "Rubrik",
        [Length(max=300, message="Rubriken är för lång: högst 300 tecken."), no_personal_number],
        filters=[clean_line],
    )
    text = TextAreaField(
        "Text",
        [Length(max=20_000, message="Texten är för lång: högst 20 000 tecken."), no_personal_number],
        filters=[clean_text],
    )
    about = SelectField("Hör till prioriterat område", [Optional()], validate_choice=True)
    removed = BooleanField("Ta bort temat. Anteckningarna blir osorterade.")


class NoteRow(RowForm):
    """A note, and the theme where it lies."""

    id = UuidField()
    theme = SelectField("Tema", [Optional()])


class SortingForm(SwedishForm):
    """The sorting of one question, made on `revision` of the draft. The last theme row is the new one."""

    revision = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    themes = FieldList(FormField(ThemeRow))
    notes = FieldList(FormField(NoteRow))

    def offer(self, earlier: Sequence[tuple[str, str]]) -> None:
        """Set the choices: the themes on the page for the notes, `earlier` (id, title) for the themes."""
        names = [SelectChoice(str(row.form.id.data), row.form.title.data or "Nytt tema") for row in self.themes]
        for note in self.notes:
            note.form.theme.choices = [SelectChoice("", "Osorterad"), *names]
        areas = [SelectChoice(theme_id, title) for theme_id, title in earlier]
        for theme in self.themes:
            theme.form.about.choices = [SelectChoice("", "Inget område"), *areas]

    def validate_themes(self, field: FieldList) -> None:
        """Every theme but the new one needs a heading, and so does the new one when a note lies in it."""
        used = {row.form.theme.data for row in self.notes}
        for row in field.entries[:-1]:
            if not row.form.title.data and not row.form.removed.data:
                row.form.title.errors = ["Rubriken saknas. Skriv vad temat handlar om."]
                raise ValidationError("Ett tema saknar rubrik.")
        new = field.entries[-1].form if field.entries else None
        if new and str(new.id.data) in used and not new.title.data:
            new.title.errors = ["Det nya temat har anteckningar men ingen rubrik. Skriv en rubrik."]
            raise ValidationError("Det nya temat saknar rubrik.")

    def edits(self, question: str, standing: dict[str, Theme]) -> list[ThemeEdit]:
        """The themes as left on the page; a text that is the compiled one is no wording."""
        return [_edit(row.form, question, standing.get(str(row.form.id.data))) for row in self.themes]

    def placed(self) -> dict[uuid.UUID, uuid.UUID | None]:
        """Where the notes on the page lie now; those of a removed theme lie in none."""
        removed = {"", *(str(row.form.id.data) for row in self.themes if row.form.removed.data)}
        return {
            row.form.id.data: uuid.UUID(row.form.theme.data) if row.form.theme.data not in removed else None
            for row in self.notes
        }


def _edit(row: ThemeRow, question: str, standing: Theme | None) -> ThemeEdit:
    text = row.text.data or ""
    as_compiled = standing is not None and text == standing.compiled_text
    return ThemeEdit(
        id=row.id.data,
        question=question,
        title=row.title.data or "",
        text=None if as_compiled or not text else text,
        about=uuid.UUID(row.about.data) if row.about.data else None,
        removed=bool(row.removed.data),
    )


class ShareForm(SwedishForm):
    """Sharing."""

    reason = StringField(
        "Vad har ändrats?", [Length(max=300, message="Högst 300 tecken."), no_personal_number], filters=[clean_line]
    )
