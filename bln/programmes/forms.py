"""Forms of a programme's settings and of a new network."""

from collections.abc import Mapping

from wtforms import RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from bln.fields import SwedishForm, clean_line, clean_text, no_personal_number
from bln.networks.models import CompiledBy, PriorityMethod
from bln.programmes.services import NewNetwork, Settings, SlugTaken
from bln.regions import REGIONS
from bln.slugs import LONGEST_SLUG, SLUG
from meetings.programme import Template

LONGEST_LINE, LONGEST_BASIS, MOST_BODIES = 300, 2_000, 20


def _line(label: str, missing: str) -> StringField:
    checks = [DataRequired(missing), Length(max=LONGEST_LINE, message=f"Högst {LONGEST_LINE} tecken.")]
    return StringField(label, [*checks, no_personal_number], filters=[clean_line])


def _slug() -> StringField:
    return StringField("Namn i adressen", [Optional()], filters=[clean_line])


class WithSlug(SwedishForm):
    """A form that may say what stands in the address."""

    def validate_slug(self, field: StringField) -> None:
        """Small letters a to z, digits and hyphens."""
        if not SLUG.fullmatch(field.data or ""):
            raise ValidationError("Skriv bara små bokstäver a–z, siffror och bindestreck, till exempel vastra-angen.")
        if len(field.data) > LONGEST_SLUG:
            raise ValidationError(f"Namnet i adressen är för långt: högst {LONGEST_SLUG} tecken.")

    def tell(self, error: SlugTaken) -> None:
        """Say that the address is taken, and which one is not."""
        self["slug"].errors = [f"Det namnet är upptaget. Välj ett annat, till exempel {error.free}."]


class SettingsForm(SwedishForm):
    """What staff decide about a programme."""

    title = _line("Titel", "Titeln saknas. Skriv till exempel Nära vård och anhöriga.")
    term = _line("Termin", "Terminen saknas. Skriv till exempel våren 2027.")
    compiled_by = RadioField(
        "Vem sammanställer nätverkens möten?",
        choices=[
            SelectChoice(CompiledBy.STAFF.value, "Nka-medarbetare"),
            SelectChoice(CompiledBy.LEADERS.value, "Nätverksledarna själva"),
        ],
        default=CompiledBy.STAFF.value,
    )
    priority_method = RadioField(
        "Hur väljer nätverken sina prioriterade områden?",
        choices=[
            SelectChoice(PriorityMethod.DIALOGUE.value, "I samtal"),
            SelectChoice(PriorityMethod.VOTES.value, "Med röster"),
        ],
        default=PriorityMethod.DIALOGUE.value,
    )
    controller = _line("Personuppgiftsansvarig", "Skriv vilken myndighet eller organisation som ansvarar.")
    lawful_basis = TextAreaField(
        "Rättslig grund",
        [
            DataRequired("Skriv den rättsliga grunden, till exempel Uppgift av allmänt intresse."),
            Length(max=LONGEST_BASIS, message="Högst 2 000 tecken."),
        ],
        filters=[clean_text],
    )

    @property
    def settings(self) -> Settings:
        """What was decided; call after validation."""
        return Settings(
            title=self.title.data or "",
            term=self.term.data or "",
            compiled_by=CompiledBy(self.compiled_by.data),
            priority_method=PriorityMethod(self.priority_method.data),
            controller=self.controller.data or "",
            lawful_basis=self.lawful_basis.data or "",
        )


class ProgrammeForm(SettingsForm, WithSlug):
    """A new programme: settings, template and address."""

    template = RadioField("Mall", validate_choice=True)
    slug = _slug()

    def __init__(self, templates: Mapping[str, Template], *args: object, **kwargs: object) -> None:
        kwargs.setdefault("template", next(iter(templates), None))
        super().__init__(*args, **kwargs)
        self.template.choices = [SelectChoice(key, found.title) for key, found in templates.items()]


class NetworkForm(WithSlug):
    """A new network."""

    place = _line("Plats", "Platsen saknas. Skriv till exempel Almvik.")
    region = SelectField("Region", [InputRequired("Välj en region.")])
    bodies = TextAreaField("Mottagare av planen", [Optional(), no_personal_number], filters=[clean_text])
    variant = RadioField("Mötenas upplägg")
    slug = _slug()

    def __init__(self, template: Template, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("variant", template.variants[0].key)
        super().__init__(*args, **kwargs)
        self.region.choices = [SelectChoice("", "Välj region"), *(SelectChoice(name, name) for name in REGIONS)]
        self.variant.choices = [SelectChoice(variant.key, variant.title) for variant in template.variants]

    def validate_bodies(self, field: TextAreaField) -> None:
        """One a line, not too many and not too long."""
        lines = self._lines
        if len(lines) > MOST_BODIES:
            raise ValidationError(f"Högst {MOST_BODIES} mottagare, en på varje rad.")
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(f"En rad är för lång: högst {LONGEST_LINE} tecken.")

    @property
    def _lines(self) -> list[str]:
        return [line for raw in (self.bodies.data or "").splitlines() if (line := clean_line(raw))]

    @property
    def network(self) -> NewNetwork:
        """What was decided; call after validation."""
        return NewNetwork(
            slug=self.slug.data or "",
            place=self.place.data or "",
            region=self.region.data,
            bodies=self._lines,
            variant=self.variant.data,
        )
