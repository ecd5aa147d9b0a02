"""What is asked about questions to Nka: which there are, by whom they are answered, and how."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from bln.db import db
from bln.networks.models import Meeting, Network, Programme
from bln.questions.models import QuestionAnswer, QuestionOwner
from bln.room.models import Submission, SubmittedNote
from meetings.notes import NoteKind

QUESTIONS_A_PAGE = 50


class Standing(StrEnum):
    """Whether a question has got its answer."""

    UNANSWERED = "unanswered"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Asked:
    """A question as it was last handed in, with its newest answer (empty: none). Nobody knows who in the meeting asked.

    `quotable` and `question` (its prompt) are those of the note; `asked_at` is when it was first handed in.
    """

    id: uuid.UUID
    text: str
    quotable: bool
    question: str
    number: int
    meeting: int
    slug: str
    place: str
    network_id: uuid.UUID
    programme_slug: str
    programme: str
    owner_id: uuid.UUID | None
    answer: str
    version: int
    answered_at: datetime | None
    asked_at: datetime


@dataclass(frozen=True)
class Wanted:
    """Which questions one wants to see. Without a programme those of all
    that are not archived. `owner` None is anybody's; `unowned` those that nobody has taken on."""

    programme: Programme | None = None
    standing: Standing | None = None
    owner: uuid.UUID | None = None
    unowned: bool = False


def questions_page(wanted: Wanted, page: int) -> tuple[list[Asked], int]:
    """A page of questions, the longest asked first, and how many there are; two queries however many there are."""
    query = _chosen(wanted)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    found = query.limit(QUESTIONS_A_PAGE).offset((page - 1) * QUESTIONS_A_PAGE)
    return _read(found), total


def unanswered(programme: Programme) -> list[Asked]:
    """The questions of a programme that wait for an answer, the longest asked first."""
    return _read(_chosen(Wanted(programme, Standing.UNANSWERED)))


def count_unanswered(programme: Programme) -> int:
    """How many they are."""
    return (
        db.session.scalar(select(func.count()).select_from(_chosen(Wanted(programme, Standing.UNANSWERED)).subquery()))
        or 0
    )


def questions_of(network: Network) -> list[Asked]:
    """All that a network has asked, in the order of its meetings."""
    return _read(
        _asked().where(Meeting.network_id == network.id).order_by(None).order_by(Meeting.number, SubmittedNote.position)
    )


def find_question(key: uuid.UUID) -> Asked | None:
    """The question that this note is, as it was last handed in."""
    return next(iter(_read(_asked().where(SubmittedNote.note_id == key))), None)


def answers_to(keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, QuestionAnswer]:
    """The newest answer to each of these notes that has one."""
    query = select(QuestionAnswer).where(QuestionAnswer.note_id.in_(keys)).order_by(QuestionAnswer.version)
    return {answer.note_id: answer for answer in db.session.scalars(query)}


def versions_of(key: uuid.UUID) -> list[QuestionAnswer]:
    """Every wording of the answer to a question, newest first."""
    query = select(QuestionAnswer).where(QuestionAnswer.note_id == key).order_by(QuestionAnswer.version.desc())
    return list(db.session.scalars(query))


def _read(query: Select[*tuple[Any, ...]]) -> list[Asked]:
    return [Asked(*row) for row in db.session.execute(query)]


def _chosen(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    query = _asked()
    if wanted.programme:
        query = query.where(Network.programme_id == wanted.programme.id)
    else:
        query = query.where(Programme.archived_at.is_(None))
    if wanted.standing:
        answered = QuestionAnswer.version.is_not(None)
        query = query.where(answered if wanted.standing is Standing.ANSWERED else ~answered)
    if wanted.owner:
        query = query.where(QuestionOwner.account_id == wanted.owner)
    return query.where(QuestionOwner.account_id.is_(None)) if wanted.unowned else query


def _columns() -> tuple[Any, ...]:
    """What `Asked` holds but for the time, in the order of its fields."""
    return (
        SubmittedNote.note_id,
        SubmittedNote.text,
        SubmittedNote.quotable,
        SubmittedNote.question,
        SubmittedNote.number,
        Meeting.number.label("meeting"),
        Network.slug,
        Network.place,
        Network.id.label("network_id"),
        Programme.slug.label("programme_slug"),
        Programme.title,
        QuestionOwner.account_id,
        func.coalesce(QuestionAnswer.text, "").label("answer"),
        func.coalesce(QuestionAnswer.version, 0).label("version"),
        QuestionAnswer.saved_at,
    )


def _asked() -> Select[*tuple[Any, ...]]:
    """The notes that are questions in the newest version of what their meeting handed in."""
    newer, newest, first, same = (
        aliased(Submission),
        aliased(QuestionAnswer),
        aliased(Submission),
        aliased(SubmittedNote),
    )
    last = select(func.max(newer.version)).where(newer.meeting_id == Submission.meeting_id).scalar_subquery()
    latest = select(func.max(newest.version)).where(newest.note_id == SubmittedNote.note_id).scalar_subquery()
    since = (
        select(func.min(first.submitted_at))
        .join(same, same.submission_id == first.id)
        .where(same.note_id == SubmittedNote.note_id, same.kind == NoteKind.QUESTION)
        .scalar_subquery()
    )
    return (
        select(*_columns(), since.label("asked_at"))
        .select_from(SubmittedNote)
        .join(Submission, and_(Submission.id == SubmittedNote.submission_id, Submission.version == last))
        .join(Meeting, Meeting.id == Submission.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .join(Programme, Programme.id == Network.programme_id)
        .outerjoin(QuestionOwner, QuestionOwner.note_id == SubmittedNote.note_id)
        .outerjoin(
            QuestionAnswer,
            and_(QuestionAnswer.note_id == SubmittedNote.note_id, QuestionAnswer.version == latest),
        )
        .where(SubmittedNote.kind == NoteKind.QUESTION)
        .order_by(since, Network.slug, SubmittedNote.number)
    )
