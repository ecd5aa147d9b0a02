"""What the closing form has gathered in a programme, as staff read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bln.networks.models import Programme
from bln.networks.queries import names_telling, networks_of
from bln.reports.queries import closing_answers
from meetings.lessons import Citable, ClosingQuestion, compile_lessons, texts_of

if TYPE_CHECKING:
    from exports.sheet import Sheet

TEXTS_A_PAGE = 50


@dataclass(frozen=True)
class ClosingPage:
    """The answers to one question in words that hold what is searched for, a page of them, counted from 1.

    `counts` are how many answers each question has, `silent` the places that no answer has come from.
    """

    sentence: str
    silent: Sequence[str]
    question: ClosingQuestion
    counts: dict[ClosingQuestion, int]
    texts: Sequence[tuple[str, Citable]]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the answers fill."""
        return max(1, -(-self.total // TEXTS_A_PAGE))

    @property
    def first(self) -> int:
        """The place, from 1, of the first answer on the page among all that were found."""
        return (self.page - 1) * TEXTS_A_PAGE + 1


def closing_page(programme: Programme, question: ClosingQuestion, words: str, page: int) -> ClosingPage:
    """One page of the answers to a question: never with network, role or day."""
    from exports.lessons import answers_sentence

    networks = networks_of(programme)
    answers = closing_answers(programme)
    names = names_telling(networks)
    lessons = compile_lessons(answers, [network.slug for network in networks], names)
    places = {network.slug: network.place for network in networks}
    found = [text for text in texts_of(question, answers, names) if words.casefold() in text[0].casefold()]
    return ClosingPage(
        sentence=answers_sentence(lessons),
        silent=[places[slug] for slug in lessons.silent],
        question=question,
        counts={each: sum(bool(answer.text(each)) for answer in answers) for each in ClosingQuestion},
        texts=found[(page - 1) * TEXTS_A_PAGE :][:TEXTS_A_PAGE],
        total=len(found),
        page=page,
    )


def closing_sheet(programme: Programme) -> "Sheet":
    """Every answer in words as a table."""
    from exports.lessons import answers_sheet

    return answers_sheet(closing_answers(programme), names_telling(networks_of(programme)))
