"""The notes of a meeting, question by question; never who said what."""

from collections.abc import Sequence

from exports import wording
from exports.context import Context
from exports.document import Block, Document, Heading, Item, ListBlock, Paragraph, Text
from exports.outcome import outcome_blocks
from meetings.notes import Note
from meetings.outcome import NOTHING, Outcome
from meetings.priorities import Priority
from meetings.programme import Question

NONE = "Inga anteckningar till den här frågan."


def notes_document(
    meeting: int,
    title: str,
    questions: Sequence[Question],
    notes: Sequence[Note],
    context: Context,
    *,
    priorities: Sequence[Priority] = (),
    outcome: Outcome = NOTHING,
    present: str = "",
    notice: str = "",
) -> Document:
    """What the meeting came to, the notes under the question they answer in the order given, with their lasting
    numbers, and what was chosen.

    `present` says how many came, and `notice`, for example, that the notes are a draft. Notes to a question that is
    not in `questions` stand last. Perspectives are left out: in a group of eight to ten they would tell who spoke.
    """
    blocks = outcome_blocks(outcome)
    for question in questions:
        blocks += [Heading(2, question.title), Paragraph((Text(question.text),), "muted")]
        blocks += _listed([note for note in notes if note.question == question.key])
    asked = {question.key for question in questions}
    others = [note for note in notes if note.question not in asked]
    if others:
        blocks += [Heading(2, "Övrigt"), *_listed(others)]
    if priorities:
        blocks += [Heading(2, "Prioriterade områden"), ListBlock(tuple(map(_chosen, priorities)), numbered=True)]
    return context.document(
        f"Minnesanteckningar {meeting}: {title}",
        blocks,
        facts=[("Närvarande", present), ("Antal", wording.count_notes(len(notes)))],
        notice=notice,
    )


def _chosen(priority: Priority) -> Item:
    dots = "" if priority.votes is None else f" ({wording.counted(priority.votes, 'prick')})"
    reason = f". {priority.reason}" if priority.reason else ""
    return Item((Text(priority.title, strong=True), Text(f"{dots}{reason}")))


def _listed(notes: Sequence[Note]) -> list[Block]:
    if not notes:
        return [Paragraph((Text(NONE),), "gap")]
    return [ListBlock(tuple(Item((Text(f"N{note.number}", strong=True), Text(_worded(note)))) for note in notes))]


def _worded(note: Note) -> str:
    """The text, with its kind after it."""
    return f" {note.text}" + (f" ({wording.NOTE_KINDS[note.kind]})" if note.kind else "")
