"""The form of making a guide one's own: a text, prompts under each question, minutes of each time box."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, FieldList, Form, FormField, HiddenField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import HiddenInput

from bln.fields import CountField, SwedishForm, clean_line, clean_text, no_personal_number
from meetings.adaptation import Adaptation, OwnPrompt, OwnTime, box_keys, compiled_boxes
from meetings.prompts import Guide

MOST_LINES, LONGEST_LINE, LONGEST_TEXT, MOST_MINUTES = 10, 300, 1_500, 480
TOO_LONG = f"Texten är för lång: högst {LONGEST_TEXT:,} tecken.".replace(",", " ")


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines that say something, each cleaned."""
    return tuple(line for line in map(clean_line, (text or "").split("\n")) if line)


def few_short_lines(_form: object, field: Field) -> None:
    """What is printed under a question must leave room to write."""
    lines = lines_of(field.data)
    if len(lines) > MOST_LINES:
        raise ValidationError(f"Det är {len(lines)} rader, och högst {MOST_LINES} får plats. Ta bort några.")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise ValidationError(f"En rad är för lång: högst {LONGEST_LINE} tecken. Dela upp den i två.")


class PromptRow(Form):
    """What is added under a question, one on each line."""

    question = HiddenField()
    follow_ups = TextAreaField("Egna följdfrågor", [few_short_lines, no_personal_number], filters=[clean_text])
    examples = TextAreaField("Egna exempel", [few_short_lines, no_personal_number], filters=[clean_text])


class TimeRow(Form):
    """The minutes of a time box; `asks` when it is a question's, which can't be left out."""

    box = HiddenField()
    minutes = CountField("Minuter", MOST_MINUTES)

    title = ""
    compiled = 0
    asks = False

    def validate_minutes(self, field: CountField) -> None:
        """A question that is asked takes time."""
        if self.asks and field.data == 0:
            raise ValidationError("En fråga kan inte hoppas över. Skriv minst 1 minut.")


class AdaptationForm(SwedishForm):
    """What is a network's own in a guide, made on `version` of it."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    text = TextAreaField(
        "Eget om mötet", [Length(max=LONGEST_TEXT, message=TOO_LONG), no_personal_number], filters=[clean_text]
    )
    prompts = FieldList(FormField(PromptRow))
    times = FieldList(FormField(TimeRow))

    def of(self, guide: Guide) -> None:
        """Say what each row of minutes is for; rows that the guide doesn't have go."""
        boxes = compiled_boxes(guide)
        titles = {prompt.question: prompt.title for prompt in guide.prompts}
        known = dict(zip(box_keys(boxes), boxes, strict=True))
        self.prompts.entries = [row for row in self.prompts if row.form.question.data in titles]
        self.times.entries = [row for row in self.times if row.form.box.data in known]
        for row in self.times:
            box = known[row.form.box.data]
            row.form.title = titles.get(box.question or "", box.title)
            row.form.compiled, row.form.asks = box.minutes, box.question is not None
            row.form.minutes.label.text, row.form.minutes.flags.optional = row.form.title, False
            row.form.minutes.render_kw = {"data-compiled": box.minutes}

    def title_of(self, box: str) -> str:
        """What a time box is called on the page."""
        return next((row.form.title for row in self.times if row.form.box.data == box), box)

    @property
    def minutes(self) -> int:
        """What the time boxes take together, as written; where nothing is written, as in the template."""
        return sum(_minutes(row.form) for row in self.times)

    @property
    def adaptation(self) -> Adaptation:
        """What was written; call after validation. Minutes that are the template's are not one's own."""
        prompts = (
            OwnPrompt(row.question.data, lines_of(row.follow_ups.data), lines_of(row.examples.data))
            for row in (entry.form for entry in self.prompts)
        )
        times = (
            OwnTime(row.box.data, row.minutes.data)
            for row in (entry.form for entry in self.times)
            if row.minutes.data not in (None, row.compiled)
        )
        return Adaptation(self.text.data or "", tuple(p for p in prompts if p.follow_ups or p.examples), tuple(times))


def _minutes(row: Any) -> int:
    return row.compiled if row.minutes.data is None else row.minutes.data


def as_written(version: int, adaptation: Adaptation, guide: Guide) -> dict[str, Any]:
    """The form's data: what stands, with a row for each question and each time box of the guide."""
    own = {prompt.question: prompt for prompt in adaptation.prompts}
    minutes = {time.box: time.minutes for time in adaptation.times}
    boxes = compiled_boxes(guide)
    return {
        "version": version,
        "text": adaptation.text,
        "prompts": [_prompt_row(own.get(prompt.question, OwnPrompt(prompt.question))) for prompt in guide.prompts],
        "times": [
            {"box": key, "minutes": minutes.get(key, box.minutes)}
            for key, box in zip(box_keys(boxes), boxes, strict=True)
        ],
    }


def _prompt_row(own: OwnPrompt) -> dict[str, str]:
    return {"question": own.question, "follow_ups": _lines(own.follow_ups), "examples": _lines(own.examples)}


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(texts)
