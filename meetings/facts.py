"""What is known and may be said: a fact with its source, and how a text cites it.

A text cites with a mark, `[@key]` or `[@key; @other]`, as Pandoc does (pandoc.org/MANUAL.html, Citations). What a
guide, a summary or a plan cites is kept with it, so that it can be read whole in another place and another year.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MARK = re.compile(r" ?\[@([^\[\]\n]+)\]")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Topic(StrEnum):
    """What a fact is about (domain.md, Facts that may be shown)."""

    CARERS = "carers"
    CARE_SHARE = "care_share"
    CLOSE_CARE = "close_care"
    HOME_CARE = "home_care"
    TECHNOLOGY = "technology"
    LAW = "law"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact. `key` is what a text cites it by, and never changes; `summary` says it plainly.

    The source is `author` (a person or a body), `year`, `source` (its title), `publisher` and `url`, read on
    `read_on`; only author and source are always there. `checked_on` is the day when somebody last saw that it holds.
    Days are ISO dates, or empty. `steps` are the steps whose guides show it, each as "template/step"; `themes` are
    words: a guide that carries a theme with one of them in its heading shows it too.
    """

    key: str
    topic: Topic
    title: str
    summary: str
    may_say: str
    may_not_say: str
    author: str
    source: str
    year: str = ""
    publisher: str = ""
    url: str = ""
    read_on: str = ""
    checked_on: str = ""
    steps: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    withdrawn: bool = False

    def is_about(self, heading: str) -> bool:
        """True when one of its themes stands in a heading."""
        return any(theme.casefold() in heading.casefold() for theme in self.themes)


def keys_in(mark: str) -> list[str]:
    """The keys between the brackets of a mark, in order."""
    return [key.strip().removeprefix("@") for key in mark.split(";")]


def cited_keys(texts: Iterable[str]) -> tuple[str, ...]:
    """The keys that texts cite, each once, in order of appearance; they may lead nowhere."""
    found = (key for text in texts if "[@" in text for mark in MARK.findall(text) for key in keys_in(mark))
    return tuple(dict.fromkeys(found))


def uncited(text: str) -> str:
    """A text without its marks, for where there is no list of references."""
    return MARK.sub("", text) if "[@" in text else text


def texts_in(value: object) -> Iterator[str]:
    """Every text in a snapshot as data, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from texts_in(each)


def shown_in_guide(
    facts: Iterable[Fact], template: str, steps: Sequence[str], headings: Iterable[str]
) -> tuple[Fact, ...]:
    """What a guide tells of: the facts of its steps, then those of the themes that it carries; none withdrawn."""
    keys = {f"{template}/{step}" for step in steps}
    standing = [fact for fact in facts if not fact.withdrawn]
    of_steps = [fact for fact in standing if keys.intersection(fact.steps)]
    themes = list(headings)
    of_themes = [f for f in standing if f not in of_steps and any(f.is_about(heading) for heading in themes)]
    return (*of_steps, *of_themes)


def merged(*lists: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts of several lists, one for each key: the first."""
    found: dict[str, Fact] = {}
    for facts in lists:
        for fact in facts:
            found.setdefault(fact.key, fact)
    return tuple(found.values())


def due(checked_on: str, today: date) -> bool:
    """True when nobody has checked a fact for a year, or ever (29 February is due on 1 March)."""
    if not checked_on:
        return True
    last = date.fromisoformat(checked_on)
    return (last.year + 1, last.month, last.day) <= (today.year, today.month, today.day)
