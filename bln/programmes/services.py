"""Use cases of starting a programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.interest.models import Interest
from bln.interest.services import accept
from bln.networks.models import CompiledBy, Network, PriorityMethod, Programme
from bln.networks.services import add_network, add_programme
from bln.slugs import free_slug, slug_of
from meetings.programme import Template


class SlugTaken(ValueError):
    """The name in the address belongs to another one; `free` is one that doesn't."""

    def __init__(self, free: str) -> None:
        super().__init__("the slug is taken")
        self.free = free


@dataclass(frozen=True)
class Settings:
    """What staff decide about a programme."""

    title: str
    term: str
    compiled_by: CompiledBy
    priority_method: PriorityMethod
    controller: str
    lawful_basis: str


@dataclass(frozen=True)
class NewNetwork:
    """What staff decide about a network; without a slug it is made from the place."""

    slug: str
    place: str
    region: str
    bodies: Sequence[str]
    variant: str


def usable_templates(extra: Path) -> tuple[dict[str, Template], list[str]]:
    """The templates to choose from by key, and the keys of those that have faults."""
    from network_templates.faults import TemplateError  # what reads templates is needed by few requests
    from network_templates.loader import find_templates, load_template

    good, faulty = {}, []
    for key, folder in find_templates(extra).items():
        try:
            good[key] = load_template(folder)
        except TemplateError:
            faulty.append(key)
    return good, faulty


def begin_programme(template: Template, slug: str, settings: Settings, *, demo: bool = False) -> Programme:
    """Begin a programme; without a slug it is made from the title. Raises `SlugTaken`.

    What is begun in the demo mode is a demo too: one that was not would close the demo's doors.
    """
    taken = set(db.session.scalars(select(Programme.slug)))
    chosen = _chosen(slug, settings.title, "program", taken)
    programme = add_programme(chosen, template=template, demo=demo, **vars(settings))
    _take(chosen)
    audit(AuditAction.PROGRAMME_BEGUN, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()
    return programme


def change_settings(programme: Programme, settings: Settings) -> None:
    """Change what staff decide; the template and the address stay."""
    for name, value in vars(settings).items():
        setattr(programme, name, value)
    audit(AuditAction.PROGRAMME_CHANGED, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()


def begin_network(programme: Programme, wanted: NewNetwork, interest: Interest | None = None) -> Network:
    """Add a network; an expression of interest that it comes from is accepted. Raises `SlugTaken`."""
    taken = set(db.session.scalars(select(Network.slug)))
    chosen = _chosen(wanted.slug, wanted.place, "natverk", taken)
    network = add_network(programme, chosen, wanted.place, wanted.region, variant=wanted.variant, bodies=wanted.bodies)
    _take(chosen)
    audit(AuditAction.NETWORK_ADDED, ObjectKind.NETWORK, network.id, programme.id)
    if interest is not None:
        accept(interest, network)
    commit()
    return network


def _chosen(slug: str, title: str, fallback: str, taken: set[str]) -> str:
    """The slug that was asked for, or a free one made from the title."""
    made = free_slug(slug or slug_of(title) or fallback, taken)
    if slug and made != slug:
        raise SlugTaken(made)
    return made


def _take(slug: str) -> None:
    """Take the name, or learn that somebody else did a moment ago."""
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise SlugTaken(f"{slug}-2") from error
