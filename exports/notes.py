"""The notes of a meeting, question by question; never who said what."""

from collections.abc import Sequence

from exports import wording
from exports.context import Context
from exports.document import Block, Document, Heading, Item, ListBlock, Paragraph, Text
from meetings.notes import Note
from meetings.programme import Question

NONE = "Inga anteckningar till den här frågan."


def notes_document(
    meeting: int,
    title: str,
    questions: Sequence[Question],
    notes: Sequence[Note],
    context: Context,
    *,
    notice: str = "",
) -> Document:
    """The notes under the question they answer, with their lasting numbers.

    `notice` says, for example, that they are a draft. Notes to a question that is not in `questions` stand
    last. Perspectives are left out: in a group of eight to ten they would tell who spoke.
    """
    blocks: list[Block] = []
    for question in questions:
        blocks += [Heading(2, question.title), Paragraph((Text(question.text),), "muted")]
        blocks += _listed([note for note in notes if note.question == question.key])
    asked = {question.key for question in questions}
    others = [note for note in notes if note.question not in asked]
    if others:
        blocks += [Heading(2, "Övrigt"), *_listed(others)]
    return context.document(
        f"Minnesanteckningar {meeting}: {title}",
        blocks,
        facts=[("Antal", wording.count_notes(len(notes)))],
        notice=notice,
    )


def _listed(notes: Sequence[Note]) -> list[Block]:
    if not notes:
        return [Paragraph((Text(NONE),), "gap")]
    ordered = sorted(notes, key=lambda note: note.number)
    items = (Item((Text(f"N{note.number}", strong=True), Text(f" {note.text}"))) for note in ordered)
    return [ListBlock(tuple(items))]
