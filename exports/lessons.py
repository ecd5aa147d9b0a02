"""The chapter on lessons, from what leaders and members answered at the close: counts, and words without a sender."""

from collections.abc import Iterator, Sequence

from exports import wording
from exports.context import Context
from exports.document import Block, Heading, Item, ListBlock, Paragraph, Table, Text
from exports.sheet import Sheet
from meetings.disclosure import FEWEST_NETWORKS, FEWEST_PEOPLE
from meetings.lessons import ClosingAnswer, ClosingQuestion, Lessons, Said, texts_of

ENOUGH = f"minst {wording.counted(FEWEST_PEOPLE, 'person')} från minst {wording.counted(FEWEST_NETWORKS, 'nätverk')}"
NOT_YET = f"Svaren visas när {ENOUGH} har svarat."
COUNTED = "Svaren sparas utan namn. Varje svar räknas som en person."
NO_ANSWER = "Ingen har svarat på frågan."


def lessons_chapter(lessons: Lessons, context: Context, hidden: str) -> Iterator[Block]:
    """What may be said of the answers; `hidden` stands in the place of a count that is not shown."""
    yield Paragraph((Text(answers_sentence(lessons)),), "lead")
    if not lessons.shown:
        yield Paragraph((Text(NOT_YET),))
        return
    yield Paragraph((Text(" ".join(_behind(lessons, context))),), "muted")
    yield from _usefulness(lessons, hidden)
    for said in lessons.said:
        yield Heading(3, wording.CLOSING_QUESTIONS[said.question])
        yield from _said(said)


def answers_sentence(lessons: Lessons) -> str:
    """For example "11 svar från 3 av 10 nätverk."."""
    networks = len(lessons.networks) + len(lessons.silent)
    answered = wording.number(len(lessons.networks))
    return f"{wording.counted(lessons.answers, 'svar')} från {answered} av {wording.counted(networks, 'nätverk')}."


def _behind(lessons: Lessons, context: Context) -> Iterator[str]:
    if lessons.silent:
        yield f"Inga svar har kommit från {context.named(lessons.silent)}."
    if lessons.by_role:
        counts = (f"{wording.number(count)} från {wording.ANSWERERS[role]}" for role, count in lessons.by_role)
        yield f"Av svaren är {wording.join(counts)}."
    yield COUNTED


def _usefulness(lessons: Lessons, hidden: str) -> Iterator[Block]:
    if not lessons.usefulness:
        return
    rows = tuple(
        (
            (Text(wording.sentence(wording.USEFULNESS[step])),),
            (Text(hidden if count is None else wording.number(count)),),
        )
        for step, count in lessons.usefulness
    )
    yield Table(wording.USEFULNESS_QUESTION, ("Svar", "Antal"), rows, (4, 1))
    if any(count is None for _, count in lessons.usefulness):
        reason = f"Ett antal visas bara när {ENOUGH} står bakom det, och när det inte röjer ett antal som är dolt."
        yield Paragraph((Text(reason),), "muted")


def _said(said: Said) -> Iterator[Block]:
    if said.quotes:
        yield ListBlock(tuple(Item((Text(f"”{' '.join(quote.split())}”"),)) for quote in said.quotes))
    counts = " ".join(_not_cited(said))
    if counts or not said.quotes:
        yield Paragraph((Text(counts or NO_ANSWER),), "muted")


def _not_cited(said: Said) -> Iterator[str]:
    if said.withheld:
        it = "det" if said.withheld == 1 else "de"
        count = wording.counted(said.withheld, "svar")
        yield f"{count} citeras inte, {it} innehåller uppgifter om personer eller nämner ett nätverk."
    if said.private:
        yield f"{wording.counted(said.private, 'svar')} får inte citeras."


def answers_sheet(answers: Sequence[ClosingAnswer], names: Sequence[str]) -> Sheet:
    """Every answer in words, question by question, for staff; `names` as in `compile_lessons`.

    What one person wrote to one question stands apart from what they wrote to the others.
    """
    rows = tuple(
        (wording.CLOSING_QUESTIONS[question], text, wording.CITABLE[citable])
        for question in ClosingQuestion
        for text, citable in texts_of(question, answers, names)
    )
    return Sheet("Avslutning", ("Fråga", "Svar", "Får citeras"), rows, (40, 90, 30))
