"""Forms of a programme's settings and of a new network."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from bln.fields import (
    CountField,
    DayField,
    RowForm,
    SwedishForm,
    UuidField,
    clean_line,
    clean_text,
    no_personal_number,
    required_line,
)
from bln.networks.models import CompiledBy, Network, PriorityMethod, Programme
from bln.programmes.services import Body, NetworkFacts, Settings, SlugTaken, mark_of
from bln.regions import REGIONS
from bln.slugs import LONGEST_SLUG, SLUG
from meetings.plan_content import Arena
from meetings.programme import Template
from meetings.votes import DOTS, MOST_DOTS

LONGEST_LINE, LONGEST_BASIS = 300, 2_000
FEWEST_BODIES, SPARE_BODIES, MOST_BODIES = 3, 1, 20
COMPILED_BY = {CompiledBy.STAFF: "Nka-medarbetare", CompiledBy.LEADERS: "Nätverksledarna själva"}
PRIORITY_METHODS = {PriorityMethod.DIALOGUE: "I samtal", PriorityMethod.VOTES: "Med röster"}
ARENAS = {
    Arena.MUNICIPALITY: "Kommun",
    Arena.REGION: "Region",
    Arena.CIVIL_SOCIETY: "Idéburen eller annan organisation",
}


def _slug() -> StringField:
    return StringField("Namn i adressen", [Optional()], filters=[clean_line])


def in_words(value: object) -> str:
    """What is decided, for somebody who has written something else."""
    if isinstance(value, CompiledBy):
        return COMPILED_BY[value]
    if isinstance(value, PriorityMethod):
        return PRIORITY_METHODS[value]
    if isinstance(value, tuple):
        return "; ".join(f"{b.name} ({ARENAS[b.arena]}, {b.hand_in_on or 'utan dag'})" for b in value) or "ingen"
    return str(value or "tomt")


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

    mark = HiddenField()
    title = required_line("Titel", "Titeln saknas. Skriv till exempel Nära vård och anhöriga.")
    term = required_line("Termin", "Terminen saknas. Skriv till exempel våren 2027.")
    starts_on = DayField("Börjar", [Optional()])
    ends_on = DayField("Slutar", [Optional()])
    compiled_by = RadioField(
        "Vem sammanställer nätverkens möten?",
        choices=[SelectChoice(code.value, words) for code, words in COMPILED_BY.items()],
        default=CompiledBy.STAFF.value,
    )
    priority_method = RadioField(
        "Hur väljer nätverken sina prioriterade områden?",
        choices=[SelectChoice(code.value, words) for code, words in PRIORITY_METHODS.items()],
        default=PriorityMethod.DIALOGUE.value,
    )
    dots = CountField("Prickar till var och en", MOST_DOTS, default=DOTS)
    controller = required_line("Personuppgiftsansvarig", "Skriv vilken myndighet eller organisation som ansvarar.")
    lawful_basis = TextAreaField(
        "Rättslig grund",
        [
            DataRequired("Skriv den rättsliga grunden, till exempel Uppgift av allmänt intresse."),
            Length(max=LONGEST_BASIS, message="Högst 2 000 tecken."),
        ],
        filters=[clean_text],
    )

    def validate_ends_on(self, field: DayField) -> None:
        """Not before it begins."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Programmet slutar innan det börjar. Kontrollera datumen.")

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
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            dots=self.dots.data or DOTS,
        )


class ProgrammeForm(SettingsForm, WithSlug):
    """A new programme: settings, template and address."""

    template = RadioField("Mall", validate_choice=True)
    slug = _slug()

    def __init__(self, templates: Mapping[str, Template], *args: object, **kwargs: object) -> None:
        kwargs.setdefault("template", next(iter(templates), None))
        super().__init__(*args, **kwargs)
        self.template.choices = [SelectChoice(key, found.title) for key, found in templates.items()]


