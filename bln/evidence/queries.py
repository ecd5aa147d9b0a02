"""What is asked of the library: the facts as they stand, what a text cites, what should be checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, func, select

from bln.clock import today
from bln.db import db
from bln.evidence.models import FactVersion
from bln.networks.models import Programme
from bln.people.models import Account, Person
from meetings.facts import Fact, Topic, cited_keys, due, merged, texts_in
from meetings.snapshot import from_data, to_data

AFTER_Z = str.maketrans("åäö", "{|}")  # the order of the Swedish alphabet


@dataclass(frozen=True)
class Saved:
    """A fact as it was saved; `by` is None where nobody was signed in, or where they have been erased."""

    version: int
    fact: Fact
    saved_at: datetime
    by: str | None


def newest() -> Select[FactVersion]:
    """The version of each fact that stands."""
    last = select(FactVersion.key, func.max(FactVersion.version).label("version")).group_by(FactVersion.key).subquery()
    return select(FactVersion).join(last, (FactVersion.key == last.c.key) & (FactVersion.version == last.c.version))


def library(keys: Iterable[str] | None = None) -> dict[str, Fact]:
    """The facts of these keys as they stand, or all of them, withdrawn or not, in the order of their keys."""
    query = newest()
    if keys is not None:
        wanted = list(keys)
        if not wanted:
            return {}
        query = query.where(FactVersion.key.in_(wanted))
    rows = sorted(db.session.scalars(query), key=lambda row: row.key)  # databases have orders of their own
    return {row.key: from_data(Fact, row.content) for row in rows}


def facts_found(words: str, topic: Topic | None, *, unchecked: bool) -> list[Fact]:
    """The facts that hold all the words, of a topic, or to be checked; by title, the withdrawn ones last."""
    day, wanted = today(), words.casefold().split()
    found = [
        fact
        for fact in library().values()
        if topic in (None, fact.topic)
        and (not unchecked or (due(fact.checked_on, day) and not fact.withdrawn))
        and all(word in " ".join(texts_in(to_data(fact))).casefold() for word in wanted)
    ]
    return sorted(found, key=lambda fact: (fact.withdrawn, fact.title.casefold().translate(AFTER_Z)))


def citable() -> list[Fact]:
    """What a text may cite, by title."""
    return [fact for fact in facts_found("", None, unchecked=False) if not fact.withdrawn]


def unchecked_facts() -> int:
    """How many facts should be checked."""
    return len(facts_found("", None, unchecked=True))


def version_of(key: str) -> FactVersion | None:
    """The version of a fact that stands, or None."""
    return db.session.scalar(newest().where(FactVersion.key == key))


def saved_versions(key: str) -> list[Saved]:
    """Every version of a fact, newest first."""
    query = (
        select(FactVersion, Person.name)
        .outerjoin(Account, Account.id == FactVersion.saved_by_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(FactVersion.key == key)
        .order_by(FactVersion.version.desc())
    )
    return [
        Saved(row.version, from_data(Fact, row.content), row.saved_at, name) for row, name in db.session.execute(query)
    ]


def checked_by(versions: Sequence[Saved]) -> str | None:
    """Who wrote the day when the fact was last checked, of its versions with the newest first."""
    day = versions[0].fact.checked_on
    same = [saved for saved in versions if saved.fact.checked_on == day]
    return same[-1].by if day else None


def steps_of_templates() -> dict[str, str]:
    """The steps that a fact can belong to, with what they are called, of the templates that programmes have."""
    found: dict[str, str] = {}
    for programme in db.session.scalars(select(Programme).order_by(Programme.created_at.desc())):
        template = programme.template
        for number, step in enumerate(template.steps, start=1):
            found.setdefault(f"{template.key}/{step.key}", f"{template.title}, möte {number}: {step.title}")
    return found


def unknown_keys(text: str) -> list[str]:
    """What a text cites that is not in the library."""
    keys = cited_keys([text])
    there = library(keys) if keys else {}
    return [key for key in keys if key not in there]


def facts_cited(value: object, kept: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """The facts that a snapshot's texts cite, as they stand; where the library lacks one, as it was `kept`."""
    keys = cited_keys(texts_in(to_data(value)))
    return merged(library(keys).values(), (fact for fact in kept if fact.key in keys))


def with_withdrawals(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts as a snapshot keeps them, with the word that one has been withdrawn since."""
    now = library(fact.key for fact in facts)
    return tuple(replace(fact, withdrawn=now[fact.key].withdrawn) if fact.key in now else fact for fact in facts)


def as_they_stand(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts as the library has them now, for what is still being written; as they were where it has none."""
    return merged(library(fact.key for fact in facts).values(), facts)


def keepers() -> list[Account]:
    """Who keeps the library: the accounts of Nka's staff that get mail."""
    query = select(Account).where(Account.staff, Account.ended_at.is_(None)).order_by(Account.email)
    return list(db.session.scalars(query))
