"""The form of choosing priority areas: the areas, and where votes are used the dots counted by hand."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput

from bln.fields import CountField, RowForm, SwedishForm, UuidField, clean_line, clean_text, no_personal_number
from meetings.priorities import Choice, Prioritisation, decide, hand_poll
from meetings.votes import DOTS, MOST_DOTS, Candidate, HandCount, VoteFault, check_vote

MOST_AREAS, MOST_VOTERS = 12, 999
PLACES = 3
VOTE_FAULTS: Mapping[VoteFault, str] = {
    VoteFault.NEGATIVE: "Fler har röstat blankt än som har röstat. Räkna om.",
    VoteFault.TOO_MANY_DOTS: "Det är fler prickar än de som röstade har. Räkna om prickarna och de som röstade.",
    VoteFault.TOO_MANY_ON_ONE: "Ett förslag har fler prickar än alla som röstade har tillsammans. Räkna om.",
}


class AreaRow(RowForm):
    """A chosen area: what it is called, why, and the candidates that it is made of."""

    id = UuidField()
    title = StringField(
        "Rubrik",
        [Length(max=300, message="Rubriken är för lång: högst 300 tecken."), no_personal_number],
        filters=[clean_line],
    )
    reason = TextAreaField(
        "Varför är det viktigt?",
        [Length(max=5_000, message="Texten är för lång: högst 5 000 tecken."), no_personal_number],
        filters=[clean_text],
    )
    candidates = SelectMultipleField("Bygger på", option_widget=CheckboxInput())
    place = CountField("Ordning", 99)
    removed = BooleanField("Ta bort området")

    @property
    def used(self) -> bool:
        """True when something stands in the row and it is not to go."""
        return bool(self.title.data or self.reason.data or self.candidates.data) and not self.removed.data


class CandidateRow(RowForm):
    """The dots of a candidate."""

    id = HiddenField()
    dots = CountField("Prickar", MOST_VOTERS)


class PrioritiesForm(SwedishForm):
    """What a meeting chose, made on `version` of it. The last area row is a new one."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    dots = CountField("Prickar till var och en", MOST_DOTS)
    places = CountField("Hur många områden ska väljas?", MOST_AREAS)
    voters = CountField("Hur många röstade?", MOST_VOTERS)
    blank = CountField("Hur många av dem röstade blankt?", MOST_VOTERS)
    votes = FieldList(FormField(CandidateRow))
    areas = FieldList(FormField(AreaRow))

    known: Sequence[Candidate] = ()
    by_phone: HandCount | None = None

    def offer(self, candidates: Sequence[Candidate], by_phone: HandCount | None) -> None:
        """Set the candidates that an area can be made of, and what phones have said, which no form changes."""
        self.known, self.by_phone = candidates, by_phone
        choices = [SelectChoice(candidate.id, candidate.title) for candidate in candidates]
        for row in self.areas:
            row.form.candidates.choices = choices

    def validate_areas(self, field: FieldList) -> None:
        """An area has a heading or a candidate, and a candidate stands in one area."""
        seen: dict[str, int] = {}
        for number, row in enumerate([row for row in field.entries if row.form.used], start=1):
            if not row.form.title.data and not row.form.candidates.data:
                row.form.title.errors = ["Skriv en rubrik, eller kryssa i vad området bygger på."]
                raise ValidationError(f"Område {number} saknar rubrik.")
            for chosen in row.form.candidates.data or ():
                if seen.setdefault(chosen, number) != number:
                    title = next(c.title for c in self.known if c.id == chosen)
                    row.form.candidates.errors = [f"”{title}” ingår redan i område {seen[chosen]}."]
                    raise ValidationError("Samma förslag står i två områden.")

    def validate_votes(self, _field: FieldList) -> None:
        """The dots must be possible; what is wrong is said where the voters are counted."""
        counted = self._counted("")
        if counted is None:
            return
        fault = check_vote(hand_poll(self.known, "", self.dots.data or DOTS), counted)
        if not self.voters.data:
            self.voters.errors = ["Skriv hur många som röstade."]
        elif fault:
            self.voters.errors = [VOTE_FAULTS[fault]]
        if self.voters.errors:
            raise ValidationError(self.voters.errors[0])

    def _counted(self, network: str) -> HandCount | None:
        dots = tuple((row.form.id.data, row.form.dots.data) for row in self.votes if row.form.dots.data)
        if not dots and not self.voters.data:
            return None
        known = {candidate.id for candidate in self.known}
        given = tuple((key, number) for key, number in dots if key in known)
        return HandCount(network, self.voters.data or 0, given, blank=self.blank.data or 0)

    def chosen(self, network: str) -> Prioritisation:
        """What was chosen; call after validation. Where dots are counted and no area is written, the dots choose."""
        rows = sorted((r.form for r in self.areas if r.form.used), key=lambda row: row.place.data or MOST_AREAS + 1)
        added = [Candidate(str(row.id.data), row.title.data) for row in rows if not row.candidates.data]
        choices = tuple(
            Choice(
                id=str(row.id.data),
                candidates=tuple(row.candidates.data or (str(row.id.data),)),
                reason=row.reason.data or "",
                title=row.title.data or "",
            )
            for row in rows
        )
        known = {candidate.id: candidate for candidate in (*self.known, *added)}
        counted = self._counted(network)
        voted = counted or self.by_phone
        made = Prioritisation(
            candidates=tuple(known.values()),
            choices=choices,
            dots=(self.dots.data or DOTS) if voted else 0,
            places=(self.places.data or PLACES) if voted else 0,
            counted=counted,
            by_phone=self.by_phone,
        )
        return made if choices or made.tally is None else _by_dots(made, network)


def _by_dots(made: Prioritisation, network: str) -> Prioritisation:
    """The same dots sent again choose the same areas under the same ids."""
    assert made.tally is not None
    chosen = decide(made.tally, made.places).chosen
    choices = tuple(Choice(_area_id(network, it.candidate.id), (it.candidate.id,)) for it in chosen)
    return replace(made, choices=choices)


def _area_id(network: str, candidate: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{network} {candidate}"))
