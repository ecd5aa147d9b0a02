"""Use cases of starting a programme."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.clock import utcnow
from bln.db import commit, db
from bln.interest.models import Interest
from bln.interest.services import accept
from bln.networks.models import CompiledBy, Network, NetworkOwner, PriorityMethod, Programme, ReceivingBody
from bln.networks.services import add_network, add_programme
from bln.slugs import free_slug, slug_of
from meetings.plan_content import Arena
from meetings.programme import Template
from meetings.votes import DOTS


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
    starts_on: date | None = None
    ends_on: date | None = None
    dots: int = DOTS


@dataclass(frozen=True)
class Body:
    """Who is to receive a network's plan, and by which day."""

    id: uuid.UUID
    name: str
    arena: Arena
    hand_in_on: date | None = None


@dataclass(frozen=True)
class NetworkFacts:
    """What staff decide about a network, and may change later."""

    place: str
    region: str
    bodies: Sequence[Body] = ()


class Outdated(Exception):
    """Somebody else has saved since; `standing` is what is stored."""

    def __init__(self, standing: Settings | NetworkFacts) -> None:
        super().__init__("saved since")
        self.standing = standing


def mark_of(facts: Settings | NetworkFacts) -> str:
    """Changes with every change of what is decided."""
    return sha256(repr(facts).encode()).hexdigest()[:16]


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
    programme = _begin(template, slug, settings, demo)
    commit()
    return programme


def follow_programme(
    before: Programme, slug: str, settings: Settings, places: Collection[uuid.UUID], *, demo: bool = False
) -> Programme:
    """Begin another programme as one before it: the same wording of the template, and those of its networks that are
    in `places` (ids) with who receives their plans and which colleague is responsible. No people, texts or days.

    Raises `SlugTaken`.
    """
    programme = _begin(before.template, slug, settings, demo)
    taken = set(db.session.scalars(select(Network.slug)))
    for network in _to_follow(before, places):
        bodies = [replace(body, id=uuid.uuid4(), hand_in_on=None) for body in facts_of(network).bodies]
        chosen = free_slug(network.slug, taken)
        taken.add(chosen)
        follower = add_network(
            programme, chosen, network.place, network.region, variant=_variant(network), bodies=_bodies((), bodies)
        )
        if network.owner and network.owner.account.ended_at is None:
            follower.owner = NetworkOwner(account_id=network.owner.account_id)
    _take(programme.slug)
    commit()
    return programme


def _begin(template: Template, slug: str, settings: Settings, demo: bool) -> Programme:
    taken = set(db.session.scalars(select(Programme.slug)))
    chosen = _chosen(slug, settings.title, "program", taken)
    programme = add_programme(chosen, template=template, demo=demo, **vars(settings))
    _take(chosen)
    audit(AuditAction.PROGRAMME_BEGUN, ObjectKind.PROGRAMME, programme.id, programme.id)
    return programme


def _to_follow(programme: Programme, places: Collection[uuid.UUID]) -> Sequence[Network]:
    query = select(Network).where(Network.programme_id == programme.id, Network.id.in_(places)).order_by(Network.slug)
    whole = selectinload(Network.meetings), selectinload(Network.bodies), selectinload(Network.owner)
    return db.session.scalars(query.options(*whole)).all()


def _variant(network: Network) -> str:
    """The variant whose meetings the network has; where it has arranged them its own way, the template's first."""
    variants = network.programme.template.variants
    meetings = tuple(meeting.steps for meeting in network.meetings if meeting.steps)
    return next((found.key for found in variants if found.meetings == meetings), variants[0].key)


def settings_of(programme: Programme) -> Settings:
    """What is decided about a programme."""
    return Settings(**{field.name: getattr(programme, field.name) for field in fields(Settings)})


def change_settings(programme: Programme, mark: str, settings: Settings) -> None:
    """Change what staff decide, made on the standing with this mark; the template and the address stay. Raises
    `Outdated`."""
    db.session.refresh(programme, with_for_update=True)
    _unless_newer(mark, settings_of(programme), settings)
    for name, value in vars(settings).items():
        setattr(programme, name, value)
    audit(AuditAction.PROGRAMME_CHANGED, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()


def archive(programme: Programme) -> None:
    """Let nothing in a programme be changed any longer; archived already, it stays so."""
    _archived(programme, utcnow(), AuditAction.PROGRAMME_ARCHIVED)


def open_again(programme: Programme) -> None:
    """Let an archived programme be changed again."""
    _archived(programme, None, AuditAction.PROGRAMME_REOPENED)


def _archived(programme: Programme, moment: datetime | None, action: AuditAction) -> None:
    db.session.refresh(programme, with_for_update=True)
    if bool(programme.archived_at) is not bool(moment):
        programme.archived_at = moment
        audit(action, ObjectKind.PROGRAMME, programme.id, programme.id)
    commit()


def begin_network(
    programme: Programme, facts: NetworkFacts, variant: str, slug: str = "", interest: Interest | None = None
) -> Network:
    """Add a network; without a slug it is made from the place. An expression of interest that it comes from is
    accepted. Raises `SlugTaken`, and KeyError on an unknown variant."""
    taken = set(db.session.scalars(select(Network.slug)))
    chosen = _chosen(slug, facts.place, "natverk", taken)
    bodies = _bodies((), facts.bodies)
    network = add_network(programme, chosen, facts.place, facts.region, variant=variant, bodies=bodies)
    _take(chosen)
    audit(AuditAction.NETWORK_ADDED, ObjectKind.NETWORK, network.id, programme.id)
    if interest is not None:
        accept(interest, network)
    commit()
    return network


def facts_of(network: Network) -> NetworkFacts:
    """What is decided about a network."""
    bodies = tuple(Body(body.id, body.name, body.arena, body.hand_in_on) for body in network.bodies)
    return NetworkFacts(network.place, network.region, bodies)


def change_network(network: Network, mark: str, facts: NetworkFacts) -> None:
    """Change what staff decide, made on the standing with this mark; address and meetings stay. Raises `Outdated`."""
    db.session.refresh(network, with_for_update=True)
    _unless_newer(mark, facts_of(network), facts)
    network.place, network.region = facts.place, facts.region
    network.bodies = _bodies(network.bodies, facts.bodies)
    audit(AuditAction.NETWORK_CHANGED, ObjectKind.NETWORK, network.id, network.programme_id)
    commit()


def _unless_newer(mark: str, standing: Settings | NetworkFacts, wanted: Settings | NetworkFacts) -> None:
    if standing != wanted and mark_of(standing) != mark:
        raise Outdated(standing)


def _bodies(standing: Sequence[ReceivingBody], wanted: Sequence[Body]) -> list[ReceivingBody]:
    """The rows of the wanted bodies: one that stands keeps its id, for what points at it."""
    known = {body.id: body for body in standing}
    rows = []
    for position, body in enumerate(wanted, start=1):
        row = known.get(body.id) or ReceivingBody(id=uuid.uuid4())
        row.position, row.name, row.arena, row.hand_in_on = position, body.name, body.arena, body.hand_in_on
        rows.append(row)
    return rows


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
