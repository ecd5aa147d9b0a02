"""Forms of compiling: the themes of one question, and where its notes lie."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from bln.desk.saving import Seen, ThemeEdit
from bln.fields import RowForm, SwedishForm, UuidField, clean_line, clean_text, no_personal_number
from meetings.notes import Note
from meetings.summary import Theme


class ThemeRow(RowForm):
    """A theme: its heading, its wording, and which earlier theme it continues."""

    id = UuidField()
    seen = StringField(widget=HiddenInput())
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
    seen = StringField(widget=HiddenInput())
    theme = SelectField("Tema", [Optional()])


class SortingForm(SwedishForm):
    """The sorting of one question, or the rows of it that are changed. Each row tells what stood there: `seen`.

    A theme row where nothing stood is a new theme.
    """

    themes = FieldList(FormField(ThemeRow))
    notes = FieldList(FormField(NoteRow))
    choices: Sequence[tuple[str, str]] = ()

    def offer(self, standing: Sequence[Theme], earlier: Sequence[tuple[str, str]]) -> None:
        """Set the choices: the themes that stand and those on the page for the notes, `earlier` for the themes."""
        names = {"": "Osorterad"} | {theme.id: theme.title for theme in standing}
        names |= {str(row.form.id.data): row.form.title.data or "Nytt tema" for row in self.themes}
        self.choices = list(names.items())
        for note in self.notes:
            note.form.theme.choices = [SelectChoice(*name) for name in self.choices]
        areas = [SelectChoice(theme_id, title) for theme_id, title in earlier]
        for theme in self.themes:
            theme.form.about.choices = [SelectChoice("", "Inget område"), *areas]

    def validate_themes(self, field: FieldList) -> None:
        """Every theme needs a heading but a new one, and so does a new one when a note lies in it."""
        used = {row.form.theme.data for row in self.notes}
        for row in field.entries:
            theme = row.form
            if theme.title.data or theme.removed.data:
                continue
            if theme.seen.data:
                theme.title.errors = ["Rubriken saknas. Skriv vad temat handlar om."]
                raise ValidationError("Ett tema saknar rubrik.")
            if str(theme.id.data) in used:
                theme.title.errors = ["Det nya temat har anteckningar men ingen rubrik. Skriv en rubrik."]
                raise ValidationError("Det nya temat saknar rubrik.")

    def edits(self, question: str, standing: Mapping[str, Theme]) -> list[ThemeEdit]:
        """The themes as left on the page; a text that is the compiled one is no wording."""
        return [_edit(row.form, question, standing.get(str(row.form.id.data))) for row in self.themes]

    def placed(self) -> dict[uuid.UUID, uuid.UUID | None]:
        """Where the notes lie now; those of a removed theme lie in none."""
        removed = {"", *(str(row.form.id.data) for row in self.themes if row.form.removed.data)}
        return {
            row.form.id.data: uuid.UUID(row.form.theme.data) if row.form.theme.data not in removed else None
            for row in self.notes
        }

    def lay(self) -> dict[uuid.UUID, uuid.UUID | None]:
        """Where the notes lay when the page was made. Raises LookupError for something else."""
        try:
            return {
                row.form.id.data: uuid.UUID(row.form.seen.data) if row.form.seen.data else None for row in self.notes
            }
        except ValueError as error:
            raise LookupError("where a note lay") from error


def _edit(row: ThemeRow, question: str, standing: Theme | None) -> ThemeEdit:
    text, seen = row.text.data or "", Seen.read(row.seen.data or "")
    as_compiled = standing is not None and text == standing.compiled_text
    edit = ThemeEdit(
        id=row.id.data,
        question=question,
        title=row.title.data or "",
        text=None if as_compiled or not text else text,
        about=uuid.UUID(row.about.data) if row.about.data else None,
        removed=bool(row.removed.data),
    )
    return replace(edit, seen=seen, changed=seen.changed(edit.title, text, row.about.data)) if seen else edit


class ShareForm(SwedishForm):
    """Sharing."""

    reason = StringField(
        "Vad har ändrats?", [Length(max=300, message="Högst 300 tecken."), no_personal_number], filters=[clean_line]
    )


class MergeForm(SwedishForm):
    """Joining a theme with another: which, and under what heading."""

    other = RadioField("Slå ihop med", [InputRequired("Välj vilket tema det ska slås ihop med.")], validate_choice=True)
    keeps = RadioField(
        "Vilken rubrik ska stå kvar?",
        default="this",
        validate_choice=True,
    )

    def offer(self, theme: Theme, others: Sequence[Theme]) -> None:
        """Set the choices: the other themes of the question."""
        self.other.choices = [(found.id, found.title) for found in others]
        self.keeps.choices = [("this", theme.title), ("other", "Det andra temats rubrik")]

    def chosen(self, theme: Theme, others: Sequence[Theme]) -> tuple[Theme, Theme, str]:
        """The theme that the other joins, the one that goes, and the heading."""
        other = next(found for found in others if found.id == self.other.data)
        kept, gone = (theme, other) if self.keeps.data == "this" else (other, theme)
        return kept, gone, kept.title


class SplitForm(SwedishForm):
    """Making two themes of one: the notes that move, and the heading over them."""

    id = UuidField()
    notes = SelectMultipleField(
        "Anteckningar som flyttas",
        [InputRequired("Välj minst en anteckning.")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,  # what a colleague has moved meanwhile stays there
    )
    title = StringField(
        "Rubrik på det nya temat",
        [
            DataRequired("Rubriken saknas. Skriv vad det nya temat handlar om."),
            Length(max=300, message="Rubriken är för lång: högst 300 tecken."),
            no_personal_number,
        ],
        filters=[clean_line],
    )

    def offer(self, notes: Sequence[Note], places: Mapping[str, str]) -> None:
        """Set the choices: the notes of the theme."""
        self.notes.choices = [
            (note.id, f"{places.get(note.network, '')} N{note.number}: {note.text}".strip()) for note in notes
        ]
