"""The room as a page shows it: one question of a meeting at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, get_template_attribute, request, url_for

from bln.networks.models import Meeting
from bln.pages import page_number
from bln.policy import Access
from bln.room import guides, queries
from bln.room.models import Note
from bln.room.tool_page import Panel, shown_panel
from exports import wording
from meetings.programme import Question
from meetings.prompts import Prompt


@dataclass(frozen=True)
class Room:
    """One question of a meeting as the room shows it. `page` counts from 1, the last notes first."""

    questions: Sequence[Question]
    question: Question
    prompt: Prompt
    counts: dict[str, int]
    submitted: bool
    closed: bool
    page: int
    tools: Panel | None

    @property
    def pages(self) -> int:
        """How many pages the question's notes fill."""
        return max(1, -(-self.counts.get(self.question.key, 0) // queries.NOTES_A_PAGE))


def asked(questions: Sequence[Question]) -> Question:
    """The question that the address or the form names, or the first; 404 for one of another meeting."""
    wanted = request.values.get("fraga") or request.values.get("question") or questions[0].key
    question = next((q for q in questions if q.key == wanted), None)
    if question is None:
        abort(404)
    return question


def room_of(access: Access, meeting: Meeting, questions: Sequence[Question], question: Question) -> Room:
    """How a question stands now."""
    standing = queries.standing_of(meeting)
    prompt = guides.current_prompt(access.network, meeting, standing.guide_id, question.key)
    tools = shown_panel(access, meeting, prompt) if standing.tools_on else None
    return Room(questions, question, prompt, standing.counts, standing.submitted, standing.closed, page_number(), tools)


def note_items(notes: Sequence[Any], address: str) -> str:
    """Notes as points of the room's list; `address` is where their meeting's pages begin."""
    return str(get_template_attribute("macros/notes.html", "note_items")(notes, address))


def note_texts(note: Note) -> str:
    """What stands small below a note: its kind, its perspective, whether it may be quoted."""
    kind = wording.NOTE_KINDS[note.kind] if note.kind else ""
    perspective = wording.PERSPECTIVES[note.perspective] if note.perspective else ""
    return " · ".join(filter(None, (kind, perspective, "Får citeras" if note.quotable else "")))


def at_question(access: Access, meeting: Meeting, question: str, **values: Any) -> str:
    """Where the room shows a question."""
    return url_for("notes.during", slug=access.network.slug, number=meeting.number, fraga=question, **values)
