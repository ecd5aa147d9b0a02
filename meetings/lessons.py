"""Lessons: what the closing form gathered over all networks, under the small-group rule (domain.md, Small groups).

An answer is tied to no person, so each is taken for one. Words that are cited stand with neither network nor role,
in an order that tells nothing of who wrote or when.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from meetings.disclosure import Breakdown, Cell, protect
from meetings.privacy import check_privacy
from meetings.words import swedish_key


class Answerer(StrEnum):
    """Who answers."""

    LEADER = "leader"
    MEMBER = "member"


class Usefulness(StrEnum):
    """Whether the network has given something of use."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"
    NOTHING = "nothing"
    UNSURE = "unsure"


class ClosingQuestion(StrEnum):
    """What the closing form asks for in words."""

    WORKED = "worked"
    HARD = "hard"
    ADVICE = "advice"


class Citable(StrEnum):
    """Whether an answer in words is cited: `WITHHELD` ones may be, but point at a person or a network."""

    YES = "yes"
    WITHHELD = "withheld"
    NO = "no"


@dataclass(frozen=True, slots=True)
class ClosingAnswer:
    """One filled-in closing form. `network` is a slug; what was left open is empty, or None on the scale."""

    id: str
    network: str
    role: Answerer
    usefulness: Usefulness | None = None
    worked: str = ""
    hard: str = ""
    advice: str = ""
    quotable: bool = False

    def text(self, question: ClosingQuestion) -> str:
        """The answer to a question in words."""
        return {
            ClosingQuestion.WORKED: self.worked,
            ClosingQuestion.HARD: self.hard,
            ClosingQuestion.ADVICE: self.advice,
        }[question]


@dataclass(frozen=True, slots=True)
class Said:
    """The answers to one question in words: those that are cited, and how many more there are of each kind."""

    question: ClosingQuestion
    quotes: tuple[str, ...]
    withheld: int
    private: int


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the report may say. While too few have answered, `shown` is False and only the first counts are known.

    `networks` are the slugs that answers came from, `by_network` how many from each, which is never shown; `silent` are
    the others. `by_role` is empty when the split may not be shown. In `usefulness` None stands for those who left the
    scale open, and a None count is hidden; it is empty when no count can be shown.
    """

    answers: int
    networks: tuple[str, ...]
    silent: tuple[str, ...]
    shown: bool = False
    by_role: tuple[tuple[Answerer, int], ...] = ()
    usefulness: tuple[tuple[Usefulness | None, int | None], ...] = ()
    said: tuple[Said, ...] = ()
    by_network: tuple[int, ...] = ()


def compile_lessons(answers: Sequence[ClosingAnswer], networks: Sequence[str], names: Iterable[str]) -> Lessons:
    """Compile the answers of a programme's `networks` (slugs).

    `names` are the places, regions and bodies of the networks: a text with one of them is withheld, since it tells
    which network it comes from.
    """
    heard = {answer.network for answer in answers}
    counts = (
        len(answers),
        tuple(slug for slug in networks if slug in heard),
        tuple(slug for slug in networks if slug not in heard),
    )
    if not _cell(answers).safe:
        return Lessons(*counts)
    told = list(names)
    return Lessons(
        *counts,
        shown=True,
        by_role=_by_role(answers),
        usefulness=_usefulness(answers),
        said=tuple(_said(question, texts_of(question, answers, told)) for question in ClosingQuestion),
        by_network=tuple(sum(answer.network == slug for answer in answers) for slug in counts[1]),
    )


def texts_of(
    question: ClosingQuestion, answers: Iterable[ClosingAnswer], names: Iterable[str]
) -> list[tuple[str, Citable]]:
    """The answers to a question in words, in Swedish order of the words, each with whether it is cited.

    `names` as in `compile_lessons`.
    """
    told = naming(names)
    texts = ((answer.text(question), answer.quotable) for answer in answers if answer.text(question))
    return sorted(
        ((text, citable(text, quotable, told)) for text, quotable in texts),
        key=lambda found: (swedish_key(found[0]), found[1]),
    )


def _cell(answers: Iterable[ClosingAnswer]) -> Cell:
    behind = frozenset((answer.network, answer.id) for answer in answers)
    return Cell(len(behind), behind)


def _protected(cells: Sequence[Cell], columns: Sequence[str]) -> tuple[int | None, ...]:
    return protect(Breakdown(("answers",), tuple(columns), (tuple(cells),))).cells[0]


def _by_role(answers: Sequence[ClosingAnswer]) -> tuple[tuple[Answerer, int], ...]:
    """Two numbers that add up to a known one are both shown or both hidden."""
    shown = _protected([_cell(a for a in answers if a.role is role) for role in Answerer], list(Answerer))
    return tuple((role, count) for role, count in zip(Answerer, shown, strict=True) if count is not None)


def _usefulness(answers: Sequence[ClosingAnswer]) -> tuple[tuple[Usefulness | None, int | None], ...]:
    """Those who left the scale open stand in it: their number would follow from the others and the total."""
    steps = (*Usefulness, None)
    shown = _protected([_cell(a for a in answers if a.usefulness is step) for step in steps], [str(s) for s in steps])
    return tuple(zip(steps, shown, strict=True)) if any(shown) else ()


def _said(question: ClosingQuestion, texts: Sequence[tuple[str, Citable]]) -> Said:
    quotes = tuple(text for text, citable in texts if citable is Citable.YES)
    kinds = [citable for _, citable in texts]
    return Said(question, quotes, kinds.count(Citable.WITHHELD), kinds.count(Citable.NO))


def citable(text: str, quotable: bool, names: re.Pattern[str] | None) -> Citable:
    """Whether a text may be cited: its writer says so, and it holds neither a name of `names` nor personal data."""
    if not quotable:
        return Citable.NO
    tells = check_privacy(text) or (names is not None and names.search(text))
    return Citable.WITHHELD if tells else Citable.YES


def naming(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds a name at the start of a word, whatever ending it has: "Almvik", "Almviks", "Almviksborna"."""
    plain = sorted({re.sub(r"\s*\(.*?\)", "", name).strip() for name in names} - {""})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, plain))})", re.IGNORECASE) if plain else None
