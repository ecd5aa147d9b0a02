"""What is shown of a check: the text that members read, and what those who lead see of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from bln.db import db
from bln.networks.models import Meeting, Network
from bln.people.models import Membership, Role
from bln.room.check_models import CheckAnswer, CheckRemark, NotesCheck
from bln.room.guides import questions_of
from bln.room.models import Note
from bln.room.outcomes import latest_outcome
from bln.room.queries import live_notes
from meetings.outcome import Outcome
from meetings.programme import Question


@dataclass(frozen=True)
class CheckedText:
    """The text that members are asked about: what the meeting came to and its notes, never a perspective."""

    outcome: Outcome
    questions: Sequence[tuple[Question, Sequence[Note]]]

    @property
    def notes(self) -> list[Note]:
        """All notes, in the order of the page."""
        return [note for _, notes in self.questions for note in notes]


@dataclass(frozen=True)
class Answered:
    """What has been answered. `remarks` are in the order of the notes, the whole last, and among themselves in that of
    their words: an order of time would tell who wrote them. `members` are how many could answer."""

    answers: int
    agree: int
    members: int
    remarks: Sequence[tuple[CheckRemark, Note | None]]

    @property
    def unhandled(self) -> int:
        """How many remarks are still to handle."""
        return sum(remark.handling is None for remark, _ in self.remarks)


def checked_text(network: Network, meeting: Meeting) -> CheckedText:
    """The notes as they stand now, question by question."""
    notes = live_notes(meeting)
    questions = questions_of(network, meeting)
    by_question = [(question, [n for n in notes if n.question == question.key]) for question in questions]
    return CheckedText(latest_outcome(meeting)[1], by_question)


def answered(network: Network, check: NotesCheck) -> Answered:
    """The counts and the remarks of a check."""
    answers = db.session.scalars(select(CheckAnswer.agrees).where(CheckAnswer.check_id == check.id)).all()
    members = select(func.count(Membership.id)).where(
        Membership.network_id == network.id, Membership.role == Role.MEMBER, Membership.left_at.is_(None)
    )
    query = select(CheckRemark, Note).outerjoin(Note, Note.id == CheckRemark.note_id)
    found = db.session.execute(query.where(CheckRemark.check_id == check.id)).all()
    remarks = sorted(((remark, note) for remark, note in found), key=_place)
    return Answered(len(answers), sum(answers), db.session.scalar(members) or 0, remarks)


def _place(row: tuple[CheckRemark, Note | None]) -> tuple[bool, int, str]:
    remark, note = row
    return (note is None, note.number if note else 0, remark.text)


def check_counts(network: Network, check: NotesCheck | None) -> Mapping[str, int]:
    """How many have answered, agree and what is left to handle, for the page of handing in; empty where not asked."""
    if check is None:
        return {}
    found = answered(network, check)
    return {"answers": found.answers, "agree": found.agree, "unhandled": found.unhandled}
