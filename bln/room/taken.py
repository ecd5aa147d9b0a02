"""A meeting as its leader takes it along on a device: what the room needs without a network, and nothing more."""

from collections.abc import Mapping
from typing import Any

from bln.documents import shown
from bln.networks.context import meeting_title
from bln.networks.models import Meeting, Network
from bln.room.attendance import attended, foreseen, members_of
from bln.room.attendance_form import AttendanceForm
from bln.room.documents import guide_document_of
from bln.room.guides import current_guide, priority_question
from bln.room.note_page import note_texts
from bln.room.priorities import latest_priorities
from bln.room.prioritising import candidates_of
from bln.room.priority_data import by_votes, standing_data
from bln.room.queries import live_notes, standing_of
from bln.room.walls import shown_ids
from exports import wording
from meetings.facts import uncited
from meetings.prompts import Prompt

FORMAT = 1  # of what is stored on a device; js/device.js reads it


def taken_meeting(network: Network, meeting: Meeting) -> dict[str, Any]:
    """The guide, its questions with what is carried, the notes, who came and the dots, as data for a script."""
    guide = current_guide(network, meeting)
    notes, on_wall = live_notes(meeting), shown_ids(meeting)
    return {
        "format": FORMAT,
        "id": str(meeting.id),
        "place": network.place,
        "number": meeting.number,
        "title": meeting_title(network, meeting.steps),
        "closed": standing_of(meeting).closed,
        "guide": str(shown(guide_document_of(network, meeting))),
        "questions": [_question(prompt) for prompt in guide.prompts],
        "notes": [
            {"id": str(note.id), "number": note.number, "question": note.question, "text": note.text}
            | {"more": note_texts(note), "wall": note.id in on_wall}
            for note in notes
        ],
        "attendance": _attendance(network, meeting),
        "dots": _dots(network, meeting),
    }


def _question(prompt: Prompt) -> dict[str, Any]:
    carried = [
        {"title": theme.title, "text": uncited(theme.text), "weight": wording.count_notes(theme.weight)}
        for theme in prompt.carried
    ]
    own = [*map(uncited, prompt.follow_ups), *(wording.OWN_EXAMPLE + uncited(text) for text in prompt.examples)]
    return {
        "key": prompt.question,
        "title": prompt.title,
        "text": prompt.text,
        "hint": prompt.hint,
        "carried": carried,
        "own": own,
    }


def _attendance(network: Network, meeting: Meeting) -> Mapping[str, Any]:
    """Names are kept here alone, as somebody has to know whom to tick."""
    members, came = members_of(network), attended(meeting)
    data = AttendanceForm.standing(members, came, {} if came.recorded else foreseen(meeting))
    names = [member.person.name or f"Deltagare {place}" for place, member in enumerate(members, start=1)]
    rows = [row | {"name": name} for row, name in zip(data["members"], names, strict=True)]
    return data | {"members": rows, "recorded": came.recorded}


def _dots(network: Network, meeting: Meeting) -> dict[str, Any] | None:
    """What can be given dots; None where no dots choose. Areas that stand go along with what is sent."""
    question = priority_question(network, meeting)
    version, standing = latest_priorities(meeting)
    if question is None or not by_votes(network, standing):
        return None
    candidates = candidates_of(network, meeting, standing)
    data = standing_data(version, standing, candidates, network.programme.dots)
    titles = {candidate.id: candidate.title for candidate in candidates}
    votes = [row | {"title": titles[row["id"]]} for row in data["votes"]]
    areas = [area | {"id": str(area["id"])} for area in data["areas"] if area.get("candidates")]
    return data | {"votes": votes, "areas": areas, "question": question.key}
