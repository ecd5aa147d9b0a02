"""Use cases of questions to Nka: give one to a colleague, answer it."""

import uuid

from sqlalchemy import delete

from bln.audit.models import AuditAction, ObjectKind
from bln.audit.services import audit
from bln.db import commit, db
from bln.networks.services import lock_meeting
from bln.people.models import Account
from bln.questions.models import QuestionAnswer, QuestionOwner
from bln.questions.notices import notice_answer
from bln.questions.queries import Asked, versions_of
from bln.room.models import Note


class AnswerConflict(Exception):
    """Somebody else has answered since; `answer` is what is stored."""

    def __init__(self, answer: QuestionAnswer) -> None:
        super().__init__("the answer has a newer version")
        self.answer = answer


def take_on(question: Asked, account: Account | None) -> None:
    """Make a colleague responsible for a question, or nobody."""
    _lock(question.id)
    db.session.execute(delete(QuestionOwner).where(QuestionOwner.note_id == question.id))
    if account:
        db.session.add(QuestionOwner(note_id=question.id, account_id=account.id))
    commit()


def answer(question: Asked, version: int, text: str, account: Account) -> None:
    """Answer a question, or word the answer anew, written on `version` of it (0: there was none), and tell who leads
    the network. Raises `AnswerConflict`."""
    note = _lock(question.id)
    newest = next(iter(versions_of(question.id)), None)
    if newest and newest.text == text:
        return
    standing = newest.version if newest else 0
    if newest and standing != version:
        raise AnswerConflict(newest)
    db.session.add(QuestionAnswer(note_id=question.id, version=standing + 1, text=text, saved_by_id=account.id))
    notice_answer(question)
    audit(AuditAction.QUESTION_ANSWERED, ObjectKind.MEETING, note.meeting_id, note.meeting.network.programme_id)
    commit()


def _lock(key: uuid.UUID) -> Note:
    """Two who answer the same question come one after the other."""
    note = db.session.get_one(Note, key)
    lock_meeting(note.meeting)
    return note
