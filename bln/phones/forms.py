"""What is written on a phone, and what opens a vote."""

from collections.abc import Mapping

from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from bln.fields import CountField, SwedishForm, UuidField, clean_line, clean_text, no_personal_number
from bln.room.forms import EMPTY_NOTE
from bln.room.priority_forms import MOST_AREAS, PLACES
from exports import wording
from meetings.votes import DOTS, MOST_DOTS, Poll, VoteFault

LONGEST = 2_000  # characters of a note from a phone
FAULTS = {
    VoteFault.TOO_MANY_DOTS: "Du har satt fler prickar än du har. Ta bort några.",
    VoteFault.TOO_MANY_ON_ONE: "Du har satt fler prickar än du har. Ta bort några.",
    VoteFault.UNKNOWN_CANDIDATE: "Förslagen har ändrats. Läs dem igen och sätt prickarna på nytt.",
}


class CodeForm(SwedishForm):
    """Join by a code."""

    code = StringField(
        "Mötets kod",
        [DataRequired("Skriv de sex tecknen som visas i rummet."), Length(max=40, message="Koden är sex tecken.")],
        filters=[clean_line],
    )


class PhoneNoteForm(SwedishForm):
    """A note, under an id that the phone keeps until it is saved."""

    id = UuidField()
    question = HiddenField()
    text = TextAreaField(
        "Skriv det du vill ha sagt",
        [
            DataRequired(EMPTY_NOTE),
            Length(max=LONGEST, message="Anteckningen är för lång: högst 2 000 tecken. Dela upp den i flera."),
            no_personal_number,
        ],
        filters=[clean_text],
    )


class BallotForm(SwedishForm):
    """A phone's dots in a round: the fields are made for its candidates by `ballot_form`."""

    round = HiddenField()

    @property
    def dots(self) -> dict[str, int]:
        """The dots by candidate id; call after validation."""
        return {field.description: field.data for field in self.fields}

    @property
    def fields(self) -> list[SelectField]:
        """The candidates; the description of each is its id."""
        return [field for field in self if isinstance(field, SelectField)]


def ballot_form(poll: Poll, given: Mapping[str, int] | None) -> BallotForm:
    """The form of a vote, with what has been given."""
    choices = [SelectChoice(n, wording.counted(n, "prick") if n else "Ingen prick") for n in range(poll.dots + 1)]
    fields = {
        f"dots_{number}": SelectField(
            candidate.title,
            choices=choices,
            coerce=int,
            default=(given or {}).get(candidate.id, 0),
            description=candidate.id,
        )
        for number, candidate in enumerate(poll.candidates)
    }
    made: type[BallotForm] = type("BallotForm", (BallotForm,), fields)
    return made(round=poll.round)


class OpenVoteForm(SwedishForm):
    """How a vote by phone begins."""

    dots = CountField("Prickar till var och en", MOST_DOTS)
    places = CountField("Hur många områden ska väljas?", MOST_AREAS)

    @property
    def numbers(self) -> tuple[int, int]:
        """Dots and places; call after validation."""
        return self.dots.data or DOTS, self.places.data or PLACES
