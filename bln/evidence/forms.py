"""The form of a fact."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import (
    FileField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from bln.evidence.queries import library
from bln.evidence.rules import MISSING, faults_of
from bln.evidence.words import TOPICS
from bln.fields import DayField, SwedishForm, clean_line, clean_text
from meetings.facts import Fact, Topic

TAKEN = "Nyckeln finns redan. Välj en annan, eller ändra den uppgift som har den."


def _line(label: str, name: str) -> StringField:
    return StringField(label, [_presence(name)], filters=[clean_line])


def _prose(label: str, name: str) -> TextAreaField:
    return TextAreaField(label, [_presence(name)], filters=[clean_text])


def _presence(name: str) -> DataRequired | Optional:
    return DataRequired(MISSING[name]) if name in MISSING else Optional()


class FactForm(SwedishForm):
    """A fact, written on `version` of it; a new one has a key to choose. Fields carry the names of the fact's."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    title = _line("Rubrik", "title")
    key = StringField("Nyckel", [DataRequired("Skriv en nyckel.")], filters=[clean_line])
    topic = SelectField("Ämne", choices=[SelectChoice(topic.value, words) for topic, words in TOPICS.items()])
    summary = _prose("Det här vet vi", "summary")
    may_say = _prose("Det här kan sägas", "may_say")
    may_not_say = _prose("Det här kan inte sägas", "may_not_say")
    author = _line("Vem står bakom källan?", "author")
    year = _line("År", "year")
    source = _line("Källans titel", "source")
    publisher = _line("Utgivare", "publisher")
    url = _line("Länk", "url")
    read_on = DayField("Läst den", [Optional()])
    checked_on = DayField("Kontrollerad den", [Optional()])
    steps = SelectMultipleField(
        "Möten", widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(), validate_choice=False
    )
    themes = TextAreaField("Ord i temans rubriker", [Optional()], filters=[clean_text])

    def __init__(self, steps: Mapping[str, str], fact: Fact | None = None, version: int = 0) -> None:
        super().__init__(data=_as_written(fact) | {"version": version} if fact else {"version": version})
        self.standing = fact
        if fact:
            del self.key
        known = dict.fromkeys(fact.steps if fact else (), "")
        names = known | dict(steps)
        self.steps.choices = [SelectChoice(key, name or key) for key, name in names.items()]

    def validate(self, extra_validators: Any = None) -> bool:
        """The rules of a fact hold, and a new one has a key of its own."""
        good = super().validate(extra_validators)
        found = list(faults_of(self.fact)) if good else []
        if good and self.key and library([self.key.data]):
            found.append(("key", TAKEN))
        for name, fault in found:
            self[name].errors = [*self[name].errors, fault]
        return good and not found

    @property
    def fact(self) -> Fact:
        """What was written; call after validation."""
        written: dict[str, Any] = {
            field.name: self[field.name].data or "" for field in fields_of(Fact) if field.name in self
        }
        for name in ("read_on", "checked_on"):
            written[name] = written[name].isoformat() if written[name] else ""
        written |= {"topic": Topic(self.topic.data), "steps": tuple(self.steps.data or ())}
        written["themes"] = _lines(self.themes.data)
        return replace(self.standing, **written) if self.standing else Fact(**written)


class ImportForm(SwedishForm):
    """A file of facts."""

    file = FileField("Fil", [InputRequired("Välj en fil. Hämta först den som finns, så ser du hur den ska se ut.")])


def _as_written(fact: Fact) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(day) if (day := getattr(fact, name)) else None for name in ("read_on", "checked_on")
    }
    own = {field.name: getattr(fact, field.name) for field in fields_of(Fact)}
    return own | days | {"topic": fact.topic.value, "themes": "\n".join(fact.themes), "steps": list(fact.steps)}


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in map(clean_line, (text or "").split("\n")) if line)
