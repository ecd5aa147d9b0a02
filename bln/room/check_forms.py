"""The form of *Stämmer det här?*."""

import uuid
from collections.abc import Sequence
from typing import Any

from wtforms import FieldList, Form, FormField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from bln.fields import SwedishForm, UuidField, clean_text, no_personal_number
from bln.room.checking import LONGEST_REMARK, Answer
from bln.room.models import Note
from exports import wording

AGREES = "stammer"
NOTHING_WRITTEN = "Skriv vad som är fel eller saknas. Är allt rätt väljer du Det stämmer."
TOO_LONG = f"Texten är för lång: högst {wording.number(LONGEST_REMARK)} tecken."


def _text(label: str) -> TextAreaField:
    validators = [Optional(), Length(max=LONGEST_REMARK, message=TOO_LONG), no_personal_number]
    return TextAreaField(label, validators, filters=[clean_text])


class RemarkRow(Form):
    """What is wrong in one note."""

    id = UuidField()
    text = _text("Vad är fel?")


class CheckForm(SwedishForm):
    """That all is right, or what is wrong or missing. `id` is the browser's secret; `answer` the button pressed."""

    id = UuidField()
    answer = StringField()
    whole = _text("Vad är fel eller saknas?")
    notes = FieldList(FormField(RemarkRow))

    def show(self, secret: uuid.UUID, notes: Sequence[Note], given: Answer | None) -> None:
        """Fill the fields for an answer to these notes, with what was answered before."""
        self.id.data = secret
        said = given.remarks if given else {}
        self.whole.data = said.get(None, "")
        for note in notes:
            self.notes.append_entry({"id": note.id, "text": said.get(note.id, "")})

    def validate(self, extra_validators: Any = None) -> bool:
        """Something is written, unless all is right."""
        if not super().validate(extra_validators):
            return False
        if self.answer.data != AGREES and not self.content.remarks:
            self.whole.errors = [NOTHING_WRITTEN]
        return not self.whole.errors

    def rows(self, notes: Sequence[Note]) -> dict[uuid.UUID, RemarkRow]:
        """The field of each note by its id, labelled by its number."""
        found: dict[uuid.UUID, RemarkRow] = {row.form.id.data: row.form for row in self.notes}
        for note in notes:
            if note.id in found:
                found[note.id].text.label.text = f"Vad är fel i N{note.number}?"
        return found

    @property
    def content(self) -> Answer:
        """What was answered."""
        remarks: dict[uuid.UUID | None, str] = {row.form.id.data: row.form.text.data or "" for row in self.notes}
        remarks[None] = self.whole.data or ""
        return Answer(self.answer.data == AGREES, {key: text for key, text in remarks.items() if text})