class FollowingForm(SettingsForm, WithSlug):
    """A programme that is begun as another one: settings, address, and the networks that come along."""

    places = SelectMultipleField(
        "Nätverk som följer med",
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    slug = _slug()

    def __init__(self, before: Programme, networks: Sequence[Network]) -> None:
        kept = {name: getattr(before, name) for name in ("title", "dots", "controller", "lawful_basis")}
        ways = {"compiled_by": before.compiled_by.value, "priority_method": before.priority_method.value}
        super().__init__(data={**kept, **ways, "places": [str(network.id) for network in networks]})
        self.places.choices = [SelectChoice(str(network.id), network.place) for network in networks]

    @property
    def chosen(self) -> list[uuid.UUID]:
        """The ids of the networks that come along; call after validation."""
        return [uuid.UUID(key) for key in self.places.data or ()]


class BodyRow(RowForm):
    """Who is to receive the plan. A row without a name is nobody."""

    id = UuidField()
    name = StringField(
        "Namn",
        [Length(max=LONGEST_LINE, message=f"Högst {LONGEST_LINE} tecken."), no_personal_number],
        filters=[clean_line],
    )
    arena = SelectField("Vad är det?", choices=[SelectChoice(code.value, words) for code, words in ARENAS.items()])
    hand_in_on = DayField("Planen lämnas senast", [Optional()])


class ChangeNetworkForm(SwedishForm):
    """What staff decide about a network, made on the standing with this `mark`."""

    mark = HiddenField()
    place = required_line("Plats", "Platsen saknas. Skriv till exempel Almvik.")
    region = SelectField("Region", [InputRequired("Välj en region.")])
    bodies = FieldList(FormField(BodyRow), "Mottagare av planen", max_entries=MOST_BODIES)

    def __init__(self, facts: NetworkFacts | None = None, **kwargs: Any) -> None:
        """Where `facts` stand, they are what the form begins with; there is always room for another body."""
        bodies = [{**vars(body), "arena": body.arena.value} for body in facts.bodies] if facts else []
        room = max(len(bodies) + SPARE_BODIES, FEWEST_BODIES)
        # Somebody who begins meets a municipality, a region and an organisation; one who goes on, room for one more.
        kinds = [arena.value for arena in Arena]
        rows = [
            bodies[at] if at < len(bodies) else {"id": uuid.uuid4(), "arena": kinds[at % len(kinds)]}
            for at in range(min(room, MOST_BODIES))
        ]
        known = {"place": facts.place, "region": facts.region, "mark": mark_of(facts)} if facts else {}
        super().__init__(data={**known, "bodies": rows}, **kwargs)
        self.standing = {body.id for body in facts.bodies} if facts else set()
        regions = dict.fromkeys([*REGIONS, *([facts.region] if facts and facts.region else [])])
        self.region.choices = [SelectChoice("", "Välj region"), *(SelectChoice(name, name) for name in regions)]

    def validate_bodies(self, field: FieldList) -> None:
        """A new body with a day has a name; to empty the name of one that stands takes it away."""
        for row in (entry.form for entry in field):
            if row.hand_in_on.data and not row.name.data and row.id.data not in self.standing:
                row.name.errors = ["Skriv vem som ska få planen, eller ta bort dagen."]
                raise ValidationError("En mottagare saknar namn.")

    @property
    def facts(self) -> NetworkFacts:
        """What was decided; call after validation."""
        bodies = tuple(
            Body(row.id.data, row.name.data, Arena(row.arena.data), row.hand_in_on.data)
            for row in (entry.form for entry in self.bodies)
            if row.name.data
        )
        return NetworkFacts(self.place.data or "", self.region.data, bodies)


class NetworkForm(ChangeNetworkForm, WithSlug):
    """A new network."""

    variant = RadioField("Mötenas upplägg")
    slug = _slug()

    def __init__(self, template: Template, facts: NetworkFacts | None = None) -> None:
        super().__init__(facts)
        self.variant.choices = [SelectChoice(variant.key, variant.title) for variant in template.variants]
        self.variant.data = self.variant.data or template.variants[0].key
