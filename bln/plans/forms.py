"""Forms of the plan: one row at a time."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from bln.evidence.citing import cites_what_is_there
from bln.fields import TOO_OLD, SwedishForm, clean_line, clean_text, no_personal_number
from exports import plan_wording, wording
from meetings.plan_bodies import Body
from meetings.plan_content import Arena, Cost, Likelihood


def line(label: str, first: Callable[..., None] | None = None) -> StringField:
    """One line of text, which may be left out unless `first` asks for it."""
    longest = Length(max=300, message="Texten är för lång: högst 300 tecken.")
    return StringField(
        label, [first or Optional(), longest, no_personal_number, cites_what_is_there], filters=[clean_line]
    )


def prose(label: str, first: Callable[..., None] | None = None) -> TextAreaField:
    """A longer text, in the same way."""
    longest = Length(max=20_000, message="Texten är för lång: högst 20 000 tecken.")
    return TextAreaField(
        label, [first or Optional(), longest, no_personal_number, cites_what_is_there], filters=[clean_text]
    )


def amount_of_cost(form: SwedishForm, field: StringField) -> None:
    """An amount is asked for where the cost is said to be one."""
    if form["cost"].data == Cost.AMOUNT and not field.data:
        raise ValidationError("Skriv kostnaden, till exempel 120 000 kr per år.")


def one_of(label: str, words: Mapping[Any, str], nothing: str = "") -> RadioField:
    """One code out of few; `nothing` is the word for none, where none is possible."""
    none = [SelectChoice("", nothing)] if nothing else []
    choices = [*none, *(SelectChoice(str(code), wording.sentence(text)) for code, text in words.items())]
    return RadioField(label, [Optional()] if nothing else [], choices=choices, coerce=_code, default="")


def _code(value: Any) -> str:
    return "" if value is None else str(value)


def of_its_arena(form: SwedishForm, field: SelectField) -> None:
    """One body is chosen among those of the arena that is said."""
    if field.data and field.data not in {body.id for body in form.bodies if body.arena == form["arena"].data}:
        raise ValidationError("Den hör inte till det ni har valt ovanför. Välj en annan, eller alla.")


class RowForm(SwedishForm):
    """A row of a plan, written on `version` of it. Fields carry the names of the row's."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())

    codes: Mapping[str, Callable[[str], StrEnum]] = {}

    def row(self, standing: Any) -> Any:
        """`standing` as it was changed on the page; call after validation."""
        own = (name for name in self._fields if name not in ("version", "csrf_token"))
        return replace(standing, **{name: self._value(name) for name in own})

    def _value(self, name: str) -> Any:
        data = self[name].data
        if name in self.codes:
            return self.codes[name](data) if data else None
        return data or ""


class OwnedForm(RowForm):
    """A row that is for somebody: an arena and, where several bodies share one, one of them."""

    codes: Mapping[str, Callable[[str], StrEnum]] = {"arena": Arena}
    bodies: Sequence[Body] = ()

    def offer_bodies(self, bodies: Sequence[Body]) -> None:
        """Set the network's receiving bodies; where no arena has several, there is nothing to choose."""
        arenas = [body.arena for body in bodies]
        self.bodies = [body for body in bodies if arenas.count(body.arena) > 1]
        if self.bodies:
            each = (SelectChoice(body.id, body.name) for body in self.bodies)
            self["body"].choices = [SelectChoice("", "Alla"), *each]
        else:
            del self["body"]

    def row(self, standing: Any) -> Any:
        """The row; one that named a body is for all where there is only one."""
        written = super().row(standing)
        return written if "body" in self._fields else replace(written, body="")


class SectionForm(RowForm):
    """A running text."""

    text = prose("Text")


class AreaForm(RowForm):
    """What stands of a priority area beside its reason."""

    current_state = prose("Nuläge")
    goal = prose("Mål")


class ActionForm(OwnedForm):
    """An action."""

    codes = {"arena": Arena, "cost": Cost}

    title = line("Insats", InputRequired("Skriv vad som ska göras."))
    description = prose("Beskrivning")
    area = SelectField("Prioriterat område", [Optional()])
    arena = one_of("Vem gäller insatsen?", plan_wording.ARENAS, "Inte bestämt")
    body = SelectField("Vilken av dem?", [Optional(), of_its_arena])
    responsible = line("Ansvarig funktion")
    partners = line("Samverkansparter")
    cost = one_of("Kostnad", plan_wording.COSTS)
    amount = line("Beräknad kostnad", amount_of_cost)
    start = line("Start")
    end = line("Slut")
    milestone = line("Milstolpe")

    def offer(self, areas: Sequence[tuple[str, str]]) -> None:
        """Set the areas (id and title) that the action can belong to."""
        self.area.choices = [SelectChoice("", "Inget område"), *(SelectChoice(*area) for area in areas)]


class ProposalForm(OwnedForm):
    """A point of the proposed decision."""

    text = prose("Beslutspunkt", InputRequired("Skriv det som ska beslutas."))
    arena = one_of("Vem beslutar?", plan_wording.ARENAS, "Inte bestämt")
    body = SelectField("Vilken av dem?", [Optional(), of_its_arena])


class CommentForm(SwedishForm):
    """A comment on a chapter of the plan. `key` is the comment's own id, so that it is stored once."""

    key = HiddenField()
    chapter = SelectField(
        "Vilken del gäller det?",
        [InputRequired("Välj vilken del det gäller.")],
        choices=[
            SelectChoice("", "Välj en del"),
            *(SelectChoice(c.value, name) for c, name in plan_wording.NUMBERED_CHAPTERS.items()),
        ],
        coerce=_code,
    )
    text = TextAreaField(
        "Din kommentar",
        [InputRequired("Skriv din kommentar."), Length(max=2_000, message="Högst 2 000 tecken."), no_personal_number],
        filters=[clean_text],
    )

    def validate_key(self, field: HiddenField) -> None:
        """Refuse an id that is none, from a page that was tampered with."""
        try:
            uuid.UUID(str(field.data))
        except ValueError:
            raise ValidationError(TOO_OLD) from None

    @property
    def comment_id(self) -> uuid.UUID:
        """The id of the comment; call after validation."""
        return uuid.UUID(str(self.key.data))


class MeasureForm(RowForm):
    """An indicator."""

    indicator = line("Indikator", InputRequired("Skriv vad som ska följas."))
    baseline = line("Utgångsläge")
    target = line("Mål")
    source = line("Källa")
    when = line("När")
    who = line("Vem")


class RiskForm(RowForm):
    """A risk."""

    codes = {"likelihood": Likelihood}

    risk = line("Risk", InputRequired("Skriv vad som kan gå fel."))
    likelihood = one_of("Hur sannolikt är det?", plan_wording.LIKELIHOODS, "Inte bedömt")
    consequence = prose("Konsekvens")
    measure = prose("Åtgärd")
